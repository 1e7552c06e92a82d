"""Headings, source lines and bare dates: what a page says of itself."""

import pytest

from claims.text.furniture import is_furniture
from claims.text.segments import Span

TITLE = "Signatures of the Mine Ban Treaty | The Record"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Signatures of the Mine Ban Treaty", "en", True),
        ("Where the treaty applies", "en", True),
        ("Source: United Nations Treaty Collection, chapter XXVI-5.", "en", True),
        ("Photo: Jane Roe / Agency", "en", True),
        ("© The Record 2024", "en", True),
        ("Джерело: Держстат", "uk", True),
        ("DEMO. Reference note written for this project.", "en", True),
        ("Note written for the exhibition.", "en", True),
        ("2024-11-18", "en", True),
        ("133 states signed the treaty", "en", False),
        ("Source: the ministry counts 133 signatories.", "en", False),
        ("Russia signed the treaty", "en", False),
        ("Not a party: Russia", "en", False),
        ("Russia – not a party", "en", False),
        ("Opened for signature in December 1997", "en", False),
        ("The treaty bans mines.", "en", False),
        ("The source of the river is in the hills.", "en", False),
        ("DEMOCRACY. It is old.", "en", False),
        ("Unterschriften des Vertrags", "de", False),
    ],
)
def test_is_furniture_tells_page_lines_from_statements(text, language, expected):
    assert is_furniture(text, Span(0, len(text)), title=TITLE, language=language) is expected


def test_is_furniture_knows_the_title_in_any_language():
    text = "Договір про міни"
    assert is_furniture(text, Span(0, len(text)), title="Договір про міни", language="uk") is True
    assert is_furniture(text, Span(0, len(text)), title="Інша сторінка", language="uk") is False


def test_is_furniture_keeps_a_title_that_counts_something():
    text = "133 states sign the treaty"
    assert is_furniture(text, Span(0, len(text)), title=text) is False
    period = "Bus passengers, first nine months of 2024"
    assert is_furniture(period, Span(0, len(period)), title=period) is True


def test_is_furniture_reads_only_the_span():
    text = "Signatures of the Mine Ban Treaty\n\n133 states signed it."
    assert is_furniture(text, Span(0, 33), title=TITLE) is True
    assert is_furniture(text, Span(35, len(text)), title=TITLE) is False

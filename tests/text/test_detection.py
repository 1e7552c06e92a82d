import time
from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.text.detection import ENGINE, ENGINE_VERSION, detect

ARTICLE = """Biden approves mines

On 19 November 2024 The Washington Post reported that US President Joe Biden had approved mines for Ukraine. \
Two US officials told the publication that the mines lose power within weeks. The Washington Post also added that \
neither Russia nor the US is among the 164 signatories of the Ottawa Convention.

The convention opened for signature in December 1997 and 133 states signed it. Is it legal? I think so.
"""
ODD_TEXT = st.text(
    alphabet=st.one_of(st.sampled_from("said 164 states. “”!?\n\u00ad\u200f–ع😀,%$"), st.characters()), max_size=300
)


def test_detect_proposes_the_claims_of_an_article_best_first():
    detection = detect(ARTICLE, published_on=date(2024, 11, 20))
    assert [claim.text for claim in detection.claims] == [
        "Neither Russia nor the US is among the 164 signatories of the Ottawa Convention.",
        "The convention opened for signature in December 1997 and 133 states signed it.",
        "US President Joe Biden had approved mines for Ukraine.",
        "The mines lose power within weeks.",
    ]
    assert [left_out.reason for left_out in detection.left_out] == [
        "a heading or boilerplate",
        "a question",
        "too short or too vague to check",
    ]
    assert detection.note == ""


def test_detect_pins_every_quote():
    detection = detect(ARTICLE)
    for found in (*detection.claims, *detection.left_out):
        assert ARTICLE[found.start : found.end] == found.quote
    figure = detection.claims[0].frame.quantities[0]
    assert ARTICLE[figure.start : figure.end] == figure.raw == "164"


def test_detect_says_when_a_language_is_read_in_part():
    german = detect("Die Zahl stieg um 5 Prozent. Das ist gut so.", language="de")
    assert [claim.quote for claim in german.claims] == ["Die Zahl stieg um 5 Prozent."]
    assert german.note == (
        "This language is read for sentences, figures and dates only: sentences with figures are proposed."
    )
    assert detect("Five 5.", language="").note.startswith("The language of this text is not known")
    assert detect("Експорт зріс на 5%.", language="uk").note.startswith("Ukrainian is read in part")


def test_detect_knows_regional_tags():
    assert detect(ARTICLE, language="en-GB") == detect(ARTICLE, language="en")


def test_detect_reads_a_text_without_full_stops_in_pieces():
    detection = detect("there were 5 dogs in the yard and " * 100)
    assert max(claim.end - claim.start for claim in detection.claims) <= 1000
    assert len(detection.claims) == 4


def test_detect_finds_nothing_in_nothing():
    assert (detect("").claims, detect("").left_out) == ((), ())


def test_detect_names_its_engine():
    assert (ENGINE, ENGINE_VERSION) == ("rules", "1")


@settings(max_examples=150)
@given(text=ODD_TEXT, language=st.sampled_from(["en", "uk", "de", ""]))
def test_detect_never_raises_and_never_overlaps(text, language):
    detection = detect(text, language=language, published_on=date(2024, 11, 20))
    places = sorted((found.start, found.end) for found in (*detection.claims, *detection.left_out))
    assert all(text[found.start : found.end] == found.quote for found in (*detection.claims, *detection.left_out))
    assert all(before[1] <= after[0] for before, after in pairwise(places))


def test_detect_reads_a_hostile_megabyte_in_seconds():
    pieces = ["a", "1,234,", "said that ", "The Post, ", "no ", "May 1 ", "“", "5 million ", "Of The ", "\u00ad"]
    text = "".join(piece * (100_000 // len(piece)) for piece in pieces)
    started = time.perf_counter()
    detect(text)
    assert time.perf_counter() - started < 20

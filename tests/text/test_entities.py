import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.entities import find_entities
from claims.text.segments import Span

ODD_TEXT = st.text(alphabet=st.one_of(st.sampled_from("AbС USof the'’s.,-\u00ad\u200f😀İß"), st.characters()))


def found(text: str, *, language: str = "en") -> list[tuple[str, str]]:
    entities = find_entities(text, Span(0, len(text)), language=language)
    assert all(text[entity.start : entity.end] == entity.text for entity in entities)
    return [(entity.text, entity.label) for entity in entities]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Washington Post says that neither Russia nor the US is a party to the Ottawa Convention.",
            [("Washington Post", "ORG"), ("Russia", "PLACE"), ("US", "PLACE"), ("Ottawa Convention", "AGREEMENT")],
        ),
        (
            "On Monday US President Joe Biden called Ukraine.",
            [("US", "PLACE"), ("President Joe Biden", "PERSON"), ("Ukraine", "PLACE")],
        ),
        ("The Ministry of Defence and the Bank of England spoke.",
         [("Ministry of Defence", "ORG"), ("Bank of England", "ORG")]),
        ("Reuters and The New York Times agree.", [("Reuters", "ORG"), ("New York Times", "ORG")]),
        ("Russia’s army is in Bosnia and Herzegovina.", [("Russia", "PLACE"), ("Bosnia and Herzegovina", "PLACE")]),
        (
            "It joined the Convention on the Prohibition of Anti-Personnel Mines.",
            [("Convention on the Prohibition of Anti-Personnel Mines", "AGREEMENT")],
        ),
        ("We asked who said WHO was in the EU.", [("WHO", "ORG"), ("EU", "ORG")]),
        ("Russian officials met us in November.", []),
        ("Mines lose power within weeks.", []),
        ("", []),
    ],
)  # fmt: skip
def test_find_entities_names_and_labels(text, expected):
    assert found(text) == expected


def test_find_entities_reads_ukrainian_names():
    assert found("Ні Росія, ні США не вступили до НАТО.", language="uk") == [
        ("Росія", "PLACE"),
        ("США", "PLACE"),
        ("НАТО", "ORG"),
    ]


def test_find_entities_guesses_nothing_in_other_languages():
    assert found("Der Minister sprach in Berlin.", language="de") == []


@given(text=ODD_TEXT, language=st.sampled_from(["en", "uk"]))
def test_find_entities_quotes_the_text_exactly(text, language):
    end = 0
    for entity in find_entities(text, Span(0, len(text)), language=language):
        assert text[entity.start : entity.end] == entity.text
        assert end <= entity.start < entity.end
        end = entity.end

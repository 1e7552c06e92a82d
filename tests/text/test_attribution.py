import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.attribution import claimant_of, find_attributions, names_somebody
from claims.text.segments import Span

WORDS = st.lists(
    st.sampled_from(
        [
            "The",
            "Post",
            "Biden",
            "officials",
            "said",
            "added",
            "that",
            ",",
            "“",
            "”",
            ".",
            "according",
            "to",
            "including",
            "and",
            "as",
            "reports",
            "told",
            "by",
            "He",
            "😀",
        ]
    )
).map(" ".join)


def found(text: str, *, language: str = "en") -> list[tuple[str, str]]:
    links = find_attributions(text, Span(0, len(text)), language=language)
    assert all(link.who in text[link.start : link.end] and link.cue in text[link.start : link.end] for link in links)
    return [(link.who, link.cue) for link in links]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Washington Post also added that neither Russia nor the US is in.", [("The Washington Post", "added")]),
        ("Officials told the publication that the mines lose power.", [("Officials", "told")]),
        ("However, Joe Biden said mines work.", [("Joe Biden", "said")]),
        ("On Tuesday officials said that it works.", [("officials", "said")]),
        ("The mines, as The Washington Post reports, are new.", [("The Washington Post", "reports")]),
        ("The Post reported that officials told it that he knew.", [("The Post", "reported"), ("officials", "told")]),
        ("“We will win,” said John Smith, a spokesman.", [("John Smith", "said")]),
        ("It will use them there, two US officials said on Tuesday.", [("two US officials", "said")]),
        ("John Smith, a spokesman for the Pentagon, said they were safe.", [("John Smith", "said")]),
        ("It was reported by Reuters that five died.", [("Reuters", "reported")]),
        ("Russia’s Defence Ministry said: “No.”", [("Russia’s Defence Ministry", "said")]),
        ("He has repeatedly denied that he lied.", [("He", "denied")]),
        ("It fell, according to a report published in March.", [("a report", "according to")]),
        (
            "According to several Western outlets, including The New York Times and Reuters, Kyiv promised restraint.",
            [("several Western outlets, including The New York Times and Reuters", "According to")],
        ),
        ("Claire McCaskill (D-Mo.) said the men lost.", [("Claire McCaskill", "said")]),
        ("The Times reported Saturday that he left.", [("The Times", "reported")]),
        ("Kyiv promised.", []),
        ("The firm added 20 jobs and 133 states signed.", []),
        ("The claim that he won is false.", []),
        ("It is time to say no.", []),
        ("Smith, who said nothing, left.", []),
        ("It joined in 2005, 19 years before this week's reports.", []),
        ("Oil fell on Friday, days after Russia’s claims.", []),
        ("The bank cut rates in May, after earlier estimates.", []),
        ("Ministers shut it, despite the officials' claims.", []),
        ("It shut in May, against all claims.", []),
        ("It shut in May, and there were 19 reports.", []),
        ("The workers, he fears, have no say.", []),
        ("Five died, police say.", [("police", "say")]),
        (
            "Prices fell, the Institute for Fiscal Studies estimates.",
            [("the Institute for Fiscal Studies", "estimates")],
        ),
        ("Many say that it fell.", [("Many", "say")]),
        ("A poll taken after the vote shows that he lost.", [("A poll taken after the vote", "shows")]),
        ("Lawyers may say that it is legal.", [("Lawyers", "say")]),
        ("Theresa May said that she would go.", [("Theresa May", "said")]),
        (
            "According to the owner of the shop, Pell Orrick, trade has doubled.",
            [("the owner of the shop, Pell Orrick", "According to")],
        ),
        ("According to officials, Joe Biden, who is old, left.", [("officials", "According to")]),
        ("According to Reuters, Joe Biden, a Democrat, left.", [("Reuters", "According to")]),
        ("A council spokesman, Aldous Renn, said it rose.", [("A council spokesman, Aldous Renn", "said")]),
    ],
)
def test_find_attributions_reads_english(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Міністр заявив, що експорт зріс.", [("Міністр", "заявив")]),
        ("За словами Зеленського, загинули люди.", [("Зеленського", "За словами")]),
        ("Як пише Reuters, США не підписали її.", [("Reuters", "пише")]),
        ("Про це повідомляє The Washington Post.", [("The Washington Post", "повідомляє")]),
    ],
)
def test_find_attributions_reads_ukrainian(text, expected):
    assert found(text, language="uk") == expected


def test_find_attributions_spans_who_and_cue():
    text = "Then. The Post also added that it works."
    link = find_attributions(text, Span(6, len(text)))[0]
    assert text[link.start : link.end] == "The Post also added"


def test_find_attributions_finds_none_in_other_languages():
    assert found("Der Minister sagte, dass es stimmt.", language="de") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Post reported that officials told it that he knew.", "The Post"),
        ("The Post reported that Joe Biden said that he knew.", "Joe Biden"),
        ("Officials said that sources told them that he knew.", "Officials"),
        ("It works.", None),
    ],
)
def test_claimant_of_prefers_the_innermost_name(text, expected):
    assert claimant_of(find_attributions(text, Span(0, len(text)))) == expected


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("The Washington Post", True),
        ("President Joe Biden's administration", True),
        ("the UN", True),
        ("Officials", False),
        ("two US officials", False),
        ("Russian officials", False),
        ("several outlets, including Reuters", True),
        ("He", False),
        ("a council spokesman, Aldous Renn", True),
        ("a spokesman, a former teacher", False),
    ],
)
def test_names_somebody_tells_names_from_roles(who, expected):
    assert names_somebody(who) is expected


@given(text=st.one_of(WORDS, st.text()), language=st.sampled_from(["en", "uk"]))
def test_find_attributions_stand_in_the_text_in_order(text, language):
    end = 0
    for link in find_attributions(text, Span(0, len(text)), language=language):
        assert end <= link.start < link.end <= len(text)
        assert link.who in text[link.start : link.end]
        assert link.cue in text[link.start : link.end]
        end = link.end

"""The figure check: same thing or not, and whether the numbers can both be true."""

from dataclasses import replace

import pytest

from claims.text.figure_surroundings import Figure
from claims.text.figures import FigureNote, compare_figures, counted_thing, phrase_of
from claims.text.quantities import Quantity
from claims.text.segments import Span


def count(
    raw: str,
    noun: str | None = None,
    *,
    unit: str | None = None,
    comparator: str = "=",
    value: float | None = None,
    high: float | None = None,
) -> Quantity:
    number = float(raw.replace(",", "").split()[0]) if value is None else value
    return Quantity(raw, number, high, unit, noun, comparator, 0, len(raw))


SIGNATORIES = count("164", "signatories")


def outcomes(claim: Quantity, *passage: Quantity, language: str = "en") -> list[str]:
    return [
        note.outcome for note in compare_figures([Figure(claim)], [Figure(one) for one in passage], language=language)
    ]


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        (count("164", "signatories"), ["agrees"]),
        (count("164", "Signatory"), ["agrees"]),
        (count("133", "signatories"), ["contradicts"]),
        (count("164", "states parties"), ["same_number_different_thing"]),
        (count("133", "states signed"), ["contradicts"]),
        (count("164", "states that signed"), ["agrees"]),
        (count("133", "states parties"), []),
        (count("164", "states"), ["not_comparable"]),
        (count("133", "states"), []),
        (count("164"), ["not_comparable"]),
        (count("133"), []),
        (count("164", "ships"), ["same_number_different_thing"]),
        (count("12", "ships"), []),
        (count("164 km", unit="km"), []),
        (count("164 percent", unit="percent"), []),
        (count("about 160", "signatories", comparator="~", value=160), ["agrees"]),
        (count("more than 150", "signatories", comparator=">", value=150), ["not_comparable"]),
        (count("more than 170", "signatories", comparator=">", value=170), ["contradicts"]),
        (count("up to 150", "signatories", comparator="<=", value=150), ["contradicts"]),
        (count("160–170", "signatories", comparator="range", value=160, high=170), ["agrees"]),
        (count("170–180", "signatories", comparator="range", value=170, high=180), ["contradicts"]),
    ],
)
def test_claim_of_164_signatories_against_one_figure(passage: Quantity, expected: list[str]) -> None:
    assert outcomes(SIGNATORIES, passage) == expected


@pytest.mark.parametrize(
    ("claim", "passage", "expected"),
    [
        (count("more than 100", "mines", comparator=">", value=100), count("133", "mines"), ["agrees"]),
        (count("more than 100", "mines", comparator=">", value=100), count("87", "mines"), ["contradicts"]),
        (count("at least 100", "mines", comparator=">=", value=100), count("100", "mines"), ["agrees"]),
        (count("fewer than 90", "mines", comparator="<", value=90), count("133", "mines"), ["contradicts"]),
        (count("about 130", "mines", comparator="~", value=130), count("133", "mines"), ["agrees"]),
        (count("about 100", "mines", comparator="~", value=100), count("133", "mines"), ["contradicts"]),
        (count("3.5 million", "mines", value=3_500_000), count("3,512,874", "mines"), ["agrees"]),
        (count("3.5 million", "mines", value=3_500_000), count("3,612,874", "mines"), ["contradicts"]),
        (count("0", "mines"), count("12", "mines"), ["contradicts"]),
        (count("0", "mines"), count("0", "mines"), ["agrees"]),
    ],
)
def test_comparator_and_rounding_decide_what_is_ruled_out(
    claim: Quantity, passage: Quantity, expected: list[str]
) -> None:
    assert outcomes(claim, passage) == expected


@pytest.mark.parametrize(
    ("claim", "passage", "expected"),
    [
        (count("100 km", "road", unit="km"), count("62 miles", "road", unit="mile", value=62), ["agrees"]),
        (count("100 km", "road", unit="km"), count("100 miles", "road", unit="mile"), ["contradicts"]),
        (count("12 months", "ban", unit="month"), count("1 year", "ban", unit="year"), ["agrees"]),
        (count("12.4 percent", unit="percent"), count("12.4 %", unit="percent"), ["agrees"]),
        (count("12 percent", unit="percent"), count("12 %", unit="percent"), []),
        (count("5 percent", unit="percent"), count("5 points", unit="percentage_points"), ["not_comparable"]),
        (count("5 percent", unit="percent"), count("6 points", unit="percentage_points"), []),
        (count("5 dollars", "aid", unit="USD"), count("5 euros", "aid", unit="EUR"), []),
        (
            count("5 percent", "deficit", unit="percent"),
            count("5 percent", "debt", unit="percent"),
            ["same_number_different_thing"],
        ),
    ],
)
def test_units_are_converted_or_kept_apart(claim: Quantity, passage: Quantity, expected: list[str]) -> None:
    assert outcomes(claim, passage) == expected


@pytest.mark.parametrize(
    ("claim", "passage", "expected"),
    [
        (count("243", "people"), count("243", "people"), ["agrees"]),
        (count("243", "people"), count("50", "people"), []),
        (count("243", "people killed"), count("223", "people killed"), ["contradicts"]),
        (count("243", "people killed"), count("243", "casualties"), ["same_number_different_thing"]),
        (count("1,204", "civilian deaths"), count("1,204", "deaths"), ["not_comparable"]),
        (count("1,204", "civilian deaths"), count("900", "deaths"), []),
    ],
)
def test_broad_and_narrow_nouns_never_contradict(claim: Quantity, passage: Quantity, expected: list[str]) -> None:
    assert outcomes(claim, passage) == expected


def test_notes_of_the_guiding_example_explain_themselves() -> None:
    passage = [count("133", "states signed"), count("164", "states parties")]
    assert compare_figures([Figure(SIGNATORIES)], [Figure(one) for one in passage]) == (
        FigureNote(
            "contradicts",
            "The claim says 164 signatories; the passage says 133 states signed, and rounding does not explain it.",
            "164",
            "133",
        ),
        FigureNote(
            "same_number_different_thing",
            "The number is the same, the thing is not: the claim says 164 signatories, the passage 164 states parties.",
            "164",
            "164",
        ),
    )


def test_agreement_silences_other_figures_for_the_same_thing() -> None:
    assert outcomes(SIGNATORIES, count("133", "signatories"), count("164", "signatories")) == ["agrees"]


def test_several_differing_figures_contradict_nothing_alone() -> None:
    found = outcomes(SIGNATORIES, count("120", "signatories"), count("133", "signatories"))
    assert found == ["different_number_same_thing"] * 2


def test_ukrainian_nouns_are_compared_by_stem() -> None:
    claim = count("164", "підписантів")
    assert outcomes(claim, count("164", "підписанти"), language="uk") == ["agrees"]
    assert outcomes(claim, count("164", "держави-учасниці"), language="uk") == ["same_number_different_thing"]


def test_nothing_to_compare_gives_no_notes() -> None:
    assert compare_figures([], [Figure(SIGNATORIES)]) == ()
    assert compare_figures([Figure(SIGNATORIES)], []) == ()


@pytest.mark.parametrize(
    ("language", "text", "raw", "noun", "expected"),
    [
        ("en", "By then 133 states had signed it.", "133", "states", "states signed"),
        ("en", "It was signed by 133 states.", "133", "states", "states signed"),
        ("en", "The flood killed 243 people.", "243", "people", "people killed"),
        ("en", "In all 133 signed it.", "133", None, "signed"),
        ("en", "There were 133 states. They signed it.", "133", "states", "states"),
        ("en", "Those who signed met 133 people.", "133", "people", "people"),
        ("en", "It has 164 states parties and some signed.", "164", "states parties", "states parties"),
        ("en", "The 133 ships signed off.", "133", "ships", "ships"),
        ("uk", "Конвенцію підписали 133 держави.", "133", "держави", "держави підписали"),
        ("uk", "Її учасницями були 164 держави.", "164", "держави", "держави учасницями"),
    ],
)
def test_counted_thing_is_completed_by_its_verb(
    language: str, text: str, raw: str, noun: str | None, expected: str
) -> None:
    start = text.index(raw)
    quantity = Quantity(raw, float(raw), None, None, noun, "=", start, start + len(raw))
    assert counted_thing(text, quantity, Span(0, len(text)), language=language).noun == expected


def test_counted_thing_looks_no_further_than_its_span() -> None:
    text = "There were 133 states signed it."
    quantity = Quantity("133", 133.0, None, None, "states", "=", 11, 14)
    assert counted_thing(text, quantity, Span(0, 21), language="en") == quantity


def test_phrase_names_the_counted_thing_once() -> None:
    assert phrase_of(SIGNATORIES) == "164 signatories"
    assert phrase_of(count("164")) == "164"
    assert phrase_of(count("164 signatories", "signatories", value=164)) == "164 signatories"


@pytest.mark.parametrize(
    ("claim_change", "passage_change", "expected"),
    [
        ("rise", "rise", ["agrees"]),
        (None, None, ["agrees"]),
        ("rise", None, ["not_comparable"]),
        (None, "fall", ["not_comparable"]),
        ("rise", "fall", ["not_comparable"]),
    ],
)
def test_a_change_is_no_level_and_a_rise_no_fall(
    claim_change: str | None, passage_change: str | None, expected: list[str]
) -> None:
    claim, passage = (count("12.4 percent", "voters", unit="percent", value=12.4) for _ in range(2))
    assert outcomes(replace(claim, change=claim_change), replace(passage, change=passage_change)) == expected


def test_a_change_and_a_level_with_different_numbers_say_nothing_of_one_another() -> None:
    claim = replace(count("12.4 percent", "voters", unit="percent", value=12.4), change="rise")
    assert outcomes(claim, count("9 percent", "voters", unit="percent", value=9)) == []


def test_a_rank_is_never_compared_with_a_count() -> None:
    assert outcomes(count("third", "members", unit="rank", value=3), count("3", "members")) == []

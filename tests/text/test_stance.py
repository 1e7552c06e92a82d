"""Suggested stances: what the figures say, and when they stay silent."""

from datetime import date

import pytest

from claims.text.dates import DateMention
from claims.text.figures import FigureNote
from claims.text.frame import ClaimFrame
from claims.text.quantities import Quantity
from claims.text.ranking import RankedPassage
from claims.text.stance import SuggestedStance, suggest_stance


def year(number: int) -> DateMention:
    return DateMention(str(number), date(number, 1, 1), date(number, 12, 31), 0, 4)


def frame(
    *,
    negated: bool = False,
    kind: str = "quantity",
    dates: tuple[DateMention, ...] = (),
    raws: tuple[str, ...] = ("164",),
) -> ClaimFrame:
    quantities = tuple(Quantity(raw, float(raw), None, None, "parties", "=", 0, 3) for raw in raws)
    return ClaimFrame(kind, quantities, dates, (), (), negated, None, ())


def passage(*outcomes: str) -> RankedPassage:
    notes = tuple(FigureNote(outcome, f"Why {outcome}.", "164", "133") for outcome in outcomes)
    return RankedPassage(0, 10, 0.5, (), notes)


def stance(suggested: SuggestedStance | None) -> str | None:
    return suggested.stance if suggested else None


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        ((), None),
        (("not_comparable",), None),
        (("agrees",), "supports"),
        (("contradicts",), "context"),
        (("same_number_different_thing",), "disputes_part"),
        (("different_number_same_thing",), "context"),
        (("agrees", "same_number_different_thing"), "disputes_part"),
        (("not_comparable", "agrees"), "supports"),
    ],
)
def test_stance_without_dates(outcomes: tuple[str, ...], expected: str | None) -> None:
    assert stance(suggest_stance(frame(), passage(*outcomes))) == expected


@pytest.mark.parametrize(
    ("outcome", "passage_year", "expected"),
    [
        ("contradicts", 2024, "disputes_part"),
        ("contradicts", 1999, "context"),
        ("agrees", 2024, "supports"),
        ("agrees", 1999, None),
        ("different_number_same_thing", 2024, "context"),
        ("same_number_different_thing", 1999, "disputes_part"),
    ],
)
def test_stance_goes_by_the_time_that_both_speak_of(outcome: str, passage_year: int, expected: str | None) -> None:
    found = suggest_stance(frame(dates=(year(2024),)), passage(outcome), passage_dates=[year(passage_year)])
    assert stance(found) == expected


@pytest.mark.parametrize("outcome", ["contradicts", "same_number_different_thing", "different_number_same_thing"])
def test_negated_claim_gets_context_at_most(outcome: str) -> None:
    claim = frame(negated=True, dates=(year(2024),))
    assert stance(suggest_stance(claim, passage(outcome), passage_dates=[year(2024)])) == "context"


def test_agreeing_figure_never_supports_a_claim_that_says_more() -> None:
    assert suggest_stance(frame(negated=True), passage("agrees")) is None
    assert suggest_stance(frame(kind="rank"), passage("agrees")) is None
    assert suggest_stance(frame(raws=("164", "133")), passage("agrees")) is None


def test_undated_mentions_tell_no_time() -> None:
    unknown = DateMention("last year", None, None, 0, 9)
    found = suggest_stance(frame(dates=(unknown,)), passage("contradicts"), passage_dates=[year(2024)])
    assert stance(found) == "context"


def test_reason_gives_the_figures_and_the_time() -> None:
    found = suggest_stance(frame(dates=(year(2024),)), passage("contradicts"), passage_dates=[year(2024)])
    assert found == SuggestedStance("disputes_part", "Why contradicts. Both speak of the same time.")

"""Ranking: which passages of a page bear on a claim, and the reasons given."""

import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.text.dates import DateMention
from claims.text.entities import Entity
from claims.text.frame import ClaimFrame, read_frame
from claims.text.negation import NegationCue
from claims.text.quantities import Quantity
from claims.text.ranking import FURNITURE, RankedPassage, order_spans, rank_passages, word_scores
from claims.text.segments import Span
from claims.text.terms import terms_of

CLAIM = "Neither Russia nor the US is among the 164 signatories of the Ottawa Convention."
FRAME = ClaimFrame(
    kind="quantity",
    quantities=(Quantity("164", 164.0, None, None, "signatories", "=", 539, 542),),
    dates=(),
    entities=(
        Entity("Washington Post", "ORG", 504, 519),
        Entity("Russia", "PLACE", 508, 514),
        Entity("US", "PLACE", 523, 525),
        Entity("Ottawa Convention", "AGREEMENT", 562, 579),
    ),
    negations=(NegationCue("Neither", "negation", 500, 507),),
    negated=True,
    claimant="The Washington Post",
    attribution=(),
)
NOTE = (
    "The Ottawa Convention bans antipersonnel mines. It opened for signature in December 1997.\n\n"
    "By the end, 133 states signed the convention.\n\n"
    "In November 2024 it had 164 states parties.\n\n"
    "Russia and the United States have neither signed nor joined."
)
OTHER_TREATY = "The Convention on Cluster Munitions has 112 states parties. Russia and the US have not signed it."
GRAIN = "Grain exports rose to 164 ships in May. Russia left the corridor. The US protested."


def plain_frame(*entities: tuple[str, str], dates: tuple[DateMention, ...] = ()) -> ClaimFrame:
    named = tuple(Entity(text, label, 0, len(text)) for text, label in entities)
    return ClaimFrame("event", (), dates, named, (), False, None, ())


def ranked(text: str, *, title: str = "", limit: int = 3) -> dict[str, RankedPassage]:
    found = rank_passages(CLAIM, FRAME, text, title=title, limit=limit)
    return {text[passage.start : passage.end]: passage for passage in found}


def test_guiding_example_returns_both_figures_with_reasons() -> None:
    found = ranked(NOTE, limit=4)
    with_164 = found["In November 2024 it had 164 states parties."]
    with_133 = found["By the end, 133 states signed the convention."]
    assert with_164.reasons == (
        "Ottawa Convention is named elsewhere on the page",
        "same figure: 164, counting something else: 164 states parties",
    )
    assert with_133.reasons == (
        "Ottawa Convention is named elsewhere on the page",
        "another figure for the same thing: 133 states signed",
        "shares the words signed, convention",
    )
    assert [note.outcome for note in with_164.figure_notes] == ["same_number_different_thing"]
    assert [note.outcome for note in with_133.figure_notes] == ["contradicts"]


def test_guiding_example_in_one_passage_gives_both_reasons() -> None:
    text = "133 states signed the convention. In November 2024 it had 164 states parties."
    (passage,) = rank_passages(CLAIM, FRAME, text, title="Ottawa Convention: a note")
    assert text[passage.start : passage.end] == text
    assert passage.reasons == (
        "the title names Ottawa Convention",
        "another figure for the same thing: 133 states signed",
        "same figure: 164, counting something else: 164 states parties",
        "shares the words signed, convention",
    )


def test_notes_about_other_things_rank_below_or_not_at_all() -> None:
    lowest = min(passage.score for passage in ranked(NOTE, limit=4).values())
    others = [*ranked(OTHER_TREATY).values(), *ranked(GRAIN).values()]
    assert [passage.figure_notes for passage in others] == [()] * len(others)
    assert max(passage.score for passage in others) < lowest
    assert ranked("The weather on the coast was fine. Football results follow.") == {}


def test_single_passage_page_is_ranked_by_its_words() -> None:
    text = "Russia never joined the Ottawa Convention."
    (passage,) = rank_passages(CLAIM, FRAME, text)
    assert passage.reasons == ("names Russia", "names Ottawa Convention", "negates or excludes, as the claim does")
    assert 0.45 < passage.score < 1


def test_same_figure_for_the_same_thing_is_named() -> None:
    (passage,) = rank_passages(CLAIM, FRAME, "The Ottawa Convention has 164 signatories.")
    assert "same figure: 164 signatories" in passage.reasons
    assert [note.outcome for note in passage.figure_notes] == ["agrees"]


def test_other_word_for_the_treaty_seems_to_name_it() -> None:
    (passage,) = rank_passages(CLAIM, FRAME, "The Ottawa Treaty has 133 signatories.")
    assert passage.reasons == (
        "seems to name Ottawa Convention",
        "another figure for the same thing: 133 signatories",
        "shares the word signatories",
    )


def test_town_alone_does_not_name_the_treaty() -> None:
    found = rank_passages(CLAIM, FRAME, "Ottawa has 164 signatories of a letter about parks.")
    assert [note for passage in found for note in passage.figure_notes] == []


def test_shared_words_are_told_by_rarity() -> None:
    claim = "The minister opened the new bridge over the river."
    text = "A bridge was opened. The river is wide.\n\nThe river rose.\n\nThe river fell.\n\nThe river froze."
    first = rank_passages(claim, plain_frame(), text)[0]
    assert first.reasons == ("shares the words bridge, opened, river",)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The bridge opened on 5 March 2024.", "same day"),
        ("The bridge opened on 7 March 2024.", "same month and year"),
        ("The bridge opened in March 2024.", "same month and year"),
        ("The bridge opened in 2024.", "same year"),
        ("The bridge opened in 2023.", None),
    ],
)
def test_dates_are_compared_by_day_month_and_year(text: str, reason: str | None) -> None:
    day = DateMention("5 March 2024", date(2024, 3, 5), date(2024, 3, 5), 0, 12)
    (passage,) = rank_passages("The bridge opened on 5 March 2024.", plain_frame(dates=(day,)), text)
    assert [given for given in passage.reasons if given.startswith("same")] == ([reason] if reason else [])


def test_ukrainian_page_is_ranked_by_stem() -> None:
    claim = "Росія не підписала Оттавську конвенцію."
    text = "Росія не приєдналася до Оттавської конвенції.\n\nЦіни на зерно зросли."
    (passage,) = rank_passages(claim, plain_frame(("Росія", "PLACE")), text, language="uk")
    assert text[passage.start : passage.end] == "Росія не приєдналася до Оттавської конвенції."
    assert passage.reasons == ("names Росія", "shares the words оттавської, конвенції")


def test_surname_alone_seems_to_name_a_person() -> None:
    frame = plain_frame(("Olena Kovalenko", "PERSON"))
    (passage,) = rank_passages("Olena Kovalenko opened the bridge.", frame, "Mrs Kovalenko opened it.")
    assert passage.reasons == ("seems to name Olena Kovalenko", "shares the word opened")


@pytest.mark.parametrize("text", ["", "   \n\n ", "…", "12345"])
def test_page_without_words_has_no_passages(text: str) -> None:
    assert rank_passages(CLAIM, FRAME, text) == ()


def test_every_passage_has_a_reason() -> None:
    counted = (*FRAME.quantities, Quantity("133", 133.0, None, None, None, "=", 0, 3))
    frame = replace(FRAME, entities=(Entity("Kovalenko", "PERSON", 0, 9),), quantities=counted)
    (passage,) = rank_passages("Kovalenko counted 164 or 133.", frame, "It was 164 or 133.")
    assert passage.reasons == ("shares the words 164, 133",)


def test_claim_without_words_finds_nothing() -> None:
    assert rank_passages("It is.", plain_frame(), NOTE) == ()


def test_limit_keeps_the_best() -> None:
    everything = rank_passages(CLAIM, FRAME, NOTE, limit=10)
    assert rank_passages(CLAIM, FRAME, NOTE, limit=1) == everything[:1]
    assert [passage.score for passage in everything] == sorted((p.score for p in everything), reverse=True)


PIECES = (
    "Russia has signed nothing.",
    "The Ottawa Convention has 164 signatories.",
    "133 states signed the convention in December 1997.",
    "Neither the US nor Russia is among the 133 signatories.",
    "Source: Ottawa Convention Support Unit.",
    "164 ships left, and the US was not among the buyers of grain.",
    "The weather was fine.",
    "Signatories of the Ottawa Convention",
    "Russia stayed away from the Ottawa Convention.",
    "Russia did not stay away from the Ottawa Convention.",
    "Russia stayed away from the Ottawa Convention on 3 December 1997.",
)
DATED = "Russia did not sign the Ottawa Convention on 3 December 1997."
FRAMES = {CLAIM: FRAME, DATED: read_frame(DATED, Span(0, len(DATED)))}


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(list(FRAMES)),
    st.lists(st.sampled_from(PIECES), max_size=12),
    st.integers(0, 4),
    st.sampled_from(["", "Ottawa Convention"]),
)
def test_what_is_left_unread_is_never_among_the_best(claim: str, pieces: list[str], limit: int, title: str) -> None:
    page = "\n\n".join(pieces)
    everything = rank_passages(claim, FRAMES[claim], page, title=title, limit=100)
    assert rank_passages(claim, FRAMES[claim], page, title=title, limit=limit) == everything[:limit]


@pytest.mark.parametrize(
    ("claim", "words_alone", "best"),
    [
        (
            "The council has not closed the old stone bridge near the river.",
            "The old town closed praised.",
            "The stone town has not praised works opened school old.",
        ),
        (
            "The council closed the old stone bridge near the river in March 2021.",
            "The council bridge river closed stone.",
            "The old in March 2021 works council river opened.",
        ),
    ],
)
def test_negation_or_date_that_alone_makes_a_passage_the_best_is_read(claim: str, words_alone: str, best: str) -> None:
    page = f"{words_alone}\n\n{best}"
    (found,) = rank_passages(claim, read_frame(claim, Span(0, len(claim)), language="en"), page, title="", limit=1)
    assert page[found.start : found.end] == best


@pytest.mark.parametrize(
    "line",
    [
        "Membership of the Ottawa Convention",
        "Source: Ottawa Convention Support Unit, which lists Russia and the US.",
        "DEMO. Note written for readers of the Ottawa Convention and its signatories.",
        "Reference note written for the signatories of the Ottawa Convention.",
    ],
)
def test_headings_and_source_lines_are_offered_only_where_nothing_better_is(line: str) -> None:
    title = "Membership of the Ottawa Convention"
    real = "Russia has not signed the Ottawa Convention."
    assert list(ranked(f"{line}\n\n{real}", title=title)) == [real]
    (alone,) = ranked(line, title=title).values() or (None,)
    assert alone is None or alone.score < FURNITURE


def test_treaty_of_the_page_is_meant_by_the_word_alone() -> None:
    page = "The Ottawa Convention is a treaty.\n\n133 states signed the {}.\n\nMines kill."
    meant = ranked(page.format("convention"))["133 states signed the convention."]
    other = ranked(page.format("petition"))["133 states signed the petition."]
    assert meant.score > other.score


def test_words_of_one_entry_of_the_term_table_count_as_one() -> None:
    found = rank_passages("They met as signatories.", plain_frame(), "They signed when they met.\n\nThey ate in May.")
    assert [passage.reasons for passage in found] == [("shares the words signed, met",)]


def test_page_without_any_name_of_the_claim_scores_less() -> None:
    named, unnamed = plain_frame(("Norway", "PLACE")), plain_frame()
    claim, text = "Norway opened the long bridge.", "Someone opened the long bridge over the river."
    (less,), (more,) = rank_passages(claim, named, text), rank_passages(claim, unnamed, text)
    assert less.score < more.score


@pytest.mark.parametrize(
    ("claim", "page"),
    [
        ("He offered no figures either.", "The figures are in the annex."),
        ("The mines lose power within weeks.", "The Mine Ban Treaty entered into force.\n\nIt is long."),
    ],
)
def test_one_shared_word_is_chance(claim: str, page: str) -> None:
    assert rank_passages(claim, plain_frame(), page) == ()


def test_one_word_with_a_name_is_more_than_chance() -> None:
    claim, frame = "Norway has not joined it either.", plain_frame(("Norway", "PLACE"))
    (passage,) = rank_passages(claim, frame, "Norway joined the treaty.")
    assert passage.score > 0.5


def test_word_scores_are_shares_of_the_wanted_words() -> None:
    passages = [terms_of(text) for text in ("red fox", "red", "", "red fox red fox red fox")]
    scores, weights = word_scores(frozenset({"red", "fox"}), passages)
    assert scores[2] == 0.0
    assert 0 < scores[1] < scores[0] <= 1
    assert scores[3] == 1.0
    assert weights["fox"] > weights["red"] > 0


def test_word_scores_of_no_passages_are_none() -> None:
    assert word_scores(frozenset({"fox"}), [])[0] == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.sampled_from(["en", "uk", ""]))
def test_any_page_gives_scores_between_0_and_1_inside_the_text(text: str, language: str) -> None:
    for passage in rank_passages(CLAIM, FRAME, f"{text} signatories {text}", language=language):
        assert passage.reasons
        assert 0 < passage.score <= 1
        assert 0 <= passage.start < passage.end <= 2 * len(text) + 13


def test_long_page_is_ranked_within_a_generous_bound() -> None:
    page = "\n\n".join(f"Paragraph {number} of {NOTE}" for number in range(1500))
    begun = time.process_time()
    assert len(rank_passages(CLAIM, FRAME, page)) == 3
    assert time.process_time() - begun < 10


def test_a_passage_beside_a_telling_one_counts_more_than_the_same_far_from_it() -> None:
    telling, faint, idle = terms_of("bridge opened mayor"), terms_of("bridge garden"), terms_of("weather")
    wanted = frozenset(term.stem for term in telling)
    scores, _ = word_scores(wanted, [telling, faint, idle, idle, idle, idle, faint])
    assert scores[1] > scores[6] > 0


def test_a_passage_without_a_word_of_the_claim_is_lent_nothing() -> None:
    telling, idle = terms_of("bridge opened mayor"), terms_of("weather")
    scores, _ = word_scores(frozenset(term.stem for term in telling), [telling, idle, telling])
    assert scores[1] == 0.0


def test_order_spans_leaves_nothing_out_that_shares_a_word() -> None:
    text = (
        "Russia exports grain.\nIn November 2024 it had 164 states parties.\n133 states signed the Ottawa Convention."
    )
    starts = [0, *(place + 1 for place, letter in enumerate(text) if letter == "\n")]
    spans = [
        Span(start, end) for start, end in zip(starts, [*(start - 1 for start in starts[1:]), len(text)], strict=True)
    ]
    assert order_spans(CLAIM, FRAME, text, spans) == [spans[2], spans[1], spans[0]]
    assert order_spans(CLAIM, FRAME, text, spans, limit=1) == [spans[2]]

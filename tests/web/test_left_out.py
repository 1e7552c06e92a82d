import pytest

from claims.text.checkworthiness import A_QUESTION, NOT_READ, TOO_VAGUE
from claims.web.left_out import SHOWN_OF_A_REASON, LeftOutGroup, left_out_groups


def left(start, reason, quote="So?"):
    return {"quote": quote, "start": start, "end": start + 3, "reason": reason}


def test_groups_stand_most_frequent_first_and_their_sentences_in_text_order():
    rows = [left(30, A_QUESTION, "C"), left(0, "an opinion", "A"), left(10, A_QUESTION, "B")]
    assert left_out_groups(rows) == (
        LeftOutGroup(A_QUESTION, 2, ("B", "C")),
        LeftOutGroup("an opinion", 1, ("A",)),
    )


def test_reasons_as_frequent_as_each_other_stand_as_in_the_text():
    groups = left_out_groups([left(5, "an opinion"), left(0, A_QUESTION)])
    assert [group.reason for group in groups] == [A_QUESTION, "an opinion"]


@pytest.mark.parametrize(
    ("count", "reason", "words"),
    [
        (1, A_QUESTION, "1 question"),
        (9, A_QUESTION, "9 questions"),
        (12, "an opinion", "12 opinions"),
        (2, "a prediction", "2 predictions"),
        (1, "personal experience", "1 personal experience"),
        (3, "a heading or boilerplate", "3 headings or boilerplate"),
        (2, TOO_VAGUE, "2 too short or too vague to check"),
        (2, NOT_READ, f"2 sentences: {NOT_READ}"),
        (1, "a reason of an earlier version", "1 sentence: a reason of an earlier version"),
    ],
)
def test_group_is_named_by_its_count(count, reason, words):
    (group,) = left_out_groups([left(number, reason) for number in range(count)])
    assert group.words == words


@pytest.mark.parametrize(("count", "more"), [(SHOWN_OF_A_REASON, 0), (SHOWN_OF_A_REASON + 1, 1)])
def test_what_is_not_printed_is_counted(count, more):
    (group,) = left_out_groups([left(number, A_QUESTION) for number in range(count)])
    assert (group.count, len(group.quotes), group.more) == (count, SHOWN_OF_A_REASON, more)


def test_nothing_left_out_is_no_group():
    assert left_out_groups([]) == ()

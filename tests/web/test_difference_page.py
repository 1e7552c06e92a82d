from datetime import timedelta

import pytest
from django.utils import timezone

from claims.errors import BadInput
from claims.text.word_diff import DiffPart
from claims.web.difference_page import FOLD_CHARACTERS, ShownPart, copy_before, read_difference_page, shown_parts
from tests.factories import make_article, make_claim, make_desk, make_evidence, make_page, make_snapshot, make_user

pytestmark = pytest.mark.django_db

OLD = "Mines were in the news.\n133 states signed the convention. It had 164 states parties.\nThe talks go on."
NEW = "Mines were in the news.\n133 states signed the convention. It had 166 states parties.\nThe talks go on."
BLOCKED = "Checking your browser."


@pytest.fixture
def reader():
    return make_user(make_desk())


def copies(new=NEW, **fields):
    page, now = make_page(), timezone.now()
    older = make_snapshot(text=OLD, page=page, fetched_at=now - timedelta(days=2))
    return older, make_snapshot(text=new, page=page, fetched_at=now, **fields)


def quote_for(user, snapshot, *words, **fields):
    claim = make_claim(make_article(user.memberships.get().desk))
    return [make_evidence(claim, snapshot=snapshot, exact=exact, candidate=None, **fields) for exact in words]


def test_quoted_words_come_with_what_became_of_them(reader):
    older, newer = copies()
    quote_for(reader, older, "133 states signed the convention.", "It had 164 states parties.")
    page = read_difference_page(newer, older, reader, is_whole=False)
    assert [(fate.sign, fate.words) for fate in page.quotes] == [("✓", "unchanged"), ("✗", "gone")]
    first = page.quotes[0]
    assert NEW[first.start : first.end] == "133 states signed the convention."
    assert [(part.kind, part.text) for part in first.around if part.kind != "same"] == [
        ("removed", "164 "),
        ("added", "166 "),
    ]
    assert (page.summary, page.is_same, page.is_folded) == ("1 word added, 1 removed", False, False)


def test_older_copy_comes_first_however_it_is_asked(reader):
    older, newer = copies()
    for one, other in ((older, newer), (newer, older)):
        page = read_difference_page(one, other, reader, is_whole=False)
        assert (page.older, page.newer) == (older, newer)


def test_quotes_of_other_desks_and_rejected_ones_are_left_out(reader):
    older, newer = copies()
    quote_for(make_user(make_desk()), older, "The talks go on.")
    decided = {"decided_by": reader, "decided_at": timezone.now(), "reject_reason": "Another treaty."}
    quote_for(reader, older, "133 states signed", status="rejected", **decided)
    assert read_difference_page(newer, older, reader, is_whole=False).quotes == ()


def test_block_page_says_nothing_of_the_quoted_words(reader):
    older, newer = copies(BLOCKED, quality="block_page")
    quote_for(reader, older, "The talks go on.")
    assert read_difference_page(newer, older, reader, is_whole=False).quotes == ()


def test_same_text_is_said_to_be_the_same(reader):
    older, newer = copies(OLD)
    page = read_difference_page(newer, older, reader, is_whole=False)
    assert (page.is_same, page.summary) == (True, "No words changed")


def test_copies_of_two_pages_are_not_compared(reader):
    with pytest.raises(BadInput, match=r"^These are copies of two pages"):
        read_difference_page(make_snapshot(), make_snapshot(), reader, is_whole=False)


def test_copy_before_is_the_nearest_earlier_one_of_the_page(reader):
    older, newer = copies()
    assert (copy_before(newer, reader), copy_before(older, reader)) == (older, None)


def test_long_unchanged_stretches_are_folded_between_words():
    text = "word " * 400
    (part,) = shown_parts([DiffPart("same", text)], is_whole=False)
    assert (part.text + " word" * part.folded + part.rest).split() == text.split()
    assert len(part.text) + len(part.rest) <= FOLD_CHARACTERS
    assert list(shown_parts([DiffPart("same", text)], is_whole=True)) == [ShownPart("same", text)]


def test_text_without_spaces_is_folded_where_it_stands():
    (part,) = shown_parts([DiffPart("same", "語" * 2000)], is_whole=False)
    assert (len(part.text), part.folded, len(part.rest)) == (400, 1, 400)


def test_what_changed_is_never_folded():
    text = "word " * 400
    parts = [DiffPart("removed", text), DiffPart("added", text)]
    assert [(part.kind, part.text, part.folded) for part in shown_parts(parts, is_whole=False)] == [
        ("removed", text, 0),
        ("added", text, 0),
    ]

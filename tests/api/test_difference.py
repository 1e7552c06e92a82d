from datetime import timedelta

import pytest

from tests.api.conftest import fault_of, make_caller
from tests.factories import make_article, make_page, make_snapshot

OLD = "133 states signed the convention. It has 162 parties."
NEW = "133 states signed the convention. It has 164 parties."


@pytest.fixture
def copies(db):
    """An older and a newer copy of one page."""
    older = make_snapshot(text=OLD)
    return older, make_snapshot(text=NEW, page=older.page, fetched_at=older.fetched_at + timedelta(days=1))


def test_versions_are_listed_newest_first_with_what_changed(caller, copies):
    older, newer = copies
    shown = caller.ask(f"snapshots/{older.public_id}/versions").json()
    assert shown["url"] == older.page.canonical_url
    assert [
        (one["snapshot"]["id"], one["text_length"], one["characters_more"], one["is_text_unchanged"])
        for one in shown["versions"]
    ] == [(newer.public_id, 53, 0, False), (older.public_id, 53, None, False)]


def test_copy_that_another_desk_was_handed_is_not_among_the_versions(copies):
    older, newer = copies
    private = make_article(snapshot=make_snapshot(text=NEW, page=older.page, is_source=False)).snapshot
    other = make_caller()
    versions = other.ask(f"snapshots/{older.public_id}/versions").json()["versions"]
    assert [one["snapshot"]["id"] for one in versions] == [newer.public_id, older.public_id]
    address = f"snapshots/{older.public_id}/difference"
    assert other.ask(address, {"with": private.public_id}).status_code == 404


def test_difference_goes_from_the_older_to_the_newer_whichever_is_asked(caller, copies):
    older, newer = copies
    answers = [
        caller.ask(f"snapshots/{one.public_id}/difference", {"with": other.public_id}).json()
        for one, other in (copies, copies[::-1])
    ]
    assert answers[0] == answers[1]
    assert (answers[0]["older"]["id"], answers[0]["newer"]["id"]) == (older.public_id, newer.public_id)
    assert answers[0]["summary"] == "1 word added, 1 removed"
    assert [(part["kind"], part["text"]) for part in answers[0]["parts"]] == [
        ("same", "133 states signed the convention. It has "),
        ("removed", "162 "),
        ("added", "164 "),
        ("same", "parties."),
    ]
    assert "".join(part["text"] for part in answers[0]["parts"] if part["kind"] != "removed") == NEW


def test_copies_of_two_pages_are_not_compared(caller, copies):
    stranger = make_snapshot(page=make_page())
    response = caller.ask(f"snapshots/{copies[0].public_id}/difference", {"with": stranger.public_id})
    assert response.status_code == 422


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ({}, (400, ["with"])),
        ({"with": ""}, (400, ["with"])),
        ({"from": "x"}, (400, ["from"])),
        ({"with": "snp_2222222222222222"}, (404, [])),
        ({"with": "a\x00b"}, (400, ["with"])),
    ],
)
def test_copy_to_compare_with_must_be_named(caller, copies, query, answer):
    assert fault_of(caller.ask(f"snapshots/{copies[0].public_id}/difference", query)) == answer

import pytest

from claims.enums import Role
from claims.models import Membership, PageWatch
from tests.api.conftest import fault_of, make_caller
from tests.factories import make_desk, make_page, make_snapshot, make_watch


@pytest.fixture
def snapshot(db):
    return make_snapshot()


def test_page_is_watched_until_its_desk_ends_it(caller, snapshot):
    address = f"snapshots/{snapshot.public_id}/watch"
    assert caller.ask(address).status_code == 404
    shown = caller.send("PUT", address, {"interval_hours": 12, "reason": "We quote it."}).json()
    watch = PageWatch.objects.get()
    assert shown.pop("next_capture_at") is not None
    assert shown == {
        "id": watch.public_id,
        "url": snapshot.page.canonical_url,
        "is_active": True,
        "interval_hours": 12,
        "desk": caller.desk.public_id,
        "reason": "We quote it.",
        "started_by": caller.user.username,
    }
    assert caller.ask(address).json()["interval_hours"] == 12
    assert caller.send("DELETE", address).json()["is_active"] is False


def test_other_desks_see_that_a_page_is_watched_not_by_whom(snapshot):
    make_watch(snapshot.page, reason="A secret investigation.")
    other, address = make_caller(), f"snapshots/{snapshot.public_id}/watch"
    shown = other.ask(address).json()
    assert (shown["is_active"], shown["desk"], shown["reason"], shown["started_by"]) == (True, None, None, None)
    assert other.send("DELETE", address).status_code == 404
    assert PageWatch.objects.get().is_active


def test_desks_watch_a_page_each_for_itself(caller, snapshot):
    theirs, address = make_watch(snapshot.page), f"snapshots/{snapshot.public_id}/watch"
    assert caller.send("PUT", address, {"interval_hours": 12}).json()["desk"] == caller.desk.public_id
    assert caller.ask(address).json()["interval_hours"] == 12
    ended = caller.send("DELETE", address).json()
    assert (ended["is_active"], ended["desk"]) == (False, caller.desk.public_id)
    # What goes on is told first; an empty id names no desk.
    assert caller.ask(address, {"desk": ""}).json()["id"] == theirs.public_id
    assert (caller.ask(address).json()["id"], caller.ask(address).json()["desk"]) == (theirs.public_id, None)
    assert PageWatch.objects.get(pk=theirs.pk).is_active


def test_person_on_several_desks_says_whose_watch_ends(caller, snapshot):
    other, address = make_desk(), f"snapshots/{snapshot.public_id}/watch"
    Membership.objects.create(desk=other, user=caller.user, role=Role.REVIEWER)
    for desk in (caller.desk, other):
        assert caller.send("PUT", address, {"desk": desk.public_id}).json()["desk"] == desk.public_id
    refused = caller.send("DELETE", address)
    detail = "Several of your desks watch this page. Say for which one this is, with its id as desk."
    assert (refused.status_code, refused.json()["detail"]) == (422, detail)
    assert PageWatch.objects.filter(is_active=True).count() == 2
    assert caller.send("DELETE", address, query={"desk": other.public_id}).json()["desk"] == other.public_id
    assert PageWatch.objects.get(is_active=True).desk == caller.desk
    assert caller.ask(address, {"desk": other.public_id}).json()["is_active"] is False
    assert caller.ask(address, {"desk": make_watch(snapshot.page).desk.public_id}).status_code == 404


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        ({"interval_hours": 0}, (422, ["#/interval_hours"])),
        ({"interval_hours": 10_000}, (422, ["#/interval_hours"])),
        ({"interval_hours": "often"}, (400, ["#/interval_hours"])),
        ({"reason": "x" * 2001}, (400, ["#/reason"])),
    ],
)
def test_watch_that_cannot_be_kept_is_refused(caller, snapshot, body, answer):
    assert fault_of(caller.send("PUT", f"snapshots/{snapshot.public_id}/watch", body)) == answer
    assert PageWatch.objects.count() == 0


@pytest.mark.parametrize("is_demo", [True, False])
def test_page_that_cannot_be_visited_is_not_watched(caller, is_demo):
    page = make_page(canonical_url="" if is_demo else "urn:sha256:00")
    snapshot = make_snapshot(page=page, is_demo=is_demo)
    assert caller.send("PUT", f"snapshots/{snapshot.public_id}/watch", {}).status_code == 422

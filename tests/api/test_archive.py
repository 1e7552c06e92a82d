import pytest

from claims.models import ArchiveJob
from tests.api.conftest import fault_of
from tests.factories import make_page, make_snapshot


@pytest.fixture(autouse=True)
def bells(monkeypatch):
    """Rows that were rung for."""
    rung: list = []
    monkeypatch.setattr("claims.api.snapshot.enqueue", rung.extend)
    return rung


def archive(caller, snapshot, body: dict | None = None):
    return caller.send("POST", f"snapshots/{snapshot.public_id}/archivings", body)


def test_archive_is_asked_to_keep_the_page(caller, archives, bells):
    snapshot = make_snapshot()
    response = archive(caller, snapshot, {"desk": caller.desk.public_id, "archive": "wayback"})
    shown, job = response.json(), ArchiveJob.objects.get()
    assert (response.status_code, response["Location"]) == (202, shown["self"])
    assert (shown.pop("created_at") is not None, shown.pop("job")["state"]) == (True, "queued")
    assert shown == {
        "id": job.public_id,
        "self": f"http://testserver/api/v1/archivings/{job.public_id}",
        "desk": caller.desk.public_id,
        "snapshot": snapshot.public_id,
        "archive": "wayback",
        "url": snapshot.final_url,
        "requested_by": caller.user.username,
        "archived_url": None,
        "archived_at": None,
    }
    assert bells == [job]
    assert caller.ask(f"archivings/{job.public_id}").json()["id"] == job.public_id


def test_asking_again_finds_what_is_kept(caller, archives, bells):
    snapshot = make_snapshot()
    archive(caller, snapshot)
    ArchiveJob.objects.update(archived_url="https://web.archive.org/web/1/x", job_state="done")
    bells.clear()
    shown = archive(caller, snapshot).json()
    assert (shown["archived_url"], bells) == ("https://web.archive.org/web/1/x", [])


def test_without_a_public_archive_it_says_so(caller):
    response = archive(caller, make_snapshot())
    assert (fault_of(response), response.json()["code"]) == ((422, ["#/archive"]), "no_archive")


def test_without_its_key_the_archive_is_not_asked(caller, archives, settings):
    settings.WAYBACK_KEY = ""
    response = archive(caller, make_snapshot())
    assert (fault_of(response), response.json()["code"]) == ((422, ["#/archive"]), "key_missing")


def test_archive_that_is_not_there_is_named(caller, archives):
    assert fault_of(archive(caller, make_snapshot(), {"archive": "attic"})) == (422, ["#/archive"])


@pytest.mark.parametrize("fields", [{"is_demo": True}, {"page": "urn:sha256:00"}])
def test_page_that_no_archive_can_fetch_is_refused(caller, archives, fields):
    if "page" in fields:
        fields = {"page": make_page(canonical_url=fields["page"]), "final_url": ""}
    assert fault_of(archive(caller, make_snapshot(**fields)))[0] == 422
    assert ArchiveJob.objects.count() == 0

import hashlib
import io
import json
import zipfile
from urllib.parse import quote

import pytest

from claims.domain.audit import Machine
from claims.domain.integrity import mark_damaged
from claims.models import CaptureJob, Snapshot
from claims.providers import registry
from tests.api.conftest import RAW, fault_of, make_caller, make_kept
from tests.factories import SOURCE_TEXT, make_article, make_desk, make_page, make_snapshot


@pytest.fixture(autouse=True)
def bells(monkeypatch):
    """Rows that were rung for."""
    rung: list = []
    monkeypatch.setattr("claims.api.snapshot.enqueue", rung.extend)
    return rung


@pytest.fixture
def snapshot(caller):
    """A source whose bytes are kept."""
    return make_kept(
        headers=[["Content-Type", "text/html"]],
        hops=[{"url": "https://example.org/old", "status": 301}],
        connected_address="93.184.215.14",
        warc_filename="2024-11.warc.gz",
        warc_offset=120,
        warc_length=900,
    )


def test_detail_leads_to_text_and_proof(caller, snapshot):
    shown = caller.ask(f"snapshots/{snapshot.public_id}").json()
    base = f"http://testserver/api/v1/snapshots/{snapshot.public_id}"
    assert (shown["self"], shown["text"], shown["proof"]) == (base, f"{base}/text", f"{base}/proof")
    assert (shown["sha256"], shown["text_sha256"]) == (snapshot.raw_sha256, snapshot.text_sha256)
    assert (shown["url"], shown["publisher"], shown["quality"]) == (snapshot.final_url, "example.org", "article")


@pytest.mark.parametrize("accept", ["*/*", "text/plain", "application/json"])
def test_text_is_the_text_and_its_tag_its_hash(caller, snapshot, accept):
    response = caller.ask(f"snapshots/{snapshot.public_id}/text", Accept=accept)
    assert (response.status_code, response["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert response.content.decode() == SOURCE_TEXT
    assert response["ETag"] == f'"{hashlib.sha256(response.content).hexdigest()}"'
    assert response["X-Content-Type-Options"] == "nosniff"


def test_text_that_the_reader_has_is_304(caller, snapshot):
    tag = f'"{snapshot.text_sha256}"'
    response = caller.ask(f"snapshots/{snapshot.public_id}/text", **{"If-None-Match": tag})
    assert (response.status_code, response.content, response["ETag"]) == (304, b"", tag)


def test_text_that_is_not_there_is_a_problem(caller):
    response = caller.ask("snapshots/snp_2222222222222222/text")
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")


def test_proof_shows_how_the_bytes_came(caller, snapshot):
    proof = caller.ask(f"snapshots/{snapshot.public_id}/proof").json()
    assert proof.pop("fetched_at") is not None
    assert proof == {
        "id": snapshot.public_id,
        "capture_method": "fetched",
        "requested_url": snapshot.requested_url,
        "final_url": snapshot.final_url,
        "canonical_url": None,
        "connected_address": "93.184.215.14",
        "status_code": 200,
        "hops": [{"url": "https://example.org/old", "status": 301}],
        "headers": [["Content-Type", "text/html"]],
        "content_type": "text/html",
        "raw_sha256": hashlib.sha256(RAW).hexdigest(),
        "raw_size": len(RAW),
        "text_sha256": snapshot.text_sha256,
        "warc": {"filename": "2024-11.warc.gz", "offset": 120, "length": 900},
        "extractor": "trafilatura",
        "extractor_version": "2.3.1",
        "bytes_intact": True,
        "bytes_fault": None,
        "text_intact": True,
    }


def test_proof_finds_bytes_that_were_changed(caller, snapshot):
    path = registry.blob_store().path_of(snapshot.raw_sha256)
    path.chmod(0o644)
    path.write_bytes(RAW.replace(b"133", b"164"))
    proof = caller.ask(f"snapshots/{snapshot.public_id}/proof").json()
    assert (proof["bytes_intact"], proof["bytes_fault"]) == (False, "blob_corrupt")


def test_proof_finds_bytes_that_are_gone(caller):
    snapshot = make_snapshot()
    proof = caller.ask(f"snapshots/{snapshot.public_id}/proof").json()
    assert (proof["bytes_intact"], proof["bytes_fault"], proof["warc"]) == (False, "blob_missing", None)


def test_proof_finds_a_text_that_does_not_have_its_hash(caller):
    snapshot = make_snapshot(text_sha256=hashlib.sha256(b"another").hexdigest())
    assert caller.ask(f"snapshots/{snapshot.public_id}/proof").json()["text_intact"] is False


@pytest.mark.parametrize("part", ["", "/text", "/proof"])
def test_source_is_the_whole_houses_and_a_handed_in_text_its_desks(caller, snapshot, part):
    private = make_article(caller.desk).snapshot
    other = make_caller()
    statuses = [other.ask(f"snapshots/{row.public_id}{part}").status_code for row in (snapshot, private)]
    assert statuses == [200, 404]
    assert Snapshot.objects.count() == 2


def test_damaged_copy_says_what_was_found(caller, snapshot):
    assert caller.ask(f"snapshots/{snapshot.public_id}").json()["is_safe"] is True
    mark_damaged(snapshot, by=Machine("tests", "1"), damage="The bytes no longer have their hash.")
    shown = caller.ask(f"snapshots/{snapshot.public_id}").json()
    assert (shown["is_safe"], shown["damage"]) == (False, "The bytes no longer have their hash.")
    assert shown["damaged_at"] is not None


def test_label_is_overruled_with_a_reason_and_the_source_goes_into_the_library(caller, bells):
    walled = make_snapshot(quality="paywall", quality_reason="It ends with an offer.", job_state="done")
    address = f"snapshots/{walled.public_id}/quality"
    response = caller.send("PUT", address, {"reason": " The whole text is there. "})
    shown = response.json()
    assert (response.status_code, shown["quality"], shown["quality_reason"]) == (
        200,
        "paywall",
        "It ends with an offer.",
    )
    assert (shown["overruled_by"], shown["overrule_reason"]) == (caller.user.username, "The whole text is there.")
    assert (shown["job"]["state"], bells) == ("queued", [walled])
    assert caller.send("PUT", address, {"reason": "Again."}).status_code == 409


@pytest.mark.parametrize("body", [{}, {"reason": " "}, {"reason": 5}])
def test_label_is_not_overruled_without_a_reason(caller, body):
    walled = make_snapshot(quality="paywall")
    assert fault_of(caller.send("PUT", f"snapshots/{walled.public_id}/quality", body)) == (400, ["#/reason"])
    assert Snapshot.objects.get().overruled_at is None


def test_copy_of_an_article_is_overruled_only_by_the_desk_it_was_handed_to(db):
    """A reviewer elsewhere who only reads this desk does not overrule what was handed to it."""
    caller = make_caller(role="reader")
    make_desk().memberships.create(user=caller.user, role="reviewer")
    handed_in = make_article(caller.desk, snapshot=make_snapshot(quality="paywall", is_source=False)).snapshot
    for desk in caller.user.memberships.values_list("desk__public_id", flat=True):
        body = {"reason": "It will do.", "desk": desk}
        assert caller.send("PUT", f"snapshots/{handed_in.public_id}/quality", body).status_code in {403, 404}
    assert Snapshot.objects.get().overruled_at is None


def test_page_is_captured_again_once(caller, snapshot, bells):
    address = f"snapshots/{snapshot.public_id}/captures"
    response = caller.send("POST", address, {"desk": caller.desk.public_id})
    shown, capture = response.json(), CaptureJob.objects.get()
    assert (response.status_code, response["Location"], shown["id"]) == (202, shown["self"], capture.public_id)
    assert (shown["url"], shown["reason"], shown["earlier"]) == (
        snapshot.page.canonical_url,
        "recapture",
        snapshot.public_id,
    )
    assert bells == [capture]
    assert caller.send("POST", address).json()["id"] == capture.public_id


@pytest.mark.parametrize("is_demo", [True, False])
def test_page_that_cannot_be_visited_is_not_captured_again(caller, is_demo):
    row = make_snapshot(page=make_page(canonical_url="" if is_demo else "urn:sha256:00"), is_demo=is_demo)
    assert caller.send("POST", f"snapshots/{row.public_id}/captures").status_code == 422
    assert CaptureJob.objects.count() == 0


def test_person_on_several_desks_says_for_which_one(caller, snapshot):
    make_desk().memberships.create(user=caller.user, role="reviewer")
    assert fault_of(caller.send("POST", f"snapshots/{snapshot.public_id}/captures")) == (422, ["#/desk"])


def test_wacz_holds_the_copy_and_is_named_after_it(caller):
    kept = make_kept(title='Договір "про міни"')
    response = caller.ask(f"snapshots/{kept.public_id}/wacz", Accept="application/json")
    assert (response.status_code, response["Content-Type"]) == (200, "application/wacz")
    assert response["Content-Disposition"].endswith(
        f"filename*=UTF-8''{quote('Договір про міни ' + kept.public_id + '.wacz')}"
    )
    assert (response.streaming, isinstance(response.file_to_stream, io.BytesIO)) == (True, False)
    body = response.getvalue()
    assert int(response["Content-Length"]) == len(body)
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        listing = json.loads(package.read("datapackage.json"))
    assert listing["snapshots"][0]["rawSha256"] == kept.raw_sha256
    known = caller.ask(f"snapshots/{kept.public_id}/wacz", **{"If-None-Match": response["ETag"]})
    assert (known.status_code, known.content) == (304, b"")


@pytest.mark.parametrize("is_gone", [False, True])
def test_wacz_of_a_damaged_copy_is_409(caller, is_gone):
    kept = make_kept()
    path = registry.blob_store().path_of(kept.raw_sha256)
    path.chmod(0o644)
    path.unlink() if is_gone else path.write_bytes(RAW.replace(b"133", b"164"))
    response = caller.ask(f"snapshots/{kept.public_id}/wacz")
    assert (response.status_code, response["Content-Type"], response.json()["code"]) == (
        409,
        "application/problem+json",
        "blob_corrupt",
    )

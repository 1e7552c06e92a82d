import hashlib

import pytest

from claims.models import Snapshot
from claims.providers import registry
from tests.api.conftest import make_caller
from tests.factories import SOURCE_TEXT, make_article, make_snapshot

RAW = b"<p>133 states signed the convention.</p>"


@pytest.fixture
def snapshot(caller):
    """A source whose bytes are kept."""
    return make_snapshot(
        raw_sha256=registry.blob_store().put(RAW),
        raw_size=len(RAW),
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

import hashlib
import re

import pytest

from claims.providers import registry
from tests.factories import make_article, make_claim, make_desk, make_evidence, make_snapshot, make_user

pytestmark = pytest.mark.django_db
TEXT = "First line.\n133 states signed the convention.\nLast line."


@pytest.fixture
def desk():
    return make_desk()


@pytest.fixture
def reviewer(client, desk):
    user = make_user(desk)
    client.force_login(user)
    return user


def marked_in(answer):
    return re.findall(r'<mark( id="hit-1")?>(.*?)</mark>', answer.content.decode())


def test_passage_is_marked_where_it_stands(client, reviewer):
    snapshot = make_snapshot(text=TEXT)
    start = TEXT.index("133")
    answer = client.get(f"/snapshots/{snapshot.public_id}?start={start}&end={start + 33}")
    assert marked_in(answer) == [(' id="hit-1"', "133 states signed the convention.")]


def test_passage_over_two_lines_has_one_anchor(client, reviewer):
    snapshot = make_snapshot(text=TEXT)
    answer = client.get(f"/snapshots/{snapshot.public_id}?start=6&end=15")
    assert marked_in(answer) == [(' id="hit-1"', "line."), ("", "133")]


@pytest.mark.parametrize("query", ["start=5&end=2", "start=0&end=99999", "start=-1&end=3", "start=x&end=y", "start=1"])
def test_place_that_is_not_in_the_copy_is_said(client, reviewer, query):
    answer = client.get(f"/snapshots/{make_snapshot(text=TEXT).public_id}?{query}")
    assert answer.status_code == 200
    assert marked_in(answer) == []
    assert "The passage asked for does not stand in this copy." in answer.content.decode()


def test_proof_names_hashes_address_and_record(client, reviewer):
    snapshot = make_snapshot(text=TEXT, warc_filename="a.warc.gz", warc_offset=118, warc_length=900)
    shown = client.get(f"/snapshots/{snapshot.public_id}").content.decode()
    for fact in (snapshot.raw_sha256, snapshot.text_sha256, snapshot.requested_url, "a.warc.gz", "at 118, 900 bytes"):
        assert fact in shown
    assert "✓ fits the text shown here" in shown


def test_stored_bytes_are_checked_on_request(client, reviewer):
    sha256 = registry.blob_store().put(b"raw bytes")
    snapshot = make_snapshot(text=TEXT, raw_sha256=sha256)
    address = f"/snapshots/{snapshot.public_id}?check=1"
    assert client.get(address).context["page"].bytes_check == "Checked now: 9 bytes, the hash fits."
    path = registry.blob_store().path_of(sha256)
    path.chmod(0o600)
    path.write_bytes(b"other bytes")
    page = client.get(address).context["page"]
    assert (page.is_bytes_intact, page.bytes_check) == (
        False,
        f"The raw copy {sha256} has been changed on disk; restore it from a backup.",
    )


def test_text_that_does_not_fit_its_hash_is_told(client, reviewer):
    wrong = hashlib.sha256(b"other").hexdigest()
    shown = client.get(f"/snapshots/{make_snapshot(text=TEXT, text_sha256=wrong).public_id}").content.decode()
    assert "does not fit the text: do not rely on this copy" in shown


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_only_web_addresses_become_links(client, reviewer, address):
    snapshot = make_snapshot(text=TEXT, final_url=address, requested_url=address)
    assert f'href="{address}' not in client.get(f"/snapshots/{snapshot.public_id}").content.decode()


def test_use_is_shown_for_the_own_desk_alone(client, desk, reviewer):
    snapshot = make_snapshot(text=TEXT)
    mine = make_evidence(make_claim(make_article(desk)), snapshot=snapshot)
    make_evidence(make_claim(make_article(make_desk(name="Other"))), snapshot=snapshot)
    assert client.get(f"/snapshots/{snapshot.public_id}").context["page"].evidence == (mine,)


def test_copy_handed_in_to_another_desk_is_not_shown(client, reviewer):
    article = make_article(make_desk(name="Other"))
    assert client.get(f"/snapshots/{article.snapshot.public_id}").status_code == 404


def test_scripts_in_a_copy_are_text(client, reviewer):
    snapshot = make_snapshot(text="<script>alert(1)</script>", title="<img src=x onerror=alert(1)>")
    shown = client.get(f"/snapshots/{snapshot.public_id}").content.decode()
    assert "<script>alert" not in shown
    assert "<img" not in shown

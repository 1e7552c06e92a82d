import hashlib
import re
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone

from claims.enums import Role
from claims.models import ArchiveJob, CaptureJob, Membership, PageWatch
from claims.providers import registry
from tests.factories import (
    make_article,
    make_candidate,
    make_claim,
    make_desk,
    make_evidence,
    make_page,
    make_quote_check,
    make_snapshot,
    make_user,
    make_watch,
)

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
    assert client.get(f"/snapshots/{snapshot.public_id}").context["page"].uses.evidence == (mine,)


def test_copy_handed_in_to_another_desk_is_not_shown(client, reviewer):
    article = make_article(make_desk(name="Other"))
    assert client.get(f"/snapshots/{article.snapshot.public_id}").status_code == 404


def test_scripts_in_a_copy_are_text(client, reviewer):
    snapshot = make_snapshot(text="<script>alert(1)</script>", title="<img src=x onerror=alert(1)>")
    shown = client.get(f"/snapshots/{snapshot.public_id}").content.decode()
    assert "<script>alert" not in shown
    assert "<img" not in shown


# ---------------------------------------------------------------- what is known of a copy


def shown(client, snapshot, after=""):
    return client.get(f"/snapshots/{snapshot.public_id}{after}").content.decode()


def test_damaged_copy_says_so_first_and_what_was_found(client, reviewer):
    page = shown(client, make_snapshot(text=TEXT, damaged_at=timezone.now(), damage="The raw copy is gone."))
    assert "The stored copy is damaged: do not rely on it.</strong></p><p>The raw copy is gone.</p>" in page
    assert "Download what is left (WACZ)" in page


def test_who_overruled_and_uploaded_a_copy_stands_in_its_proof(client, desk, reviewer):
    signed = {"overruled_by": reviewer, "overruled_at": timezone.now(), "overrule_reason": "The whole text is there."}
    snapshot = make_snapshot(text=TEXT, quality="paywall", uploaded_by=make_user(desk, username="marko"), **signed)
    page = shown(client, snapshot)
    assert '<q dir="auto">The whole text is there.</q>' in page
    assert "<dt>Uploaded by</dt><dd><bdi>marko</bdi>: we did not fetch it ourselves</dd>" in page
    assert "It cannot be evidence" not in page


def test_page_that_was_left_out_for_a_claim_is_told_with_the_reason(client, desk, reviewer):
    snapshot = make_snapshot(text=TEXT, quality="paywall", quality_reason="It asks to subscribe.")
    claim = make_claim(make_article(desk))
    make_candidate(claim, snapshot=snapshot, status="dropped", status_reason="A paywall.")
    make_candidate(make_claim(), snapshot=snapshot, status="dropped", status_reason="Elsewhere.")
    page = shown(client, snapshot)
    assert "It asks to subscribe. It cannot be evidence unless a person says so." in page
    assert page.count("left out for") == 1
    assert '<span class="meta">A paywall.</span>' in page


def test_long_list_of_uses_is_cut_and_says_how_many_more(client, desk, reviewer):
    snapshot = make_snapshot(text=TEXT)
    make_article(desk, snapshot=snapshot)
    for number in range(11):
        claim = make_claim(make_article(desk, text=f"Article {number}."), quote=f"Article {number}.")
        make_evidence(claim, snapshot=snapshot)
        make_candidate(claim, snapshot=snapshot, url="https://a.example/", status="dropped", status_reason="A wall.")
    page = shown(client, snapshot)
    assert (page.count("the article <a"), page.count("suggested</span>"), page.count("left out for")) == (1, 11, 8)
    assert '<a href="?uses=all#used-in">and 3 more</a>' in page
    page = shown(client, snapshot, "?uses=all")
    assert (page.count("the article <a"), page.count("suggested</span>"), page.count("left out for")) == (1, 11, 11)
    assert "more</a>" not in page


def test_copy_of_the_demo_says_what_is_never_fetched_and_what_is(client, reviewer):
    assert (
        "Pages of the demo were written for it: they are never fetched, watched or archived. "
        "A page that you propose for a claim of the demo is fetched like any other."
        in shown(client, make_snapshot(is_demo=True))
    )


def test_copies_of_the_page_are_told_with_the_fate_of_the_quotes(client, desk, reviewer):
    older, newer = copies_of_a_page()
    evidence = make_evidence(make_claim(make_article(desk)), snapshot=older, candidate=None)
    make_quote_check(evidence, snapshot=newer, anchor="lost", start=None, end=None)
    page = shown(client, older)
    assert '<span class="copy-quotes">The quoted words are gone</span>' in page
    assert f'href="/snapshots/{older.public_id}/difference?with={newer.public_id}"' in page


def copies_of_a_page():
    page, now = make_page(), timezone.now()
    older = make_snapshot(text=TEXT, page=page, fetched_at=now - timedelta(days=1))
    return older, make_snapshot(text=TEXT.replace("133", "134"), page=page, fetched_at=now)


def test_live_part_is_not_sent_twice(client, reviewer):
    address = f"/snapshots/{make_snapshot(text=TEXT).public_id}/live"
    first = client.get(address)
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_as_often_for_three_of_everything_as_for_one(client, desk, reviewer, rows, django_assert_num_queries):
    page = make_page()
    snapshot = make_snapshot(text=TEXT, page=page)
    for number in range(rows):
        evidence = make_evidence(make_claim(make_article(desk)), snapshot=snapshot)
        make_quote_check(evidence, snapshot=make_snapshot(text=f"{TEXT} {number}", page=page))
        make_candidate(evidence.claim, snapshot=snapshot, url="https://a.example/", status="dropped", status_reason="x")
    with django_assert_num_queries(18):
        client.get(f"/snapshots/{snapshot.public_id}")


# ---------------------------------------------------------------- differences


def test_difference_tells_the_quoted_words_first_then_what_changed(client, desk, reviewer):
    older, newer = copies_of_a_page()
    make_evidence(make_claim(make_article(desk)), snapshot=older, candidate=None)
    page = shown(client, newer, "/difference")
    assert page.index("The quoted words are gone.") < page.index("The whole text: 1 word added, 1 removed")
    said = re.findall(r"<(ins|del)><span[^>]*>(.*?)</span>(.*?)<span", page)
    assert ("del", "[removed: ", "133 ") in said
    assert ("ins", "[added: ", "134 ") in said


def test_first_copy_has_nothing_to_compare_with(client, reviewer):
    assert "Nothing to compare with" in shown(client, make_snapshot(text=TEXT), "/difference")


def test_copies_of_two_pages_are_refused_in_words(client, reviewer):
    one, other = make_snapshot(text=TEXT), make_snapshot(text=TEXT)
    answer = client.get(f"/snapshots/{one.public_id}/difference?with={other.public_id}")
    assert (answer.status_code, "only copies of one page can be compared" in answer.content.decode()) == (422, True)


def test_copy_of_another_desk_is_not_compared_with(client, desk, reviewer):
    page = make_page()
    mine = make_snapshot(text=TEXT, page=page)
    theirs = make_article(snapshot=make_snapshot(text="Theirs", page=page, is_source=False)).snapshot
    assert client.get(f"/snapshots/{mine.public_id}/difference?with={theirs.public_id}").status_code == 404
    assert "Theirs" not in shown(client, mine, "/difference")


def test_difference_with_what_is_no_id_is_not_found(client, desk, reviewer):
    copy = make_snapshot(text=TEXT)
    for asked in ("a%00b", "snp_2222222222222222", "%F0%9F%98%80"):
        assert client.get(f"/snapshots/{copy.public_id}/difference?with={asked}").status_code == 404


@pytest.mark.parametrize("asked", ["a\x00b", "dsk_2222222222222222"])
def test_watch_of_what_is_no_desk_is_not_found(client, reviewer, asked):
    copy = make_snapshot(text=TEXT)
    assert client.post(f"/snapshots/{copy.public_id}/watch/stop", {"desk": asked}).status_code == 404


def test_difference_escapes_the_words_of_the_page(client, reviewer):
    page = make_page()
    make_snapshot(text="One.", page=page, fetched_at=timezone.now() - timedelta(days=1))
    newer = make_snapshot(text="One. <script>alert(1)</script>", page=page)
    assert "<script>alert" not in shown(client, newer, "/difference")


# ---------------------------------------------------------------- acts


def test_copy_is_downloaded_whole(client, reviewer):
    sha256 = registry.blob_store().put(b"raw bytes")
    snapshot = make_snapshot(text=TEXT, raw_sha256=sha256)
    answer = client.get(f"/snapshots/{snapshot.public_id}/wacz")
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "application/wacz",
        f'attachment; filename="{snapshot.public_id}.wacz"',
    )
    names = zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content))).namelist()
    assert "datapackage.json" in names


def test_damaged_copy_is_downloaded_only_by_who_asks_for_what_is_left(client, reviewer):
    sha256 = registry.blob_store().put(b"raw bytes")
    snapshot = make_snapshot(text=TEXT, raw_sha256=sha256, damaged_at=timezone.now(), damage="One byte differs.")
    refused = client.get(f"/snapshots/{snapshot.public_id}/wacz")
    assert (refused.status_code, "is damaged, so it proves nothing" in refused.content.decode()) == (503, True)
    answer = client.get(f"/snapshots/{snapshot.public_id}/wacz?damaged=1")
    assert b"".join(answer.streaming_content)[:2] == b"PK"


def test_page_is_captured_again_and_the_bell_rings(client, desk, reviewer, django_capture_on_commit_callbacks):
    snapshot = make_snapshot(text=TEXT)
    with django_capture_on_commit_callbacks() as rung:
        answer = client.post(f"/snapshots/{snapshot.public_id}/capture")
    capture = CaptureJob.objects.get()
    assert (answer.url, len(rung)) == (f"/snapshots/{snapshot.public_id}", 1)
    assert (capture.url, capture.reason, capture.desk, capture.requested_by, capture.earlier) == (
        snapshot.page.canonical_url,
        "recapture",
        desk,
        reviewer,
        snapshot,
    )
    assert "waiting to be captured" in shown(client, snapshot)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"is_demo": True}, "Pages of the demo were written for it; they are not fetched over the network."),
        ({"canonical_url": "urn:sha256:00"}, "This page came from a file and has no address"),
    ],
)
@pytest.mark.parametrize("act", ["capture", "watch"])
def test_page_that_cannot_be_fetched_is_neither_captured_nor_watched(client, reviewer, act, fields, said):
    fields = dict(fields)
    page = make_page(canonical_url=fields.pop("canonical_url", ""))
    snapshot = make_snapshot(text=TEXT, page=page, **fields)
    answer = client.post(f"/snapshots/{snapshot.public_id}/{act}", {"interval_hours": 24})
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert (CaptureJob.objects.count(), PageWatch.objects.count()) == (0, 0)
    assert f'action="/snapshots/{snapshot.public_id}/{act}"' not in shown(client, snapshot)


def test_page_is_watched_and_not_any_more(client, desk, reviewer):
    snapshot = make_snapshot(text=TEXT)
    address = f"/snapshots/{snapshot.public_id}/watch"
    client.post(address, {"interval_hours": 12, "reason": "We cite it."})
    watch = PageWatch.objects.get()
    assert (watch.interval_hours, watch.reason, watch.desk, watch.is_active) == (12, "We cite it.", desk, True)
    assert "looked at every 12 hours" in shown(client, snapshot)
    client.post(f"{address}/stop")
    assert not PageWatch.objects.get().is_active


def test_each_desk_of_a_person_stops_its_own_watch(client, desk, reviewer):
    second = Membership.objects.create(desk=make_desk(name="Night desk"), user=reviewer, role=Role.REVIEWER).desk
    snapshot = make_snapshot(text=TEXT)
    for one in (desk, second):
        make_watch(snapshot.page, desk=one)
    page = shown(client, snapshot)
    assert (page.count("looked at every 24 hours"), page.count("Stop watching for Night desk")) == (2, 1)
    answer = client.post(f"/snapshots/{snapshot.public_id}/watch/stop", {"desk": second.public_id}, follow=True)
    assert "Night desk does not watch the page any more." in answer.content.decode()
    assert PageWatch.objects.get(is_active=True).desk == desk


def test_interval_that_is_not_polite_is_said_and_kept(client, reviewer):
    answer = client.post(
        f"/snapshots/{make_snapshot(text=TEXT).public_id}/watch", {"interval_hours": "0", "reason": "We cite it."}
    )
    page = answer.context["page"]
    assert (answer.status_code, page.problems) == (
        422,
        ["A page can be looked at again after 1 to 2160 hours; give a number in between."],
    )
    assert (page.typed["interval_hours"], page.typed["reason"]) == ("0", "We cite it.")


def test_watch_of_another_desk_is_neither_explained_nor_ended(client, reviewer):
    watch = make_watch(reason="A secret story.")
    snapshot = make_snapshot(text=TEXT, page=watch.page)
    page = shown(client, snapshot)
    assert ("for another desk" in page, "A secret story." in page) == (True, False)
    assert client.post(f"/snapshots/{snapshot.public_id}/watch/stop").status_code == 404


def test_page_is_handed_to_an_archive_that_has_its_key(client, desk, reviewer, settings):
    settings.PROVIDERS, settings.WAYBACK_KEY = ["wayback"], "name:secret"
    snapshot = make_snapshot(text=TEXT)
    client.post(f"/snapshots/{snapshot.public_id}/archive", {"archive": "wayback"})
    job = ArchiveJob.objects.get()
    assert (job.archive, job.desk, job.requested_by, job.job_state) == ("wayback", desk, reviewer, "queued")
    assert "waiting to be sent" in shown(client, snapshot)


@pytest.mark.parametrize(
    ("archive", "said"),
    [("wayback", "Wayback Machine is not asked: the setting WAYBACK_KEY is missing."), ("other", "no public archive")],
)
def test_archive_that_cannot_take_the_page_is_told(client, reviewer, settings, archive, said):
    settings.PROVIDERS, settings.WAYBACK_KEY = ["wayback"], ""
    answer = client.post(f"/snapshots/{make_snapshot(text=TEXT).public_id}/archive", {"archive": archive})
    assert (answer.status_code, said in answer.content.decode()) == (422, True)


def test_label_is_overruled_with_a_reason(client, reviewer):
    snapshot = make_snapshot(text=TEXT, quality="paywall", job_state="done")
    address = f"/snapshots/{snapshot.public_id}/overrule"
    refused = client.post(address, {"reason": ""})
    assert (refused.status_code, refused.context["page"].problems) == (422, ["Say why the page may be used."])
    client.post(address, {"reason": "The whole text is there."})
    snapshot.refresh_from_db()
    assert (snapshot.overruled_by, snapshot.overrule_reason, snapshot.job_state) == (
        reviewer,
        "The whole text is there.",
        "queued",
    )
    assert client.post(address, {"reason": "Again."}).status_code == 409


def test_reader_sees_no_act_and_may_do_none(client, desk):
    client.force_login(make_user(desk, role=Role.READER))
    snapshot = make_snapshot(text=TEXT, quality="paywall")
    assert 'method="post" action="/snapshots/' not in shown(client, snapshot)
    acts = ("capture", "watch", "archive", "overrule")
    given = {"interval_hours": 24, "reason": "x", "archive": "wayback"}
    assert {client.post(f"/snapshots/{snapshot.public_id}/{act}", given).status_code for act in acts} == {403}

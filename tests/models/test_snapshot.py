import pytest

from claims.enums import Quality
from claims.models import Snapshot
from tests.factories import make_article, make_capture_job, make_desk, make_page, make_snapshot, make_user
from tests.models.constraints import violates

pytestmark = pytest.mark.django_db


def test_the_same_bytes_of_a_page_are_one_snapshot():
    page = make_page()
    make_snapshot(page=page, raw_sha256="a" * 64)
    with violates("snapshot_once"):
        make_snapshot(page=page, raw_sha256="a" * 64)
    assert make_snapshot(page=make_page(), raw_sha256="a" * 64).raw_sha256 == "a" * 64


@pytest.mark.parametrize("column", ["raw_sha256", "text_sha256"])
def test_a_snapshot_has_both_hashes(column):
    with violates("snapshot_has_hash"):
        make_snapshot(**{column: ""})


def test_an_address_is_one_page():
    make_page(canonical_url="https://example.org/a")
    with violates("claims_page_canonical_url_key"):
        make_page(canonical_url="https://example.org/a")


def test_failed_work_on_a_snapshot_says_why():
    with violates("snapshot_failed_has_error"):
        make_snapshot(job_state="failed")


def test_a_snapshot_is_not_tried_more_often_than_five_times():
    with violates("snapshot_attempts_limit"):
        make_snapshot(job_attempts=6)


def test_sources_are_everybodys_and_what_was_handed_in_is_its_desks_alone():
    ours, theirs = make_desk(), make_desk()
    user, outsider = make_user(ours), make_user()
    source = make_snapshot()
    mine = make_article(ours).snapshot
    make_article(theirs, by=user)
    assert set(Snapshot.objects.visible_to(user)) == {source, mine}
    assert list(Snapshot.objects.visible_to(outsider)) == []
    assert list(Snapshot.objects.visible_to(None)) == []


def test_a_snapshot_of_several_articles_is_listed_once():
    desk = make_desk()
    snapshot = make_article(desk).snapshot
    make_article(desk, snapshot=snapshot)
    assert list(Snapshot.objects.visible_to(make_user(desk))) == [snapshot]


def test_the_library_may_hold_sources_that_are_articles_and_nothing_else():
    fit = make_snapshot()
    make_snapshot(is_source=False)
    for quality in set(Quality) - {Quality.ARTICLE}:
        make_snapshot(quality=quality)
    assert list(Snapshot.objects.sources()) == [fit]


@pytest.mark.parametrize(
    ("fields", "address"),
    [
        ({"final_url": "https://a.example/", "canonical_url": "https://b.example/"}, "https://a.example/"),
        ({"final_url": "", "canonical_url": "https://b.example/"}, "https://b.example/"),
        ({"final_url": "", "canonical_url": ""}, ""),
    ],
)
def test_the_address_shown_is_where_it_came_from_before_what_it_says_of_itself(fields, address):
    assert make_snapshot(**fields).address == address


def test_the_day_of_publication_leaves_the_hour_away():
    assert make_snapshot(published_at="2024-11-20T07:30:00Z").published_on == "2024-11-20"


def test_a_damaged_copy_says_how():
    with violates("snapshot_damaged_says_how"):
        make_snapshot(damaged_at="2026-11-23T10:00:00Z")


def test_whoever_overrules_a_label_says_why():
    with violates("snapshot_overruled_says_who_and_why"):
        make_snapshot(overruled_by=make_user(), overruled_at="2026-11-23T10:00:00Z")


def overruled(**fields):
    return make_snapshot(
        quality=Quality.PAYWALL,
        overruled_by=make_user(),
        overruled_at="2026-11-23T10:00:00Z",
        overrule_reason="The whole text is there.",
        **fields,
    )


def test_a_copy_that_a_person_let_pass_may_be_evidence_and_stand_in_the_library():
    snapshot = overruled()
    assert (snapshot.is_usable, list(Snapshot.objects.sources())) == (True, [snapshot])
    assert make_snapshot(quality=Quality.PAYWALL).is_usable is False


def test_a_copy_that_was_found_damaged_is_not_safe():
    damaged = make_snapshot(damaged_at="2026-11-23T10:00:00Z", damage="One byte differs.")
    assert (damaged.is_safe, make_snapshot().is_safe) == (False, True)


def test_a_copy_that_a_desk_had_captured_is_its_own():
    desk = make_desk()
    snapshot = make_snapshot(is_source=False)
    make_capture_job(desk=desk, snapshot=snapshot, outcome="captured")
    assert list(Snapshot.objects.visible_to(make_user(desk))) == [snapshot]
    assert list(Snapshot.objects.visible_to(make_user(make_desk()))) == []

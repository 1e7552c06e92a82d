import pytest
from django.db import IntegrityError

from claims.domain import demo
from claims.domain.audit import Machine, verify_chain
from claims.domain.demo import DemoCount, count_demo, has_demo, record_demo_loaded, remove_demo, was_demo_removed
from claims.errors import PermissionDenied, TransitionDenied
from claims.models import Article, AuditEvent, CandidateSource, Claim, Evidence, Page, SearchJob, Snapshot
from tests.factories import make_article, make_candidate, make_claim, make_desk, make_evidence, make_snapshot, make_user

pytestmark = pytest.mark.django_db

EVERYTHING = (Article, Claim, SearchJob, CandidateSource, Evidence, Snapshot, Page)


def make_demo(desk):
    """One demo article with a claim, and a demo page as evidence for it."""
    text = make_snapshot(text="DEMO. 164 signatories.", is_source=False, is_demo=True)
    article = make_article(desk, snapshot=text, is_demo=True)
    claim = make_claim(article, quote="164 signatories.")
    return make_evidence(claim, snapshot=make_snapshot(is_demo=True))


def make_real(desk):
    return make_evidence(make_claim(make_article(desk)))


def counts():
    return [model.objects.count() for model in EVERYTHING]


def test_removing_the_demo_leaves_every_real_row():
    desk = make_desk()
    make_real(desk)
    real = counts()
    make_demo(desk)
    remove_demo(desk, by=make_user(desk))
    assert counts() == real
    assert Evidence.objects.get().claim.article.is_demo is False


def test_removing_the_demo_names_the_pages_to_take_out_of_the_library():
    desk = make_desk()
    evidence = make_demo(desk)
    gone = {evidence.snapshot_id, evidence.claim.article.snapshot_id}
    assert set(remove_demo(desk, by=make_user(desk))) == gone
    assert has_demo() is False


def make_article_of(snapshot):
    return make_article(make_desk(), snapshot=snapshot)


RESTS = {
    "evidence that a search brought": lambda source: make_evidence(snapshot=source),
    "evidence that a person quoted": lambda source: make_evidence(snapshot=source, candidate=None),
    "a candidate": lambda source: make_candidate(snapshot=source),
    "an article": make_article_of,
}


@pytest.mark.parametrize("make", RESTS.values(), ids=RESTS)
def test_a_demo_page_that_something_real_rests_on_stays(make):
    desk = make_desk()
    source = make_demo(desk).snapshot
    make(source)
    assert source.pk not in remove_demo(desk, by=make_user(desk))
    assert Snapshot.objects.filter(pk=source.pk).exists() is True
    assert Article.objects.filter(is_demo=True).exists() is False


def test_the_audit_log_keeps_what_happened_and_stays_whole():
    desk = make_desk()
    user = make_user(desk)
    make_demo(desk)
    record_demo_loaded(desk, by=Machine("make_demo", "1"))
    assert was_demo_removed() is False
    remove_demo(desk, by=user)
    assert was_demo_removed() is True
    events = AuditEvent.objects.values_list("action", "actor_name", "engine", "details")
    assert list(events) == [
        ("demo.loaded", "", "make_demo 1", {"articles": 1, "claims": 1, "snapshots": 1}),
        ("demo.removed", user.username, "", {"snapshots": 2}),
    ]
    assert verify_chain().faults == ()


def test_removing_the_demo_when_there_is_none_changes_nothing():
    desk = make_desk()
    make_real(desk)
    before = counts()
    assert remove_demo(desk, by=make_user(desk)) == []
    assert counts() == before


def test_a_researcher_does_not_remove_the_demo():
    desk = make_desk()
    make_demo(desk)
    before = counts()
    with pytest.raises(PermissionDenied):
        remove_demo(desk, by=make_user(desk, role="researcher"))
    assert counts() == before


def test_the_demo_counts_its_own_rows_alone():
    desk = make_desk()
    assert (has_demo(), count_demo()) == (False, DemoCount(0, 0, 0))
    make_demo(desk)
    make_real(desk)
    assert (has_demo(), count_demo()) == (True, DemoCount(articles=1, claims=1, snapshots=1))


def test_a_demo_that_machines_still_work_on_is_said_and_stays(monkeypatch):
    desk = make_desk()
    user = make_user(desk)
    make_claim(make_article(desk, is_demo=True))

    def add_a_row_meanwhile(*args, **kwargs):
        raise IntegrityError("a worker added a row")

    monkeypatch.setattr(demo, "record_event", add_a_row_meanwhile)
    with pytest.raises(TransitionDenied, match="still at work on the demo"):
        remove_demo(desk, by=user)
    assert has_demo() is True

"""`manage.py make_demo`: two articles and a small library, loaded without a network and taken away again."""

import io

import pytest
from django.core.management import call_command

from claims.domain.audit import verify_chain
from claims.domain.demo import DemoCount, count_demo
from claims.domain.desk import ensure_first_desk
from claims.models import Article, AuditEvent, CandidateSource, Claim, Evidence, SearchJob, Snapshot
from claims.providers import registry
from tests.factories import make_article, make_claim, make_evidence

pytestmark = pytest.mark.django_db

EVERYTHING = (Article, Claim, SearchJob, CandidateSource, Evidence, Snapshot)


def run(*options):
    out = io.StringIO()
    call_command("make_demo", *options, stdout=out)
    return out.getvalue()


def counts():
    return [model.objects.count() for model in EVERYTHING]


def test_the_demo_is_loaded_once_worked_to_its_end_and_taken_away_whole():
    desk = ensure_first_desk()
    real = make_evidence(make_claim(make_article(desk)))
    before = counts()

    said = run()
    count = count_demo()
    assert count == DemoCount(articles=2, claims=count.claims, snapshots=14)
    assert said == f"2 articles, {count.claims} claims, 14 pages\n"
    assert Article.objects.filter(is_demo=True).exclude(job_state="done").count() == 0
    assert set(SearchJob.objects.values_list("provider", flat=True)) == {"library"}
    for evidence in Evidence.objects.select_related("snapshot"):
        assert evidence.snapshot.text[evidence.start : evidence.end] == evidence.exact
    loaded, events = counts(), AuditEvent.objects.count()

    run()
    assert (counts(), AuditEvent.objects.count()) == (loaded, events)

    assert run("--remove") == "The demo is removed.\n"
    assert counts() == before
    assert (list(Evidence.objects.all()), registry.library().passage_count()) == ([real], 0)
    assert verify_chain().faults == ()


def test_the_demo_asks_no_provider_that_uses_the_network(settings):
    settings.PROVIDERS = ["library", "mediawiki"]
    run()
    assert set(SearchJob.objects.values_list("provider", "outcome").distinct()) <= {
        ("library", "found"),
        ("library", "none_found"),
    }


def test_every_page_and_note_of_the_demo_says_that_it_is_one():
    run()
    unmarked = [snapshot.title for snapshot in Snapshot.objects.filter(is_source=True) if "DEMO" not in snapshot.text]
    assert unmarked == []


def test_asked_to_be_silent_it_is_silent():
    assert run("--verbosity", "0") == ""

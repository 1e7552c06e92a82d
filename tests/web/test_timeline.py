import pytest

from claims.domain.audit import Machine, record_event
from claims.domain.integrity import mark_damaged
from claims.domain.origin import decide_origins, regroup_origins
from claims.domain.prior_review import PublishedReview, record_prior_reviews
from claims.domain.provider import ProviderFacts
from claims.domain.quote import FoundQuote, record_quote_checks
from claims.domain.search import ask_again, drop_candidate, propose_source, record_candidates
from claims.domain.snapshot import overrule_quality
from claims.enums import AnchorState, AuditAction
from claims.web.evidence_column import read_evidence_column
from claims.web.timeline import timeline_of
from tests.factories import (
    make_candidate,
    make_claim,
    make_desk,
    make_evidence,
    make_search_job,
    make_snapshot,
    make_user,
)

pytestmark = pytest.mark.django_db
BY = Machine("test", "1")


def told_of(claim, user=None):
    """Title and words of each event, newest first."""
    claim = type(claim).objects.get(pk=claim.pk)
    user = user or make_user(claim.desk)
    return [
        (entry.title, " · ".join(part.words for part in entry.said))
        for entry in timeline_of(read_evidence_column(claim, user), user)
    ]


def test_searches_tell_question_round_and_answer():
    claim = make_claim()
    job = make_search_job(claim, query="who signed")
    again = ask_again(job, by=make_user(claim.desk), facts=[ProviderFacts(job.provider, job.provider)])
    record_candidates(again, by=BY, candidates=[], duration_ms=5)
    assert told_of(claim) == [
        ("Search answered", "library · none found"),
        ("Search asked for by a person", "library · who signed · asked again, round 2"),
    ]


def test_pages_tell_why_they_were_dropped_and_taken_up_again():
    claim = make_claim()
    olena = make_user(claim.desk)
    candidate = propose_source(claim, by=olena, url="https://un.example/a")
    drop_candidate(candidate, by=olena, reason="A forum")
    propose_source(claim, by=olena, url="https://un.example/a")
    assert told_of(claim) == [
        ("Dropped page taken up again", "https://un.example/a · it had been dropped: A forum"),
        ("Candidate dropped", "https://un.example/a · A forum"),
        ("Source proposed by a person", "https://un.example/a"),
    ]


def test_origins_tell_the_headline_and_who_decided():
    claim = make_claim()
    rows = [make_evidence(claim) for _ in range(2)]
    regroup_origins(claim, by=BY)
    pages = [row.snapshot.page for row in rows]
    decide_origins(claim, by=make_user(claim.desk), pages=pages[:1], verdict="separate", reason="Two desks")
    assert told_of(claim) == [
        ("Sources grouped by origin", "2 passages · 2 pages · 2 independent sources"),
        ("Origin decided by a person", "separate sources · 1 page · Two desks"),
        ("Sources grouped by origin", "2 passages · 2 pages · 1 independent source"),
    ]


def test_copies_tell_what_happened_to_them():
    claim = make_claim()
    snapshot = make_snapshot(quality="paywall")
    evidence = make_evidence(claim, snapshot=snapshot)
    overrule_quality(snapshot, by=make_user(claim.desk), desk=claim.desk, reason="The whole text is there")
    record_quote_checks(snapshot, by=BY, found=[FoundQuote(evidence, AnchorState.LOST)])
    mark_damaged(snapshot, by=BY, damage="The stored bytes no longer have their hash.")
    assert told_of(claim) == [
        ("Stored copy found damaged", "The stored bytes no longer have their hash."),
        ("Quotes looked for in a later copy", "quoted words: 1 gone"),
        ("Quality label overruled", "the machine calls it: paywall · The whole text is there"),
    ]


def test_review_of_others_is_told_as_theirs():
    claim = make_claim()
    job = make_search_job(claim)
    review = PublishedReview("https://checkers.example/1", "Russia signed", rating="Incorrect", publisher="Checkers")
    record_prior_reviews(job, by=BY, reviews=[review])
    assert told_of(claim) == [("Review by others found", "Checkers · Incorrect · https://checkers.example/1")]


def test_what_another_desk_does_with_the_same_copy_is_not_told():
    claim, other = make_claim(), make_desk(name="Other")
    candidate = make_candidate(claim, snapshot=make_snapshot(quality="paywall"), status="proposed")
    overrule_quality(candidate.snapshot, by=make_user(other), desk=other, reason="Fine with us")
    assert told_of(claim) == []


def test_stances_are_told_in_words_and_unknown_words_as_they_are():
    claim = make_claim()
    user = make_user(claim.desk)
    for stance in ("disputes_part", "something"):
        details = {"stance": stance, "hits": 3}
        record_event(AuditAction.STANCE_CONFIRMED, claim, by=user, desk=claim.desk, details=details)
    assert told_of(claim) == [
        ("Stance confirmed", "something · 3 hits"),
        ("Stance confirmed", "disputes a part · 3 hits"),
    ]

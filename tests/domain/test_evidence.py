import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.domain.audit import Machine
from claims.domain.evidence import Suggestion, confirm_stance, reject_evidence, suggest_evidence
from claims.errors import BadInput, PermissionDenied, StaleVersion, TransitionDenied
from claims.models import AuditEvent, Evidence
from claims.text.figures import FigureNote
from claims.text.ranking import RankedPassage
from claims.text.stance import SuggestedStance
from tests.factories import SOURCE_TEXT, make_candidate, make_evidence, make_snapshot, make_user

pytestmark = pytest.mark.django_db

RANKING = Machine("bm25-frame", "1")
QUOTE = "133 states signed the convention."


def passage(quote=QUOTE, *, score=0.7, notes=()):
    start = SOURCE_TEXT.index(quote)
    return RankedPassage(start, start + len(quote), score, ("names the convention",), notes)


def test_a_suggestion_is_pinned_to_its_words_with_what_stands_around_them():
    candidate = make_candidate()
    [row] = suggest_evidence(candidate, by=RANKING, suggestions=[Suggestion(passage())])
    row.refresh_from_db()
    assert (row.claim, row.snapshot, row.candidate) == (candidate.claim, candidate.snapshot, candidate)
    assert (row.exact, row.prefix, row.suffix) == (QUOTE, "", SOURCE_TEXT[len(QUOTE) :][:32])
    assert (row.status, row.engine, row.engine_version, row.relevance) == ("suggested", "bm25-frame", "1", 0.7)


def test_a_stance_stays_a_suggestion_with_its_reason():
    stance = SuggestedStance("disputes_part", "133 is not 164")
    [row] = suggest_evidence(make_candidate(), by=RANKING, suggestions=[Suggestion(passage(), stance)])
    assert (row.suggested_stance, row.stance_reason, row.stance) == ("disputes_part", "133 is not 164", "")


def test_the_notes_on_figures_are_kept():
    fields = dict.fromkeys(FigureNote.__dataclass_fields__, "x")
    note = FigureNote(**fields)
    [row] = suggest_evidence(make_candidate(), by=RANKING, suggestions=[Suggestion(passage(notes=(note,)))])
    row.refresh_from_db()
    assert row.figure_notes == [fields]


def test_suggesting_the_same_passages_again_adds_nothing_and_writes_nothing():
    candidate = make_candidate()
    suggestions = [
        Suggestion(passage()),
        Suggestion(passage("In November 2024 the convention had 164 states parties.")),
    ]
    first = suggest_evidence(candidate, by=RANKING, suggestions=suggestions)
    assert suggest_evidence(candidate, by=RANKING, suggestions=suggestions) == first
    assert Evidence.objects.count() == 2
    events = AuditEvent.objects.values_list("action", "subject_id", "engine")
    assert list(events) == [("evidence.suggested", row.public_id, "bm25-frame 1") for row in first]


def test_a_new_suggestion_does_not_touch_what_a_person_decided():
    candidate = make_candidate()
    [row] = suggest_evidence(candidate, by=RANKING, suggestions=[Suggestion(passage())])
    confirm_stance(row, by=make_user(candidate.claim.desk), stance="refutes")
    [again] = suggest_evidence(candidate, by=RANKING, suggestions=[Suggestion(passage(score=0.1))])
    assert (again.stance, again.status, again.relevance) == ("refutes", "accepted", 0.7)


@pytest.mark.parametrize("stance", ["supports", "refutes", "disputes_part", "context"])
def test_a_person_who_confirms_a_stance_stands_for_the_passage(stance):
    evidence = make_evidence(suggested_stance="supports")
    user = make_user(evidence.claim.desk)
    confirm_stance(evidence, by=user, stance=stance)
    assert (evidence.status, evidence.stance, evidence.decided_by) == ("accepted", stance, user)
    event = AuditEvent.objects.get()
    assert (event.action, event.details["stance"], event.actor) == ("evidence.stance_confirmed", stance, user)


def test_a_confirmed_stance_can_be_changed():
    evidence = make_evidence()
    user = make_user(evidence.claim.desk)
    confirm_stance(evidence, by=user, stance="supports")
    confirm_stance(evidence, by=user, stance="refutes", version=2)
    assert (evidence.stance, evidence.version) == ("refutes", 3)


def test_rejected_evidence_keeps_the_reason_and_loses_its_stance():
    evidence = make_evidence()
    user = make_user(evidence.claim.desk)
    confirm_stance(evidence, by=user, stance="supports")
    reject_evidence(evidence, by=user, reason=" another convention ")
    assert (evidence.status, evidence.stance, evidence.reject_reason) == ("rejected", "", "another convention")
    assert AuditEvent.objects.last().reason == "another convention"


def test_rejected_evidence_can_be_taken_back():
    evidence = make_evidence()
    user = make_user(evidence.claim.desk)
    reject_evidence(evidence, by=user, reason="another convention")
    confirm_stance(evidence, by=user, stance="context")
    assert (evidence.status, evidence.stance, evidence.reject_reason) == ("accepted", "context", "")


@pytest.mark.parametrize("stance", ["", "true", "SUPPORTS"])
def test_a_stance_that_is_none_is_refused(stance):
    evidence = make_evidence()
    with pytest.raises(BadInput, match=r"^A stance is one of: supports, refutes, disputes_part, context\.$"):
        confirm_stance(evidence, by=make_user(evidence.claim.desk), stance=stance)


def test_a_rejection_without_a_reason_is_refused():
    evidence = make_evidence()
    with pytest.raises(BadInput, match="Say why the passage does not bear on the claim"):
        reject_evidence(evidence, by=make_user(evidence.claim.desk), reason="  ")


def test_a_researcher_decides_on_no_evidence():
    evidence = make_evidence()
    researcher = make_user(evidence.claim.desk, role="researcher")
    with pytest.raises(PermissionDenied):
        confirm_stance(evidence, by=researcher, stance="supports")
    with pytest.raises(PermissionDenied):
        reject_evidence(evidence, by=researcher, reason="no")
    evidence.refresh_from_db()
    assert (evidence.status, AuditEvent.objects.count()) == ("suggested", 0)


def test_a_decision_on_an_older_state_of_the_evidence_is_refused():
    evidence = make_evidence()
    user = make_user(evidence.claim.desk)
    confirm_stance(evidence, by=user, stance="supports", version=1)
    with pytest.raises(StaleVersion, match="Somebody saved this evidence before you"):
        reject_evidence(evidence, by=user, reason="no", version=1)


def test_nobody_can_stand_for_a_passage_whose_stored_copy_is_damaged():
    evidence = make_evidence(snapshot=make_snapshot(damaged_at="2026-11-23T10:00:00Z", damage="One byte differs."))
    with pytest.raises(TransitionDenied) as caught:
        confirm_stance(evidence, by=make_user(evidence.claim.desk), stance="refutes")
    assert str(caught.value) == (
        "The stored copy of this passage is damaged, so nobody can stand for it until the copy is restored. "
        "One byte differs."
    )
    evidence.refresh_from_db()
    assert (evidence.status, AuditEvent.objects.count()) == ("suggested", 0)


def test_a_passage_on_a_damaged_copy_can_still_be_rejected():
    evidence = make_evidence(snapshot=make_snapshot(damaged_at="2026-11-23T10:00:00Z", damage="One byte differs."))
    reject_evidence(evidence, by=make_user(evidence.claim.desk), reason="The copy cannot be relied on.")
    assert evidence.status == "rejected"


@pytest.mark.parametrize(
    ("act", "words"),
    [(confirm_stance, {"stance": "supports"}), (reject_evidence, {"reason": "Another treaty."})],
)
def test_a_decision_takes_the_claim_before_anything_is_written(act, words):
    """Whoever groups origins holds the claim first: in another order the two would wait for each other."""
    evidence = make_evidence()
    user = make_user(evidence.claim.desk)
    with CaptureQueriesContext(connection) as context:
        act(evidence, by=user, **words)
    statements = [query["sql"] for query in context.captured_queries]
    takes_claim = next(place for place, sql in enumerate(statements) if 'FROM "claims_claim"' in sql)
    writes = next(place for place, sql in enumerate(statements) if sql.startswith(("UPDATE", "INSERT")))
    takes_evidence = next(place for place, sql in enumerate(statements) if 'FROM "claims_evidence"' in sql)
    assert takes_claim < min(writes, takes_evidence)

import datetime
from dataclasses import replace

import pytest

from claims.domain.audit import Machine
from claims.domain.claim import WORDING_AT_MOST, accept_claim, dismiss_claim, edit_claim, suggest_claims
from claims.domain.worthiness import change_worthiness
from claims.errors import BadInput, PermissionDenied, StaleVersion
from claims.models import Appearance, AuditEvent, Claim, Desk
from claims.text.checkworthiness import weigh_features
from claims.text.detection import DetectedClaim, Detection, LeftOut
from claims.text.frame import ClaimFrame
from tests.factories import make_article, make_claim, make_desk, make_search_job, make_snapshot, make_user

pytestmark = pytest.mark.django_db

RULES = Machine("rules", "1")
TEXT = "🗞 Перша. 133 states signed. 164 were parties. 12 withdrew. What then?"
QUOTES = ["164 were parties.", "133 states signed.", "12 withdrew."]


def make_frame():
    return ClaimFrame(
        kind="quantity",
        quantities=(),
        dates=(),
        entities=(),
        negations=(),
        negated=False,
        claimant=None,
        attribution=(),
    )


def found(quote, *, score=0.5, engine="rules"):
    start = TEXT.index(quote)
    return DetectedClaim(
        quote=quote,
        start=start,
        end=start + len(quote),
        text=quote,
        changes=(),
        frame=make_frame(),
        score=score,
        reasons=("has a quantity (+31)",),
        features=("has a quantity",),
        logit=0.5,
        engine=engine,
        engine_version="1",
    )


def detection(quotes=QUOTES):
    left = TEXT.index("What then?")
    claims = tuple(found(quote, score=1 - place / 10) for place, quote in enumerate(quotes, start=1))
    return Detection(claims, (LeftOut("What then?", left, left + 10, "a question"),), "read in part")


def read(article, quotes=QUOTES):
    return suggest_claims(article, by=RULES, detection=detection(quotes))


def test_each_claim_is_proposed_with_the_place_where_it_stands():
    article = make_article(text=TEXT)
    claims = read(article)
    assert [claim.quote for claim in claims] == QUOTES
    places = [place for claim in claims for place in claim.appearances.all()]
    assert [TEXT[place.start : place.end] for place in places] == QUOTES
    assert [(place.snapshot, place.exact) for place in places] == [(article.snapshot, quote) for quote in QUOTES]


def test_a_proposed_claim_says_who_proposed_it_and_why():
    claim = read(make_article(text=TEXT))[0]
    claim.refresh_from_db()
    assert (claim.status, claim.engine, claim.engine_version) == ("suggested", "rules", "1")
    assert (claim.reasons, claim.score, claim.rank) == (["has a quantity (+31)"], 0.9, 1)
    assert (claim.features, claim.logit) == (["has a quantity"], 0.5)
    assert (claim.proposed_text, claim.is_edited) == (claim.text, False)
    assert claim.as_of == datetime.date(2024, 11, 20)


@pytest.mark.parametrize("published_at", ["", "some day"])
def test_a_claim_of_a_page_without_a_date_is_as_of_no_date(published_at):
    snapshot = make_snapshot(text=TEXT, published_at=published_at)
    assert read(make_article(snapshot=snapshot))[0].as_of is None


def test_every_proposal_is_written_down():
    claims = read(make_article(text=TEXT))
    events = AuditEvent.objects.values_list("action", "subject_id", "engine")
    assert list(events) == [("claim.suggested", claim.public_id, "rules 1") for claim in claims]


def test_points_given_while_an_article_was_read_count_already():
    article = make_article(text=TEXT)
    editor = make_user(article.desk, role="editor")
    first, second = found(QUOTES[0], score=0.6), replace(found(QUOTES[1], score=0.5), features=("names a person",))
    change_worthiness(Desk.objects.get(pk=article.desk_id), by=editor, points={"names a person": 40})
    claims = suggest_claims(article, by=RULES, detection=Detection((first, second), (), ""))
    assert [(claim.quote, claim.rank) for claim in claims] == [(QUOTES[1], 1), (QUOTES[0], 2)]
    assert claims[0].reasons == [
        "names a person (+40)",
        "reads like sentences that people marked as worth checking (+9)",
    ]
    assert claims[0].score == weigh_features(second.features, logit=0.5, desk_points={"names a person": 40}).score


def test_each_proposal_is_written_down_for_the_engine_that_made_it():
    article = make_article(text=TEXT)
    both = (found(QUOTES[0]), found(QUOTES[1], engine="chat: small"))
    suggest_claims(article, by=RULES, detection=Detection(both, (), ""))
    assert list(AuditEvent.objects.values_list("engine", flat=True)) == ["rules 1", "chat: small 1"]
    assert article.reading_engine == "rules 1"


def test_the_article_keeps_what_was_left_out_and_by_whom_it_was_read():
    article = make_article(text=TEXT)
    read(article)
    article.refresh_from_db()
    start = TEXT.index("What then?")
    assert article.left_out == [{"quote": "What then?", "start": start, "end": start + 10, "reason": "a question"}]
    assert (article.reading_note, article.reading_engine) == ("read in part", "rules 1")


def test_reading_twice_adds_nothing():
    article = make_article(text=TEXT)
    first = read(article)
    assert read(article) == first
    assert (Claim.objects.count(), Appearance.objects.count(), AuditEvent.objects.count()) == (3, 3, 3)


def test_reading_again_leaves_what_a_person_decided():
    article = make_article(text=TEXT)
    claim = read(article)[0]
    dismiss_claim(claim, by=make_user(article.desk), reason="opinion")
    again = read(article)[0]
    assert (again, again.status, again.version) == (claim, "dismissed", 2)


def test_a_better_reading_adds_only_what_is_new():
    article = make_article(text=TEXT)
    first = read(article, QUOTES[:1])
    assert read(article)[:1] == first
    assert [claim.quote for claim in article.claims.order_by("pk")] == QUOTES
    assert AuditEvent.objects.count() == 3


@pytest.mark.parametrize(("searched", "states"), [(2, ["queued", "queued", "done"]), (0, ["done"] * 3)])
def test_only_the_desks_best_claims_are_queued_for_search(searched, states):
    article = make_article(make_desk(searched_claims=searched), text=TEXT)
    assert [claim.job_state for claim in read(article)] == states


def test_accepting_a_claim_that_was_never_searched_queues_its_search():
    claim = make_claim(job_state="done")
    user = make_user(claim.desk)
    accept_claim(claim, by=user)
    assert (claim.status, claim.decided_by, claim.job_state) == ("accepted", user, "queued")


def test_accepting_a_claim_whose_search_failed_queues_it_again():
    claim = make_claim(job_state="failed", job_error="it broke", job_attempts=5)
    accept_claim(claim, by=make_user(claim.desk))
    assert (claim.job_state, claim.job_attempts, claim.job_error) == ("queued", 0, "")


def test_accepting_a_claim_that_was_searched_leaves_its_search_alone():
    claim = make_search_job(make_claim(job_state="done")).claim
    accept_claim(claim, by=make_user(claim.desk))
    assert (claim.status, claim.job_state) == ("accepted", "done")


def test_a_dismissed_claim_can_be_accepted_after_all_and_forgets_why_it_was_dismissed():
    claim = make_claim()
    user = make_user(claim.desk)
    dismiss_claim(claim, by=user, reason="other", note="  seen before  ")
    assert (claim.status, claim.dismiss_reason, claim.dismiss_note) == ("dismissed", "other", "seen before")
    accept_claim(claim, by=user)
    assert (claim.status, claim.dismiss_reason, claim.dismiss_note, claim.version) == ("accepted", "", "", 3)


def test_a_dismissal_is_written_down_with_its_reason_in_words():
    claim = make_claim()
    dismiss_claim(claim, by=make_user(claim.desk), reason="opinion")
    event = AuditEvent.objects.get()
    assert (event.action, event.reason) == ("claim.dismissed", "Opinion or prediction")
    assert event.details == {
        "from": "suggested",
        "to": "dismissed",
        "dismiss_reason": "opinion",
        "dismiss_note": "",
    }


@pytest.mark.parametrize(
    ("given", "message", "field"),
    [
        (
            {"reason": ""},
            "Say why the claim is dismissed; one of: "
            "not_a_claim, opinion, not_checkable, not_important, duplicate, other.",
            "reason",
        ),
        (
            {"reason": "boring"},
            "Say why the claim is dismissed; one of: "
            "not_a_claim, opinion, not_checkable, not_important, duplicate, other.",
            "reason",
        ),
        ({"reason": "other", "note": "  "}, "Say in a few words what the other reason is.", "note"),
    ],
)
def test_a_dismissal_needs_a_reason_and_another_reason_needs_a_note(given, message, field):
    claim = make_claim()
    with pytest.raises(BadInput) as caught:
        dismiss_claim(claim, by=make_user(claim.desk), **given)
    claim.refresh_from_db()
    assert (str(caught.value), caught.value.field, claim.status) == (message, field, "suggested")
    assert AuditEvent.objects.count() == 0


@pytest.mark.parametrize(
    "decide",
    [
        lambda claim, user: accept_claim(claim, by=user),
        lambda claim, user: dismiss_claim(claim, by=user, reason="opinion"),
    ],
    ids=["accept", "dismiss"],
)
def test_a_researcher_decides_on_no_claim(decide):
    claim = make_claim()
    with pytest.raises(PermissionDenied):
        decide(claim, make_user(claim.desk, role="researcher"))
    claim.refresh_from_db()
    assert (claim.status, AuditEvent.objects.count()) == ("suggested", 0)


def test_a_decision_on_an_older_state_of_the_claim_is_refused():
    claim = make_claim()
    user = make_user(claim.desk)
    dismiss_claim(claim, by=user, reason="opinion", version=1)
    with pytest.raises(StaleVersion):
        accept_claim(claim, by=user, version=1)
    claim.refresh_from_db()
    assert (claim.status, claim.job_state) == ("dismissed", "done")


def test_a_person_words_a_claim_and_its_quote_stays():
    claim = make_claim(text="Neither is among them.", proposed_text="Neither is among them.")
    person = make_user(claim.desk, role="researcher")
    edit_claim(claim, by=person, text="  Neither Russia nor the US\n is among them. ", version=1)
    assert (claim.text, claim.proposed_text) == ("Neither Russia nor the US is among them.", "Neither is among them.")
    assert (claim.edited_by, claim.is_edited, claim.version) == (person, True, 2)
    event = AuditEvent.objects.get(action="claim.edited")
    assert event.details == {"before": "Neither is among them.", "after": "Neither Russia nor the US is among them."}


def test_a_wording_that_is_there_already_changes_nothing():
    claim = make_claim()
    edit_claim(claim, by=make_user(claim.desk), text=claim.text)
    assert (claim.is_edited, claim.version, AuditEvent.objects.count()) == (False, 1, 0)


@pytest.mark.parametrize(("text", "words"), [("  \n", "cannot be empty"), ("a" * (WORDING_AT_MOST + 1), "2,000")])
def test_a_claim_is_worded_in_some_words_and_not_too_many(text, words):
    claim = make_claim()
    with pytest.raises(BadInput, match=words):
        edit_claim(claim, by=make_user(claim.desk), text=text)


def test_a_wording_on_an_older_state_is_refused():
    claim = make_claim(version=2)
    with pytest.raises(StaleVersion):
        edit_claim(claim, by=make_user(claim.desk), text="Other words.", version=1)


def test_readers_word_no_claims():
    claim = make_claim()
    with pytest.raises(PermissionDenied):
        edit_claim(claim, by=make_user(claim.desk, role="reader"), text="Other words.")

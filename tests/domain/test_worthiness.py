from datetime import timedelta

import pytest
from django.utils import timezone

from claims.domain.worthiness import (
    Preview,
    Shift,
    change_worthiness,
    checked_points,
    feature_weights,
    preview_worthiness,
)
from claims.errors import BadInput, PermissionDenied
from claims.models import AuditEvent
from claims.text.checkworthiness import DESK_POINTS_AT_MOST, POINTS_BESIDE_MODEL, WEIGHTS, weigh_features
from tests.factories import make_article, make_claim, make_desk, make_user

pytestmark = pytest.mark.django_db

TEXT = "133 states signed. 164 were parties. 12 withdrew."
FIGURE, PERSON = "has a quantity", "names a person"


def weighed(article, quote, features, *, logit=None, **fields):
    """A claim with the score and reasons that its features have without a desk's points."""
    worth = weigh_features(features, logit=logit)
    return make_claim(
        article, quote=quote, features=features, logit=logit, score=worth.score, reasons=list(worth.reasons), **fields
    )


def decided(article, quote, features, *, status="accepted", decided_at=None):
    person = make_user(article.desk)
    reason = {"dismiss_reason": "opinion"} if status == "dismissed" else {}
    fields = {"status": status, "decided_by": person, "decided_at": decided_at or article.created_at, **reason}
    return weighed(article, quote, features, **fields)


def test_every_feature_is_listed_with_the_points_of_the_desk():
    desk = make_desk(worthiness_points={PERSON: 10})
    listed = {weight.name: weight for weight in feature_weights(desk)}
    assert set(listed) == set(WEIGHTS) == set(POINTS_BESIDE_MODEL)
    assert (listed[PERSON].by_rules, listed[PERSON].by_desk, listed[FIGURE].by_desk) == (WEIGHTS[PERSON], 10, 0)


@pytest.mark.parametrize("logit", [None, 1.5])
def test_points_rank_waiting_proposals_anew(logit):
    article = make_article(text=TEXT)
    waiting = weighed(article, "133 states signed.", [FIGURE, PERSON], logit=logit)
    before = waiting.score
    assert change_worthiness(article.desk, by=make_user(article.desk, role="editor"), points={PERSON: 20}) == 1
    waiting.refresh_from_db()
    worth = weigh_features([FIGURE, PERSON], logit=logit, desk_points={PERSON: 20})
    assert (waiting.score, waiting.reasons) == (worth.score, list(worth.reasons))
    assert waiting.score > before
    assert any(reason.startswith(PERSON) for reason in waiting.reasons)


def test_what_a_proposer_said_of_a_claim_stays_in_front_of_its_points():
    article = make_article(text=TEXT)
    said = "a language model proposes it: a figure; the same words stand 2 times in the text"
    waiting = weighed(article, "133 states signed.", [FIGURE], logit=-0.5, engine="chat: small")
    waiting.reasons = [said, *waiting.reasons]
    waiting.save()
    editor = make_user(article.desk, role="editor")
    assert change_worthiness(article.desk, by=editor, points={PERSON: 20}) == 0
    assert change_worthiness(article.desk, by=editor, points={FIGURE: -20}) == 1
    waiting.refresh_from_db()
    worth = weigh_features([FIGURE], logit=-0.5, desk_points={FIGURE: -20})
    assert waiting.reasons == [said, *worth.reasons]


def test_points_give_the_claims_of_an_article_their_place_in_the_new_order():
    article, other = make_article(text=TEXT), make_article(text=TEXT)
    figure = weighed(article, "133 states signed.", [FIGURE], rank=1)
    kept = decided(article, "164 were parties.", ["has a date"])
    person = weighed(article, "12 withdrew.", [PERSON], rank=3)
    elsewhere = weighed(other, "12 withdrew.", [PERSON], rank=7)
    before = person.updated_at
    change_worthiness(article.desk, by=make_user(article.desk, role="editor"), points={PERSON: 40})
    places = []
    for claim in (figure, kept, person, elsewhere):
        claim.refresh_from_db()
        places.append(claim.rank)
    assert places == [2, 3, 1, 7]
    assert person.updated_at > before


def test_points_touch_no_decision_and_no_other_desk():
    article, other = make_article(text=TEXT), make_article(text=TEXT)
    kept = decided(article, "164 were parties.", [PERSON])
    elsewhere = weighed(other, "133 states signed.", [PERSON])
    unread = make_claim(article, quote="12 withdrew.", features=[], score=0.3)
    assert change_worthiness(article.desk, by=make_user(article.desk, role="editor"), points={PERSON: 20}) == 0
    scores = []
    for claim in (kept, elsewhere, unread):
        scores.append(claim.score)
        claim.refresh_from_db()
    assert [kept.score, elsewhere.score, unread.score] == scores


def test_a_change_of_points_is_written_down_and_the_same_points_are_none():
    desk = make_desk()
    editor = make_user(desk, role="editor")
    change_worthiness(desk, by=editor, points={PERSON: -5, FIGURE: 0})
    change_worthiness(desk, by=editor, points={PERSON: -5})
    event = AuditEvent.objects.get()
    assert (event.action, event.actor) == ("desk.worthiness_changed", editor)
    assert event.details == {"before": [], "after": ["names a person -5"], "reweighed": 0}
    assert desk.worthiness_points == {PERSON: -5}


def test_only_editors_change_points():
    desk = make_desk()
    with pytest.raises(PermissionDenied):
        change_worthiness(desk, by=make_user(desk, role="reviewer"), points={PERSON: 5})


def test_points_are_for_known_features_and_within_bounds():
    assert checked_points({PERSON: 5, FIGURE: 0}) == {PERSON: 5}
    with pytest.raises(BadInput, match="no feature called luck"):
        checked_points({"luck": 1})
    with pytest.raises(BadInput, match=f"between -{DESK_POINTS_AT_MOST} and {DESK_POINTS_AT_MOST}"):
        checked_points({PERSON: DESK_POINTS_AT_MOST + 1})


def test_a_preview_tells_which_decisions_would_have_come_earlier_or_later():
    article = make_article(text=TEXT)
    decided(article, "164 were parties.", [PERSON])  # third of three; with 40 points for persons the first
    decided(article, "133 states signed.", [FIGURE], status="dismissed")  # first of three; then the second
    weighed(article, "12 withdrew.", ["has a date"])
    assert preview_worthiness(article.desk, points={PERSON: 40}) == Preview(Shift(1, 1, 0), Shift(1, 0, 1))
    assert preview_worthiness(article.desk, points={}) == Preview(Shift(1, 0, 0), Shift(1, 0, 0))
    assert article.desk.worthiness_points == {}


def test_a_preview_compares_with_the_points_the_desk_gives_now():
    desk = make_desk(worthiness_points={PERSON: 40})
    article = make_article(text=TEXT, desk=desk)
    decided(article, "164 were parties.", [PERSON])
    weighed(article, "133 states signed.", [FIGURE])
    assert preview_worthiness(desk, points={PERSON: 40}).accepted == Shift(1, 0, 0)
    assert preview_worthiness(desk, points={}).accepted == Shift(1, 0, 1)


def test_a_preview_knows_claims_in_which_the_rules_noticed_nothing():
    article = make_article(text=TEXT)
    weighed(article, "133 states signed.", [], logit=0.5)
    decided(article, "164 were parties.", [PERSON], status="dismissed")
    assert preview_worthiness(article.desk, points={PERSON: 40}) == Preview(Shift(0, 0, 0), Shift(1, 1, 0))


def test_a_preview_looks_at_the_last_decisions(monkeypatch):
    monkeypatch.setattr("claims.domain.worthiness.DECISIONS_LOOKED_AT", 1)
    article = make_article(text=TEXT)
    now = timezone.now()
    decided(article, "133 states signed.", [PERSON], decided_at=now)  # second of three; then the first
    decided(article, "164 were parties.", ["has a date"], decided_at=now - timedelta(days=1))
    decided(article, "12 withdrew.", [FIGURE], decided_at=now - timedelta(days=2))
    assert preview_worthiness(article.desk, points={PERSON: 40}).accepted == Shift(1, 1, 0)


def test_a_preview_counts_no_demo_and_nothing_read_before_features_were_kept():
    demo = make_article(text=TEXT, is_demo=True)
    decided(demo, "164 were parties.", [PERSON])
    old = make_article(text=TEXT, desk=demo.desk)
    decided(old, "164 were parties.", [])
    assert preview_worthiness(demo.desk, points={PERSON: 40}).accepted == Shift(0, 0, 0)

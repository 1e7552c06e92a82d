import re

import pytest

from claims.domain.audit import Machine
from claims.domain.evidence import confirm_stance
from claims.domain.integrity import mark_damaged
from claims.domain.origin import count_of, regroup_origins
from claims.enums import Role
from tests.factories import make_article, make_claim, make_desk, make_evidence, make_page, make_snapshot, make_user

pytestmark = pytest.mark.django_db
SWIFT = {"HX-Request": "true"}


@pytest.fixture
def desk():
    return make_desk()


@pytest.fixture
def reviewer(client, desk):
    user = make_user(desk)
    client.force_login(user)
    return user


@pytest.fixture
def evidence(desk):
    return make_evidence(make_claim(make_article(desk)))


@pytest.mark.parametrize("stance", ["supports", "refutes", "disputes_part", "context"])
def test_stance_is_confirmed_and_leads_back_to_the_card(client, reviewer, evidence, stance):
    answer = client.post(f"/evidence/{evidence.public_id}/stance", {"version": 1, "stance": stance})
    evidence.refresh_from_db()
    assert answer.url == f"/claims/{evidence.claim.public_id}#{evidence.public_id}"
    assert (evidence.status, evidence.stance, evidence.decided_by) == ("accepted", stance, reviewer)


def test_swift_stance_answers_with_card_count_and_timeline(client, reviewer, evidence):
    given = {"version": 1, "stance": "refutes"}
    answer = client.post(f"/evidence/{evidence.public_id}/stance", given, headers=SWIFT)
    shown = answer.content.decode()
    assert re.findall(r'id="(evd_\w+|evidence-count|timeline)"', shown) == [
        evidence.public_id,
        "evidence-count",
        "timeline",
    ]
    assert shown.count("hx-swap-oob") == 2
    assert 'data-stance="refutes" data-confirmed' in shown
    assert f"confirmed by <bdi>{reviewer.username}</bdi>" in shown


def test_rejection_needs_and_keeps_its_reason(client, reviewer, evidence):
    address = f"/evidence/{evidence.public_id}/reject"
    refused = client.post(address, {"version": 1, "reason": "   "}, headers=SWIFT)
    assert refused.status_code == 422
    assert refused.context["card"].problems == ["Say why the passage does not bear on the claim."]
    client.post(address, {"version": 1, "reason": "Another treaty"})
    evidence.refresh_from_db()
    assert (evidence.status, evidence.reject_reason) == ("rejected", "Another treaty")


@pytest.mark.parametrize("headers", [{}, SWIFT])
def test_stale_rejection_keeps_the_reason_and_shows_the_card_as_it_is(client, desk, reviewer, evidence, headers):
    confirm_stance(evidence, by=make_user(desk, username="ihor"), stance="supports")
    given = {"version": 1, "reason": "Another treaty"}
    answer = client.post(f"/evidence/{evidence.public_id}/reject", given, headers=headers)
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "Somebody saved this evidence before you (it is at version 2, you had 1)." in shown
    assert "confirmed by <bdi>ihor</bdi>" in shown
    assert 'value="Another treaty"' in shown


@pytest.mark.parametrize(("act", "given"), [("stance", {"stance": "supports"}), ("reject", {"reason": "no"})])
def test_reader_role_sees_no_button_and_is_refused(client, desk, evidence, act, given):
    client.force_login(make_user(desk, role=Role.READER))
    shown = client.get(f"/claims/{evidence.claim.public_id}").content.decode()
    assert f"/evidence/{evidence.public_id}/{act}" not in shown
    assert client.post(f"/evidence/{evidence.public_id}/{act}", {"version": 1, **given}).status_code == 403
    evidence.refresh_from_db()
    assert evidence.status == "suggested"


def test_unknown_stance_is_refused(client, reviewer, evidence):
    answer = client.post(f"/evidence/{evidence.public_id}/stance", {"version": 1, "stance": "true"})
    assert answer.status_code == 422


def test_card_shows_the_passage_in_the_words_around_it(client, reviewer, desk):
    text = "A heading\nBefore it stood this. 133 states signed the convention. After it came that.\nAnother line"
    snapshot = make_snapshot(text=text, page=make_page(publisher="un.org"), title="Treaties", language="en")
    evidence = make_evidence(make_claim(make_article(desk)), snapshot=snapshot, suggested_stance="context")
    (card,) = client.get(f"/claims/{evidence.claim.public_id}").context["column"].cards
    assert (card.before, card.after) == ("Before it stood this. ", " After it came that.")
    assert (card.stance.label, card.is_confirmed) == ("Context only", False)


def test_card_leads_to_the_passage_in_the_stored_copy(client, reviewer, evidence):
    shown = client.get(f"/claims/{evidence.claim.public_id}").content.decode()
    place = f"?start={evidence.start}&amp;end={evidence.end}#hit-1"
    assert f'href="/snapshots/{evidence.snapshot.public_id}{place}"' in shown


def test_figures_are_told_once(client, reviewer, desk):
    note = {"outcome": "agrees", "explanation": "Both say 164.", "claim_raw": "164", "passage_raw": "164"}
    other = {**note, "outcome": "contradicts", "explanation": "133 is not 164."}
    claim = make_claim(make_article(desk))
    make_evidence(
        claim, figure_notes=[note, other], suggested_stance="supports", stance_reason="Both say 164. Read both."
    )
    (card,) = client.get(f"/claims/{claim.public_id}").context["column"].cards
    assert [(line.outcome, line.explanation) for line in card.figures] == [("Figures contradict", "133 is not 164.")]


@pytest.mark.parametrize("headers", [{}, SWIFT])
def test_stance_on_a_damaged_copy_is_refused_in_words(client, reviewer, evidence, headers):
    mark_damaged(evidence.snapshot, by=Machine("store", "1"), damage="The stored bytes no longer have their hash.")
    shown = client.get(f"/claims/{evidence.claim.public_id}").content.decode()
    assert "<h5>The stored copy is damaged: do not rely on it</h5><p>The stored bytes no longer have their" in shown
    assert f"/evidence/{evidence.public_id}/stance" not in shown
    given = {"version": 1, "stance": "supports"}
    answer = client.post(f"/evidence/{evidence.public_id}/stance", given, headers=headers)
    assert answer.status_code == 409
    [problem] = answer.context["column"].card_of(evidence).problems
    assert problem.startswith("The stored copy of this passage is damaged")
    evidence.refresh_from_db()
    assert evidence.status == "suggested"


def test_passage_that_is_left_out_is_no_source_and_one_that_comes_back_is(client, reviewer, evidence):
    other = make_evidence(evidence.claim, snapshot=make_snapshot(page=make_page(publisher="other.example")))
    regroup_origins(evidence.claim, by=Machine("origins", "1"))
    client.post(f"/evidence/{other.public_id}/reject", {"version": 1, "reason": "Another treaty"})
    other.refresh_from_db()
    assert (count_of(evidence.claim).sources, other.origin_group) == (1, None)
    client.post(f"/evidence/{other.public_id}/stance", {"version": 2, "stance": "context"})
    other.refresh_from_db()
    assert (count_of(evidence.claim).sources, other.origin_group is None) == (2, False)

import re

import pytest

from claims.domain.audit import Machine
from claims.domain.origin import count_of, regroup_origins
from claims.enums import Role
from claims.models import OriginDecision
from tests.factories import make_article, make_claim, make_desk, make_evidence, make_page, make_snapshot, make_user

pytestmark = pytest.mark.django_db
SWIFT = {"HX-Request": "true"}


@pytest.fixture
def desk():
    return make_desk()


@pytest.fixture
def reviewer(client, desk):
    user = make_user(desk, username="olena")
    client.force_login(user)
    return user


@pytest.fixture
def claim(desk):
    """Three pages of two publishers: two sources."""
    claim = make_claim(make_article(desk))
    for place, publisher in enumerate(("a.example", "b.example", "b.example")):
        page = make_page(canonical_url=f"https://{publisher}/{place}", publisher=publisher)
        make_evidence(claim, snapshot=make_snapshot(page=page), relevance=0.9 - place / 10)
    regroup_origins(claim, by=Machine("origins", "1"))
    return claim


def pages_of(claim):
    return [row.snapshot.page for row in claim.evidence.order_by("-relevance")]


def groups_of(claim):
    return list(dict.fromkeys(row.origin_group.public_id for row in claim.evidence.order_by("-relevance")))


def decide(client, claim, headers=None, **given):
    return client.post(f"/claims/{claim.public_id}/origins", given, headers=headers or {})


def test_groups_are_shown_with_their_reason(client, reviewer, claim):
    shown = client.get(f"/claims/{claim.public_id}").content.decode()
    assert "3 passages · 3 pages · 2 independent sources" in shown
    assert re.findall(r'<p class="why-one">(.*?)</p>', shown) == [
        "<strong>No sign of another origin.</strong> No other page here goes back to the same origin.",
        "<strong>Same publisher.</strong> Two pages are published by b.example.",
    ]


def test_page_is_split_off_with_a_reason(client, reviewer, claim):
    _, second, _ = pages_of(claim)
    group = groups_of(claim)[1]
    answer = decide(client, claim, verdict="separate", group=group, pages=[second.public_id], reason="Two desks")
    assert answer.url == f"/claims/{claim.public_id}?open=origins#origins"
    assert count_of(claim).sources == 3
    decision = OriginDecision.objects.get()
    assert (decision.verdict, decision.reason, decision.decided_by) == ("separate", "Two desks", reviewer)
    assert "Decided by <bdi>olena</bdi>" in client.get(answer.url).content.decode()


def test_sources_are_merged_with_a_reason(client, reviewer, claim):
    group, other = groups_of(claim)
    answer = decide(client, claim, SWIFT, verdict="same", group=group, other=other, reason="One owner")
    shown = answer.content.decode()
    assert count_of(claim).sources == 1
    assert "3 passages · 3 pages · 1 independent source <span" in shown
    assert re.search(r'^<div id="origins" tabindex="-1">', shown, re.MULTILINE)
    assert '<p class="said" role="status" tabindex="-1" data-focus>Noted, with your name and reason.' in shown


@pytest.mark.parametrize("headers", [{}, SWIFT])
def test_decision_without_a_reason_is_refused_where_it_was_typed(client, reviewer, claim, headers):
    group, other = groups_of(claim)
    answer = decide(client, claim, headers, verdict="same", group=group, other=other, reason="")
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert answer.context["column"].state.refused.problems == ["Say why these pages are, or are not, one source."]
    assert f'id="merge-{group}" open>' in shown
    assert f'<option value="{other}" selected>' in shown
    assert OriginDecision.objects.count() == 0


def test_splitting_nothing_off_is_refused_with_the_reason_kept(client, reviewer, claim):
    group = groups_of(claim)[1]
    answer = decide(client, claim, SWIFT, verdict="separate", group=group, reason="Two desks")
    assert answer.status_code == 422
    assert answer.context["column"].state.refused.problems == ["Choose pages that stand as evidence of this claim."]
    assert 'value="Two desks"' in answer.content.decode()


def test_single_page_offers_no_split_and_a_single_source_no_merge(client, reviewer, desk):
    claim = make_claim(make_article(desk))
    make_evidence(claim)
    regroup_origins(claim, by=Machine("origins", "1"))
    assert "/origins" not in client.get(f"/claims/{claim.public_id}").content.decode()


def test_reader_sees_the_groups_but_no_form_and_is_refused(client, desk, claim):
    client.force_login(make_user(desk, role=Role.READER))
    shown = client.get(f"/claims/{claim.public_id}").content.decode()
    assert ("Same publisher." in shown, "/origins" in shown) == (True, False)
    group, other = groups_of(claim)
    assert decide(client, claim, verdict="same", group=group, other=other, reason="One owner").status_code == 403

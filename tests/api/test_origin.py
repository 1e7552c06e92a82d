import pytest

from claims.domain.audit import Machine
from claims.domain.origin import regroup_origins
from claims.models import OriginDecision
from tests.api.conftest import fault_of
from tests.factories import make_article, make_claim, make_evidence, make_page, make_snapshot


@pytest.fixture
def claim(caller):
    """A claim with three passages on two pages of two publishers."""
    claim = make_claim(make_article(caller.desk))
    first = make_snapshot(page=make_page(publisher="a.example"))
    make_evidence(claim, snapshot=first)
    make_evidence(claim, snapshot=first, exact="133 states", candidate=claim.candidates.get())
    make_evidence(claim, snapshot=make_snapshot(page=make_page(publisher="b.example")))
    regroup_origins(claim, by=Machine("tests", "1"))
    return claim


def pages_of(claim) -> list[str]:
    return list(dict.fromkeys(row.snapshot.page.public_id for row in claim.evidence.order_by("pk")))


def groups_of(caller, claim) -> list[dict]:
    return caller.ask(f"claims/{claim.public_id}/origin-groups").json()["results"]


def test_headline_counts_passages_pages_and_independent_sources(caller, claim):
    headline = {"passages": 3, "pages": 2, "independent_sources": 2}
    assert caller.ask(f"claims/{claim.public_id}").json()["sources"] == headline
    other = make_claim(make_article(caller.desk))
    shown = {row["id"]: row["sources"] for row in caller.ask("claims").json()["results"]}
    nothing = {"passages": 0, "pages": 0, "independent_sources": 0}
    assert shown == {claim.public_id: headline, other.public_id: nothing}


def test_each_group_has_its_reason_its_passages_and_its_pages(caller, claim):
    groups = groups_of(caller, claim)
    first, second, third = claim.evidence.order_by("pk")
    assert [(group["reason"], group["evidence"], [page["id"] for page in group["pages"]]) for group in groups] == [
        ("alone", [first.public_id, second.public_id], [first.snapshot.page.public_id]),
        ("alone", [third.public_id], [third.snapshot.page.public_id]),
    ]
    page = first.snapshot.page
    assert groups[0]["pages"] == [{"id": page.public_id, "url": page.canonical_url, "publisher": "a.example"}]
    assert groups[0]["explanation"] == "No other page here goes back to the same origin."


def test_person_joins_pages_and_it_is_remembered(caller, claim):
    body = {"pages": pages_of(claim), "verdict": "same", "reason": "Both print one press release."}
    response = caller.send("POST", f"claims/{claim.public_id}/origin-decisions", body)
    shown = response.json()
    assert (response.status_code, shown["sources"]) == (
        200,
        {"passages": 3, "pages": 2, "independent_sources": 1},
    )
    assert [(group["reason"], len(group["pages"])) for group in shown["groups"]] == [("person", 2)]
    assert "Both print one press release." in shown["groups"][0]["explanation"]
    regroup_origins(claim, by=Machine("tests", "1"))
    assert [group["reason"] for group in groups_of(caller, claim)] == ["person"]


@pytest.mark.parametrize(
    ("change", "answer"),
    [
        ({"pages": []}, (400, ["#/pages"])),
        ({"pages": "pag_2222222222222222"}, (400, ["#/pages"])),
        ({"pages": ["pag_2222222222222222"]}, (422, ["#/pages"])),
        ({"verdict": "maybe"}, (400, ["#/verdict"])),
        ({"reason": " "}, (400, ["#/reason"])),
        ({"verdict": "separate"}, (422, ["#/pages"])),
    ],
)
def test_decision_that_decides_nothing_is_refused(caller, claim, change, answer):
    body = {"pages": pages_of(claim), "verdict": "same", "reason": "One press release."} | change
    assert fault_of(caller.send("POST", f"claims/{claim.public_id}/origin-decisions", body)) == answer
    assert OriginDecision.objects.count() == 0


def test_page_of_another_claim_is_not_decided_on(caller, claim):
    stranger = make_evidence(make_claim()).snapshot.page
    body = {"pages": [*pages_of(claim), stranger.public_id], "verdict": "same", "reason": "One press release."}
    assert fault_of(caller.send("POST", f"claims/{claim.public_id}/origin-decisions", body)) == (422, ["#/pages"])

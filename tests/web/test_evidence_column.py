from datetime import timedelta

import pytest

from claims.domain.audit import Machine
from claims.domain.evidence import reject_evidence
from claims.domain.integrity import mark_damaged
from claims.domain.origin import decide_origins, regroup_origins
from claims.enums import Role
from claims.web.evidence_column import read_evidence_column
from tests.factories import (
    make_article,
    make_candidate,
    make_claim,
    make_evidence,
    make_page,
    make_prior_review,
    make_quote_check,
    make_search_job,
    make_snapshot,
    make_user,
)

pytestmark = pytest.mark.django_db
BY = Machine("origins", "1")


def add_page(claim, publisher, *, relevance=0.5):
    page = make_page(canonical_url=f"https://{publisher}/a", publisher=publisher)
    return make_evidence(claim, snapshot=make_snapshot(page=page), relevance=relevance)


def column_of(claim, *, role=Role.REVIEWER):
    claim = type(claim).objects.get(pk=claim.pk)
    return read_evidence_column(claim, make_user(claim.desk, role=role))


def publishers_of(column):
    return [[page.publisher for page in origin.pages] for origin in column.origins]


def test_cards_stand_by_their_origin_the_best_first():
    claim = make_claim()
    rows = [add_page(claim, "a.example", relevance=0.2), add_page(claim, "b.example", relevance=0.9)]
    rows.append(add_page(claim, "c.example", relevance=0.5))
    pages = [rows[0].snapshot.page, rows[2].snapshot.page]
    decide_origins(claim, by=make_user(claim.desk), pages=pages, verdict="same", reason="One desk")
    column = column_of(claim)
    assert publishers_of(column) == [["b.example"], ["c.example", "a.example"]]
    assert [origin.number for origin in column.origins] == [1, 2]
    assert column.headline == "3 passages · 3 pages · 2 independent sources"


def test_what_a_person_decided_is_shown_once_with_who_and_why():
    claim = make_claim()
    rows = [add_page(claim, f"{name}.example") for name in "abc"]
    olena = make_user(claim.desk, username="olena")
    pages = [row.snapshot.page for row in rows]
    decide_origins(claim, by=olena, pages=pages, verdict="same", reason="One desk writes all three")
    ((said,),) = [origin.said for origin in column_of(claim).origins]
    assert (said.decision.decided_by, said.decision.reason, said.is_same) == (olena, "One desk writes all three", True)
    assert sorted(page.publisher for page in said.pages) == ["a.example", "b.example", "c.example"]


def test_split_is_shown_with_both_of_its_parts():
    claim = make_claim()
    rows = [add_page(claim, f"{name}.example") for name in "ab"]
    pages = [row.snapshot.page for row in rows]
    decide_origins(claim, by=make_user(claim.desk), pages=pages, verdict="same", reason="One desk")
    decide_origins(claim, by=make_user(claim.desk), pages=pages[:1], verdict="separate", reason="Two desks")
    assert [[one.decision.reason for one in origin.said] for origin in column_of(claim).origins] == [
        ["Two desks"],
        ["Two desks"],
    ]


def test_what_is_not_grouped_yet_stands_last_and_what_was_left_out_apart():
    claim = make_claim()
    first = add_page(claim, "a.example")
    regroup_origins(claim, by=BY)
    out = add_page(claim, "c.example")
    reject_evidence(out, by=make_user(claim.desk), reason="Another treaty")
    loose = add_page(claim, "b.example", relevance=0.9)
    column = column_of(claim)
    assert [(origin.group is None, [card.evidence for card in origin.cards]) for origin in column.origins] == [
        (False, [first]),
        (True, [loose]),
    ]
    assert [card.evidence for card in column.rejected] == [out]


def test_pages_to_choose_from_are_named_once():
    claim = make_claim()
    first = add_page(claim, "a.example", relevance=0.9)
    exact = "In November 2024 the convention had 164 states parties."
    make_evidence(claim, snapshot=first.snapshot, candidate=first.candidate, exact=exact)
    regroup_origins(claim, by=BY)
    (origin,) = column_of(claim).origins
    assert (origin.titled_pages, origin.name, len(origin.cards)) == ([first], "a.example", 2)


def test_long_list_of_publishers_is_cut():
    claim = make_claim()
    rows = [add_page(claim, f"{name}.example", relevance=place / 10) for place, name in enumerate("dcba")]
    pages = [row.snapshot.page for row in rows]
    decide_origins(claim, by=make_user(claim.desk), pages=pages, verdict="same", reason="One desk")
    (origin,) = column_of(claim).origins
    assert origin.name == "a.example, b.example, c.example, …"


def test_passage_on_a_damaged_copy_cannot_be_confirmed():
    claim = make_claim()
    evidence = add_page(claim, "a.example")
    mark_damaged(evidence.snapshot, by=BY, damage="The stored bytes no longer have their hash.")
    column = column_of(claim)
    (card,) = column.cards
    assert (card.is_safe, card.can_confirm, card.can_reject, column.unsafe) == (False, False, True, [card])


def test_later_copies_are_told_newest_first():
    claim = make_claim()
    evidence = add_page(claim, "a.example")
    make_quote_check(evidence, anchor="exact")
    make_quote_check(evidence, anchor="normalised")
    moved = make_quote_check(evidence, anchor="moved")
    lost = make_quote_check(evidence, anchor="lost", start=None, end=None)
    theirs = make_article(snapshot=make_snapshot(page=evidence.snapshot.page, is_source=False)).snapshot
    make_quote_check(evidence, snapshot=theirs)
    hour_before = evidence.snapshot.fetched_at - timedelta(hours=1)
    make_quote_check(evidence, snapshot=make_snapshot(page=evidence.snapshot.page, fetched_at=hour_before))
    (card,) = column_of(claim).cards
    assert [later.words for later in card.later] == ["gone", "moved", "matched after normalising"]
    earlier = f"/snapshots/{evidence.snapshot.public_id}/difference?with="
    assert [later.url for later in card.later[:2]] == [
        earlier + lost.snapshot.public_id,
        earlier + moved.snapshot.public_id,
    ]


def test_reviews_of_others_are_those_that_searches_of_the_claim_found():
    claim = make_claim()
    ours = make_prior_review(review_date="2024-11-22", url="https://a.example/")
    older = make_prior_review(review_date="2023-01-01", url="https://b.example/")
    make_prior_review(url="https://c.example/")
    for _ in range(2):
        make_search_job(claim).prior_reviews.add(older, ours)
    assert column_of(claim).reviews == (ours, older)


def test_page_that_a_person_proposed_has_no_search():
    claim = make_claim()
    candidate = make_candidate(claim)
    candidate.search_job = None
    candidate.proposed_by = make_user(claim.desk, username="olena")
    candidate.save()
    make_evidence(claim, candidate=candidate, snapshot=candidate.snapshot)
    (card,) = column_of(claim).cards
    assert (card.findings, card.source.proposed_by.username) == ((), "olena")

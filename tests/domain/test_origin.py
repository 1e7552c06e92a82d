import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.domain.audit import Machine
from claims.domain.evidence import reject_evidence
from claims.domain.origin import SourceCount, count_of, counts_of, decide_origins, regroup_origins
from claims.errors import BadInput, PermissionDenied
from claims.models import AuditEvent, Evidence, Fingerprint, NearCopy, OriginDecision, OriginGroup, OriginMark
from tests.factories import make_claim, make_evidence, make_page, make_snapshot, make_user

pytestmark = pytest.mark.django_db

BY = Machine("origins", "1")
QUOTE = "133 states signed the convention."
TEXT = f"A meeting was held. {QUOTE} The talks go on."


def add_page(claim, number, *, text=TEXT, exact=QUOTE, publisher=None, **fields):
    """A page of a publisher of its own with one passage of evidence."""
    publisher = f"site{number}.example" if publisher is None else publisher
    page = make_page(canonical_url=f"https://{publisher or 'x.example'}/{number}", publisher=publisher)
    snapshot = make_snapshot(text=text, page=page, **fields)
    return make_evidence(claim, snapshot=snapshot, exact=exact)


def mark(evidence, key="agency:reuters", *, reason="credit", words="(Reuters)", start=0, end=0):
    return OriginMark.objects.create(
        snapshot=evidence.snapshot, reason=reason, key=key, words=words, start=start, end=end, engine_version="1"
    )


def copied(one, other, share=0.9, shingles=(100, 100)):
    for row, size in zip((one, other), shingles, strict=True):
        Fingerprint.objects.get_or_create(
            snapshot=row.snapshot, defaults={"signature": b"", "shingles": size, "engine_version": "1"}
        )
    first, second = sorted((one.snapshot_id, other.snapshot_id))
    NearCopy.objects.create(first_id=first, second_id=second, share=share, engine_version="1")


def groups_of(claim):
    """The numbers of the sites in each group."""
    groups = {}
    for row in Evidence.objects.filter(claim=claim, origin_group__isnull=False).order_by("pk"):
        groups.setdefault(row.origin_group_id, set()).add(row.snapshot.page.canonical_url.rpartition("/")[2])
    return sorted(sorted(group) for group in groups.values())


def events(action):
    return AuditEvent.objects.filter(action=action)


# ---------------------------------------------------------------- grouping


def test_evidence_of_one_origin_has_one_group_with_its_reason():
    claim = make_claim()
    rows = [add_page(claim, number) for number in (1, 2, 3)]
    mark(rows[0])
    mark(rows[1])
    one, other = regroup_origins(claim, by=BY)
    assert groups_of(claim) == [["1", "2"], ["3"]]
    assert (one.claim, one.reason, one.explanation) == (claim, "credit", "Two pages credit Reuters.")
    assert (other.reason, other.explanation) == ("alone", "No other page here goes back to the same origin.")


def test_two_passages_of_a_page_are_in_its_group():
    claim = make_claim()
    first = add_page(claim, 1)
    make_evidence(claim, snapshot=first.snapshot, candidate=first.candidate, exact="The talks go on.")
    [group] = regroup_origins(claim, by=BY)
    assert count_of(claim) == SourceCount(passages=2, pages=1, sources=1)
    assert group.evidence.count() == 2


def test_grouping_again_writes_nothing():
    claim = make_claim()
    mark(add_page(claim, 1))
    mark(add_page(claim, 2))
    first = regroup_origins(claim, by=BY)
    written = list(OriginGroup.objects.values())
    assert regroup_origins(claim, by=BY) == first
    assert list(OriginGroup.objects.values()) == written
    [event] = events("origin.grouped")
    assert (event.subject_id, event.engine, event.desk) == (claim.public_id, "origins 1", claim.desk)
    assert event.details == {"passages": 2, "pages": 2, "sources": 1}


def test_a_claim_without_evidence_has_no_group_and_no_event():
    claim = make_claim()
    assert regroup_origins(claim, by=BY) == []
    assert (count_of(claim), events("origin.grouped").count()) == (SourceCount(0, 0, 0), 0)


def test_a_group_that_keeps_its_pages_keeps_its_row():
    claim = make_claim()
    one, two = add_page(claim, 1), add_page(claim, 2)
    regroup_origins(claim, by=BY)
    one.refresh_from_db()
    before = one.origin_group
    copied(one, two)
    [group] = regroup_origins(claim, by=BY)
    assert (group.pk, group.public_id, group.reason) == (before.pk, before.public_id, "near_copy")
    assert OriginGroup.objects.count() == 1


def test_a_group_that_falls_apart_goes_on_as_the_larger_part():
    claim = make_claim()
    rows = [add_page(claim, number) for number in (1, 2, 3)]
    marks = [mark(row) for row in rows]
    [before] = regroup_origins(claim, by=BY)
    marks[0].delete()
    after = regroup_origins(claim, by=BY)
    assert groups_of(claim) == [["1"], ["2", "3"]]
    rows[1].refresh_from_db()
    assert rows[1].origin_group == before
    assert len(after) == 2


def test_rejected_evidence_is_in_no_group():
    claim = make_claim()
    _, two = add_page(claim, 1), add_page(claim, 2)
    regroup_origins(claim, by=BY)
    reject_evidence(two, by=make_user(claim.desk), reason="It speaks of another treaty.")
    assert len(regroup_origins(claim, by=BY)) == 1
    two.refresh_from_db()
    assert (two.origin_group, groups_of(claim)) == (None, [["1"]])
    assert count_of(claim) == SourceCount(1, 1, 1)
    assert [event.details["sources"] for event in events("origin.grouped")] == [2, 1]


def test_a_rejected_passage_leaves_a_group_that_is_otherwise_unchanged():
    claim = make_claim()
    first = add_page(claim, 1)
    second = make_evidence(claim, snapshot=first.snapshot, candidate=first.candidate, exact="The talks go on.")
    regroup_origins(claim, by=BY)
    reject_evidence(second, by=make_user(claim.desk), reason="It says nothing.")
    regroup_origins(claim, by=BY)
    second.refresh_from_db()
    assert (second.origin_group, events("origin.grouped").count()) == (None, 2)


def test_groups_of_another_claim_are_left_alone():
    claim, other = make_claim(), make_claim()
    snapshot = add_page(claim, 1).snapshot
    make_evidence(other, snapshot=snapshot, exact=QUOTE)
    [theirs] = regroup_origins(other, by=BY)
    [ours] = regroup_origins(claim, by=BY)
    assert ours.pk != theirs.pk
    assert OriginGroup.objects.count() == 2


# ---------------------------------------------------------------- what is seen at the passage


@pytest.mark.parametrize(
    ("text", "is_cited"),
    [
        ("According to the Ministry of Health, all is well. 133 states signed the convention.", True),
        ("According to the Ministry of Health, all is well.\n\n133 states signed the convention.", True),
        ("According to the Ministry of Health, all is well. It rained. 133 states signed the convention.", False),
        ("133 states signed the convention. According to the Ministry of Health, all is well.", False),
    ],
)
def test_a_citation_counts_in_the_passage_and_in_the_sentence_before_it(text, is_cited):
    claim = make_claim()
    words = "the Ministry of Health"
    start = text.index(words)
    for number in (1, 2):
        evidence = add_page(claim, number, text=text)
        mark(evidence, "document:health ministry", reason="cites", words=words, start=start, end=start + len(words))
    reasons = [group.reason for group in regroup_origins(claim, by=BY)]
    assert reasons == (["cites"] if is_cited else ["alone", "alone"])


def test_a_citation_within_the_passage_counts():
    claim = make_claim()
    for number in (1, 2):
        evidence = add_page(claim, number)
        mark(evidence, "document:x", reason="cites", words="states", start=evidence.start + 4, end=evidence.start + 10)
    assert [group.reason for group in regroup_origins(claim, by=BY)] == ["cites"]


def test_of_the_datelines_of_a_roundup_the_last_before_the_passage_speaks_for_it():
    claim = make_claim()
    for number in (1, 2):
        mark(add_page(claim, number))
    mark(add_page(claim, 3), "agency:ap")
    roundup = add_page(claim, 4, text=f"PARIS (Reuters) - Rain fell. ROME (AP) - A meeting. {QUOTE} LIMA (AFP) - Snow.")
    for key, start in (("agency:reuters", 7), ("agency:ap", 35), ("agency:afp", 90)):
        mark(roundup, key, start=start, end=start + 3)
    regroup_origins(claim, by=BY)
    assert groups_of(claim) == [["1", "2"], ["3", "4"]]


def test_a_copy_within_a_roundup_counts_where_the_passage_stands_in_it():
    claim = make_claim()
    wire = add_page(claim, 1)
    inside = add_page(claim, 2)
    own = "much else that the wire text has not"
    outside = add_page(claim, 3, text=f"{QUOTE} And there is {own}.", exact=own)
    for roundup in (inside, outside):
        copied(wire, roundup, share=0.5, shingles=(100, 900))
    regroup_origins(claim, by=BY)
    assert groups_of(claim) == [["1", "2"], ["3"]]


def test_two_pages_cut_from_a_third_that_is_no_evidence_are_one_source():
    claim = make_claim()
    one, two = add_page(claim, 1), add_page(claim, 2)
    third = add_page(make_claim(), 3)
    copied(one, third, share=1, shingles=(50, 100))
    copied(two, third, share=1, shingles=(50, 100))
    regroup_origins(claim, by=BY)
    assert groups_of(claim) == [["1", "2"]]


def test_a_long_compilation_that_holds_both_does_not_make_one_source_of_two():
    claim = make_claim()
    one, two = add_page(claim, 1), add_page(claim, 2)
    third = add_page(make_claim(), 3)
    copied(one, third, share=1, shingles=(50, 900))
    copied(two, third, share=1, shingles=(50, 900))
    regroup_origins(claim, by=BY)
    assert groups_of(claim) == [["1"], ["2"]]


# ---------------------------------------------------------------- people


def pages(*rows):
    return [row.snapshot.page for row in rows]


def test_a_person_joins_two_sources_and_it_is_remembered():
    claim = make_claim()
    one, two = add_page(claim, 1), add_page(claim, 2)
    person = make_user(claim.desk, username="ann")
    regroup_origins(claim, by=BY)
    [group] = decide_origins(claim, by=person, pages=pages(one, two), verdict="same", reason=" One press conference. ")
    assert (group.reason, group.explanation) == ("person", "Joined by ann: “One press conference.”.")
    add_page(claim, 3)
    regroup_origins(claim, by=BY)
    assert groups_of(claim) == [["1", "2"], ["3"]]
    [event] = events("origin.decided")
    assert (event.actor, event.reason, event.subject_id) == (person, "One press conference.", claim.public_id)
    assert event.details == {
        "verdict": "same",
        "pages": sorted([one.snapshot.page.public_id, two.snapshot.page.public_id]),
    }


def test_a_person_splits_a_source_and_a_new_page_does_not_undo_it():
    claim = make_claim()
    rows = [add_page(claim, number) for number in (1, 2, 3)]
    for row in rows:
        mark(row)
    decide_origins(claim, by=make_user(claim.desk), pages=pages(rows[2]), verdict="separate", reason="Own reporter.")
    assert groups_of(claim) == [["1", "2"], ["3"]]
    mark(add_page(claim, 4))
    regroup_origins(claim, by=BY)
    assert groups_of(claim) == [["1", "2", "4"], ["3"]]


def test_two_pages_split_off_together_stay_together():
    claim = make_claim()
    rows = [add_page(claim, number) for number in (1, 2, 3, 4)]
    for row in rows:
        mark(row)
    decide_origins(claim, by=make_user(claim.desk), pages=pages(*rows[2:]), verdict="separate", reason="Own reporters.")
    assert groups_of(claim) == [["1", "2"], ["3", "4"]]


def test_a_whole_group_that_is_chosen_falls_apart():
    claim = make_claim()
    rows = [add_page(claim, number) for number in (1, 2, 3)]
    for row in rows:
        mark(row)
    decide_origins(claim, by=make_user(claim.desk), pages=pages(*rows), verdict="separate", reason="All were there.")
    assert groups_of(claim) == [["1"], ["2"], ["3"]]


def test_the_latest_word_counts():
    claim = make_claim()
    rows = [add_page(claim, number) for number in (1, 2)]
    for row in rows:
        mark(row)
    person = make_user(claim.desk)
    decide_origins(claim, by=person, pages=pages(rows[0]), verdict="separate", reason="They differ.")
    assert groups_of(claim) == [["1"], ["2"]]
    decide_origins(claim, by=person, pages=pages(*rows), verdict="same", reason="They do not.")
    assert groups_of(claim) == [["1", "2"]]
    [decision] = OriginDecision.objects.all()
    assert (decision.verdict, decision.reason) == ("same", "They do not.")


@pytest.mark.parametrize(
    ("chosen", "verdict", "reason", "field"),
    [
        ([0, 1], "maybe", "why", "verdict"),
        ([0, 1], "same", "  ", "reason"),
        ([], "same", "why", "pages"),
        ([0], "same", "why", "pages"),
        ([1], "separate", "why", "pages"),
    ],
)
def test_what_cannot_be_decided_is_refused_with_the_field(chosen, verdict, reason, field):
    claim = make_claim()
    rows = [add_page(claim, number) for number in (1, 2)]
    with pytest.raises(BadInput) as raised:
        decide_origins(
            claim,
            by=make_user(claim.desk),
            pages=pages(*(rows[place] for place in chosen)),
            verdict=verdict,
            reason=reason,
        )
    assert (raised.value.field, OriginDecision.objects.count()) == (field, 0)


def test_a_page_that_is_no_evidence_of_the_claim_is_refused():
    claim = make_claim()
    one, stranger = add_page(claim, 1), add_page(make_claim(), 2)
    with pytest.raises(BadInput, match="evidence of this claim"):
        decide_origins(claim, by=make_user(claim.desk), pages=pages(one, stranger), verdict="same", reason="why")


def test_a_researcher_may_not_decide():
    claim = make_claim()
    one, two = add_page(claim, 1), add_page(claim, 2)
    researcher = make_user(claim.desk, role="researcher")
    with pytest.raises(PermissionDenied):
        decide_origins(claim, by=researcher, pages=pages(one, two), verdict="same", reason="why")


# ---------------------------------------------------------------- counting


def test_evidence_that_is_not_grouped_yet_counts_as_one_source():
    claim = make_claim()
    add_page(claim, 1)
    add_page(claim, 2)
    assert count_of(claim) == SourceCount(passages=2, pages=2, sources=1)


@pytest.mark.parametrize("claims", [1, 3])
def test_counting_many_claims_is_one_query(claims):
    rows = [make_claim() for _ in range(claims)]
    for number, claim in enumerate(rows):
        add_page(claim, 10 * number)
        add_page(claim, 10 * number + 1)
        regroup_origins(claim, by=BY)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        counts = counts_of(rows)
    assert counts == {claim.pk: SourceCount(2, 2, 2) for claim in rows}
    assert len(queries) == 1


@pytest.mark.parametrize("number", [2, 12])
def test_grouping_costs_the_same_few_queries_for_many_pages(number):
    claim = make_claim()
    for place in range(number):
        mark(add_page(claim, place))
    regroup_origins(claim, by=BY)
    with CaptureQueriesContext(connection) as queries:
        regroup_origins(claim, by=BY)
    assert len(queries) <= 10

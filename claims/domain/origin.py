"""Independence: which evidence of a claim goes back to one origin, and what people said about that."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, Q

from claims.domain.audit import Actor, Machine, record_event
from claims.domain.origin_groups import CopiedPair, Decision, PageGroup, Sign, SourcePage, group_pages
from claims.domain.permissions import check_can
from claims.enums import AuditAction, EvidenceStatus, OriginReason, OriginVerdict
from claims.errors import BadInput
from claims.models import Claim, Evidence, Fingerprint, NearCopy, OriginDecision, OriginGroup, OriginMark, Page
from claims.text.origins import page_key
from claims.text.segments import sentence_spans
from claims.text.shingles import overlap_of, shingles_of

GROUPING_VERSION = "origin-groups-1"
GROUPER = Machine("origins", GROUPING_VERSION)

# Where one page is at least this much of the other, both are one text. A smaller part is a copy within a roundup, and
# then it matters whether the passage stands in that part.
WHOLE_SHARE = 0.4
PASSAGE_SHARE = 0.5
# How far before a passage the sentence that governs it may begin.
CITATION_REACH = 800


@dataclass(frozen=True, slots=True)
class SourceCount:
    """The headline of a claim: "5 passages · 4 pages · 3 independent sources"."""

    passages: int
    pages: int
    sources: int


def count_of(claim: Claim) -> SourceCount:
    """How much evidence stands, on how many pages, from how many origins."""
    return counts_of([claim])[claim.pk]


def counts_of(claims: Sequence[Claim]) -> dict[int, SourceCount]:
    """The same for many claims, by their number, in one query.

    What is not grouped yet adds no source, but where there is evidence there is one at least: unknown counts as one.
    """
    rows = (
        Evidence.objects.filter(claim__in=claims)
        .exclude(status=EvidenceStatus.REJECTED)
        .order_by()
        .values_list("claim")
        .annotate(Count("pk"), Count("snapshot__page", distinct=True), Count("origin_group", distinct=True))
    )
    found = {claim: SourceCount(passages, pages, max(1, sources)) for claim, passages, pages, sources in rows}
    return {claim.pk: found.get(claim.pk, SourceCount(0, 0, 0)) for claim in claims}


def regroup_origins(claim: Claim, *, by: Actor) -> list[OriginGroup]:
    """Group the standing evidence anew; grouping what has not changed writes nothing.

    A group that keeps a page keeps its row. Evidence that a person rejected is in no group.
    """
    with transaction.atomic():
        _lock(claim)
        return _regroup(claim, by=by)


def decide_origins(claim: Claim, *, by: User, pages: Sequence[Page], verdict: str, reason: str) -> list[OriginGroup]:
    """A person says that pages are one origin, or that they are to stand apart from the rest of their groups.

    It is remembered for every later grouping, until somebody says otherwise of the same pages.
    """
    check_can(by, "decide_origin", claim.desk)
    if verdict not in OriginVerdict.values:
        raise BadInput(f"A verdict on origins is one of: {', '.join(OriginVerdict.values)}.", field="verdict")
    if not reason.strip():
        raise BadInput("Say why these pages are, or are not, one source.", field="reason")
    with transaction.atomic():
        _lock(claim)
        pairs = _decided_pairs(claim, {page.pk for page in pages}, verdict)
        for first, second in pairs:
            OriginDecision.objects.update_or_create(
                claim=claim,
                first_id=first,
                second_id=second,
                defaults={"verdict": verdict, "reason": reason.strip(), "decided_by": by},
            )
        details = {"verdict": str(verdict), "pages": sorted(page.public_id for page in pages)}
        record_event(AuditAction.ORIGIN_DECIDED, claim, by=by, desk=claim.desk, reason=reason.strip(), details=details)
        return _regroup(claim, by=by)


def _lock(claim: Claim) -> None:
    """Two groupings of one claim come one after the other."""
    Claim.objects.select_for_update(no_key=True).get(pk=claim.pk)


def _decided_pairs(claim: Claim, selected: set[int], verdict: str) -> list[tuple[int, int]]:
    """Each pair in the order of its numbers; BadInput where there is nothing to decide."""
    groups = [set(group.pages) for group in _grouped(claim, _standing(claim))]
    if not selected or not selected <= set().union(*groups):
        raise BadInput("Choose pages that stand as evidence of this claim.", field="pages")
    if verdict == OriginVerdict.SAME:
        first, *others = sorted(selected)
        pairs = [(first, other) for other in others]
    else:
        pairs = [pair for group in groups for pair in _split_pairs(group & selected, group - selected)]
    if not pairs:
        raise BadInput(
            "There is nothing to decide: choose pages that count as one source, or two to join.", field="pages"
        )
    return pairs


def _split_pairs(chosen: set[int], others: set[int]) -> Iterator[tuple[int, int]]:
    """What is chosen leaves the others together; a whole group that is chosen falls apart into its pages."""
    if not others:
        yield from combinations(sorted(chosen), 2)
    for page in sorted(chosen):
        yield from ((min(page, other), max(page, other)) for other in sorted(others))


# --- writing groups -------------------------------------------------------------------------------------------------


def _regroup(claim: Claim, *, by: Actor) -> list[OriginGroup]:
    evidence = _standing(claim)
    wanted = _grouped(claim, evidence)
    old = list(OriginGroup.objects.filter(claim=claim))
    kept = _continued(wanted, old, evidence)
    rows = [kept.get(place) or OriginGroup(claim=claim) for place in range(len(wanted))]
    is_changed = [_write(row, group) for row, group in zip(rows, wanted, strict=True)]
    is_changed += [_assign(row, group, evidence) for row, group in zip(rows, wanted, strict=True)]
    gone = {group.pk for group in old} - {row.pk for row in rows}
    OriginGroup.objects.filter(pk__in=gone).delete()
    rejected = Evidence.objects.filter(claim=claim, status=EvidenceStatus.REJECTED, origin_group__isnull=False)
    is_changed.append(bool(rejected.update(origin_group=None)))
    if any(is_changed) or gone:
        details = {
            "passages": len(evidence),
            "pages": sum(len(group.pages) for group in wanted),
            "sources": len(wanted),
        }
        record_event(AuditAction.ORIGINS_GROUPED, claim, by=by, desk=claim.desk, details=details)
    return rows


def _continued(
    wanted: Sequence[PageGroup], old: Sequence[OriginGroup], evidence: Sequence[Evidence]
) -> dict[int, OriginGroup]:
    """Which old row each wanted group goes on with: the one it shares most pages with, the older of equals."""
    rows = {row.pk: row for row in old}
    places = {page: place for place, group in enumerate(wanted) for page in group.pages}
    pages = {(row.snapshot.page_id, row.origin_group_id) for row in evidence if row.origin_group_id in rows}
    shared = Counter((places[page], group) for page, group in pages)
    kept: dict[int, OriginGroup] = {}
    for (place, group), _ in sorted(shared.items(), key=lambda one: (-one[1], one[0][1], one[0][0])):
        if place not in kept and group in rows:
            kept[place] = rows.pop(group)
    return kept


def _write(row: OriginGroup, group: PageGroup) -> bool:
    if (row.reason, row.explanation) == (group.reason, group.explanation) and row.pk:
        return False
    row.reason, row.explanation, row.engine_version = group.reason, group.explanation, GROUPING_VERSION
    row.save()
    return True


def _assign(row: OriginGroup, group: PageGroup, evidence: Sequence[Evidence]) -> bool:
    pks = [one.pk for one in evidence if one.snapshot.page_id in group.pages and one.origin_group_id != row.pk]
    return bool(pks and Evidence.objects.filter(pk__in=pks).update(origin_group=row))


# --- gathering signs ------------------------------------------------------------------------------------------------


def _standing(claim: Claim) -> list[Evidence]:
    """Evidence that nobody rejected, with what is known of its page but without the page's text."""
    query = Evidence.objects.filter(claim=claim).exclude(status=EvidenceStatus.REJECTED).order_by("pk")
    rows = list(query.select_related("snapshot__page").defer("snapshot__text"))
    snapshots = {row.snapshot_id: row.snapshot for row in rows}
    for row in rows:
        row.snapshot = snapshots[row.snapshot_id]  # a text that is read after all is read once
    return rows


def _grouped(claim: Claim, evidence: Sequence[Evidence]) -> list[PageGroup]:
    decisions = OriginDecision.objects.filter(claim=claim).select_related("decided_by").order_by("-updated_at", "-pk")
    return group_pages(
        _source_pages(evidence),
        copies=_copied_pairs(evidence),
        decisions=[
            Decision(
                one.first_id,
                one.second_id,
                is_same=one.verdict == OriginVerdict.SAME,
                by=one.decided_by.get_username(),
                reason=one.reason,
            )
            for one in decisions
        ],
    )


def _source_pages(evidence: Sequence[Evidence]) -> list[SourcePage]:
    marks: dict[int, list[OriginMark]] = defaultdict(list)
    for mark in OriginMark.objects.filter(snapshot__in={row.snapshot_id for row in evidence}):
        marks[mark.snapshot_id].append(mark)
    rows_of: dict[int, list[Evidence]] = defaultdict(list)
    for row in evidence:
        rows_of[row.snapshot.page_id].append(row)
    return [_source_page(rows, marks) for _, rows in sorted(rows_of.items())]


def _source_page(rows: Sequence[Evidence], marks: Mapping[int, Sequence[OriginMark]]) -> SourcePage:
    page = rows[0].snapshot.page
    found = [(row, mark) for row in rows for mark in marks[row.snapshot_id]]
    credits = [(row, mark) for row, mark in found if mark.reason == OriginReason.CREDIT]
    cites = [(row, mark) for row, mark in found if mark.reason == OriginReason.CITES]
    return SourcePage(
        number=page.pk,
        publisher=page.publisher,
        address=page_key(page.canonical_url),
        credits=_signs((mark, _is_dateline_of(mark, row, credits)) for row, mark in credits),
        canonical=tuple(sorted({mark.key for _, mark in found if mark.reason == OriginReason.CANONICAL})),
        cites=_signs((mark, False) for row, mark in cites if _stands_at(mark, row)),
    )


def _signs(found: Iterable[tuple[OriginMark, bool]]) -> tuple[Sign, ...]:
    """Each key once, in the order of the page; it governs when it does for one passage."""
    signs: dict[str, Sign] = {}
    for mark, governs in found:
        known = signs.get(mark.key)
        signs[mark.key] = Sign(mark.key, known.words if known else mark.words, governs or bool(known and known.governs))
    return tuple(signs.values())


def _is_dateline_of(mark: OriginMark, row: Evidence, credits: Iterable[tuple[Evidence, OriginMark]]) -> bool:
    """Whether this is the last credit before the passage: in a roundup every piece has its own."""
    before = [other.start for owner, other in credits if owner is row and other.end and other.end <= row.start]
    return bool(before) and mark.start == max(before) and mark.end > 0


def _stands_at(mark: OriginMark, row: Evidence) -> bool:
    """Whether the citation stands in the passage or in the sentence before it."""
    if not row.start - CITATION_REACH <= mark.start < row.end:
        return False
    if mark.start >= row.start:
        return True
    first = max(0, row.start - CITATION_REACH)
    before = row.snapshot.text[first : row.start]
    sentences = sentence_spans(before, language=row.snapshot.language or "en")
    # A passage that begins within a sentence has the rest of it before itself, and then the one before.
    is_whole = not before.strip() or before.rstrip(" ")[-1:] in '\n.!?…»”"'
    reach = sentences[-1:] if is_whole else sentences[-2:]
    return bool(reach) and mark.start >= first + reach[0].start


def _copied_pairs(evidence: Sequence[Evidence]) -> list[CopiedPair]:
    """Near-copies among the pages: those that are one text, and those where a passage stands in the copied part."""
    rows_of: dict[int, list[Evidence]] = defaultdict(list)
    for row in evidence:
        rows_of[row.snapshot_id].append(row)
    copies = NearCopy.objects.filter(Q(first__in=list(rows_of)) | Q(second__in=list(rows_of)))
    known = list(copies.values_list("first", "second", "share"))
    sizes = dict(
        Fingerprint.objects.filter(
            snapshot__in={pk for first, second, _ in known for pk in (first, second)}
        ).values_list("snapshot", "shingles")
    )
    whole = {(first, second) for first, second, share in known if _is_one_text(share, sizes, pair=(first, second))}
    pairs = [
        _pair(rows_of[first], rows_of[second], share)
        for first, second, share in known
        if first in rows_of and second in rows_of
        if _rests_on_copy(rows_of[first], rows_of[second], _copied_share(share, sizes, of=first, within=second))
        and _rests_on_copy(rows_of[second], rows_of[first], _copied_share(share, sizes, of=second, within=first))
    ]
    return pairs + _pairs_through_third(rows_of, known, whole)


def _pair(left: Sequence[Evidence], right: Sequence[Evidence], share: float) -> CopiedPair:
    first, second = sorted((left[0].snapshot.page_id, right[0].snapshot.page_id))
    return CopiedPair(first, second, share)


def _is_one_text(share: float, sizes: Mapping[int, int], *, pair: tuple[int, int]) -> bool:
    """Whether each of the two is mostly the other."""
    first, second = pair
    shares = _copied_share(share, sizes, of=first, within=second), _copied_share(share, sizes, of=second, within=first)
    return min(shares) >= WHOLE_SHARE


def _copied_share(share: float, sizes: Mapping[int, int], *, of: int, within: int) -> float:
    """What part of one text stands in another, from the share of the shorter."""
    return share * min(1, sizes.get(within, 0) / sizes[of]) if sizes.get(of) else 0.0


def _rests_on_copy(rows: Sequence[Evidence], others: Sequence[Evidence], copied_share: float) -> bool:
    """Whether the page is mostly the other's text, or a passage of it is; passages under five words tell nothing."""
    return copied_share >= WHOLE_SHARE or any(_stands_in(row, others[0].snapshot.text) for row in rows)


def _stands_in(row: Evidence, text: str) -> bool:
    passage = shingles_of(row.exact)
    return not passage or overlap_of(passage, shingles_of(text) & passage).shared >= PASSAGE_SHARE * len(passage)


def _pairs_through_third(
    rows_of: Mapping[int, Sequence[Evidence]],
    known: Iterable[tuple[int, int, float]],
    whole: set[tuple[int, int]],
) -> list[CopiedPair]:
    """Pages that share no words with each other, cut from one text that is held but is no evidence here."""
    copies_of: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for first, second, share in known:
        if (first, second) in whole and (first in rows_of) != (second in rows_of):
            ours, third = (first, second) if first in rows_of else (second, first)
            copies_of[third].append((ours, share))
    return [
        _pair(rows_of[one], rows_of[other], min(share, other_share))
        for held in copies_of.values()
        for (one, share), (other, other_share) in combinations(held, 2)
        if rows_of[one][0].snapshot.page_id != rows_of[other][0].snapshot.page_id
    ]

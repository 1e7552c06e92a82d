"""One plain function for each table: real rows, no surprises. Every argument may be left out."""

import hashlib
import itertools
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from claims.enums import AnchorState, CaptureMethod, CaptureReason, OriginReason, OriginVerdict, Purpose, Quality, Role
from claims.models import (
    Appearance,
    ArchiveJob,
    Article,
    CandidateSource,
    CaptureJob,
    Claim,
    Desk,
    Encoding,
    Evidence,
    Feed,
    FeedItem,
    Host,
    Membership,
    OriginDecision,
    OriginGroup,
    Page,
    PageWatch,
    PriorReview,
    Provider,
    ProviderTest,
    QuoteCheck,
    SearchJob,
    Snapshot,
)

NUMBER = itertools.count(1)
CLAIM_QUOTE = "Neither Russia nor the US is among the 164 signatories of the Ottawa Convention."
ARTICLE_TEXT = f"Mines were in the news. {CLAIM_QUOTE} The talks go on."
SOURCE_TEXT = "133 states signed the convention. In November 2024 the convention had 164 states parties."


def make_desk(*, name: str = "City desk", slug: str = "", **fields: Any) -> Desk:
    return Desk.objects.create(name=name, slug=slug or f"desk-{next(NUMBER)}", **fields)


def make_user(desk: Desk | None = None, *, role: str = Role.REVIEWER, username: str = "") -> User:
    user = User.objects.create(username=username or f"user-{next(NUMBER)}")
    if desk:
        Membership.objects.create(desk=desk, user=user, role=role)
    return user


def make_page(*, canonical_url: str = "", publisher: str = "example.org") -> Page:
    url = canonical_url or f"https://example.org/page-{next(NUMBER)}"
    return Page.objects.create(canonical_url=url, publisher=publisher)


def make_snapshot(
    *, text: str = SOURCE_TEXT, page: Page | None = None, is_source: bool = True, **fields: Any
) -> Snapshot:
    page = page or make_page()
    raw = f"{text} {next(NUMBER)}".encode()
    defaults = {
        "capture_method": CaptureMethod.FETCHED,
        "requested_url": page.canonical_url,
        "final_url": page.canonical_url,
        "status_code": 200,
        "fetched_at": timezone.now(),
        "content_type": "text/html",
        "raw_sha256": hashlib.sha256(raw).hexdigest(),
        "raw_size": len(raw),
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "title": "A page",
        "published_at": "2024-11-20",
        "language": "en",
        "quality": Quality.ARTICLE,
        "extractor": "trafilatura",
        "extractor_version": "2.3.1",
    }
    return Snapshot.objects.create(page=page, text=text, is_source=is_source, **{**defaults, **fields})


def make_article(
    desk: Desk | None = None, *, text: str = ARTICLE_TEXT, by: User | None = None, **fields: Any
) -> Article:
    desk = desk or make_desk()
    if "snapshot" not in fields:
        fields["snapshot"] = make_snapshot(text=text, is_source=False, title="An article")
    if "submitted_sha256" not in fields:
        fields.setdefault("url", f"https://example.com/article-{next(NUMBER)}")
    fields.setdefault("job_state", "done")
    return Article.objects.create(desk=desk, submitted_by=by or make_user(desk), **fields)


def make_claim(article: Article | None = None, *, quote: str = CLAIM_QUOTE, **fields: Any) -> Claim:
    article = article or make_article()
    snapshot = article.snapshot
    start = snapshot.text.index(quote)
    number = quote.find("164")
    frame = {
        "kind": "quantity",
        "quantities": [
            {
                "raw": "164",
                "value": 164,
                "high": None,
                "unit": None,
                "noun": "signatories",
                "comparator": "=",
                "start": start + number,
                "end": start + number + 3,
            }
        ]
        if number >= 0
        else [],
        "dates": [],
        "entities": [],
        "negations": [],
        "negated": quote.startswith("Neither"),
        "claimant": None,
        "attribution": [],
    }
    defaults = {
        "desk": article.desk,
        "text": quote,
        "language": "en",
        "kind": "quantity",
        "frame": frame,
        "score": 0.8,
        "reasons": ["has a quantity"],
        "rank": article.claims.count() + 1,
        "engine": "rules",
        "engine_version": "1",
        "job_state": "done",
    }
    claim = Claim.objects.create(article=article, quote=quote, **{**defaults, **fields})
    end = start + len(quote)
    Appearance.objects.create(claim=claim, snapshot=snapshot, start=start, end=end, exact=quote)
    return claim


def make_search_job(claim: Claim | None = None, **fields: Any) -> SearchJob:
    defaults = {
        "provider": "library",
        "query": f"question {next(NUMBER)}",
        "purpose": Purpose.SUPPORT,
        "outcome": "found",
        "asked_at": timezone.now(),
        "hits": 1,
        "job_state": "done",
    }
    return SearchJob.objects.create(claim=claim or make_claim(), **{**defaults, **fields})


def make_candidate(
    claim: Claim | None = None, *, snapshot: Snapshot | None = None, search_job: SearchJob | None = None, **fields: Any
) -> CandidateSource:
    claim = claim or make_claim()
    snapshot = snapshot or make_snapshot()
    defaults = {"url": snapshot.page.canonical_url, "rank": 1, "status": "kept", "job_state": "done"}
    job = search_job or make_search_job(claim)
    return CandidateSource.objects.create(claim=claim, search_job=job, snapshot=snapshot, **{**defaults, **fields})


def make_evidence(
    claim: Claim | None = None,
    *,
    snapshot: Snapshot | None = None,
    exact: str = "133 states signed the convention.",
    **fields: Any,
) -> Evidence:
    claim = claim or make_claim()
    snapshot = snapshot or make_snapshot()
    start = snapshot.text.index(exact)
    defaults = {"relevance": 0.7, "reasons": ["names the convention"], "engine": "bm25-frame", "engine_version": "1"}
    if "candidate" not in fields:
        fields["candidate"] = make_candidate(claim, snapshot=snapshot)
    return Evidence.objects.create(
        claim=claim, snapshot=snapshot, start=start, end=start + len(exact), exact=exact, **{**defaults, **fields}
    )


def make_host(name: str = "", **fields: Any) -> Host:
    name = name or f"host-{next(NUMBER)}.example"
    domain = ".".join(name.split(".")[-2:])
    return Host.objects.create(name=name, **{"registered_domain": domain, **fields})


def make_capture_job(url: str = "", *, host: Host | None = None, **fields: Any) -> CaptureJob:
    host = host or make_host()
    url = url or f"https://{host.name}/page-{next(NUMBER)}"
    return CaptureJob.objects.create(url=url, host=host, **{"reason": CaptureReason.CANDIDATE, **fields})


def make_provider(name: str = "", **fields: Any) -> Provider:
    return Provider.objects.create(name=name or f"provider-{next(NUMBER)}", **fields)


def make_provider_test(provider: Provider | None = None, *, desk: Desk | None = None, **fields: Any) -> ProviderTest:
    desk = desk or make_desk()
    if "asked_by" not in fields:
        fields["asked_by"] = make_user(desk)
    fields.setdefault("query", "Ottawa Convention")
    return ProviderTest.objects.create(provider=provider or make_provider(), desk=desk, **fields)


def make_prior_review(**fields: Any) -> PriorReview:
    text = str(fields.setdefault("claim_text", f"Claim {next(NUMBER)}"))
    fields.setdefault("claim_sha256", hashlib.sha256(text.encode()).hexdigest())
    return PriorReview.objects.create(**{"url": "https://checkers.example/review", "rating": "Half true", **fields})


def make_feed(desk: Desk | None = None, **fields: Any) -> Feed:
    desk = desk or make_desk()
    if "added_by" not in fields:
        fields["added_by"] = make_user(desk, role=Role.EDITOR)
    defaults = {"url": f"https://feeds.example/{next(NUMBER)}.xml", "job_state": "done"}
    return Feed.objects.create(desk=desk, **{**defaults, **fields})


def make_feed_item(feed: Feed | None = None, **fields: Any) -> FeedItem:
    number = next(NUMBER)
    defaults = {"key": f"{number:064}", "guid": f"guid-{number}", "url": f"https://example.org/item-{number}"}
    return FeedItem.objects.create(feed=feed or make_feed(), **{**defaults, **fields})


def make_origin_group(claim: Claim | None = None, **fields: Any) -> OriginGroup:
    defaults = {"reason": OriginReason.ALONE, "explanation": "Nothing points to another origin."}
    return OriginGroup.objects.create(claim=claim or make_claim(), **{**defaults, **fields})


def make_origin_decision(claim: Claim | None = None, **fields: Any) -> OriginDecision:
    claim = claim or make_claim()
    first, second = sorted([fields.pop("first", None) or make_page(), make_page()], key=lambda page: page.pk)
    if "decided_by" not in fields:
        fields["decided_by"] = make_user(claim.desk)
    defaults = {"verdict": OriginVerdict.SEPARATE, "reason": "Two reporters", "first": first, "second": second}
    return OriginDecision.objects.create(claim=claim, **{**defaults, **fields})


def make_watch(page: Page | None = None, *, desk: Desk | None = None, **fields: Any) -> PageWatch:
    desk = desk or make_desk()
    if "started_by" not in fields:
        fields["started_by"] = make_user(desk)
    return PageWatch.objects.create(page=page or make_page(), desk=desk, **fields)


def make_quote_check(
    evidence: Evidence | None = None, *, snapshot: Snapshot | None = None, **fields: Any
) -> QuoteCheck:
    evidence = evidence or make_evidence()
    snapshot = snapshot or make_snapshot(page=evidence.snapshot.page)
    defaults = {"anchor": AnchorState.EXACT, "start": evidence.start, "end": evidence.end}
    return QuoteCheck.objects.create(evidence=evidence, snapshot=snapshot, **{**defaults, **fields})


def make_archive_job(snapshot: Snapshot | None = None, *, desk: Desk | None = None, **fields: Any) -> ArchiveJob:
    desk, snapshot = desk or make_desk(), snapshot or make_snapshot()
    if "requested_by" not in fields:
        fields["requested_by"] = make_user(desk)
    defaults = {"archive": "wayback", "url": snapshot.page.canonical_url}
    return ArchiveJob.objects.create(snapshot=snapshot, desk=desk, **{**defaults, **fields})


def make_encoding(snapshot: Snapshot | None = None, **fields: Any) -> Encoding:
    return Encoding.objects.create(snapshot=snapshot or make_snapshot(), **fields)

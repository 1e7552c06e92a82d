"""Read side: everything about one article as plain values, the shape of `check_article --json`.

Later versions add keys; none changes a meaning. `start` and `end` count Unicode code points,
end exclusive, in `article.text` (for evidence: in the text of its snapshot).
"""

from typing import Any

from claims.domain.queue import evidence_of
from claims.enums import EvidenceStatus
from claims.models import Article, Claim, Evidence, SearchJob, Snapshot


def article_report(article: Article) -> dict[str, Any]:
    """The article, its claims best first with searches and evidence, and what was left out."""
    snapshot = article.snapshot
    assert snapshot is not None
    claims = article.claims.order_by("rank").prefetch_related("appearances", "search_jobs")
    return {
        "article": _article(article, snapshot),
        "claims": [_claim(claim) for claim in claims],
        "left_out": article.left_out,
        "note": article.reading_note,
    }


def _article(article: Article, snapshot: Snapshot) -> dict[str, Any]:
    return {
        "id": article.public_id,
        "url": article.url or None,
        "title": snapshot.title,
        "language": snapshot.language,
        "published_at": snapshot.published_at or None,
        "sha256": snapshot.raw_sha256,
        "text": snapshot.text,
    }


def _claim(claim: Claim) -> dict[str, Any]:
    place = claim.appearances.all()[0]
    frame = claim.frame
    return {
        "id": claim.public_id,
        "quote": claim.quote,
        "start": place.start,
        "end": place.end,
        "text": claim.text,
        "kind": claim.kind,
        "score": round(claim.score, 4),
        "reasons": claim.reasons,
        "quantities": frame["quantities"],
        "dates": frame["dates"],
        "entities": frame["entities"],
        "negated": frame["negated"],
        "claimant": frame["claimant"],
        "attribution": frame["attribution"],
        "searches": [_search(job) for job in claim.search_jobs.all()],
        "evidence": [_evidence(row) for row in evidence_of(claim).exclude(status=EvidenceStatus.REJECTED)],
    }


def _search(job: SearchJob) -> dict[str, Any]:
    return {
        "provider": job.provider,
        "query": job.query,
        "purpose": job.purpose,
        "outcome": job.outcome,
        "hits": job.hits,
        "error": job.job_error or None,
    }


def _evidence(row: Evidence) -> dict[str, Any]:
    return {
        "quote": row.exact,
        "url": row.snapshot.address or None,
        "title": row.snapshot.title,
        "publisher": row.snapshot.page.publisher,
        "start": row.start,
        "end": row.end,
        "snapshot_sha256": row.snapshot.raw_sha256,
        "score": round(row.relevance, 4),
        "reasons": row.reasons,
        "stance": row.stance or row.suggested_stance or None,
        "stance_is_confirmed": bool(row.stance),
    }

"""Article → Page and Snapshot: the bytes are kept as they were, then read."""

from django.db import transaction

from claims.domain.article import attach_snapshot
from claims.domain.audit import Machine
from claims.domain.snapshot import CaptureFacts, record_snapshot
from claims.models import Article, Snapshot
from claims.pipeline.capture import capture_url, filing_address, submitted_facts
from claims.providers import registry
from claims.text.extraction import ExtractedPage

BY = Machine("fetch_article", "1")


def fetch_article(article: Article) -> Snapshot:
    """The article's snapshot, captured now unless it was already."""
    if article.snapshot:
        return article.snapshot
    facts, extracted = capture_url(article.url, renew=article.renew_lease) if article.url else _read_submitted(article)
    address = filing_address(facts.final_url, sha256=facts.raw_sha256)
    with transaction.atomic():
        article.hold_lease()
        snapshot = record_snapshot(
            facts, by=BY, canonical_url=address, extracted=extracted, is_source=False, is_demo=article.is_demo
        )
        attach_snapshot(article, by=BY, snapshot=snapshot)
    return snapshot


def _read_submitted(article: Article) -> tuple[CaptureFacts, ExtractedPage]:
    body = registry.blob_store().get(article.submitted_sha256)
    facts = submitted_facts(body, sha256=article.submitted_sha256, content_type=article.submitted_type)
    return facts, registry.extractor().extract(body, content_type=article.submitted_type)

"""Article → its Snapshot: what was handed in is read here, an address is captured like any other page."""

from django.db import transaction

from claims.domain.article import attach_snapshot
from claims.domain.audit import Machine
from claims.domain.snapshot import CaptureFacts, record_snapshot
from claims.enums import CaptureReason
from claims.errors import FetchRefused
from claims.models import Article, Snapshot
from claims.pipeline.capture import filing_address, submitted_facts
from claims.pipeline.wait_for_page import settled_capture
from claims.providers import registry
from claims.text.extraction import ExtractedPage

BY = Machine("fetch_article", "2")


def fetch_article(article: Article) -> Snapshot:
    """The article's snapshot; NotYet while its page is being captured, FetchError when it cannot be."""
    if article.snapshot:
        return article.snapshot
    return _from_address(article) if article.url else _from_bytes(article)


def _from_address(article: Article) -> Snapshot:
    capture = settled_capture(article, by=BY, reason=CaptureReason.ARTICLE, is_source=False)
    if capture.snapshot is None:
        raise FetchRefused(capture.refusal, code=capture.error_code or None)
    with transaction.atomic():
        article.hold_lease()
        attach_snapshot(article, by=BY, snapshot=capture.snapshot)
    return capture.snapshot


def _from_bytes(article: Article) -> Snapshot:
    facts, extracted = _read_submitted(article)
    address = filing_address("", sha256=facts.raw_sha256)
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

"""CaptureJob → Snapshot: the bytes that were fetched and kept are read."""

from django.db import transaction

from claims.domain.audit import Machine
from claims.domain.capture import record_refusal, settle_capture
from claims.domain.snapshot import CaptureFacts, record_snapshot
from claims.errors import ExtractionError
from claims.models import CaptureJob, Snapshot
from claims.pipeline.capture import facts_from_json, filing_address, kept_body
from claims.pipeline.verify_store import recheck_copy
from claims.providers import registry

BY = Machine("read_capture", "1")


def read_capture(capture: CaptureJob) -> Snapshot | None:
    """The snapshot that the capture's bytes give; None when they hold no text, which the capture then says.

    Bytes that were read before at the same address are not read again: the page is unchanged, and a raw copy that
    was damaged is whole again with them.
    """
    if capture.is_settled:
        return capture.snapshot
    assert capture.exchange is not None
    facts, charset = facts_from_json(capture.exchange)
    address = filing_address(facts.final_url, sha256=facts.raw_sha256)
    known = Snapshot.objects.filter(page__canonical_url=address, raw_sha256=facts.raw_sha256)
    # A page that was only an article under check becomes a source by being recorded as one.
    if known.filter(**({"is_source": True} if capture.is_source else {})).exists():
        return _settled(capture, known.get(), facts=facts)
    try:
        return _read(capture, facts, charset=charset, address=address)
    except ExtractionError as error:
        if error.can_retry:
            raise
        with transaction.atomic():
            capture.hold_lease()
            record_refusal(capture, code=error.code, message=str(error))
        return None


def _settled(capture: CaptureJob, known: Snapshot, *, facts: CaptureFacts) -> Snapshot:
    if not known.is_safe:
        kept_body(facts)  # puts the raw copy back
        recheck_copy(known)
    with transaction.atomic():
        capture.hold_lease()
        settle_capture(capture, snapshot=known, is_unchanged=True)
    return known


def _read(capture: CaptureJob, facts: CaptureFacts, *, charset: str, address: str) -> Snapshot:
    body = kept_body(facts)
    extracted = registry.extractor().extract(
        body, content_type=facts.content_type, url=facts.final_url, charset=charset
    )
    with transaction.atomic():
        capture.hold_lease()
        snapshot = record_snapshot(
            facts, by=BY, canonical_url=address, extracted=extracted, is_source=capture.is_source
        )
        settle_capture(capture, snapshot=snapshot, is_unchanged=False)
    if not snapshot.is_safe:
        recheck_copy(snapshot)  # an article's copy that became a source with these bytes
    return snapshot

"""A page that a person hands in for an address which we could not fetch → Snapshot: read, kept, and signed by them."""

from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone

from claims.domain.candidate import check_can_upload, take_uploaded_copy, unfit_reason
from claims.domain.permissions import check_can
from claims.domain.search import drop_candidate
from claims.domain.snapshot import CaptureFacts, record_uploaded_page
from claims.enums import CaptureMethod
from claims.errors import BadInput
from claims.models import CandidateSource, Desk, Snapshot
from claims.pipeline.receive_article import acceptable_url
from claims.providers import registry

NAME_LENGTH = 200


def upload_page(url: str, *, by: User, desk: Desk, body: bytes, content_type: str, name: str) -> Snapshot:
    """Read and keep `body` as what stands at `url`; uploading the same bytes again finds the snapshot that is there.

    Nothing is kept of a file that is refused.
    Raises PermissionDenied, BadInput for an address or a file that cannot be used, ExtractionError, StoreError.
    """
    check_can(by, "upload_page", desk)
    address = acceptable_url(url)
    _check_size(body)
    extracted = registry.extractor().extract(body, content_type=content_type, url=address)
    if not extracted.text.strip():
        why = extracted.quality_reason or "it holds no text."
        message = f"No text can be read from this file: {why} Let the page load in your browser, save it, upload that."
        raise BadInput(message, field="file", code="empty")
    facts = CaptureFacts(
        method=CaptureMethod.UPLOADED,
        raw_sha256=registry.blob_store().put(body),
        raw_size=len(body),
        fetched_at=timezone.now(),
        requested_url=address,
        final_url=address,
        content_type=content_type[:100],
    )
    return record_uploaded_page(
        facts, by=by, desk=desk, canonical_url=address, extracted=extracted, name=_storable(name)[:NAME_LENGTH]
    )


def upload_for_candidate(
    candidate: CandidateSource, *, by: User, body: bytes, content_type: str, name: str
) -> Snapshot:
    """Keep and read the page that a person hands in for a candidate, which goes on with it.

    A page that the machine calls no article drops the candidate with that copy: its label can be overruled.
    Raises what `upload_page` raises, and TransitionDenied for a candidate that has its copy.
    """
    check_can_upload(candidate, by=by)
    desk = candidate.claim.desk
    snapshot = upload_page(candidate.url, by=by, desk=desk, body=body, content_type=content_type, name=name)
    # Reading took its time: a copy that a worker has kept meanwhile is not dropped for this one.
    candidate.refresh_from_db()
    check_can_upload(candidate, by=by)
    if reason := unfit_reason(snapshot):
        drop_candidate(candidate, by=by, reason=reason, snapshot=snapshot)
    else:
        take_uploaded_copy(candidate, by=by, snapshot=snapshot, name=name)
    return snapshot


def _check_size(body: bytes) -> None:
    if not body.strip():
        raise BadInput(
            "The file is empty. Save the page from your browser and upload that.", field="file", code="empty"
        )
    if len(body) > settings.MAX_BYTES:
        limit = settings.MAX_BYTES // 1_000_000
        raise BadInput(f"The file is larger than {limit} MB. Upload a smaller one.", field="file", code="too_large")


def _storable(name: str) -> str:
    """File names that are no UTF-8 come with lone surrogates, which no database stores."""
    return name.encode("utf-8", "replace").decode().replace("\x00", "")

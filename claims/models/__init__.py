"""Tables, constraints and querysets, in the order in which the rows arrive."""

from claims.models.archive import ArchiveJob
from claims.models.article import Article
from claims.models.audit import AuditEvent, AuditHead
from claims.models.capture import CaptureJob
from claims.models.claim import Appearance, Claim
from claims.models.desk import Desk, Membership
from claims.models.encoding import Encoding
from claims.models.evidence import Evidence
from claims.models.feed import Feed, FeedItem
from claims.models.host import Host, RobotsFile
from claims.models.idempotency import IdempotentRequest
from claims.models.origin import Fingerprint, FingerprintBand, NearCopy, OriginDecision, OriginGroup, OriginMark
from claims.models.prior_review import PriorReview
from claims.models.provider import Provider, ProviderTest
from claims.models.search import CandidateSource, SearchHit, SearchJob
from claims.models.snapshot import Page, Snapshot
from claims.models.token import ApiToken
from claims.models.watch import PageWatch, QuoteCheck

__all__ = [
    "ApiToken",
    "Appearance",
    "ArchiveJob",
    "Article",
    "AuditEvent",
    "AuditHead",
    "CandidateSource",
    "CaptureJob",
    "Claim",
    "Desk",
    "Encoding",
    "Evidence",
    "Feed",
    "FeedItem",
    "Fingerprint",
    "FingerprintBand",
    "Host",
    "IdempotentRequest",
    "Membership",
    "NearCopy",
    "OriginDecision",
    "OriginGroup",
    "OriginMark",
    "Page",
    "PageWatch",
    "PriorReview",
    "Provider",
    "ProviderTest",
    "QuoteCheck",
    "RobotsFile",
    "SearchHit",
    "SearchJob",
    "Snapshot",
]

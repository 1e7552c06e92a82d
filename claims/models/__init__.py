"""Tables, constraints and querysets, in the order in which the rows arrive."""

from claims.models.article import Article
from claims.models.audit import AuditEvent, AuditHead
from claims.models.claim import Appearance, Claim
from claims.models.desk import Desk, Membership
from claims.models.evidence import Evidence
from claims.models.search import CandidateSource, SearchJob
from claims.models.snapshot import Page, Snapshot
from claims.models.token import ApiToken

__all__ = [
    "ApiToken",
    "Appearance",
    "Article",
    "AuditEvent",
    "AuditHead",
    "CandidateSource",
    "Claim",
    "Desk",
    "Evidence",
    "Membership",
    "Page",
    "SearchJob",
    "Snapshot",
]

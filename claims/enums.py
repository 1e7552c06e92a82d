"""Every word that is stored: changing a value here needs a migration."""

from django.db.models import TextChoices


class Role(TextChoices):
    """What a member may do on a desk; `domain/permissions.py` holds the table."""

    READER = "reader", "Read-only"
    RESEARCHER = "researcher", "Researcher"
    REVIEWER = "reviewer", "Reviewer"
    EDITOR = "editor", "Editor"
    ADMINISTRATOR = "administrator", "Administrator"


class JobState(TextChoices):
    """Machine work on a row: queued → working → done | failed → queued."""

    QUEUED = "queued", "Queued"
    WORKING = "working", "Working"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"


class ClaimStatus(TextChoices):
    """Where a claim stands with the people of the desk."""

    SUGGESTED = "suggested", "Suggested"
    ACCEPTED = "accepted", "Accepted"
    DISMISSED = "dismissed", "Dismissed"


class EvidenceStatus(TextChoices):
    """Whether a person stands for a passage."""

    SUGGESTED = "suggested", "Suggested"
    ACCEPTED = "accepted", "Accepted"
    REJECTED = "rejected", "Rejected"


class ClaimKind(TextChoices):
    """What sort of statement a claim is."""

    QUANTITY = "quantity", "Quantity"
    COMPARISON = "comparison", "Comparison"
    RANK = "rank", "Rank"
    EVENT = "event", "Event"
    QUOTE = "quote", "Quote"
    RULE = "rule", "Rule"


class CaptureMethod(TextChoices):
    """How the bytes of a snapshot came to us."""

    FETCHED = "fetched", "Fetched over the network"
    IMPORTED = "imported", "Imported from a file"
    SUBMITTED = "submitted", "Handed in by a person"
    UPLOADED = "uploaded", "Uploaded by a person for an address"


class PageKind(TextChoices):
    """What a page is as a source."""

    PRIMARY = "primary", "Primary"
    SECONDARY = "secondary", "Secondary"
    UNKNOWN = "unknown", "Not known"


class Quality(TextChoices):
    """What the capture holds; only an article can become evidence."""

    ARTICLE = "article", "Article"
    BLOCK_PAGE = "block_page", "Block page"
    CONSENT_WALL = "consent_wall", "Consent wall"
    PAYWALL = "paywall", "Paywall"
    SOFT_404 = "soft_404", "Page not found"
    EMPTY_SHELL = "empty_shell", "Empty shell"
    TRUNCATED = "truncated", "Truncated"
    NOT_TEXT = "not_text", "Not text"
    SHORT = "short", "Too short"
    WRONG_LANGUAGE = "wrong_lang", "Another language"


class CaptureReason(TextChoices):
    """What an address is captured for."""

    ARTICLE = "article", "An article to check"
    CANDIDATE = "candidate", "A source that a search proposed"
    RECAPTURE = "recapture", "Somebody asked for a new copy"
    WATCH = "watch", "The page is watched"
    FEED = "feed", "It stood in a feed"


class CaptureOutcome(TextChoices):
    """What became of an address that was to be captured; `refused` is for good, what may pass is tried again."""

    PENDING = "pending", "Not captured yet"
    CAPTURED = "captured", "Captured"
    UNCHANGED = "unchanged", "Unchanged since the last copy"
    REFUSED = "refused", "Could not be captured"


class Purpose(TextChoices):
    """Why a question is put to a provider."""

    SUPPORT = "support", "For the claim"
    CONTRARY = "contrary", "Against the claim"
    PRIMARY = "primary", "Primary source"
    ARCHIVE = "archive", "Archived copy"


class SearchOutcome(TextChoices):
    """What came of a search; the last three are three different answers.

    `none_relevant` is never stored: it is read from what became of the pages (`SearchJobQuerySet.with_answer`).
    """

    PENDING = "pending", "Not answered yet"
    FOUND = "found", "Found"
    NONE_FOUND = "none_found", "None found"
    NONE_RELEVANT = "none_relevant", "None relevant"
    COULD_NOT_LOOK = "could_not_look", "Could not look"


class CandidateStatus(TextChoices):
    """What became of a page that a search proposed."""

    PROPOSED = "proposed", "Proposed"
    KEPT = "kept", "Kept"
    DROPPED = "dropped", "Dropped"


class AnchorState(TextChoices):
    """How well a quote stands in its snapshot."""

    EXACT = "exact", "Exact"
    NORMALISED = "normalised", "Matched after normalising"
    MOVED = "moved", "Moved"
    LOST = "lost", "Lost"


class Stance(TextChoices):
    """What a passage says of a claim."""

    SUPPORTS = "supports", "Supports"
    REFUTES = "refutes", "Refutes"
    DISPUTES_PART = "disputes_part", "Disputes a part"
    CONTEXT = "context", "Context only"


class DismissReason(TextChoices):
    """Why a claim is not worth checking."""

    NOT_A_CLAIM = "not_a_claim", "Not a claim"
    OPINION = "opinion", "Opinion or prediction"
    NOT_CHECKABLE = "not_checkable", "Cannot be checked"
    NOT_IMPORTANT = "not_important", "Not worth the time"
    DUPLICATE = "duplicate", "Already on the desk"
    OTHER = "other", "Another reason"


class AuditAction(TextChoices):
    """What was done; values are stored for ever."""

    ARTICLE_SUBMITTED = "article.submitted", "Article submitted"
    SNAPSHOT_RECORDED = "snapshot.recorded", "Snapshot recorded"
    SNAPSHOT_ATTACHED = "snapshot.attached", "Snapshot attached to the article"
    CAPTURE_REQUESTED = "capture.requested", "New copy asked for"
    SNAPSHOT_DAMAGED = "snapshot.damaged", "Stored copy found damaged"
    SNAPSHOT_RESTORED = "snapshot.restored", "Stored copy found whole again"
    QUALITY_OVERRULED = "snapshot.quality_overruled", "Quality label overruled"
    PAGE_UPLOADED = "snapshot.page_uploaded", "Page uploaded by a person"
    QUOTES_CHECKED = "snapshot.quotes_checked", "Quotes looked for in a later copy"
    WATCH_STARTED = "watch.started", "Watch on a page started"
    WATCH_STOPPED = "watch.stopped", "Watch on a page stopped"
    ARCHIVE_REQUESTED = "archive.requested", "Public archive asked to keep a page"
    ARCHIVE_KEPT = "archive.kept", "Page kept by a public archive"
    CLAIM_SUGGESTED = "claim.suggested", "Claim suggested"
    CLAIM_ACCEPTED = "claim.accepted", "Claim accepted"
    CLAIM_DISMISSED = "claim.dismissed", "Claim dismissed"
    CLAIM_EDITED = "claim.edited", "Claim worded by a person"
    SEARCH_REQUESTED = "search.requested", "Search requested"
    SEARCH_ANSWERED = "search.answered", "Search answered"
    SEARCH_FAILED = "search.failed", "Search could not look"
    SEARCH_RERUN = "search.rerun", "Search asked for by a person"
    SOURCE_PROPOSED = "candidate.proposed", "Source proposed by a person"
    CANDIDATE_KEPT = "candidate.kept", "Candidate captured"
    CANDIDATE_DROPPED = "candidate.dropped", "Candidate dropped"
    EVIDENCE_SUGGESTED = "evidence.suggested", "Evidence suggested"
    STANCE_CONFIRMED = "evidence.stance_confirmed", "Stance confirmed"
    EVIDENCE_REJECTED = "evidence.rejected", "Evidence rejected"
    ORIGINS_GROUPED = "origin.grouped", "Sources grouped by origin"
    ORIGIN_DECIDED = "origin.decided", "Origin decided by a person"
    PROVIDER_TESTED = "provider.tested", "Provider tested"
    PROVIDER_SWITCHED = "provider.switched", "Provider switched on or off"
    FEED_ADDED = "feed.added", "Feed added"
    FEED_CHANGED = "feed.changed", "Feed changed"
    FEED_REMOVED = "feed.removed", "Feed removed"
    FEED_POLLED = "feed.polled", "Feed had new items"
    WORK_RETRIED = "work.retried", "Failed work put back in the queue"
    WORK_FAILED = "work.failed", "Work parked as failed"
    DESK_CREATED = "desk.created", "Desk created"
    DESK_CHANGED = "desk.changed", "Desk settings changed"
    WORTHINESS_CHANGED = "desk.worthiness_changed", "What is worth checking changed"
    MEMBER_ADDED = "desk.member_added", "Member added"
    TOKEN_CREATED = "token.created", "API token created"
    DEMO_LOADED = "demo.loaded", "Demo loaded"
    DEMO_REMOVED = "demo.removed", "Demo removed"


class FeedKind(TextChoices):
    """What sort of list a feed is."""

    UNKNOWN = "unknown", "Not read yet"
    RSS = "rss", "RSS"
    ATOM = "atom", "Atom"
    JSON_FEED = "json_feed", "JSON Feed"
    SITEMAP = "sitemap", "Sitemap"


class FeedUse(TextChoices):
    """What is made of the items of a feed."""

    SOURCES = "sources", "Sources for the library"
    ARTICLES = "articles", "Articles to check"


class OriginReason(TextChoices):
    """Why pages count as one source."""

    NEAR_COPY = "near_copy", "Nearly the same words"
    CREDIT = "credit", "Credited to the same agency"
    CANONICAL = "canonical", "One names the other as the original"
    CITES = "cites", "Both say they report what the same source said"
    PUBLISHER = "publisher", "Same publisher"
    UNKNOWN = "unknown", "Origin not known"
    ALONE = "alone", "No sign of another origin"
    PERSON = "person", "Decided by a person"


class OriginVerdict(TextChoices):
    """A person's word on two pages."""

    SAME = "same", "One origin"
    SEPARATE = "separate", "Separate origins"

"""Read-only windows on every table: the back office looks, the workbench and the API act."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from claims import models


class Window(admin.ModelAdmin):
    """A table to look at: nothing is added, changed or deleted here, not even by a superuser."""

    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes here."""
        return False


class TokenWindow(Window):
    """Tokens without the hashes of their secrets."""

    exclude = ("digest",)
    # The hash is the row's key, so a link to the row would show it.
    list_display_links = None


COLUMNS: dict[Any, tuple[str, ...]] = {
    models.Desk: ("public_id", "name", "language", "searched_claims"),
    models.Membership: ("desk", "user", "role"),
    models.Article: ("public_id", "desk", "url", "job_state", "created_at"),
    models.Page: ("public_id", "canonical_url", "publisher", "kind"),
    models.Snapshot: ("public_id", "page", "fetched_at", "quality", "job_state"),
    models.Claim: ("public_id", "desk", "kind", "status", "score", "job_state"),
    models.Appearance: ("claim", "snapshot", "start", "end"),
    models.SearchJob: ("public_id", "provider", "query", "outcome", "job_state"),
    models.CandidateSource: ("public_id", "url", "status", "status_reason", "job_state"),
    models.Evidence: ("public_id", "claim", "status", "stance", "relevance"),
    models.Host: ("name", "registered_domain", "not_before", "failures", "open_until"),
    models.RobotsFile: ("origin", "status", "fetched_at", "unreachable_since"),
    models.CaptureJob: ("public_id", "url", "reason", "outcome", "job_state", "fetched_at"),
    models.Provider: ("name", "is_switched_off", "failures", "open_until", "quota_left"),
    models.ProviderTest: ("public_id", "provider", "query", "outcome", "job_state"),
    models.PriorReview: ("public_id", "publisher", "rating", "url"),
    models.Feed: ("public_id", "desk", "url", "kind", "use", "last_polled_at", "job_state"),
    models.FeedItem: ("public_id", "feed", "url", "published_at", "note"),
    models.SearchHit: ("search_job", "candidate", "rank"),
    models.Fingerprint: ("snapshot", "shingles", "engine_version"),
    models.FingerprintBand: ("snapshot", "band", "value"),
    models.NearCopy: ("first", "second", "share"),
    models.OriginMark: ("snapshot", "reason", "key", "words"),
    models.OriginGroup: ("public_id", "claim", "reason", "explanation"),
    models.OriginDecision: ("public_id", "claim", "first", "second", "verdict", "decided_by"),
    models.PageWatch: ("public_id", "page", "desk", "interval_hours", "is_active", "next_capture_at"),
    models.QuoteCheck: ("public_id", "evidence", "snapshot", "anchor"),
    models.Encoding: ("public_id", "snapshot", "passages", "engine", "engine_version", "job_state"),
    models.ArchiveJob: ("public_id", "archive", "url", "archived_url", "job_state"),
    models.IdempotentRequest: ("user", "key", "status_code", "created_at"),
    models.AuditEvent: ("sequence", "at", "actor_name", "engine", "action", "subject_id"),
    models.AuditHead: ("sequence", "hash"),
}
for model, columns in COLUMNS.items():
    admin.site.register(model, Window, list_display=columns)
admin.site.register(models.ApiToken, TokenWindow, list_display=("public_id", "name", "user", "expiry", "last_used_at"))

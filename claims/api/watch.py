"""Watches: pages that are captured again every so often."""

from typing import Any

from django.http import Http404
from rest_framework import serializers

from claims.api.body import Text
from claims.api.desk import ForDesk
from claims.domain.watch import DAILY
from claims.models import Desk, Page, PageWatch

DESK_HELP = "Id of a desk of yours that watches the page; needed to end a watch when several of them do."


class WatchRow(serializers.ModelSerializer):
    """A page that a desk has looked at again; for whom and why only that desk is told."""

    id = serializers.CharField(source="public_id")
    url = serializers.CharField(source="page.canonical_url")
    desk = serializers.SerializerMethodField(help_text="The desk that watches; null when you are not on it.")
    reason = serializers.SerializerMethodField()
    started_by = serializers.SerializerMethodField()

    class Meta:
        model = PageWatch
        fields = ["id", "url", "is_active", "interval_hours", "next_capture_at", "desk", "reason", "started_by"]

    def get_desk(self, watch: PageWatch) -> str | None:
        """Its id."""
        return watch.desk.public_id if self.context["is_own"] else None

    def get_reason(self, watch: PageWatch) -> str | None:
        """Why the page is watched."""
        return (watch.reason or None) if self.context["is_own"] else None

    def get_started_by(self, watch: PageWatch) -> str | None:
        """Who asked for it."""
        return watch.started_by.get_username() if self.context["is_own"] else None


class WatchTerms(ForDesk):
    """How often, and why."""

    interval_hours = serializers.IntegerField(default=DAILY, help_text="From 1 hour to 90 days.")
    reason = Text(required=False, allow_blank=True, max_length=2000)


def watch_shown(page: Page, *, user: Any, desk_id: str = "") -> dict[str, Any]:
    """The watch on a page as the person may see it, one that is active and the own desk's first; 404 for none.

    With the id of a desk of the person it is that desk's.
    """
    own_desks = set(Desk.objects.visible_to(user).values_list("pk", flat=True))
    watches = page.watches.select_related("page", "desk", "started_by")
    if desk_id:
        watches = watches.filter(desk__public_id=desk_id, desk__in=own_desks)
    found = sorted(watches, key=lambda watch: (not watch.is_active, watch.desk_id not in own_desks))
    if not found:
        raise Http404
    return WatchRow(found[0], context={"is_own": found[0].desk_id in own_desks}).data

"""Watches: pages that are captured again every so often."""

from typing import Any

from django.shortcuts import get_object_or_404
from rest_framework import serializers

from claims.api.body import Text
from claims.api.desk import ForDesk
from claims.domain.watch import DAILY
from claims.models import Desk, Page, PageWatch


class WatchRow(serializers.ModelSerializer):
    """A page that is looked at again; for whom and why only its own desk is told."""

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


def own_watch(page: Page, user: Any) -> PageWatch:
    """The watch on a page that a desk of the person keeps; 404 when another desk's, or none."""
    watches = PageWatch.objects.filter(desk__in=Desk.objects.visible_to(user)).select_related("desk", "page")
    return get_object_or_404(watches, page=page)


def show_watch(page: Page, *, user: Any) -> dict[str, Any]:
    """The watch on a page as the person may see it; 404 when there is none."""
    watches = PageWatch.objects.select_related("page", "desk", "started_by")
    watch = get_object_or_404(watches, page=page)
    is_own = Desk.objects.visible_to(user).filter(pk=watch.desk_id).exists()
    return WatchRow(watch, context={"is_own": is_own}).data

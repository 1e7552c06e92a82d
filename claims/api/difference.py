"""Copies of one page beside each other: which there are, and what changed from one to another."""

from dataclasses import dataclass
from typing import Any

from rest_framework import serializers

from claims.api.errors import InvalidQuery
from claims.api.fields import RowLink, Word
from claims.domain.snapshot import PageVersion, in_order
from claims.enums import CaptureMethod, Quality
from claims.models import Snapshot
from claims.text.word_diff import DiffPart, diff_words, summary

WITH_HELP = "Id of another copy of the same page."


class VersionSnapshot(serializers.ModelSerializer):
    """A copy as a line of the list of copies."""

    id = serializers.CharField(source="public_id")
    self = RowLink("snapshot-detail")
    capture_method = Word(CaptureMethod)
    quality = Word(Quality)
    sha256 = serializers.CharField(source="raw_sha256")
    is_safe = serializers.BooleanField(help_text="The stored copy is whole as far as is known.")

    class Meta:
        model = Snapshot
        fields = [
            "id",
            "self",
            "fetched_at",
            "last_seen_at",
            "capture_method",
            "quality",
            "sha256",
            "text_sha256",
            "is_safe",
        ]


class Version(serializers.Serializer):
    """One copy, and what changed since the one before."""

    snapshot = VersionSnapshot()
    text_length = serializers.IntegerField(help_text="In characters.")
    characters_more = serializers.IntegerField(
        allow_null=True, help_text="Below 0 when the text became shorter; null for the first copy."
    )
    is_text_unchanged = serializers.BooleanField(help_text="Only what is around the text changed.")


class Versions(serializers.Serializer):
    """The newest copies of a page."""

    url = serializers.CharField(help_text="The page.")
    versions = Version(many=True, help_text="Newest first, twenty at most.")

    @staticmethod
    def of(snapshot: Snapshot, versions: list[PageVersion]) -> dict[str, Any]:
        """What is shown."""
        return {"url": snapshot.page.canonical_url, "versions": versions}


class DifferencePart(serializers.Serializer):
    """A run of text; those that are not removed make up the newer text."""

    kind = serializers.ChoiceField(choices=["same", "added", "removed"])
    text = serializers.CharField()
    is_rough = serializers.BooleanField(help_text="Too long to be compared word by word.")


class Difference(serializers.Serializer):
    """What changed from the older of two copies to the newer one, word by word."""

    older = VersionSnapshot()
    newer = VersionSnapshot()
    summary = serializers.CharField(help_text="In words.")
    parts = DifferencePart(many=True)


@dataclass(frozen=True, slots=True)
class ComparedCopies:
    """Two copies of one page, the older first."""

    older: Snapshot
    newer: Snapshot
    summary: str
    parts: tuple[DiffPart, ...]


def compare(snapshot: Snapshot, other: Snapshot) -> ComparedCopies:
    """What changed between two copies of one page; BadInput for copies of two."""
    older, newer = in_order(snapshot, other)
    parts = diff_words(older.text, newer.text)
    return ComparedCopies(older, newer, summary(parts), parts)


def asked_copy(shown: str | None) -> str:
    """The id of the copy to compare with; InvalidQuery when it is not said."""
    if not shown:
        raise InvalidQuery({"with": "Say which copy to compare with: its id."})
    return shown

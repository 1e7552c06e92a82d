"""Fields in one style: words as named choices, links to rows, selectors, the state of machine work."""

from typing import Any

from django.db.models import TextChoices
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.enums import JobState


class Word(serializers.ChoiceField):
    """One word of an enumeration, which the OpenAPI document names; an empty column is `null`."""

    def __init__(self, words: type[TextChoices], **options: Any) -> None:
        self.words = words
        super().__init__(choices=words.choices, **options)

    def to_representation(self, value: str) -> Any:
        """The stored word, or null."""
        return str(value) if value else None


class OptionalText(serializers.CharField):
    """Text that may be missing: an empty column is `null`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(read_only=True, allow_null=True, **options)

    def to_representation(self, value: str) -> Any:
        """The text, or null."""
        return value or None


class RowLink(serializers.HyperlinkedIdentityField):
    """The address of a row in this API."""

    def __init__(self, view_name: str, **options: Any) -> None:
        super().__init__(view_name=view_name, lookup_field="public_id", lookup_url_kwarg="id", **options)


class Selector(serializers.Serializer):
    """A W3C Web Annotation selector: TextQuoteSelector or TextPositionSelector, in Unicode code points."""

    type = serializers.ChoiceField(choices=["TextQuoteSelector", "TextPositionSelector"])
    exact = serializers.CharField(required=False)
    prefix = serializers.CharField(required=False)
    suffix = serializers.CharField(required=False)
    start = serializers.IntegerField(required=False)
    end = serializers.IntegerField(required=False, help_text="Exclusive.")


@extend_schema_field(Selector(many=True))
class SelectorsField(serializers.Field):
    """Both selectors of a row with `exact`, `prefix`, `suffix`, `start` and `end`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(source="*", read_only=True, **options)

    def to_representation(self, row: Any) -> list[dict[str, Any]]:
        """Quote first, then position."""
        quote = {"type": "TextQuoteSelector", "exact": row.exact, "prefix": row.prefix, "suffix": row.suffix}
        return [quote, {"type": "TextPositionSelector", "start": row.start, "end": row.end}]


class Job(serializers.Serializer):
    """Machine work on a row."""

    state = Word(JobState, source="job_state")
    attempts = serializers.IntegerField(source="job_attempts")
    next_attempt_at = serializers.SerializerMethodField(
        help_text="When a worker may take it; while one works, the end of its lease. Null when nothing is owed."
    )
    waiting_for = OptionalText(source="job_waiting_for", help_text="What it waits for; nothing is wrong.")
    error = OptionalText(source="job_error", help_text="What went wrong last.")
    self = RowLink("job-detail")

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_next_attempt_at(self, row: Any) -> str | None:
        """UTC, RFC 3339."""
        is_owed = row.job_state in {JobState.QUEUED, JobState.WORKING}
        return serializers.DateTimeField().to_representation(row.job_next_attempt_at) if is_owed else None

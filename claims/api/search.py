"""What was asked of providers for a claim, and the pages they proposed."""

from rest_framework import serializers

from claims.api.fields import Job, OptionalText, Word
from claims.enums import CandidateStatus, Purpose, SearchOutcome
from claims.models import CandidateSource, SearchJob


class Search(serializers.ModelSerializer):
    """One question put to one provider. `none_found` and `could_not_look` are different answers."""

    id = serializers.CharField(source="public_id")
    provider_version = OptionalText()
    purpose = Word(Purpose)
    outcome = Word(SearchOutcome)
    error = OptionalText(source="job_error", help_text="Why it could not look.")
    next_attempt_at = serializers.SerializerMethodField(help_text="When it is tried again; null when it is not.")
    job = Job(source="*")

    class Meta:
        model = SearchJob
        fields = [
            "id",
            "provider",
            "provider_version",
            "query",
            "purpose",
            "outcome",
            "hits",
            "error",
            "asked_at",
            "duration_ms",
            "next_attempt_at",
            "job",
        ]

    get_next_attempt_at = Job.get_next_attempt_at


class Candidate(serializers.ModelSerializer):
    """A page that a search proposed: kept, or dropped with the reason."""

    id = serializers.CharField(source="public_id")
    search = serializers.CharField(source="search_job.public_id")
    provider = serializers.CharField(source="search_job.provider")
    title = OptionalText()
    snippet = OptionalText()
    provider_date = OptionalText(help_text="The date the provider gives, as it gives it.")
    status = Word(CandidateStatus)
    reason = OptionalText(source="status_reason", help_text="Why it was dropped.")
    snapshot = OptionalText(source="snapshot.public_id", help_text="What was captured.")
    job = Job(source="*")

    class Meta:
        model = CandidateSource
        fields = [
            "id",
            "search",
            "provider",
            "url",
            "rank",
            "title",
            "snippet",
            "provider_date",
            "status",
            "reason",
            "snapshot",
            "job",
        ]

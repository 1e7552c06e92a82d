"""The audit log as readers of the API see it."""

from typing import Any

from django.db.models import Q, QuerySet
from rest_framework import serializers

from claims.api.fields import OptionalText, Word
from claims.enums import AuditAction
from claims.models import AuditEvent, Claim


class EventRow(serializers.ModelSerializer):
    """One act: who or which engine, what, to what, when, why; chained to the event before it."""

    actor = OptionalText(source="actor_name", help_text="The person; null when a machine did it.")
    engine = OptionalText(help_text="The machine; null when a person did it.")
    action = Word(AuditAction)
    reason = OptionalText()
    details = serializers.DictField()

    class Meta:
        model = AuditEvent
        fields = [
            "sequence",
            "at",
            "actor",
            "engine",
            "action",
            "subject_type",
            "subject_id",
            "reason",
            "details",
            "previous_hash",
            "hash",
        ]


def events_around(claim: Claim, *, user: Any) -> QuerySet[AuditEvent]:
    """Events of the claim, its evidence, its searches and its candidates."""
    below = Q()
    for rows in (claim.evidence, claim.search_jobs, claim.candidates):
        below |= Q(subject_id__in=rows.values("public_id"))
    return AuditEvent.objects.visible_to(user).filter(Q(subject_id=claim.public_id) | below)

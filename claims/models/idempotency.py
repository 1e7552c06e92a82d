"""IdempotentRequest: a POST that a client may send again without doing it twice."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class IdempotentRequest(models.Model):
    """What was answered to one Idempotency-Key of one person; `status_code` is empty while the first is at work.

    `fingerprint` is the sha256 of method, address and body: the same key with another request is an error.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=128)
    fingerprint = models.CharField(max_length=64)
    status_code = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    body = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="idempotentrequest_once", fields=["user", "key"]),
            models.CheckConstraint(name="idempotentrequest_has_key", condition=~Q(key="")),
        ]

    def __str__(self) -> str:
        return self.key

"""What is remembered of an outside service, so that it is not asked too often, nor when it is down."""

from django.db import models
from django.db.models.functions import Now


class BreakerFields(models.Model):
    """How the last questions went, and from when the service may be asked again.

    `not_before` is the pace and the Retry-After. Whoever asks holds the row until `held_until` at the
    latest, so that one request is in flight; `holder` is the id of the work that holds it. `failures`
    counts failures in a row; after too many the breaker is open until `open_until`, and then one probe
    decides (`claims/domain/breaker.py`).
    """

    failures = models.PositiveIntegerField(default=0)
    held_until = models.DateTimeField(null=True)
    holder = models.CharField(max_length=24, blank=True)
    open_until = models.DateTimeField(null=True)
    not_before = models.DateTimeField(db_default=Now())
    last_asked_at = models.DateTimeField(null=True)
    last_answered_at = models.DateTimeField(null=True)
    last_duration_ms = models.PositiveIntegerField(null=True)
    last_error = models.TextField(blank=True)
    last_error_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

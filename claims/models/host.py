"""Host and RobotsFile: what a web host asks of us, and whose turn it is there."""

from django.db import models

from claims.models.base import Timestamped
from claims.models.breaker import BreakerFields


class Host(BreakerFields, Timestamped):
    """One host of the web, and when it may be visited again. `crawl_delay` is what its robots.txt asks for."""

    name = models.CharField(max_length=255, unique=True)
    registered_domain = models.CharField(max_length=255, db_index=True)
    crawl_delay = models.FloatField(null=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class RobotsFile(models.Model):
    """The robots.txt of one origin (`https://example.org`), as it was answered; status 0 is no answer.

    While it cannot be had (no answer, or 5xx) it has no text, and `unreachable_since` says since when.
    """

    origin = models.CharField(max_length=300, unique=True)
    host = models.ForeignKey(Host, on_delete=models.CASCADE, related_name="robots_files")
    status = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    fetched_at = models.DateTimeField()
    unreachable_since = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.origin}/robots.txt"

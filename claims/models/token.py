"""ApiToken: a door for a machine; only the hash of the secret is kept."""

from django.db import models
from knox.models import AbstractAuthToken

from claims.models.base import PublicIdField

SCOPES = ("read", "write")


def read_only() -> list[str]:
    """The scopes of a token that asks for nothing."""
    return ["read"]


class ApiToken(AbstractAuthToken):
    """A person's token for one program: named, limited to scopes, with an end and a last use."""

    public_id = PublicIdField("tok")
    name = models.CharField(max_length=100)
    scopes = models.JSONField(default=read_only)
    last_used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name} ({self.token_key}…)"

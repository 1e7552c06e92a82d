"""Who is asking: a program with a scoped token, or a person with a session."""

from hmac import compare_digest

from django.db.models import Q
from django.utils import timezone
from knox.crypto import hash_token
from knox.settings import CONSTANTS
from rest_framework.authentication import BaseAuthentication, SessionAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request

from claims.api.errors import ScopeMissing
from claims.domain.desk import record_token_use
from claims.models import ApiToken

SCHEMES = frozenset({"bearer", "token"})
NOT_VALID = "This token is not known, has ended, or belongs to a closed account. Make a new one with create_token."
MALFORMED = "Write the header as 'Authorization: Bearer SECRET'."


class ScopedTokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer SECRET` (or `Token SECRET`); a token without the scope is refused here, for every view."""

    def authenticate(self, request: Request) -> tuple[object, ApiToken] | None:
        """The person and the token, or None when the request shows no token."""
        secret = shown_secret(request)
        if secret is None:
            return None
        token = token_of(secret)
        if token is None:
            raise AuthenticationFailed(NOT_VALID)
        scope = "read" if request.method in SAFE_METHODS else "write"
        if scope not in token.scopes:
            raise ScopeMissing(scope)
        record_token_use(token)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        """What a 401 asks for."""
        return 'Bearer realm="api"'


class Session(SessionAuthentication):
    """The workbench's own session; writes need the CSRF token."""


def shown_secret(request: Request) -> str | None:
    """The secret in the Authorization header; None when the header is absent or for somebody else."""
    words = get_authorization_header(request).decode("latin-1").split()
    if not words or words[0].lower() not in SCHEMES:
        return None
    if len(words) != 2 or not (words[1].isascii() and words[1].isprintable()):
        raise AuthenticationFailed(MALFORMED)
    return words[1]


def token_of(secret: str) -> ApiToken | None:
    """The token with this secret, if it has not ended and its person is active."""
    digest = hash_token(secret)
    living = Q(expiry=None) | Q(expiry__gt=timezone.now())
    likely = ApiToken.objects.filter(living, token_key=secret[: CONSTANTS.TOKEN_KEY_LENGTH], user__is_active=True)
    return next((token for token in likely.select_related("user") if compare_digest(token.digest, digest)), None)

"""Every error under /api/ becomes one RFC 9457 problem, here and nowhere else.

400 is for the *shape* of a request (not JSON, an unknown field, a wrong type, an unknown query
parameter), 422 for its *sense* (an address that is never fetched, a reason that is missing).
"""

import logging
import math
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.core.exceptions import PermissionDenied as DjangoPermissionDenied
from django.core.signals import got_request_exception
from django.db import OperationalError
from django.http import Http404, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.urls import reverse
from rest_framework import exceptions, serializers

from claims.errors import (
    BadInput,
    BlobCorrupt,
    BlobMissing,
    ExtractionError,
    FetchError,
    FetchRefused,
    LeaseLost,
    NotYet,
    PermissionDenied,
    ProviderError,
    StaleVersion,
    StoreError,
    StoreFull,
    TransitionDenied,
    WorkbenchError,
)

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
# A BadInput with this code is about size, for which HTTP has a status of its own.
TOO_LARGE = "too_large"
# What others did, or what only needs time, is no error of ours: it is not in the log of errors.
NOT_OURS = frozenset({"fetch-failed", "not-yet"})


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One kind of problem: its stable name, its status, and what it means. `detail` is said instead of the error's."""

    name: str
    status: int
    title: str
    meaning: str
    detail: str = ""


class InvalidQuery(exceptions.APIException):
    """Query parameters that are unknown or cannot be read; `faults` is parameter → sentence."""

    status_code = 400

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__("The address asks for something that cannot be given; see errors.")
        self.faults = dict(faults)


class ScopeMissing(exceptions.PermissionDenied):
    """The token may not do this kind of request."""

    def __init__(self, scope: str) -> None:
        super().__init__(f"This token lacks the scope '{scope}'. Make one that has it with create_token.")
        self.scope = scope


class RequestInProgress(exceptions.APIException):
    """The same request is still at work; it is sent again a second later."""

    status_code = 409


class TooLarge(exceptions.APIException):
    """A body over the limit, refused before it is read."""

    status_code = 413

    def __init__(self, limit: int) -> None:
        super().__init__(f"The body is larger than {limit:,} bytes. Send a smaller part.")


KINDS: Mapping[str, ProblemKind] = {
    kind.name: kind
    for kind in (
        ProblemKind("malformed", 400, "The request cannot be read", "The body is not the JSON that it says it is."),
        ProblemKind("invalid", 400, "The body is not as described", "A field is missing, unknown or of another shape."),
        ProblemKind("invalid-query", 400, "The query is not as described", "A parameter is unknown or unreadable."),
        ProblemKind("not-authenticated", 401, "Sign in first", "No token or session, or one that is not valid."),
        ProblemKind("permission-denied", 403, "You may not do this", "Your role on the desk does not allow it."),
        ProblemKind("scope-missing", 403, "The token may not do this", "The token lacks the scope that is named."),
        ProblemKind(
            "not-found",
            404,
            "Nothing is here",
            "No such address, no such row, or a row of a desk you are not on: these are not told apart.",
            detail="Nothing is here for you. Look at the id, and at which desk you are on.",
        ),
        ProblemKind("method-not-allowed", 405, "Not with this method", "The Allow header names the methods."),
        ProblemKind("not-acceptable", 406, "Not in this format", "Answers are JSON; see the reference."),
        ProblemKind("transition-denied", 409, "Not from this state", "The workflow does not allow this step now."),
        ProblemKind(
            "request-in-progress",
            409,
            "The first request is still at work",
            "The Idempotency-Key is that of a request which is not answered yet; see Retry-After.",
        ),
        ProblemKind(
            "damaged", 409, "The stored copy is damaged", "Our copy has not its hash any more: do not rely on it."
        ),
        ProblemKind("stale-version", 412, "Somebody saved first", "If-Match names an older version; see version."),
        ProblemKind("too-large", 413, "Too large", "The body is over the limit; it was not read."),
        ProblemKind("unsupported-media-type", 415, "Not this media type", "Bodies are application/json but for pages."),
        ProblemKind("unusable", 422, "This cannot be used", "The request is well formed, but makes no sense here."),
        ProblemKind(
            "internal",
            500,
            "Something went wrong here",
            "An error of ours; it is in the log under the request_id.",
            detail="An unexpected error. Tell the people who run the workbench the request_id.",
        ),
        ProblemKind("fetch-failed", 502, "No proper answer from elsewhere", "Another host failed; `code` says how."),
        ProblemKind("not-yet", 503, "Not yet", "The host wants some time between visits; see Retry-After."),
        ProblemKind(
            "unavailable",
            503,
            "Not possible at the moment",
            "Something the workbench needs does not answer; try again.",
            detail="Something that the workbench needs does not answer. Try again in a moment.",
        ),
        ProblemKind(
            "store-full",
            507,
            "The disk is full",
            "Nothing was kept; try again when there is room.",
            detail="The disk of the workbench is full and nothing was kept. Try again when there is room.",
        ),
    )
}

# The first that fits counts, so a kind stands before its parent.
KIND_OF_ERROR: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...] = (
    ((BadInput, FetchRefused, ExtractionError), "unusable"),
    ((FetchError, ProviderError), "fetch-failed"),
    (NotYet, "not-yet"),
    (PermissionDenied, "permission-denied"),
    ((TransitionDenied, LeaseLost), "transition-denied"),
    (StaleVersion, "stale-version"),
    (StoreFull, "store-full"),
    ((BlobCorrupt, BlobMissing), "damaged"),
    ((StoreError, OperationalError), "unavailable"),
    (WorkbenchError, "internal"),
    (InvalidQuery, "invalid-query"),
    (ScopeMissing, "scope-missing"),
    (RequestInProgress, "request-in-progress"),
    (serializers.ValidationError, "invalid"),
    ((TooLarge, RequestDataTooBig), "too-large"),
    ((exceptions.NotAuthenticated, exceptions.AuthenticationFailed), "not-authenticated"),
    ((exceptions.PermissionDenied, DjangoPermissionDenied), "permission-denied"),
    ((exceptions.NotFound, Http404), "not-found"),
    (exceptions.MethodNotAllowed, "method-not-allowed"),
    (exceptions.NotAcceptable, "not-acceptable"),
    (exceptions.UnsupportedMediaType, "unsupported-media-type"),
    (
        (exceptions.ParseError, BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError),
        "malformed",
    ),
)


def problem_response(error: Exception, context: Mapping[str, Any]) -> HttpResponse:
    """The answer for an error raised in a view; what nobody foresaw is logged and answered without a word of it."""
    request, kind = context["request"], kind_of(error)
    problem = {
        "type": request.build_absolute_uri(reverse("api-reference")) + f"#problem-{kind.name}",
        "title": kind.title,
        "status": kind.status,
        "detail": kind.detail or detail_of(error),
        "instance": request.path,
        "request_id": uuid.uuid4().hex,
        **_extensions(error, context),
    }
    if kind.status >= 500 and kind.name not in NOT_OURS:
        _report(error, request, request_id=problem["request_id"])
    return JsonResponse(problem, status=kind.status, content_type=MEDIA_TYPE, headers=_headers(error))


def kind_of(error: Exception) -> ProblemKind:
    """What kind of problem an error is."""
    if isinstance(error, BadInput) and error.code == TOO_LARGE:
        return KINDS["too-large"]
    return KINDS[next((name for kind, name in KIND_OF_ERROR if isinstance(error, kind)), "internal")]


def detail_of(error: Exception) -> str:
    """One sentence for a person."""
    if isinstance(error, serializers.ValidationError):
        return "The body has faults; see errors."
    if isinstance(error, exceptions.APIException):
        return str(error.detail)
    return str(error) or "The request cannot be read."


def _extensions(error: Exception, context: Mapping[str, Any]) -> dict[str, Any]:
    if isinstance(error, StaleVersion):
        return {"version": context["view"].get_object().version}
    if isinstance(error, serializers.ValidationError):
        return {"errors": [{"pointer": pointer, "detail": text} for pointer, text in _faults(error.detail)]}
    if isinstance(error, InvalidQuery):
        return {"errors": [{"parameter": name, "detail": text} for name, text in error.faults.items()]}
    if isinstance(error, BadInput):
        named = {"errors": [{"pointer": f"#/{error.field}", "detail": str(error)}]} if error.field else {}
        return {"code": error.code, **named}
    if isinstance(error, FetchError | ExtractionError | ProviderError | BlobCorrupt | BlobMissing):
        return {"code": error.code}
    return {"scope": error.scope} if isinstance(error, ScopeMissing) else {}


def _faults(detail: Any, path: str = "#") -> Iterator[tuple[str, str]]:
    """Pointer and sentence of each fault in DRF's nested lists and dictionaries."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            is_whole = name == "non_field_errors"
            yield from _faults(inner, path if is_whole else f"{path}/{_escaped(str(name))}")
    elif isinstance(detail, list):
        for inner in detail:
            yield from _faults(inner, path)
    else:
        yield path, str(detail)


def _escaped(name: str) -> str:
    """A name as one step of a JSON pointer in a URI fragment (RFC 6901 §6)."""
    return quote(name.replace("~", "~0").replace("/", "~1"), safe="~", errors="replace")


def _headers(error: Exception) -> dict[str, str]:
    headers = {"Cache-Control": "no-store"}
    if auth_header := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = auth_header
    if isinstance(error, OperationalError):
        headers["Retry-After"] = "2"
    if isinstance(error, NotYet):
        headers["Retry-After"] = str(max(1, math.ceil(error.retry_after)))
    return headers


def _report(error: Exception, request: Any, *, request_id: str) -> None:
    logger.error("%s %s failed; request_id %s.", request.method, request.path, request_id, exc_info=error)
    if kind_of(error).name == "internal":
        got_request_exception.send(sender=None, request=request)


class Fault(serializers.Serializer):
    """One fault: in the body (`pointer`) or in the query (`parameter`)."""

    pointer = serializers.CharField(required=False, help_text="JSON pointer into the body, as a URI fragment.")
    parameter = serializers.CharField(required=False, help_text="Name of the query parameter.")
    detail = serializers.CharField()


class Problem(serializers.Serializer):
    """An error as RFC 9457 describes it."""

    type = serializers.URLField(help_text="Where this kind of problem is explained.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text="What is wrong and what to do, in one sentence.")
    instance = serializers.CharField(help_text="The path that was asked.")
    request_id = serializers.CharField(help_text="Names this request in our log.")
    code = serializers.CharField(required=False, help_text="A finer name for what could not be used.")
    scope = serializers.CharField(required=False, help_text="The scope that the token lacks.")
    version = serializers.IntegerField(required=False, help_text="The version that the row is at now.")
    errors = Fault(many=True, required=False)  # type: ignore[assignment]  # the JSON has this name

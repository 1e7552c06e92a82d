"""The OpenAPI document, made from the views: `@documented` says what a view alone cannot show.

Every operation names its 4xx answers; each of them is one Problem. Choices become named
components under the name of their enumeration, so that a client has one type for each.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

from drf_spectacular.extensions import OpenApiAuthenticationExtension, OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from claims.api.errors import KINDS, MEDIA_TYPE, Problem
from claims.api.idempotency import HEADER as KEY_HEADER
from claims.api.idempotency import REPLAYED

Method = TypeVar("Method", bound=Callable[..., Any])
# A JSON body, or media type → type for one that is no JSON.
Body: TypeAlias = type[serializers.Serializer] | Mapping[str, Any] | None

PROBLEMS_OF_ALL = (400, 401, 403, 406)
PROBLEMS_OF_BODIES = (413, 415)
# What an Idempotency-Key may bring: the first request with it is still at work, or was another one.
PROBLEMS_OF_KEYS = (409, 422)
TAG_HELP = "Names this answer; for a row with a version it begins with it: `v7-…`."
IF_MATCH_HELP = 'The version you decided on, such as `"v7"`; with another version there now the answer is 412.'
KEY_HELP = "Names the request for a day, 1 to 128 visible ASCII characters: sent again, it does nothing twice."
REPLAYED_HELP = "`true` on an answer that was given before."


@dataclass(frozen=True, slots=True)
class Operation:
    """What the document says of one operation besides what the view shows by itself."""

    answers: Mapping[Any, Any]
    body: Body = None
    problems: tuple[int, ...] = ()
    has_version: bool = False
    has_location: bool = False
    query: Mapping[str, str] = field(default_factory=dict)
    is_query_optional: bool = False


def documented(
    answers: Mapping[Any, Any],
    *,
    body: Body = None,
    problems: tuple[int, ...] = (),
    has_version: bool = False,
    has_location: bool = False,
    query: Mapping[str, str] | None = None,
    is_query_optional: bool = False,
) -> Callable[[Method], Method]:
    """Say what a view's method takes and answers: status → serializer; `query` is parameter → what it says."""
    operation = Operation(answers, body, problems, has_version, has_location, query or {}, is_query_optional)

    def mark(method: Method) -> Method:
        method.operation = operation  # type: ignore[attr-defined]
        return method

    return mark


def operation_of(method: Any) -> Operation | None:
    """What was said of a view's method."""
    return getattr(method, "operation", None)


class OpenApi(AutoSchema):
    """Describes one operation: summary from the first line of the docstring, problems for every way to fail."""

    def get_tags(self) -> list[str]:
        """The resource; the root of the API is filed under its own name."""
        return super().get_tags() or ["root"]

    def get_summary(self) -> str:
        """The first line of the method's docstring."""
        return self._docstring().partition("\n")[0]

    def get_description(self) -> str:  # type: ignore[override]  # as drf-spectacular has it
        """The rest of it."""
        return self._docstring().partition("\n")[2].strip()

    def _docstring(self) -> str:
        text = getattr(self._method(), "__doc__", "") or ""
        return "\n".join(line.strip() for line in text.strip().splitlines())

    def _method(self) -> Any:
        return getattr(self.view, getattr(self.view, "action", None) or self.method.lower(), None)

    def _operation(self) -> Operation | None:
        return operation_of(self._method())

    def get_request_serializer(self) -> Any:
        """The declared body; nothing else takes one."""
        operation = self._operation()
        return operation.body if operation else None

    def get_response_serializers(self) -> Any:
        """What comes back when all is well, and a Problem for each way it may not be."""
        operation = self._operation()
        answers = dict(operation.answers) if operation else {200: self._get_serializer()}
        if self.method == "GET":
            answers[304] = OpenApiResponse(description="Nothing has changed since the ETag that was shown.")
        return {**answers, **{(str(status), MEDIA_TYPE): _problem(status) for status in self._problem_statuses()}}

    def _problem_statuses(self) -> list[int]:
        operation = self._operation()
        statuses = {*PROBLEMS_OF_ALL, *(operation.problems if operation else ())}
        if "{" in self.path:
            statuses.add(404)
        if operation and operation.has_version:
            statuses.add(412)
        if self.method != "GET":
            statuses.update(PROBLEMS_OF_BODIES)
        if self.method == "POST":
            statuses.update(PROBLEMS_OF_KEYS)
        return sorted(statuses)

    def get_override_parameters(self) -> list[Any]:
        """If-None-Match and ETag on reads, If-Match on acts, a POST's key, Location of what was made; its query."""
        operation = self._operation()
        headers = _query(operation) if operation else []
        if self.method == "GET":
            headers += [
                _header("If-None-Match", "An ETag you have; 304 when the answer is still the same."),
                _header("ETag", TAG_HELP, response=[200]),
            ]
        if operation and operation.has_version:
            headers.append(_header("If-Match", IF_MATCH_HELP))
        if operation and operation.has_location:
            headers.append(_header("Location", "The address of the row.", response=list(operation.answers)))
        if self.method == "POST":
            headers.append(_header(KEY_HEADER, KEY_HELP))
            headers.append(_header(REPLAYED, REPLAYED_HELP, response=list(operation.answers) if operation else True))
        return headers

    def get_filter_backends(self) -> list[Any]:
        """Filters belong to the noun's own list, not to the lists below a row."""
        return super().get_filter_backends() if getattr(self.view, "action", "") == "list" else []


def _header(name: str, text: str, *, response: list[int] | bool = False) -> OpenApiParameter:
    return OpenApiParameter(name, str, OpenApiParameter.HEADER, description=text, response=response)


def _query(operation: Operation) -> list[OpenApiParameter]:
    is_needed = not operation.is_query_optional
    return [
        OpenApiParameter(name, str, OpenApiParameter.QUERY, description=text, required=is_needed)
        for name, text in operation.query.items()
    ]


def _problem(status: int) -> OpenApiResponse:
    kinds = [kind for kind in KINDS.values() if kind.status == status]
    return OpenApiResponse(Problem, description=" ".join(f"`{kind.name}`: {kind.meaning}" for kind in kinds))


class ChoiceComponents(OpenApiSerializerFieldExtension):
    """Each set of choices as one named component."""

    target_class = "claims.api.fields.Word"

    def map_serializer_field(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        """A reference to the component; whether null is possible is added by the caller."""
        name = self.target.words.__name__
        words = {"type": "string", "enum": list(self.target.words.values), "description": self.target.words.__doc__}
        component = ResolvedComponent(name, ResolvedComponent.SCHEMA, object=name, schema=words)
        auto_schema.registry.register_on_missing(component)
        return component.ref


class TokenScheme(OpenApiAuthenticationExtension):
    """The scoped token."""

    target_class = "claims.api.authentication.ScopedTokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """A bearer token."""
        text = "A token made with `manage.py create_token`; `read` for GET, `write` for everything else."
        return {"type": "http", "scheme": "bearer", "description": text}


class SessionScheme(OpenApiAuthenticationExtension):
    """The workbench's session cookie."""

    target_class = "claims.api.authentication.Session"
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """A cookie; writes carry the CSRF token as well."""
        text = "The session of a person signed in to the workbench; writes need the X-CSRFToken header."
        return {"type": "apiKey", "in": "cookie", "name": "sessionid", "description": text}


# The largest numbers that the columns of the two databases hold: facts of a column, not of the API.
COLUMN_LIMITS = frozenset({2**15 - 1, 2**31 - 1, 2**63 - 1})


def without_column_limits(result: dict[str, Any], **context: Any) -> dict[str, Any]:
    """The document without what only the database at hand says, so that it is the same on each."""
    _drop_column_limits(result)
    return result


def _drop_column_limits(node: Any) -> None:
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    if isinstance(node, dict) and "integer" in node.get("type", ()) and node.get("maximum") in COLUMN_LIMITS:
        del node["maximum"]
        node.pop("format", None)
    for child in children:
        _drop_column_limits(child)

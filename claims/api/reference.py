"""The reference: the OpenAPI document itself, and a page for people made from it."""

import functools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import render
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.views import SpectacularAPIView
from rest_framework.exceptions import NotAuthenticated
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request

from claims.api.errors import KINDS
from claims.api.format import AnyFormat
from claims.api.noun import Door

COMPONENT = "#/components/schemas/"
# Bodies and fields whose example says more than their type does.
EXAMPLES: Mapping[str, Any] = {
    "url": "https://example.org/story",
    "stance": "refutes",
    "query": "signatories of the Ottawa Convention",
    "purpose": "contrary",
    "pages": ["pag_…", "pag_…"],
    "verdict": "same",
    "is_on": True,
    "reason": {
        "Dismissal": "opinion",
        "Rejection": "It is about another treaty.",
        "CandidateDismissal": "It is a copy of the article.",
        "OriginChoice": "Both print one press release.",
        "Overruling": "The whole text is there.",
    },
}
JSON_TYPE = "application/json"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: a parameter, a field, an answer. `shape` names a table to look at."""

    name: str
    type: str
    text: str
    is_required: bool = False
    shape: str = ""


@dataclass(frozen=True, slots=True)
class OperationEntry:
    """One method of one address."""

    anchor: str
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Row, ...]
    body: tuple[Row, ...]
    answers: tuple[Row, ...]
    curl: str


@dataclass(frozen=True, slots=True)
class Shape:
    """One named component: an object with its fields, or a set of words."""

    name: str
    text: str
    fields: tuple[Row, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """Everything on the page."""

    resources: Mapping[str, tuple[OperationEntry, ...]]
    shapes: tuple[Shape, ...]


class OpenApiDocument(Door, SpectacularAPIView):
    """The OpenAPI document as YAML, or as JSON with `?format=json`."""

    permission_classes = [IsAuthenticated]
    content_negotiation_class = DefaultContentNegotiation
    schema = None

    def query_names(self) -> list[str]:
        """The format, for those who cannot send an Accept header."""
        return ["format"]


class ReferencePage(Door):
    """The reference for people. Whoever is not signed in is sent to the sign-in page first."""

    schema = None
    content_negotiation_class = AnyFormat

    def get(self, request: Request) -> HttpResponse:
        """The page."""
        context = {
            "reference": read_reference(),
            "kinds": tuple(KINDS.values()),
            "origin": request.build_absolute_uri("/"),
        }
        return render(request._request, "claims/api/reference.html", context)

    def handle_exception(self, exc: Exception) -> Any:
        """A person without a session may sign in and come back."""
        if isinstance(exc, NotAuthenticated) and self.request.method in {"GET", "HEAD"}:
            return redirect_to_login(self.request.path)
        return super().handle_exception(exc)


@functools.cache
def read_reference() -> Reference:
    """The page's content, read once from the document: the code does not change while it runs."""
    document = SchemaGenerator().get_schema(request=None, public=True)
    resources: dict[str, list[OperationEntry]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            entry = _entry(path.rstrip("/") or path, method.upper(), operation, document)
            resources.setdefault(operation["tags"][0], []).append(entry)
    shapes = tuple(_shape(name, schema) for name, schema in document["components"]["schemas"].items())
    return Reference({name: tuple(entries) for name, entries in resources.items()}, shapes)


def _entry(path: str, method: str, operation: Mapping[str, Any], document: Mapping[str, Any]) -> OperationEntry:
    content = operation.get("requestBody", {}).get("content", {})
    body = content.get(JSON_TYPE, {}).get("schema")
    return OperationEntry(
        anchor=operation["operationId"],
        method=method,
        path=path,
        summary=operation.get("summary", ""),
        description=operation.get("description", ""),
        parameters=tuple(_parameters(operation)),
        body=_fields_of(document, body) if body else (),
        answers=tuple(_answers(operation)),
        curl=_curl(path + _needed_query(operation), method, _data(document, content)),
    )


def _parameters(operation: Mapping[str, Any]) -> Iterator[Row]:
    for parameter in operation.get("parameters", ()):
        place = "" if parameter["in"] == "query" else f" ({parameter['in']})"
        type_name, _ = _type_of(parameter["schema"])
        text = parameter.get("description", "")
        yield Row(parameter["name"], type_name + place, text, is_required=parameter.get("required", False))


def _answers(operation: Mapping[str, Any]) -> Iterator[Row]:
    for status, answer in operation["responses"].items():
        content: Mapping[str, Any] = answer.get("content", {})
        media_type = next(iter(content), "")
        type_name, shape = _type_of(content[media_type]["schema"]) if media_type else ("", "")
        text = answer.get("description", "").replace("`", "")
        yield Row(status, type_name if shape else media_type, text, shape=shape)


def _resolved(document: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    name = schema.get("$ref", "").removeprefix(COMPONENT)
    schemas: Mapping[str, Any] = document["components"]["schemas"]
    return schemas[name] if name else schema


def _fields_of(document: Mapping[str, Any], schema: Mapping[str, Any]) -> tuple[Row, ...]:
    return tuple(_field_rows(_resolved(document, schema)))


def _field_rows(schema: Mapping[str, Any]) -> Iterator[Row]:
    required = schema.get("required", ())
    for name, inner in schema.get("properties", {}).items():
        type_name, shape = _type_of(inner)
        yield Row(name, type_name, inner.get("description", ""), is_required=name in required, shape=shape)


def _type_of(schema: Mapping[str, Any]) -> tuple[str, str]:
    """A type in words, and the component it names, if any."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(COMPONENT)
        return name, name
    for joint, word in (("allOf", " and "), ("oneOf", " or "), ("anyOf", " or ")):
        if joint in schema:
            parts = [_type_of(part) for part in schema[joint]]
            return word.join(name for name, _ in parts), next((shape for _, shape in parts if shape), "")
    if schema.get("type") == "array":
        name, shape = _type_of(schema.get("items", {}))
        return f"list of {name}", shape
    return _plain_type(schema), ""


def _plain_type(schema: Mapping[str, Any]) -> str:
    if "enum" in schema:
        return "one of " + ", ".join(str(word) for word in schema["enum"])
    kinds = schema.get("type", "")
    return " or ".join(kinds) if isinstance(kinds, list) else str(kinds)


def _shape(name: str, schema: Mapping[str, Any]) -> Shape:
    words = tuple(str(word) for word in schema.get("enum", ()))
    return Shape(name, schema.get("description", ""), tuple(_field_rows(schema)), words)


def _example(document: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    """The least that the body must say, or its first field where nothing must be said."""
    name = schema.get("$ref", "").removeprefix(COMPONENT).removesuffix("Request")
    resolved = _resolved(document, schema)
    fields = resolved.get("required") or list(resolved.get("properties", {}))[:1]
    return {field: _example_of(field, name) for field in fields}


def _example_of(field: str, body: str) -> Any:
    example = EXAMPLES.get(field, "…")
    return example.get(body, "…") if isinstance(example, Mapping) else example


def _needed_query(operation: Mapping[str, Any]) -> str:
    parameters = operation.get("parameters", ())
    needed = [one["name"] for one in parameters if one["in"] == "query" and one.get("required")]
    return "?" + "&".join(f"{name}=…" for name in needed) if needed else ""


def _data(document: Mapping[str, Any], content: Mapping[str, Any]) -> str:
    """What the command sends: JSON, or a file as it is."""
    if not content:
        return ""
    if JSON_TYPE not in content:
        return f"-H 'Content-Type: {next(iter(content))}' --data-binary @FILE"
    body = _example(document, content[JSON_TYPE]["schema"])
    return f"-H 'Content-Type: {JSON_TYPE}' -d '{json.dumps(body, ensure_ascii=False)}'"


def _curl(path: str, method: str, data: str) -> str:
    """One command; ORIGIN and TOKEN are the reader's to set."""
    words = ["curl", '-H "Authorization: Bearer $TOKEN"']
    if method != "GET":
        words.append(f"-X {method}")
    return " ".join([*words, *([data] if data else []), f'"$ORIGIN{path}"'])

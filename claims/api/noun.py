"""What every view of the API shares: strict reading, declared query parameters, tags, rows by public id."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import serializers
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import GenericViewSet

from claims.api.base import orders_of
from claims.api.body import StrictJSONParser, check_length
from claims.api.conditional import expected_version, finish_response
from claims.api.errors import InvalidQuery
from claims.api.format import ByAcceptHeader
from claims.api.idempotency import AnsweredBefore, begin_request, finish_request
from claims.api.schema import OpenApi, operation_of
from claims.models import IdempotentRequest

PUBLIC_ID = "[a-z]{3}_[0-9a-z]{1,20}"


class DeclaredFilters(DjangoFilterBackend):
    """The filters that a view declares; a value that cannot be read is said, not passed over."""

    def filter_queryset(self, request: Request, queryset: QuerySet, view: Any) -> QuerySet:
        """The rows that pass."""
        filterset = self.get_filterset(request, queryset, view)
        if filterset is None:
            return queryset
        if not filterset.is_valid():
            raise InvalidQuery({name: " ".join(map(str, texts)) for name, texts in filterset.errors.items()})
        return filterset.qs


def check_query(request: Request, allowed: Sequence[str]) -> None:
    """Raise InvalidQuery for a parameter that is not declared, given twice, or holds what no text may."""
    known = f"Known are: {', '.join(sorted(allowed))}." if allowed else "None are known here."
    unknown = {
        name: f"This parameter is not known here. {known}" for name in request.query_params if name not in allowed
    }
    twice = {name: "Give it once." for name, values in request.query_params.lists() if len(values) > 1}
    nul = {name: "It holds a NUL character." for name, value in request.query_params.items() if "\x00" in value}
    if faults := nul | twice | unknown:
        raise InvalidQuery(faults)


class Door(APIView):
    """A view that reads strictly, refuses what it does not know and tags what it answers."""

    parser_classes = [StrictJSONParser]
    content_negotiation_class: type[BaseContentNegotiation] = ByAcceptHeader
    http_method_names = ["get", "head", "post", "put", "patch", "delete"]
    schema: Any = OpenApi()
    # The request, while it acts under an Idempotency-Key.
    kept_request: IdempotentRequest | None = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Size, person, query and whether it was sent before, before the view is asked."""
        check_length(request.META.get("CONTENT_LENGTH"), request.META.get("HTTP_TRANSFER_ENCODING"))
        super().initial(request, *args, **kwargs)
        allowed = self.query_names()
        if allowed is not None:
            check_query(request, allowed)
        if request.method == "POST" and hasattr(self, "post"):
            self.kept_request = begin_request(request)

    def handle_exception(self, exc: Exception) -> Any:
        """The problem that an error becomes; to a request that was sent before, the answer that it has already."""
        return exc.response if isinstance(exc, AnsweredBefore) else super().handle_exception(exc)

    def query_names(self) -> list[str] | None:
        """The query parameters that are declared; None when the view looks at them itself."""
        return []

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """The answer with its tag."""
        finished = super().finalize_response(request, response, *args, **kwargs)
        finish_response(request, finished)
        finish_request(self.kept_request, finished)
        return finished


class NounViewSet(Door, GenericViewSet):
    """One noun of the API: its list, its rows by public id, and what may be done with them."""

    lookup_field = "public_id"
    lookup_url_kwarg = "id"
    lookup_value_regex = PUBLIC_ID
    filter_backends = [DeclaredFilters]
    detail_serializer_class: ClassVar[type[serializers.BaseSerializer] | None] = None
    # List actions and the orders that each offers, the usual one first.
    orders: ClassVar[Mapping[str, tuple[str, ...]]] = {"list": ("-created_at", "created_at")}

    @property
    def person(self) -> User:
        """Who asks; the permissions let nobody else in."""
        assert isinstance(self.request.user, User)
        return self.request.user

    def query_names(self) -> list[str]:
        """Paging and filters on lists, and what the operation itself declares."""
        operation = operation_of(getattr(self, self.action or "", None))
        declared = list(operation.query) if operation else []
        if self.action not in self.orders:
            return declared
        filters = getattr(self, "filterset_class", None) if self.action == "list" else None
        ordering = ["ordering"] if len(orders_of(self)) > 1 else []
        return ["cursor", "page_size", *ordering, *declared, *(filters.base_filters if filters else [])]

    def get_serializer_class(self) -> Any:
        """The short form on the list, the long one on a row."""
        return self.serializer_class if self.action == "list" else self.detail_serializer_class or self.serializer_class

    def list_page(self, rows: QuerySet, serializer_class: type[serializers.BaseSerializer]) -> Response:
        """One page of rows that are not the view's own, in this action's order."""
        page = self.paginate_queryset(rows)
        shown = serializer_class(page, many=True, context=self.get_serializer_context())
        return self.get_paginated_response(shown.data)

    def read_body(self, body_class: type[serializers.Serializer]) -> dict[str, Any]:
        """What the body says, once its shape is right."""
        body = body_class(data=self.request.data, context=self.get_serializer_context())
        body.is_valid(raise_exception=True)
        return body.validated_data

    def read_act(self, row: Any, body_class: type[serializers.Serializer]) -> dict[str, Any]:
        """The keyword arguments of an act on a row: who, on which version, and what the body says."""
        return {
            "by": self.person,
            "version": expected_version(self.request, row),
            **self.read_body(body_class),
        }

    def show_row(self, *, status: int = 200) -> Response:
        """The row as it is now."""
        return Response(self.get_serializer(self.get_object()).data, status=status)

"""Lists in pages, by cursors that only we can make.

Django REST framework loads this module while it loads its own views, so no view is imported here;
what all views share is in `noun.py`.
"""

from typing import Any

from django.core import signing
from django.db.models import QuerySet
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from claims.api.errors import InvalidQuery

PAGE_SIZE = 50
MAX_PAGE_SIZE = 200
NOT_OURS = "This cursor is not one of ours, or belongs to another order. Begin again without it."


def read_cursor(shown: str, *, salt: str) -> Any:
    """What a cursor of ours says; InvalidQuery for any other."""
    try:
        return signing.loads(shown, salt=salt)
    except signing.BadSignature as error:
        raise InvalidQuery({"cursor": NOT_OURS}) from error


def page_size_of(request: Request) -> int:
    """How many rows the reader wants, at most MAX_PAGE_SIZE."""
    shown = request.query_params.get("page_size", str(PAGE_SIZE))
    if not shown.isdecimal() or not shown.strip("0"):
        raise InvalidQuery({"page_size": f"Give a whole number from 1 to {MAX_PAGE_SIZE}."})
    return min(int(shown[:20]), MAX_PAGE_SIZE)


class NewestFirstPagination(CursorPagination):
    """Pages by signed cursors; the view says which orders there are (`orders`), the first is the usual one."""

    page_size = PAGE_SIZE
    page_size_query_param = "page_size"
    max_page_size = MAX_PAGE_SIZE
    ordering = ("-created_at", "-pk")
    template = None

    def get_page_size(self, request: Request) -> int:
        """The size asked for, capped."""
        return page_size_of(request)

    def get_ordering(self, request: Request, queryset: QuerySet, view: Any) -> tuple[str, ...]:
        """The order asked for, with the row's number against ties."""
        offered = orders_of(view)
        chosen = request.query_params.get("ordering", offered[0])
        if chosen not in offered:
            raise InvalidQuery({"ordering": f"Order by one of: {', '.join(offered)}."})
        return (chosen, "-pk" if chosen.startswith("-") else "pk")

    def decode_cursor(self, request: Request) -> Cursor | None:
        """The place to go on from."""
        shown = request.query_params.get(self.cursor_query_param)
        return None if shown is None else Cursor(*read_cursor(shown, salt=self._salt()))

    def encode_cursor(self, cursor: Cursor) -> str:
        """The address of the page at this place."""
        place = [cursor.offset, cursor.reverse, cursor.position]
        return replace_query_param(str(self.base_url), self.cursor_query_param, signing.dumps(place, salt=self._salt()))

    def _salt(self) -> str:
        return f"cursor {self.ordering[0]}"

    def get_paginated_response_schema(self, schema: dict) -> dict:
        """The page as OpenAPI describes it."""
        link = {"type": ["string", "null"], "format": "uri"}
        properties = {"next": link, "previous": link, "results": schema}
        return {"type": "object", "required": list(properties), "properties": properties}

    def get_schema_operation_parameters(self, view: Any) -> list[dict]:
        """Cursor, page size and the orders offered."""
        sizes = {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE, "default": PAGE_SIZE}
        described = [
            ("cursor", "From `next` or `previous` of another page.", {"type": "string"}),
            ("page_size", "Rows on a page; more than the maximum counts as the maximum.", sizes),
        ]
        if len(orders_of(view)) > 1:
            offered = {"type": "string", "enum": list(orders_of(view)), "default": orders_of(view)[0]}
            described.append(("ordering", "Which rows come first; `-` is descending.", offered))
        return [
            {"name": name, "in": "query", "required": False, "description": text, "schema": schema}
            for name, text, schema in described
        ]


def orders_of(view: Any) -> tuple[str, ...]:
    """The orders that the view's list offers."""
    return view.orders[view.action]

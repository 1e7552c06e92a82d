"""In which format an answer is given: by the Accept header alone, or the only one there is."""

from typing import Any

from rest_framework.negotiation import BaseContentNegotiation, DefaultContentNegotiation
from rest_framework.request import Request


class ByAcceptHeader(DefaultContentNegotiation):
    """The Accept header decides; `?format=` is a parameter like any other, and so unknown."""

    def filter_renderers(self, renderers: Any, format: str) -> Any:
        """All of them."""
        return renderers


class AnyFormat(BaseContentNegotiation):
    """For an address that has one format only: what the reader would rather have changes nothing."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        """The one there is."""
        return parsers[0]

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        """The one there is."""
        return renderers[0], renderers[0].media_type

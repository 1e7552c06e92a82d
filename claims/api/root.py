"""The root of the API, and every address below it that does not exist."""

from typing import Any

from django.urls import reverse
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.noun import Door
from claims.api.schema import documented

LISTS = {
    "articles": "article-list",
    "claims": "claim-list",
    "evidence": "evidence-list",
    "searches": "search-list",
    "captures": "capture-list",
    "feeds": "feed-list",
    "providers": "provider-list",
    "jobs": "job-list",
    "desks": "desk-list",
    "schema": "api-schema",
    "docs": "api-reference",
}
ID_PLACE = "{id}"


class Resources(serializers.Serializer):
    """Where each resource is; `snapshot` is a template that needs an id."""

    articles = serializers.URLField()
    claims = serializers.URLField()
    evidence = serializers.URLField()
    searches = serializers.URLField()
    captures = serializers.URLField()
    feeds = serializers.URLField()
    providers = serializers.URLField()
    jobs = serializers.URLField()
    desks = serializers.URLField()
    schema = serializers.URLField()
    docs = serializers.URLField()
    snapshot = serializers.CharField(help_text="URI template.")


class Root(Door):
    """Where to begin."""

    @documented({200: Resources})
    def get(self, request: Request) -> Response:
        """The resources of the API."""
        links = {name: request.build_absolute_uri(reverse(view)) for name, view in LISTS.items()}
        snapshot = request.build_absolute_uri(reverse("api-root")) + f"snapshots/{ID_PLACE}"
        return Response(links | {"snapshot": snapshot})


class UnknownAddress(Door):
    """404 as a problem, whatever the method."""

    schema = None

    def query_names(self) -> None:
        """The address itself is the fault."""
        return

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Say so to those who are signed in; the others are asked to sign in first."""
        super().initial(request, *args, **kwargs)
        raise NotFound

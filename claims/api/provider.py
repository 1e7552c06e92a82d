"""Providers: how each outside service is doing, trying one by hand, and switching one on or off."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema_serializer
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.body import Flag, Text
from claims.api.desk import ForDesk, check_is_member, desk_for
from claims.api.fields import Job, OptionalText, RowLink, Word
from claims.api.noun import NounViewSet
from claims.api.schema import documented
from claims.domain.provider import ProviderFacts, request_provider_test, switch_provider
from claims.domain.provider_board import ProviderHealth, board
from claims.enums import SearchOutcome
from claims.models import ProviderTest
from claims.pipeline.ask_provider import provider_facts
from claims.tasks import enqueue
from claims.text.queries import LONGEST_QUERY

STATES = ("on", "off", "key_missing", "open", "probing", "quota")
PROVIDER_NAME = "[0-9A-Za-z_.:-]{1,60}"


class ProviderRow(serializers.Serializer):
    """One line of the board. Durations are in milliseconds; what is not known is null."""

    name = serializers.CharField(source="facts.name")
    label = serializers.CharField(source="facts.label")  # type: ignore[assignment]  # the JSON has this name
    answers = serializers.CharField(source="facts.answers", help_text="pages, reviews or copies.")
    sends = OptionalText(source="facts.sends", help_text="What is sent, and to whom.")
    homepage = OptionalText(source="facts.homepage")
    uses_network = serializers.BooleanField(source="facts.uses_network")
    pace_seconds = serializers.FloatField(source="facts.pace_seconds", help_text="Between two questions.")
    missing = OptionalText(source="facts.missing", help_text="The setting without which it cannot be asked.")
    state = serializers.ChoiceField(choices=STATES)
    words = serializers.CharField(help_text="The state as a sentence.")
    breaker = serializers.ChoiceField(choices=["closed", "open", "half_open"])
    open_until = serializers.DateTimeField(allow_null=True, help_text="It is left alone until then.")
    not_before = serializers.DateTimeField(allow_null=True, help_text="It is asked again then at the earliest.")
    median_ms = serializers.IntegerField(allow_null=True)
    p95_ms = serializers.IntegerField(allow_null=True)
    asked = serializers.IntegerField(help_text="Questions sent in the last day.")
    answered = serializers.IntegerField(help_text="Of these.")
    share_answered = serializers.FloatField(allow_null=True, help_text="From 0 to 1.")
    quota_limit = serializers.IntegerField(allow_null=True)
    quota_left = serializers.IntegerField(allow_null=True)
    quota_resets_at = serializers.DateTimeField(allow_null=True)
    last_answered_at = serializers.DateTimeField(allow_null=True)
    last_error = OptionalText()
    last_error_at = serializers.DateTimeField(allow_null=True)
    waiting = serializers.IntegerField(help_text="Searches and archivings that wait for it.")


@extend_schema_serializer(many=False)
class Board(serializers.Serializer):
    """Every provider of this installation, in the order in which they are asked."""

    results = ProviderRow(many=True)


class TestRequest(ForDesk):
    """A question to try a provider with."""

    query = Text(max_length=4 * LONGEST_QUERY, help_text=f"At most {LONGEST_QUERY} characters.")


class Switch(ForDesk):
    """On or off, for the whole house."""

    is_on = Flag()
    reason = Text(required=False, allow_blank=True, max_length=2000, help_text="Needed when it is switched off.")


class Exchange(serializers.Serializer):
    """One request, and what came back; keys never stand in it."""

    method = serializers.CharField()
    url = serializers.CharField()
    status = serializers.IntegerField(help_text="0 when nothing came back.")
    content_type = OptionalText()
    milliseconds = serializers.IntegerField()
    body = serializers.CharField(help_text="Its beginning.")
    error = OptionalText()


class FoundByTest(serializers.Serializer):
    """A page, pointer or review that was read from the answer."""

    kind = serializers.ChoiceField(choices=["page", "pointer", "review"])
    rank = serializers.IntegerField()
    url = serializers.CharField()
    title = OptionalText()
    snippet = OptionalText()
    date = OptionalText()


class ProviderTestRow(serializers.ModelSerializer):
    """A question put to a provider by hand: what was sent, and what came back."""

    id = serializers.CharField(source="public_id")
    self = RowLink("provider-test-detail")
    provider = serializers.CharField(source="provider.name")
    desk = serializers.CharField(source="desk.public_id")
    asked_by = serializers.CharField(source="asked_by.username")
    outcome = Word(SearchOutcome)
    error = OptionalText(source="answer_error", help_text="Why it could not look.")
    exchanges = Exchange(many=True)
    pages = FoundByTest(many=True)
    job = Job(source="*")

    class Meta:
        model = ProviderTest
        fields = [
            "id",
            "self",
            "provider",
            "desk",
            "asked_by",
            "query",
            "outcome",
            "error",
            "duration_ms",
            "exchanges",
            "pages",
            "job",
            "created_at",
        ]


class ProviderViewSet(NounViewSet):
    """Outside services that are asked."""

    serializer_class = ProviderRow
    lookup_url_kwarg = "name"
    lookup_value_regex = PROVIDER_NAME
    pagination_class = None
    filter_backends = []
    orders = {}

    def health(self, name: str) -> ProviderHealth:
        """How one provider is doing; 404 for one that is not there."""
        return board([facts_named(name)])[0]

    @documented({200: Board})
    def list(self, request: Request) -> Response:
        """The board: how every provider is doing now."""
        check_is_member(request.user)
        return Response(Board({"results": board(provider_facts())}).data)

    @documented({200: ProviderRow})
    def retrieve(self, request: Request, name: str) -> Response:
        """How one provider is doing now."""
        check_is_member(request.user)
        return Response(ProviderRow(self.health(name)).data)

    @documented({202: ProviderTestRow}, body=TestRequest, problems=(422,), has_location=True)
    @action(detail=True, methods=["post"])
    def tests(self, request: Request, name: str) -> Response:
        """Put a question to the provider by hand, to see what is sent and what comes back."""
        facts = facts_named(name)
        body = self.read_body(TestRequest)
        desk = desk_for(self.person, body.get("desk"))
        test = request_provider_test(facts.name, by=self.person, desk=desk, query=body["query"])
        test.refresh_from_db()
        enqueue([test])
        shown = ProviderTestRow(test, context=self.get_serializer_context()).data
        return Response(shown, status=202, headers={"Location": shown["self"]})

    @documented({200: ProviderRow}, body=Switch, problems=(422,))
    @action(detail=True, methods=["put"])
    def switch(self, request: Request, name: str) -> Response:
        """Switch the provider on or off for the whole house; for administrators."""
        facts = facts_named(name)
        body = self.read_body(Switch)
        desk = desk_for(self.person, body.pop("desk", None))
        switch_provider(facts.name, by=self.person, desk=desk, **body)
        return Response(ProviderRow(self.health(facts.name)).data)


class ProviderTestViewSet(mixins.RetrieveModelMixin, NounViewSet):
    """Questions put to providers by hand."""

    serializer_class = ProviderTestRow
    queryset = ProviderTest.objects.none()

    def get_queryset(self) -> QuerySet[ProviderTest]:
        """Tests that somebody of the person's desks asked for."""
        rows = ProviderTest.objects.visible_to(self.request.user)
        return rows.select_related("provider", "desk", "asked_by")

    @documented({200: ProviderTestRow})
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """What was sent and what came back; `job` says how far it is."""
        return super().retrieve(request, *args, **kwargs)


def facts_named(name: str) -> ProviderFacts:
    """The facts of a provider of this installation; 404 for another name."""
    for facts in provider_facts():
        if facts.name == name:
            return facts
    raise Http404

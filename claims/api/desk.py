"""Desks: the newsroom groups that you are on."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.body import Body, Text
from claims.api.download import attachment
from claims.api.fields import RowLink, Word
from claims.api.format import AnyFormat
from claims.api.noun import NounViewSet
from claims.api.schema import documented
from claims.domain.desk import change_desk
from claims.domain.example import engine_records, example_lines, proposals
from claims.domain.permissions import check_can
from claims.domain.worthiness import change_worthiness, feature_weights, preview_worthiness
from claims.enums import Role
from claims.errors import BadInput, PermissionDenied
from claims.models import Desk, Membership, Snapshot
from claims.models.desk import MOST_SEARCHED_CLAIMS
from claims.text.checkworthiness import DESK_POINTS_AT_MOST

NO_DESK = "You are not on any desk. Ask an administrator to add you to one."


class DeskRow(serializers.ModelSerializer):
    """A newsroom's group, and what you are on it."""

    id = serializers.CharField(source="public_id")
    self = RowLink("desk-detail")
    role = Word(Role, help_text="Your role on it.")

    class Meta:
        model = Desk
        fields = ["id", "self", "name", "slug", "language", "searched_claims", "role", "created_at"]


class DeskSettings(Body):
    """What an administrator may change."""

    searched_claims = serializers.IntegerField(
        min_value=0,
        max_value=MOST_SEARCHED_CLAIMS,
        help_text="How many of an article's best proposals are searched without being asked.",
    )


class ForDesk(Body):
    """For which desk something is done."""

    desk = Text(required=False, max_length=24, help_text="Id of the desk; needed by those who are on several.")


class FeatureWeightRow(serializers.Serializer):
    """One feature of a sentence, and the points it gives when claims are ranked."""

    name = serializers.CharField()
    by_rules = serializers.IntegerField(help_text="Its points where rules alone rank.")
    beside_model = serializers.IntegerField(help_text="Its points beside the trained ranker.")
    by_desk = serializers.IntegerField(help_text="The points that the desk adds to either.")


class Worthiness(serializers.Serializer):
    """What makes a sentence worth checking on this desk, the strongest feature first."""

    features = FeatureWeightRow(many=True)


class WorthinessPoints(Body):
    """The points that the desk gives, in place of all it gave before; a feature that is left out gets none."""

    points = serializers.DictField(
        child=serializers.IntegerField(min_value=-DESK_POINTS_AT_MOST, max_value=DESK_POINTS_AT_MOST),
        help_text="Points by the name of the feature.",
    )


class ShiftRow(serializers.Serializer):
    """How past decisions would have moved in the lists of their articles."""

    looked_at = serializers.IntegerField()
    earlier = serializers.IntegerField()
    later = serializers.IntegerField()


class WorthinessPreview(serializers.Serializer):
    """What the points would have done to the desk's last decisions."""

    accepted = ShiftRow()
    dismissed = ShiftRow()


class EngineRow(serializers.Serializer):
    """What people made of one engine's proposals."""

    engine = serializers.CharField()
    engine_version = serializers.CharField()
    proposed = serializers.IntegerField()
    accepted = serializers.IntegerField()
    dismissed = serializers.IntegerField()
    edited = serializers.IntegerField(help_text="Worded by a person, whatever was decided.")


class Engines(serializers.Serializer):
    """The engines whose proposals people answered, those with most answers first."""

    engines = EngineRow(many=True)


class DeskViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, NounViewSet):
    """Newsroom groups."""

    serializer_class = DeskRow
    queryset = Desk.objects.none()

    def get_queryset(self) -> QuerySet[Desk]:
        """The person's desks, each with the person's role."""
        role = Membership.objects.filter(desk=OuterRef("pk"), user=self.person).values("role")
        return Desk.objects.visible_to(self.request.user).annotate(role=Subquery(role[:1]))

    @documented({200: DeskRow})
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The desks you are on, newest first."""
        return super().list(request, *args, **kwargs)

    @documented({200: DeskRow})
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One desk."""
        return super().retrieve(request, *args, **kwargs)

    @documented({200: DeskRow}, body=DeskSettings)
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Change the desk's settings; for its administrators."""
        change_desk(self.get_object(), by=self.person, **self.read_body(DeskSettings))
        return self.show_row()

    @documented({200: Worthiness})
    @action(detail=True)
    def worthiness(self, request: Request, id: str) -> Response:
        """What makes a sentence worth checking on this desk."""
        return self._worthiness()

    @documented({200: Worthiness}, body=WorthinessPoints, problems=(422,))
    @worthiness.mapping.put
    def give_points(self, request: Request, id: str) -> Response:
        """Give features more or fewer points; waiting proposals are ranked anew."""
        change_worthiness(self.get_object(), by=self.person, **self.read_body(WorthinessPoints))
        return self._worthiness()

    def _worthiness(self) -> Response:
        return Response(Worthiness({"features": feature_weights(self.get_object())}).data)

    @documented({200: WorthinessPreview}, body=WorthinessPoints, problems=(422,))
    @action(detail=True, methods=["post"], url_path="worthiness-previews")
    def worthiness_previews(self, request: Request, id: str) -> Response:
        """How the desk's last decisions would have stood with other points; nothing is changed."""
        preview = preview_worthiness(self.get_object(), **self.read_body(WorthinessPoints))
        return Response(WorthinessPreview(preview).data)

    @documented({200: Engines})
    @action(detail=True)
    def engines(self, request: Request, id: str) -> Response:
        """How often people accepted what each engine proposed."""
        return Response(Engines({"engines": engine_records(proposals(self.person, desk=self.get_object()))}).data)

    @documented({(200, "application/jsonl"): OpenApiTypes.STR})
    @action(detail=True, url_path=r"examples\.jsonl", content_negotiation_class=AnyFormat)
    def examples(self, request: Request, id: str) -> HttpResponseBase:
        """People's decisions on proposals as labelled examples, one JSON object a line; what training reads."""
        desk = self.get_object()
        check_can(self.person, "export_examples", desk)
        lines = example_lines(proposals(self.person, desk=desk))
        disposition = attachment(desk.name, ending=" examples.jsonl")
        return StreamingHttpResponse(
            lines, content_type="application/jsonl", headers={"Content-Disposition": disposition}
        )


def desk_for(user: Any, public_id: str | None, *, snapshot: Snapshot | None = None) -> Desk:
    """The desk that is named, or the only one the person is on.

    A `snapshot` that somebody handed in is its desk's: then only the desks count that it was handed to.
    """
    desks = Desk.objects.visible_to(user)
    if snapshot and not snapshot.is_source:
        desks = desks.filter(articles__snapshot=snapshot).distinct()
    if public_id is not None:
        return get_object_or_404(desks, public_id=public_id)
    first = list(desks[:2])
    if not first:
        raise PermissionDenied(NO_DESK)
    if len(first) > 1:
        raise BadInput("You are on several desks. Say for which one this is, with its id as desk.", field="desk")
    return first[0]


def check_is_member(user: Any) -> None:
    """What belongs to the whole house is shown to those who are on a desk of it; else PermissionDenied."""
    if not Desk.objects.visible_to(user).exists():
        raise PermissionDenied(NO_DESK)

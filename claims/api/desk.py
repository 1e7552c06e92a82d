"""Desks: the newsroom groups that you are on."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.shortcuts import get_object_or_404
from rest_framework import mixins, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.body import Body, Text
from claims.api.fields import RowLink, Word
from claims.api.noun import NounViewSet
from claims.api.schema import documented
from claims.domain.desk import change_desk
from claims.enums import Role
from claims.errors import BadInput, PermissionDenied
from claims.models import Desk, Membership, Snapshot
from claims.models.desk import MOST_SEARCHED_CLAIMS

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

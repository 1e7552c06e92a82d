"""Desks: the newsroom groups that you are on."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from rest_framework import mixins, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.body import Body
from claims.api.fields import RowLink, Word
from claims.api.noun import NounViewSet
from claims.api.schema import documented
from claims.domain.desk import change_desk
from claims.enums import Role
from claims.models import Desk, Membership
from claims.models.desk import MOST_SEARCHED_CLAIMS


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

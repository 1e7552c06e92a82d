"""Desk and Membership: a newsroom's group and its people."""

from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models

from claims.enums import Role
from claims.models.base import PublicIdField, Timestamped, of_member

MOST_SEARCHED_CLAIMS = 100


class DeskQuerySet(models.QuerySet):
    """Desks."""

    def visible_to(self, user: object) -> Self:
        """The desks this person is a member of."""
        return self.filter(of_member(user, path="memberships__user"))


class Desk(Timestamped):
    """A newsroom's group: its articles, claims and settings."""

    public_id = PublicIdField("dsk")
    name = models.CharField(max_length=100)
    slug = models.SlugField(unique=True)
    language = models.CharField(max_length=8, default="en")
    searched_claims = models.PositiveSmallIntegerField(
        default=10,
        validators=[MaxValueValidator(MOST_SEARCHED_CLAIMS)],
        help_text="How many of an article's best proposals are searched without being asked.",
    )
    worthiness_points = models.JSONField(
        default=dict, help_text="Points that the desk gives to features of a sentence when claims are ranked."
    )

    objects = DeskQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(Timestamped):
    """What one person may do on one desk."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=16, choices=Role)

    class Meta:
        constraints = [models.UniqueConstraint(name="membership_once", fields=["desk", "user"])]

    def __str__(self) -> str:
        return f"{self.user} as {self.role} on {self.desk}"

"""The desks of a person, and in whose name something is done that belongs to the whole house."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.models import User

from claims.domain.permissions import acts_of, check_can
from claims.errors import PermissionDenied
from claims.models import Desk, Snapshot

NO_DESK = "You are not on a desk yet. Ask an administrator to make you a member of one."


@dataclass(frozen=True, slots=True)
class OwnDesks:
    """The desks of a person, each with what the person may do there."""

    acts: tuple[tuple[Desk, frozenset[str]], ...]

    def allowing(self, act: str) -> list[Desk]:
        """The desks on which the person may do this."""
        return [desk for desk, acts in self.acts if act in acts]

    @property
    def may(self) -> frozenset[str]:
        """Everything that the person may do on at least one of them."""
        return frozenset().union(*(acts for _, acts in self.acts))

    @property
    def keys(self) -> frozenset[int]:
        """The primary keys of the desks."""
        return frozenset(desk.pk for desk, _ in self.acts)


def own_desks(user: User, *, snapshot: Snapshot | None = None) -> OwnDesks:
    """The person's desks; of a copy that was handed in to be checked only those that it was handed to."""
    desks = Desk.objects.visible_to(user)
    if snapshot and not snapshot.is_source:
        desks = desks.filter(articles__snapshot=snapshot).distinct()
    return OwnDesks(tuple((desk, acts_of(user, desk)) for desk in desks))


def desks_to_act_for(user: User, act: str, *, snapshot: Snapshot | None = None) -> list[Desk]:
    """The desks in whose name the person may do this; PermissionDenied says who may when there is none."""
    desks = own_desks(user, snapshot=snapshot)
    allowed = desks.allowing(act)
    for desk, _ in desks.acts if not allowed else ():
        check_can(user, act, desk)
    if not allowed:
        raise PermissionDenied(NO_DESK)
    return allowed


def check_is_member(user: User) -> None:
    """What belongs to the whole house is shown to those who are on a desk of it; else PermissionDenied."""
    if not Desk.objects.visible_to(user).exists():
        raise PermissionDenied(NO_DESK)


class DeskForm(forms.Form):
    """Something done in the name of a desk: the one chosen, or the only one."""

    desk = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, desks: list[Desk], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desks = {desk.public_id: desk for desk in desks}
        self.fields["desk"].choices = [(desk.public_id, desk.name) for desk in desks]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The desk itself in the place of its id; a desk that was named wrongly is an error already."""
        cleaned = super().clean() or {}
        if "desk" in cleaned:
            cleaned["desk"] = self.desks.get(cleaned["desk"]) or next(iter(self.desks.values()))
        return cleaned

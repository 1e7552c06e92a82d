"""What the page of a desk's points shows: every feature, and what other points would have done to past decisions."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.forms import BoundField
from django.shortcuts import get_object_or_404

from claims.domain.permissions import acts_of
from claims.domain.worthiness import FeatureWeight, Preview, Shift, feature_weights
from claims.models import Desk
from claims.web.worthiness_form import WorthinessForm


@dataclass(frozen=True, slots=True)
class WeightRow:
    """One feature with the field for its points."""

    weight: FeatureWeight
    field: BoundField


@dataclass(frozen=True, slots=True)
class WorthinessPage:
    """The desk, its form, and the words of a preview when one was asked for."""

    desk: Desk
    form: WorthinessForm
    may_change: bool
    may_export: bool
    preview: tuple[str, ...]

    @property
    def rows(self) -> Iterator[WeightRow]:
        """Every feature, the strongest first."""
        for name, weight in self.form.weights.items():
            yield WeightRow(weight, self.form[name])


def visible_desk(user: User, public_id: str) -> Desk:
    """One of the person's desks; Http404 when there is none of this name."""
    return get_object_or_404(Desk.objects.visible_to(user), public_id=public_id)


def form_of(desk: Desk, posted: object = None) -> WorthinessForm:
    """The desk's points as a form, empty or as it was sent."""
    return WorthinessForm(posted, weights=feature_weights(desk))


def read_worthiness_page(
    desk: Desk, user: User, *, form: WorthinessForm | None = None, preview: Preview | None = None
) -> WorthinessPage:
    """Everything on the page."""
    words = tuple(preview_words(preview)) if preview else ()
    acts = acts_of(user, desk)
    return WorthinessPage(
        desk=desk,
        form=form or form_of(desk),
        may_change="change_worthiness" in acts,
        may_export="export_examples" in acts,
        preview=words,
    )


def preview_words(preview: Preview) -> Iterator[str]:
    """A preview as sentences: of accepted claims earlier is better, of dismissed ones later is."""
    if not preview.accepted.looked_at and not preview.dismissed.looked_at:
        yield "Nobody has accepted or dismissed a proposal of this reader yet, so there is nothing to compare with."
        return
    yield _shift_words(preview.accepted, "accepted")
    yield _shift_words(preview.dismissed, "dismissed")


def _shift_words(shift: Shift, decided: str) -> str:
    if not shift.looked_at:
        return f"No {decided} claim to compare with yet."
    if shift.looked_at == 1:
        return f"With these points, your last {decided} claim would have {_one_move(shift)}."
    claims = f"your last {shift.looked_at} {decided} claims"
    if not shift.earlier and not shift.later:
        return f"With these points, all of {claims} would have stood where they do now."
    return (
        f"With these points, {shift.earlier} of {claims} would have come earlier in the list of their article, "
        f"and {shift.later} later."
    )


def _one_move(shift: Shift) -> str:
    if shift.earlier:
        return "come earlier in the list of its article"
    return "come later in the list of its article" if shift.later else "stood where it does now"

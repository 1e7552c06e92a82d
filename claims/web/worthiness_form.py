"""What people type about the points of features."""

from collections.abc import Sequence
from typing import Any

from django import forms

from claims.domain.worthiness import FeatureWeight
from claims.text.checkworthiness import DESK_POINTS_AT_MOST

PREVIEW, SAVE = "preview", "save"
OUT_OF_BOUNDS = f"Give between −{DESK_POINTS_AT_MOST} and {DESK_POINTS_AT_MOST} points, or 0 for none."


class WorthinessForm(forms.Form):
    """Points for each feature; the fields are numbered, for a feature's name is no field's name."""

    def __init__(self, *args: Any, weights: Sequence[FeatureWeight], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.weights = {f"points_{number}": weight for number, weight in enumerate(weights, start=1)}
        messages = dict.fromkeys(("invalid", "min_value", "max_value"), OUT_OF_BOUNDS)
        for name, weight in self.weights.items():
            self.fields[name] = forms.IntegerField(
                label=weight.name,
                required=False,
                initial=weight.by_desk,
                min_value=-DESK_POINTS_AT_MOST,
                max_value=DESK_POINTS_AT_MOST,
                error_messages=messages,
            )

    @property
    def points(self) -> dict[str, int]:
        """The points by feature, once the form is valid."""
        return {weight.name: self.cleaned_data[name] or 0 for name, weight in self.weights.items()}

import pytest

from claims.domain.worthiness import FeatureWeight
from claims.text.checkworthiness import DESK_POINTS_AT_MOST
from claims.web.worthiness_form import OUT_OF_BOUNDS, WorthinessForm

WEIGHTS = [FeatureWeight("has a date", 16, 0, 5), FeatureWeight("opinion word", -16, 0, 0)]


def form_of(**given):
    return WorthinessForm(given, weights=WEIGHTS)


def test_fields_carry_the_names_and_points_of_the_features():
    form = WorthinessForm(weights=WEIGHTS)
    assert [(name, field.label, form[name].value()) for name, field in form.fields.items()] == [
        ("points_1", "has a date", 5),
        ("points_2", "opinion word", 0),
    ]


@pytest.mark.parametrize(
    ("typed", "points"), [("7", 7), (" -7 ", -7), ("", 0), (f"{DESK_POINTS_AT_MOST}", 40), ("-40", -40), ("٧", 7)]
)
def test_points_are_whole_numbers_and_none_is_nought(typed, points):
    form = form_of(points_1=typed)
    assert form.is_valid()
    assert form.points == {"has a date": points, "opinion word": 0}


@pytest.mark.parametrize("typed", ["41", "-41", "1.5", "many", "1e3", "9" * 5000])
def test_points_out_of_bounds_are_named_at_their_field(typed):
    assert form_of(points_1="3", points_2=typed).errors == {"points_2": [OUT_OF_BOUNDS]}


def test_a_name_of_a_feature_is_no_field():
    form = WorthinessForm({"has a date": "9", "points_3": "9"}, weights=WEIGHTS)
    assert form.is_valid()
    assert form.points == {"has a date": 0, "opinion word": 0}

import pytest
from django.core.management.base import CommandError

from claims.management.desk_options import desk_and_person
from tests.factories import make_desk, make_user

pytestmark = pytest.mark.django_db


def test_the_first_desk_and_the_terminal_are_meant_when_none_is_named():
    first, _ = make_desk(), make_desk()
    desk, person = desk_and_person({"desk": "", "by": ""})
    assert (desk, person.username) == (first, "terminal")


def test_a_desk_and_a_person_are_found_by_name():
    desk = make_desk(slug="city")
    marta = make_user(desk, username="marta")
    assert desk_and_person({"desk": "city", "by": "marta"}) == (desk, marta)


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ({"desk": "town", "by": ""}, "There is no desk 'town'. There are: city."),
        ({"desk": "city", "by": "nobody"}, "There is no active user 'nobody'."),
    ],
)
def test_names_that_nobody_has_are_wrong_usage(named, message):
    make_desk(slug="city")
    with pytest.raises(CommandError) as caught:
        desk_and_person(named)
    assert (str(caught.value), caught.value.returncode) == (message, 2)

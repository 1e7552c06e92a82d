import pytest

from claims.models import Desk, Membership
from tests.factories import make_desk, make_user
from tests.models.constraints import violates

pytestmark = pytest.mark.django_db


def test_a_person_has_one_role_on_a_desk():
    desk = make_desk()
    user = make_user(desk, role="reader")
    with violates("membership_once"):
        Membership.objects.create(desk=desk, user=user, role="editor")


def test_two_desks_cannot_have_the_same_short_name():
    make_desk(slug="city")
    with violates("claims_desk_slug_key"):
        make_desk(slug="city")


def test_a_person_sees_the_desks_of_their_memberships_alone():
    ours = make_desk()
    make_desk()
    assert list(Desk.objects.visible_to(make_user(ours))) == [ours]
    assert list(Desk.objects.visible_to(make_user())) == []

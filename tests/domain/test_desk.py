from datetime import timedelta

import pytest
from django.utils import timezone

from claims.domain.audit import Machine
from claims.domain.desk import create_api_token, ensure_first_desk, ensure_member, record_token_use, terminal_user
from claims.enums import Role
from claims.errors import BadInput
from claims.models import ApiToken, AuditEvent, Desk, Membership
from tests.factories import make_desk, make_user

pytestmark = pytest.mark.django_db

SETUP = Machine("setup", "1")


def actions():
    return list(AuditEvent.objects.values_list("action", flat=True))


def test_a_new_installation_gets_one_desk():
    desk = ensure_first_desk()
    assert ensure_first_desk() == desk
    assert (Desk.objects.count(), desk.name, actions()) == (1, "Fact-check desk", ["desk.created"])


def test_an_installation_with_a_desk_gets_no_other():
    desk = make_desk(name="City desk")
    assert ensure_first_desk() == desk
    assert actions() == []


def test_a_member_is_made_once_and_cannot_sign_in_with_a_password():
    desk = make_desk()
    user = ensure_member(desk, by=SETUP, username="ada", role=Role.EDITOR)
    assert ensure_member(desk, by=SETUP, username="ada", role=Role.READER) == user
    assert user.has_usable_password() is False
    assert list(Membership.objects.values_list("user__username", "role")) == [("ada", "editor")]
    assert actions() == ["desk.member_added"]


def test_somebody_who_is_there_already_keeps_their_password():
    user = make_user(username="ada")
    user.set_password("correct horse")
    user.save()
    again = ensure_member(make_desk(), by=SETUP, username="ada", role=Role.EDITOR)
    assert again.check_password("correct horse") is True


def test_the_terminal_acts_as_an_administrator():
    desk = make_desk()
    assert (terminal_user(desk).username, Membership.objects.get().role) == ("terminal", "administrator")


def test_a_token_is_kept_as_a_hash_and_written_down_without_its_secret():
    user = make_user()
    token, secret = create_api_token(user, by=user, name=" wall ", scopes=["write", "read"])
    assert (token.name, token.scopes, token.user) == ("wall", ["read", "write"], user)
    event = AuditEvent.objects.get()
    assert (event.action, event.subject_id) == ("token.created", token.public_id)
    assert event.details == {"name": "wall", "scopes": ["read", "write"], "for": user.username}
    assert secret not in f"{event.details}{token.digest}{token.token_key}"


@pytest.mark.parametrize(("days", "is_endless"), [(90, False), (None, True)])
def test_a_token_ends_unless_it_is_asked_not_to(days, is_endless):
    token, _ = create_api_token(make_user(), by=make_user(), name="wall", scopes=["read"], days=days)
    assert (token.expiry is None) is is_endless


@pytest.mark.parametrize(
    ("given", "message", "field"),
    [
        ({"scopes": ["read", "delete"]}, "Scopes are read and write; not delete.", "scopes"),
        ({"scopes": []}, "Scopes are read and write; not none.", "scopes"),
        ({"name": " "}, "Give the token a name, so that you know later what it is for.", "name"),
    ],
)
def test_a_token_without_name_or_with_other_scopes_is_refused(given, message, field):
    with pytest.raises(BadInput) as caught:
        create_api_token(make_user(), by=make_user(), **{"name": "wall", "scopes": ["read"], **given})
    assert (str(caught.value), caught.value.field) == (message, field)
    assert (ApiToken.objects.count(), actions()) == (0, [])


@pytest.mark.parametrize(
    ("age", "is_noted"), [(None, True), (timedelta(minutes=2), True), (timedelta(seconds=5), False)]
)
def test_the_last_use_of_a_token_is_noted_once_a_minute_at_most(age, is_noted):
    token, _ = create_api_token(make_user(), by=make_user(), name="wall", scopes=["read"])
    before = timezone.now() - age if age else None
    ApiToken.objects.filter(pk=token.pk).update(last_used_at=before)
    token.refresh_from_db()
    record_token_use(token)
    token.refresh_from_db()
    assert (token.last_used_at != before) is is_noted

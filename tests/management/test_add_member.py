import io
import sys

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from claims.models import AuditEvent, Membership

pytestmark = pytest.mark.django_db


def add(*arguments, password=None, monkeypatch=None):
    if password is not None:
        monkeypatch.setattr(sys, "stdin", io.StringIO(password + "\n"))
        arguments = (*arguments, "--password-stdin")
    out = io.StringIO()
    call_command("add_member", *arguments, stdout=out)
    return out.getvalue()


def test_a_new_person_is_on_the_first_desk_and_can_sign_in(client, monkeypatch):
    said = add("olena", "--role", "editor", password="long-enough-and-rare", monkeypatch=monkeypatch)
    assert said == "olena is editor on Fact-check desk.\n"
    assert client.login(username="olena", password="long-enough-and-rare")
    assert "desk.member_added" in AuditEvent.objects.values_list("action", flat=True)


def test_without_a_password_nobody_can_sign_in_yet():
    add("olena")
    assert User.objects.get(username="olena").has_usable_password() is False


def test_adding_again_doubles_nothing():
    add("olena")
    add("olena")
    assert Membership.objects.filter(user__username="olena").count() == 1


def test_an_unknown_desk_is_wrong_usage_and_makes_nobody():
    add("marko")
    with pytest.raises(CommandError, match=r"There is no desk 'night'\. Desks are: desk\.") as fault:
        add("olena", "--desk", "night")
    assert (fault.value.returncode, User.objects.filter(username="olena").exists()) == (2, False)


def test_a_weak_password_makes_nobody(monkeypatch):
    with pytest.raises(CommandError, match="too short"):
        add("olena", password="abc", monkeypatch=monkeypatch)
    assert User.objects.filter(username="olena").exists() is False

"""`manage.py add_member USERNAME --role ROLE`: a person of a desk, made when there is none of this name."""

import sys
from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.domain.desk import ensure_first_desk, ensure_member, terminal_user
from claims.enums import Role
from claims.management.preflight import check_ready
from claims.models import Desk

WRONG_USAGE = 2


class Command(BaseCommand):
    """Without a password the person cannot sign in yet; running it again with one sets it."""

    help = "Add a person to a desk. --password-stdin reads the password from standard input."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--role", choices=Role.values, default=Role.REVIEWER, help="reviewer when not given")
        parser.add_argument("--desk", help="the desk's short name; the first desk when not given")
        parser.add_argument("--password-stdin", action="store_true", help="read the password from standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        check_ready()
        desk = self.desk_named(options["desk"])
        password = sys.stdin.readline().rstrip("\r\n") if options["password_stdin"] else ""
        if options["password_stdin"]:
            check_password(password)
        by = terminal_user(desk)
        user = ensure_member(desk, by=by, username=options["username"], role=options["role"])
        if password:
            set_password(user, password)
        role = user.memberships.get(desk=desk).role
        self.stdout.write(f"{user.get_username()} is {Role(role).label.lower()} on {desk.name}.")

    def desk_named(self, slug: str | None) -> Desk:
        """The desk of this short name, or the first one."""
        if slug is None:
            return ensure_first_desk()
        desk = Desk.objects.filter(slug=slug).first()
        if desk is None:
            known = ", ".join(Desk.objects.values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"There is no desk {slug!r}. Desks are: {known}.", returncode=WRONG_USAGE)
        return desk


def check_password(password: str) -> None:
    """Raise unless the password is one that the site accepts."""
    try:
        validate_password(password)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages), returncode=WRONG_USAGE) from error


def set_password(user: User, password: str) -> None:
    """Give the person this password."""
    user.set_password(password)
    user.save(update_fields=["password"])

"""On which desk, and in whose name, a command acts."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import CommandError, CommandParser

from claims.domain.desk import ensure_first_desk, terminal_user
from claims.models import Desk


def add_desk_options(parser: CommandParser) -> None:
    """`--desk` and `--by`, both of which may be left out."""
    parser.add_argument("--desk", default="", metavar="SLUG", help="the desk; the first one when not given")
    parser.add_argument("--by", default="", metavar="USER", help="in whose name; the terminal's when not given")


def desk_and_person(options: dict[str, Any]) -> tuple[Desk, User]:
    """The desk and the person that the options name; CommandError when there is no such desk or person."""
    desk = Desk.objects.filter(slug=options["desk"]).first() if options["desk"] else ensure_first_desk()
    if desk is None:
        known = ", ".join(Desk.objects.order_by("slug").values_list("slug", flat=True))
        raise CommandError(f"There is no desk {options['desk']!r}. There are: {known or 'none'}.", returncode=2)
    if not options["by"]:
        return desk, terminal_user(desk)
    person = User.objects.filter(username=options["by"], is_active=True).first()
    if person is None:
        raise CommandError(f"There is no active user {options['by']!r}.", returncode=2)
    return desk, person

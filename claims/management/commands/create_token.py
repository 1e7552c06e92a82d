"""Make an API token for a person and print its secret, once."""

import json
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.domain.desk import create_api_token, ensure_first_desk, terminal_user
from claims.errors import BadInput
from claims.management.preflight import check_record
from claims.models.token import SCOPES

WRONG_USAGE = 2
# A century: beyond it the calendar of the database ends.
MOST_DAYS = 36_500


class Command(BaseCommand):
    """The secret goes to the standard output, everything else to the standard error."""

    help = "Makes an API token for a person. Its secret is printed once and kept nowhere."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose token, what for, how far and how long."""
        parser.add_argument("username", help="whose token it is; it may do what this person may do")
        parser.add_argument("--name", required=True, help="what the token is for")
        parser.add_argument("--scope", action="append", choices=SCOPES, help="may be repeated; read when not given")
        parser.add_argument("--days", type=int, default=90, help="how long it is valid, 1 to 36500 (90)")
        parser.add_argument("--json", action="store_true", help="print everything as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the token; exit code 1 for an unknown person, 2 for wrong usage."""
        if not 1 <= options["days"] <= MOST_DAYS:
            raise CommandError(f"--days must be from 1 to {MOST_DAYS}.", returncode=WRONG_USAGE)
        check_record()
        user = User.objects.filter(username=options["username"], is_active=True).first()
        if user is None:
            raise CommandError(f"There is no active user {options['username']!r}.")
        scopes = sorted(set(options["scope"] or ["read"]))
        by = terminal_user(ensure_first_desk())
        try:
            token, secret = create_api_token(user, by=by, name=options["name"], scopes=scopes, days=options["days"])
        except BadInput as error:
            raise CommandError(str(error), returncode=WRONG_USAGE) from error
        if options["json"]:
            facts = {"id": token.public_id, "name": token.name, "user": user.get_username(), "scopes": token.scopes}
            self.stdout.write(json.dumps(facts | {"expiry": token.expiry.isoformat(), "secret": secret}))
            return
        until = f"{token.expiry:%Y-%m-%d}"
        self.stderr.write(f"{token.name} for {user.get_username()}: {', '.join(token.scopes)}, until {until}.", str)
        self.stderr.write("This is its secret. Keep it now: it is not shown again.", str)
        self.stdout.write(secret)

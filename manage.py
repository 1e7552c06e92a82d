#!/usr/bin/env python
"""The terminal door: `manage.py help` lists every command."""

import contextlib
import os
import sys
from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError

from claims.management.preflight import database_fault

# What a shell reports for a program that ended by the signals SIGPIPE and SIGINT.
READER_LEFT = 141
INTERRUPTED = 130


def main() -> None:
    """Run a command; a setting that cannot work is one line, not a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    try:
        settings.INSTALLED_APPS  # noqa: B018 -- Django would report a broken setting as an unknown command
    except ImproperlyConfigured as error:
        sys.exit(f"Error: {error}")
    with plain_endings():
        execute_from_command_line(sys.argv)


@contextlib.contextmanager
def plain_endings() -> Iterator[None]:
    """No traceback for what is no fault of the program."""
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        # `… | head` has read enough; what is left in the buffer goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(READER_LEFT)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except OperationalError as error:
        sys.exit(f"Error: {database_fault(error)}")


if __name__ == "__main__":
    main()

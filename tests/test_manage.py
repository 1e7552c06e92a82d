"""The terminal door: what ends a command from outside is no traceback."""

import pytest
from django.db import OperationalError

from manage import INTERRUPTED, plain_endings


def ending_of(error):
    """What the process would end with."""
    with pytest.raises(SystemExit) as end, plain_endings():
        raise error
    return end.value.code


def test_a_person_who_stops_a_command_sees_no_traceback():
    assert ending_of(KeyboardInterrupt()) == INTERRUPTED


def test_a_database_that_fails_in_the_middle_is_one_line():
    told = ending_of(OperationalError("database or disk is full"))
    assert told.startswith("Error: The database cannot be used: database or disk is full. ")
    assert len(told.splitlines()) == 1


def test_any_other_error_is_not_hidden():
    with pytest.raises(ZeroDivisionError), plain_endings():
        raise ZeroDivisionError

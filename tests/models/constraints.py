"""A block that the database must refuse by the constraint of this name."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, transaction


@contextmanager
def violates(name: str) -> Iterator[None]:
    """Fail unless the block breaks the constraint; the transaction around it goes on."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        yield
    told = str(caught.value)
    # SQLite names a broken CHECK, but of a broken UNIQUE only the columns.
    assert name in told or told.startswith("UNIQUE constraint failed"), told

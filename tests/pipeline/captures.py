"""The work of captures, done in the test's own process."""

from collections.abc import Callable
from typing import Any

import pytest

from claims.errors import NotYet
from claims.models import CaptureJob
from claims.pipeline.fetch_captures import fetch_captures
from claims.pipeline.read_capture import read_capture


def work_captures() -> list[Any]:
    """Fetch and read whatever is due; gives the rows that were rung for."""
    rung: list[Any] = []
    fetch_captures(threads=2, ring=rung.extend)
    for capture in CaptureJob.objects.lease(CaptureJob.objects.to_read().values_list("pk", flat=True), seconds=60):
        read_capture(capture)
        capture.finish_job()
    return rung


def worked(row: Any, step: Callable[[Any], Any]) -> Any:
    """What a step gives for a leased row once its page, for which it waits first, is captured."""
    with pytest.raises(NotYet):
        step(row)
    work_captures()
    row.refresh_from_db()
    row.wake_job()
    [leased] = type(row).objects.lease([row.pk], seconds=60)
    row.refresh_from_db()
    assert row.job_lease == leased.job_lease
    return step(row)

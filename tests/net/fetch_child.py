"""Fetches hostile answers, each in a process of its own, and tells how each ended and how much memory it took.

    python -m tests.net.fetch_child < rows.json

Rows are a JSON list of objects: an id, an address, and the limits to fetch it under. For each comes one line of JSON.
What goes wrong that is no error of ours is not caught: it would show as a traceback and as a row without an answer.
"""

import json
import multiprocessing
import resource
import sys
import time
from typing import Any

from claims.errors import FetchError
from claims.net.client import Fetcher, FetchLimits

HOST = "site.test"
AT_ONCE = 8
# What the operating system counts in: kilobytes, but for macOS.
_PEAK_UNIT = 1 if sys.platform == "darwin" else 1024


def fetched(row: dict[str, Any]) -> dict[str, Any]:
    """How a row ended: the status that came back or the code of the error, and the growth of memory in bytes."""
    fetcher = Fetcher(
        user_agent="WorkbenchTest/1.0",
        limits=FetchLimits(**row["limits"]),
        resolver=lambda host, port: ["127.0.0.1"],
        allowed_private_hosts=frozenset({HOST}),
    )
    # What the first fetch loads and buffers is not the doing of the row.
    fetcher.fetch(row["warm_up"])
    before, started = peak_bytes(), time.monotonic()
    try:
        page = fetcher.fetch(row["url"])
        state, message, size = str(page.status), "", len(page.body)
    except FetchError as error:
        state, message, size = error.code, str(error), 0
    return {
        "id": row["id"],
        "state": state,
        "message": message,
        "size": size,
        "seconds": time.monotonic() - started,
        "growth": peak_bytes() - before,
    }


def peak_bytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _PEAK_UNIT


def main() -> None:
    rows = json.load(sys.stdin)
    # Forked, so that each row starts from the same small memory with everything loaded.
    with multiprocessing.get_context("fork").Pool(AT_ONCE, maxtasksperchild=1) as pool:
        for answer in pool.imap_unordered(fetched, rows, chunksize=1):
            print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()

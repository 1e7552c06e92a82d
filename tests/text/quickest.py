"""How long something takes when nobody is in its way: so is told what is not linear in time from a busy machine."""

import time
from collections.abc import Callable


def quickest(call: Callable[[], object], *, of: int = 3) -> float:
    """Processor seconds of the quickest of so many calls."""
    return min(_seconds(call) for _ in range(of))


def _seconds(call: Callable[[], object]) -> float:
    started = time.process_time()
    call()
    return time.process_time() - started

"""The Celery app: it rings, the database remembers.

Queues: `clock` (the sweep, first in every worker's order), `work` (reading, searching the library, ranking: one process
each), `background` (what can wait, taken when nothing else is there) and `fetch` (waiting for other people's servers:
many threads in one process). Work whose worker was lost comes first, in the queue of the same name with `_again`.
"""

import contextlib
import os
from typing import Any

from celery import Celery
from celery.signals import worker_init

from claims.text.encoder import load_encoder
from claims.text.ranker import load_ranker
from claims.text.weights import WeightsMissing

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

WORK_QUEUES = "clock,work_again,work,background_again,background"
FETCH_QUEUES = "clock,fetch_again,fetch"

app = Celery("factcheck")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def load_before_children(sender: Any, **_: Any) -> None:
    """Load the networks in the parent: children that are forked afterwards share 60 MB instead of holding their own.

    Without the weights each article says that it was ranked by rules alone, and pages are found by words alone.
    """
    if "prefork" in str(sender.pool_cls):
        for load in (load_ranker, load_encoder):
            with contextlib.suppress(WeightsMissing):
                load()

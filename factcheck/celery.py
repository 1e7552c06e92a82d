"""The Celery app: it rings, the database remembers.

Queues: `clock` (the sweep, first in every worker's order), `work` (reading, searching the
library, ranking: one process each) and `fetch` (waiting for other people's servers: many
threads in one process). Work whose worker was lost comes first, in `work_again` and `fetch_again`.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

WORK_QUEUES = "clock,work_again,work"
FETCH_QUEUES = "clock,fetch_again,fetch"

app = Celery("factcheck")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

"""Forty articles while workers are killed, and Redis is emptied and killed: nothing is lost, nothing is doubled.

The order of events is drawn from a fixed seed; the quiet run beside it is what must come out.
"""

import json
import os
import random
import signal
import tempfile
import time
from pathlib import Path

import pytest
import redis

from tests.faults.stack import Stack, running_stack, wait_until

pytestmark = pytest.mark.processes

ARTICLES = 40
KILLS = 10
LEASE_SECONDS = 4
# A sweep a second finds a lease that ran out; then both children may be in a step of another row, and a step beside the
# rest of the suite takes its time. On a quiet machine all is taken again within a second of the lease's end.
SLACK_SECONDS = 4
EMPTIES_REDIS = 3
KILLS_REDIS = 6
# A Redis that was killed must be started first, and Celery waits two seconds before it looks for it again.
REDIS_SECONDS = 4
# As long as forty articles may take beside the rest of the suite on a slow disk.
PATIENCE = 400
TOWNS = ("Ashford", "Barton", "Calder", "Denholm", "Elswick", "Fenwick", "Garston", "Hexham", "Ilford", "Jarrow")

SUBMIT = """
from claims import tasks
from claims.domain.desk import ensure_first_desk, terminal_user
from claims.pipeline.receive_article import receive_text
desk = ensure_first_desk()
user = terminal_user(desk)
texts = json.loads(os.environ["TEXTS"])
articles = [receive_text(desk, by=user, body=text.encode(), name=f"article {n}")[0] for n, text in enumerate(texts)]
tasks.enqueue(articles)
print(len(articles))
"""

TABLES = ("claims_article", "claims_claim", "claims_searchjob", "claims_candidatesource", "claims_snapshot")
JOBS = " UNION ALL ".join(f"SELECT '{table}', id, job_state, job_attempts FROM {table}" for table in TABLES)

RESULTS = """
from claims.models import Article, AuditEvent
from collections import Counter
found = {}
for article in Article.objects.all():
    found[article.submitted_name] = sorted(
        [claim.quote, claim.text, round(claim.score, 6), sorted(
            [row.exact, row.snapshot.raw_sha256, row.start, row.end, round(row.relevance, 6), row.suggested_stance]
            for row in claim.evidence.select_related("snapshot")
        )]
        for claim in article.claims.all()
    )
once = ("claim.suggested", "evidence.suggested", "snapshot.attached", "article.submitted", "search.requested")
events = Counter(AuditEvent.objects.filter(action__in=once).values_list("action", "subject_id"))
print(json.dumps({"found": found, "doubled": [list(key) for key, number in events.items() if number > 1]}))
"""


def library_notes(folder: Path) -> Path:
    folder.mkdir()
    for number, town in enumerate(TOWNS):
        for topic in ("schools", "bridges", "buses"):
            text = (
                f"Register of {topic} in {town}\n\nThe county register counts {number * 7 + 12} {topic} in {town}. "
                f"In 2023 the council of {town} closed {number + 2} {topic} and opened {number + 1} others. "
                f"The register of {town} is kept by the county office and was last revised in March 2024.\n"
            )
            (folder / f"{town}-{topic}.txt").write_text(text)
    return folder


def article_text(number: int) -> str:
    town, other = TOWNS[number % 10], TOWNS[(number * 3 + 1) % 10]
    return (
        f"Report {number} on {town}\n\n"
        f"{town} has {number + 14} schools, the mayor said on Monday. "
        f"The council of {town} closed {number % 9 + 2} bridges in 2023. "
        f"Neither {town} nor {other} is among the {number + 100} towns of the county register. "
        f"According to the county office, {other} runs {number * 3 + 20} buses. "
        f"What will the council do next? I think the plan is a mistake.\n"
    )


def submit(stack: Stack) -> None:
    stack.environment["TEXTS"] = json.dumps([article_text(number) for number in range(ARTICLES)])
    assert stack.ask(SUBMIT) == ARTICLES


def jobs_of(stack: Stack) -> dict[tuple[str, int], tuple[str, int]]:
    """State and attempts of every row that machines work on."""
    return {(table, pk): (state, attempts) for table, pk, state, attempts in stack.rows(JOBS)}


def is_finished(stack: Stack) -> bool:
    jobs = jobs_of(stack)
    articles = [state for (table, _), (state, _) in jobs.items() if table == "claims_article"]
    return articles == ["done"] * ARTICLES and {state for state, _ in jobs.values()} == {"done"}


def redis_of(stack: Stack) -> redis.Redis:
    path = stack.ask("from django.conf import settings; print(json.dumps(str(settings.REDIS_SOCKET)))")
    return redis.Redis(unix_socket_path=path)


def kill_one_worker(stack: Stack, dice: random.Random) -> None:
    workers = stack.processes("celery", "worker")
    if workers:
        os.kill(dice.choice(workers), signal.SIGKILL)


def seconds_until_recovered(stack: Stack, held: dict) -> float:
    """How long until each row that was leased at the kill is done, or leased anew."""

    def is_recovered() -> bool:
        now = jobs_of(stack)
        return all(now[key][0] == "done" or now[key][1] > attempts for key, (_, attempts) in held.items())

    return wait_until(is_recovered, seconds=60, what="rows of a killed worker are taken again", pause=0.05)


@pytest.fixture(scope="module")
def quiet_results(tmp_path_factory):
    """What forty articles bring when nothing goes wrong."""
    folder = Path(tempfile.mkdtemp(prefix="fq-"))
    notes = library_notes(tmp_path_factory.mktemp("quiet") / "notes")
    with running_stack(folder) as stack:
        stack.manage("import_library", str(notes))
        submit(stack)
        wait_until(lambda: is_finished(stack), seconds=PATIENCE, what="the quiet run is finished", pause=1)
        return stack.ask(RESULTS)


def test_forty_articles_survive_killed_workers_and_a_lost_redis(tmp_path, quiet_results):
    dice = random.Random(164)
    recoveries = []
    with running_stack(Path(tempfile.mkdtemp(prefix="ff-")), LEASE_SECONDS=str(LEASE_SECONDS)) as stack:
        stack.manage("import_library", str(library_notes(tmp_path / "notes")))
        submit(stack)
        for number in range(KILLS):
            time.sleep(dice.uniform(0.3, 1.2))
            if number == EMPTIES_REDIS:
                redis_of(stack).flushall()
            if number == KILLS_REDIS:
                os.kill(stack.processes("unixsocket")[0], signal.SIGKILL)
            held = {key: job for key, job in jobs_of(stack).items() if job[0] == "working"}
            kill_one_worker(stack, dice)
            recoveries.append(seconds_until_recovered(stack, held))
        wait_until(lambda: is_finished(stack), seconds=PATIENCE, what="all forty articles are finished", pause=1)
        results = stack.ask(RESULTS)
        audit = json.loads(stack.manage("verify_audit", "--json"))

    print("Seconds until the rows of each killed worker were taken again:", [round(each, 2) for each in recoveries])
    assert len(quiet_results["found"]) == ARTICLES
    assert sum(len(claim[3]) for claims in quiet_results["found"].values() for claim in claims) > ARTICLES
    assert results["found"] == quiet_results["found"]
    assert results["doubled"] == []
    assert audit["faults"] == []
    assert recoveries.pop(KILLS_REDIS) <= LEASE_SECONDS + SLACK_SECONDS + REDIS_SECONDS
    assert max(recoveries) <= LEASE_SECONDS + SLACK_SECONDS

"""One request sent by many at the same moment, to a real server with real threads: it is done once."""

import json
import tempfile
import threading
import urllib.error
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.faults.stack import Stack, running_stack

pytestmark = pytest.mark.processes

SENDERS = 12
ROUNDS = 5

MAKE_TOKEN = """
from claims.domain.desk import create_api_token, ensure_first_desk, terminal_user
user = terminal_user(ensure_first_desk())
print(json.dumps(create_api_token(user, by=user, name="tests", scopes=["read", "write"])[1]))
"""


def send(stack: Stack, *, secret: str, key: str) -> tuple[int, str | None, str | None]:
    """Status, address of what was made, and what Idempotency-Replayed says, or Retry-After."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{stack.port}/api/v1/providers/library/tests",
        json.dumps({"query": "mines"}).encode(),
        {"Authorization": f"Bearer {secret}", "Content-Type": "application/json", "Idempotency-Key": key},
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.headers["Location"], answer.headers["Idempotency-Replayed"]
    except urllib.error.HTTPError as error:
        with error:
            return error.code, None, error.headers["Retry-After"]


def send_together(stack: Stack, *, secret: str, key: str) -> list[tuple[int, str | None, str | None]]:
    start = threading.Barrier(SENDERS)

    def wait_and_send(_: int) -> tuple[int, str | None, str | None]:
        start.wait(timeout=30)
        return send(stack, secret=secret, key=key)

    with ThreadPoolExecutor(SENDERS) as pool:
        return list(pool.map(wait_and_send, range(SENDERS)))


@pytest.fixture
def stack():
    with running_stack(Path(tempfile.mkdtemp(prefix="fs-"))) as running:
        yield running


def test_request_that_many_send_at_once_is_done_once(stack):
    secret = stack.ask(MAKE_TOKEN)
    for number in range(ROUNDS):
        answers = send_together(stack, secret=secret, key=f"round-{number}")
        answers.append(send(stack, secret=secret, key=f"round-{number}"))
        told = Counter((status, said) for status, _, said in answers)
        assert told[202, None] == 1
        assert set(told) <= {(202, None), (202, "true"), (409, "1")}
        assert len({address for _, address, _ in answers if address}) == 1
    assert stack.rows("SELECT COUNT(*) FROM claims_providertest") == [(ROUNDS,)]

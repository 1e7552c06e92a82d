"""Visits in processes of their own, on real sockets; and what becomes of them when a process is lost."""

import hashlib
import io
import logging
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Future
from contextlib import closing

import pytest
from warcio.archiveiterator import ArchiveIterator

from claims.errors import FetchFailed, FetchRefused
from claims.net import visitors as module
from claims.net.client import FetchLimits
from claims.net.visitors import ProcessVisitors, VisitorOptions
from tests.net.hostile import HostileServer, answer, raw, redirect

PAGE = b"<p>133 states had signed by then.</p>"
LIMITS = FetchLimits(connect_seconds=2.0, first_byte_seconds=2.0, total_seconds=5.0, max_bytes=100_000)
# They may visit loopback.
OPTIONS = VisitorOptions("factcheck-workbench/1.0", LIMITS, frozenset({"127.0.0.1"}), 8)
WAIT = 30.0


def wait_script(connection, is_over):
    """A host that accepts and says nothing."""
    is_over.wait(20)


@pytest.fixture(scope="module")
def server():
    scripts = {
        "/robots.txt": answer(b"User-agent: *\nDisallow: /closed\n", headers={"Content-Type": "text/plain"}),
        "/page": answer(PAGE),
        "/moved": redirect("/page"),
        "/garbage": raw(b"\x00\x01\x02\x03"),
        "/late": answer(b"Later.", status="429 Too Many Requests", headers={"Retry-After": "7"}),
        "/silent": wait_script,
        "/large": answer(b"x" * 200_000),
    }
    with HostileServer(scripts) as server:
        yield server


@pytest.fixture(scope="module")
def visitors():
    """Two processes that may visit loopback."""
    with closing(ProcessVisitors(OPTIONS, processes=2)) as visitors:
        yield visitors


def begin(visitors, server, path, *, host="127.0.0.1", pace=0.0, rules=None, headers=None) -> Future:
    return visitors.submit(server.url(path, host=host), rules=rules, headers=headers or {}, pace_seconds=pace)


def visit(*arguments, **options):
    return begin(*arguments, **options).result(WAIT)


def test_a_page_comes_back_with_its_facts_and_its_record(visitors, server):
    brought = visit(visitors, server, "/page", headers={"if-none-match": '"1"'})
    exchange = brought.exchange
    assert (brought.error, brought.has_asked) == (None, True)
    assert (exchange.page.status, exchange.page.final_url) == (200, server.url("/page", host="127.0.0.1"))
    assert (exchange.page.content_type, exchange.page.charset) == ("text/html", "utf-8")
    assert exchange.page.hops[0].address == "127.0.0.1"
    assert (exchange.raw_sha256, exchange.raw_size) == (hashlib.sha256(PAGE).hexdigest(), len(PAGE))
    record = next(ArchiveIterator(io.BytesIO(exchange.records[0]), check_digests="raise"))
    assert record.content_stream().read() == PAGE
    assert 'if-none-match: "1"' in server.requests[-1].lower()


def test_rules_are_asked_for_once_by_all_processes_and_come_back(server):
    with closing(ProcessVisitors(OPTIONS, processes=4)) as visitors:
        asked = server.paths().count("/robots.txt")
        first, *others = [visit(visitors, server, path) for path in ("/page", "/moved", "/late", "/large")]
        assert server.paths().count("/robots.txt") - asked == 1
    [rules] = first.new_rules
    assert (rules.origin, rules.status) == (server.url("", host="127.0.0.1"), 200)
    assert rules.rules.may_fetch(server.url("/closed"), "x") is False
    assert [other.new_rules for other in others] == [()] * 3


def test_rules_that_are_known_are_not_asked_for(server):
    origin = server.url("", host="127.0.0.1")
    rules = OPTIONS.visitor().read_rules(origin, status=200, text="User-agent: *\nDisallow: /page\n")
    asked = len(server.requests)
    with closing(ProcessVisitors(OPTIONS, processes=1)) as visitors:
        refused = visit(visitors, server, "/page", rules=rules)
    assert (type(refused.error), refused.error.code, refused.has_asked) == (FetchRefused, "robots", False)
    assert len(server.requests) == asked


def test_how_long_to_wait_comes_back(server):
    rules = OPTIONS.visitor().read_rules(server.url("", host="127.0.0.1"), status=503, text="")
    with closing(ProcessVisitors(OPTIONS, processes=1)) as visitors:
        error = visit(visitors, server, "/page", rules=rules).error
    assert (error.code, 0 < error.retry_after <= rules.fresh_seconds) == ("robots_unreachable", True)


def test_redirects_come_back_with_a_record_each(visitors, server):
    exchange = visit(visitors, server, "/moved").exchange
    assert [(hop.status, hop.location) for hop in exchange.page.hops] == [
        (302, server.url("/page", host="127.0.0.1")),
        (200, ""),
    ]
    heads = [next(ArchiveIterator(io.BytesIO(record))).http_headers for record in exchange.records]
    assert [(head.get_statuscode(), head.get_header("Location")) for head in heads] == [("302", "/page"), ("200", None)]


@pytest.mark.parametrize(
    ("path", "kind", "code", "can_retry"),
    [
        ("/closed", FetchRefused, "robots", False),
        ("/garbage", FetchFailed, "bad_answer", False),
        ("/silent", FetchFailed, "timeout", True),
        ("/large", FetchFailed, "too_large", False),
    ],
)
def test_what_went_wrong_comes_back_as_it_was(visitors, server, path, kind, code, can_retry):
    error = visit(visitors, server, path).error
    assert (type(error), error.code, error.can_retry) == (kind, code, can_retry)
    assert len(str(error).split()) > 4


def test_the_gate_stands_in_the_process_too(visitors):
    visit = visitors.submit("http://127.0.0.2/page", rules=None, headers={}, pace_seconds=0.0)
    error = visit.result(WAIT).error
    assert (type(error), error.code) == (FetchRefused, "private_address")


def test_a_visit_that_fails_as_nobody_foresaw_costs_no_other_one(server):
    with closing(ProcessVisitors(OPTIONS, processes=1)) as visitors:
        error = begin(visitors, server, "/page", pace="no number").exception(WAIT)
        [process_id] = visitors.process_ids()
        assert (type(error), str(error).partition(":")[0]) == (RuntimeError, "TypeError")
        assert visit(visitors, server, "/page").error is None
        assert visitors.process_ids() == [process_id]


def test_an_answer_that_is_no_page_keeps_its_headers(visitors, server):
    page = visit(visitors, server, "/late").exchange.page
    assert (page.status, page.header("Retry-After")) == (429, "7")


def test_many_visits_are_under_way_at_once(visitors, server):
    began = time.monotonic()
    slow = [begin(visitors, server, "/silent") for _ in range(6)]
    assert visit(visitors, server, "/page").error is None
    assert [one.result(WAIT).error.code for one in slow] == ["timeout"] * 6
    # One after the other they would take twelve.
    assert time.monotonic() - began < 8


def test_a_process_that_is_lost_costs_its_visits_alone_and_is_replaced(server):
    with closing(ProcessVisitors(OPTIONS, processes=1)) as visitors:
        visit(visitors, server, "/page")
        [lost] = visitors.process_ids()
        under_way = begin(visitors, server, "/silent")
        os.kill(lost, signal.SIGKILL)
        with pytest.raises(FetchFailed) as caught:
            under_way.result(WAIT)
        assert (caught.value.code, caught.value.can_retry) == ("visitor_lost", True)
        assert visit(visitors, server, "/page").error is None
        assert visitors.process_ids() != [lost]


def test_a_process_that_reads_no_more_holds_nobody_up(server):
    long_rules = OPTIONS.visitor().read_rules(
        server.url("", host="127.0.0.1"), status=200, text="# what a pipe does not hold\n" * 100_000
    )
    with closing(ProcessVisitors(OPTIONS, processes=1)) as visitors:
        visitors.start()
        [stuck] = visitors.process_ids()
        os.kill(stuck, signal.SIGSTOP)
        waiting = [begin(visitors, server, "/page", rules=long_rules) for _ in range(100)]
        visitors.end_visit(server.url("/page", host="127.0.0.1"))
        assert {type(one.exception(WAIT)) for one in waiting} == {FetchFailed}
        assert visit(visitors, server, "/page").error is None


@pytest.mark.parametrize(
    "said",
    [
        "{}",
        '{"number": 0}',
        '{"number": 0, "exchange": {"lengths": []}, "error": null, "new_rules": [], "has_asked": 1, "duration_ms": 1}',
        "[]",
        "what?",
    ],
)
def test_a_process_that_answers_with_something_else_loses_its_visits_and_is_replaced(server, monkeypatch, said):
    child = f"""
import sys
from claims.text.pipes import read_frame, write_frames
read_frame(sys.stdin.buffer, longest=10**6)
write_frames(sys.stdout.buffer, b"")
read_frame(sys.stdin.buffer, longest=10**6)
write_frames(sys.stdout.buffer, {said.encode()!r}, b"")
sys.stdin.read()
"""

    def start(*arguments, **options):
        return subprocess.Popen([sys.executable, "-c", child], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    with closing(ProcessVisitors(OPTIONS, processes=1)) as visitors:
        with monkeypatch.context() as patch:
            patch.setattr(module, "start_child", start)
            assert begin(visitors, server, "/page").exception(WAIT).code == "visitor_lost"
        assert visit(visitors, server, "/page").error is None


def test_closing_ends_the_processes_and_the_next_visit_begins_new_ones(server):
    with closing(ProcessVisitors(OPTIONS, processes=1)) as visitors:
        under_way = begin(visitors, server, "/silent")
        visitors.start()
        visitors.close()
        with pytest.raises(FetchFailed):
            under_way.result(WAIT)
        assert visitors.process_ids() == []
        assert visit(visitors, server, "/page").error is None


def test_a_signal_for_the_whole_group_does_not_end_a_process(visitors, server):
    visit(visitors, server, "/page")
    before = visitors.process_ids()
    for number in (signal.SIGINT, signal.SIGTERM):
        for process_id in before:
            os.kill(process_id, number)
    assert visit(visitors, server, "/page").error is None
    assert visitors.process_ids() == before


def test_certificates_are_passed_on_and_no_secret_is(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "not for children")
    monkeypatch.setenv("SSL_CERT_DIR", "our-certificates")
    with closing(ProcessVisitors(OPTIONS, processes=1)) as visitors:
        visitors.start()
        [process_id] = visitors.process_ids()
        with open(f"/proc/{process_id}/environ", "rb") as file:
            variables = file.read().split(b"\0")
    assert b"SECRET_KEY=not for children" not in variables
    assert b"SSL_CERT_DIR=our-certificates" in variables


def test_what_the_gate_lets_pass_is_logged_as_by_the_parent(server, caplog, capfd):
    caplog.set_level(logging.INFO, logger="claims.net.visitors")
    with closing(ProcessVisitors(OPTIONS, processes=1)) as visitors:
        visit(visitors, server, "/page")
    assert "INFO claims.net.client: fetching from 127.0.0.1 at 127.0.0.1 without judging it" in capfd.readouterr().err

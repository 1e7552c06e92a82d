"""Sources fetched by real workers from a loopback web of many hosts, while hosts, workers and Redis misbehave."""

import json
import os
import signal
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from tests.faults.stack import Stack, command_line, running_stack, wait_until
from tests.faults.web import (
    LoopbackWeb,
    Reply,
    Visit,
    hang,
    page_html,
    peak_of,
    second_fetch_worker,
    tagged,
    watched_memory,
)
from tests.net.hostile import endless, gzip_bomb

pytestmark = pytest.mark.processes

PACE = 0.2
LEASE_SECONDS = 4
FIRST_BYTE_SECONDS = 12
CONTACT = "desk@newsroom.example"
# What a process may take more while bombs go off, and what a reader, which is started anew when one hurts it, may take
# at all: half of its limit. Measured: 57 MB more in the worker that fetches, 340 MB in a reader.
MEMORY_GROWTH = 100_000_000
READER_MEMORY = 500_000_000
# The database's clock counts in milliseconds.
CLOCK = 0.002
# A quiet machine with two cores needs a tenth of it.
PATIENCE = 120
SAVED_PAGES = Path(__file__).parents[1] / "pages"
TOWNS = ("Ashford", "Barton", "Calder", "Denholm")
ARTICLE = "\n".join(f"{town} has {number + 14} schools, the mayor said on Monday." for number, town in enumerate(TOWNS))

SETUP = """
from claims import tasks
from claims.domain.desk import ensure_first_desk, terminal_user
desk = ensure_first_desk()
user = terminal_user(desk)
"""

SUBMIT = """
from claims.pipeline.receive_article import receive_text
article, _ = receive_text(desk, by=user, body=os.environ["TEXT"].encode(), name="The county")
tasks.enqueue([article])
print(article.pk)
"""

PROPOSE = """
from claims.domain.search import propose_source
from claims.models import Claim
claims = list(Claim.objects.order_by("appearances__start"))  # the towns as they stand in the article
rows = [propose_source(claims[place], by=user, url=url) for place, url in json.loads(os.environ["WANTED"])]
tasks.enqueue(rows)
print(len(rows))
"""

CAPTURE = """
from claims.domain.audit import Machine
from claims.domain.capture import request_capture
from claims.enums import CaptureReason
urls = json.loads(os.environ["WANTED"])
tasks.enqueue([request_capture(url, by=Machine("test", "1"), reason=CaptureReason.CANDIDATE) for url in urls])
for _ in range(int(os.environ["MORE_BELLS"])):
    tasks.fetch_pages.apply_async(queue="fetch")
print(len(urls))
"""

MAKE_FEED_DUE = """
from django.db.models.functions import Now
from claims.models import Feed
print(Feed.objects.update(next_poll_at=Now()))
"""

MAKE_WATCH_DUE = """
from django.db.models.functions import Now
from claims.domain.watch import watch_page
from claims.models import Page, PageWatch
watch = watch_page(Page.objects.get(canonical_url=os.environ["WANTED"]), by=user, desk=desk, interval_hours=1)
print(PageWatch.objects.filter(pk=watch.pk).update(next_capture_at=Now()))
"""

COPIES = """
SELECT page.canonical_url, copy.warc_filename, copy.warc_offset
FROM claims_snapshot copy JOIN claims_page page ON page.id = copy.page_id
"""
QUOTES = """
SELECT copy.final_url, evidence.exact FROM claims_evidence evidence
JOIN claims_snapshot copy ON copy.id = evidence.snapshot_id
"""
CHECKS = """
SELECT copy.final_url, evidence.exact, found.anchor FROM claims_quotecheck found
JOIN claims_evidence evidence ON evidence.id = found.evidence_id
JOIN claims_snapshot copy ON copy.id = found.snapshot_id
"""
ENDS = """
SELECT candidate.url, capture.error_code, candidate.status_reason, capture.job_error
FROM claims_candidatesource candidate LEFT JOIN claims_capturejob capture ON capture.id = candidate.capture_job_id
"""


@pytest.fixture(scope="module")
def web():
    with LoopbackWeb(50) as web:
        yield web


@pytest.fixture(scope="module")
def stack(web):
    settings = {
        "ALLOWED_PRIVATE_HOSTS": ",".join(web.hosts),
        "CONTACT": CONTACT,
        "HOST_PACE_SECONDS": str(PACE),
        "LEASE_SECONDS": str(LEASE_SECONDS),
        "FETCH_FIRST_BYTE_SECONDS": str(FIRST_BYTE_SECONDS),
    }
    with running_stack(Path(tempfile.mkdtemp(prefix="fs-")), **settings) as stack:
        stack.environment["TEXT"] = ARTICLE
        stack.ask(SETUP + SUBMIT)
        read = "SELECT COUNT(*) FROM claims_claim WHERE job_state = 'done'"
        wait_until(lambda: stack.rows(read) == [(len(TOWNS),)], seconds=PATIENCE, what="the article is read")
        yield stack


def propose(stack: Stack, wanted: Sequence[tuple[int, str]]) -> None:
    """Addresses wanted as sources, each by the claim in its place."""
    stack.environment["WANTED"] = json.dumps(wanted)
    assert stack.ask(SETUP + PROPOSE) == len(wanted)


def capture(stack: Stack, urls: Sequence[str], *, more_bells: int = 0) -> None:
    """Addresses wanted for the library, by no claim; one bell is rung for all of them, and so many more."""
    stack.environment |= {"WANTED": json.dumps(urls), "MORE_BELLS": str(more_bells)}
    assert stack.ask(SETUP + CAPTURE) == len(urls)


def captures(stack: Stack, urls: Iterable[str]) -> dict[str, tuple[str, str]]:
    """State and outcome of the newest capture of each of these addresses."""
    rows = stack.rows("SELECT url, job_state, outcome FROM claims_capturejob ORDER BY id")
    wanted = set(urls)
    return {url: (state, outcome) for url, state, outcome in rows if url in wanted}


def wait_for_captures(stack: Stack, urls: Sequence[str], *, outcome: str = "captured") -> None:
    wanted = dict.fromkeys(urls, ("done", outcome))
    wait_until(lambda: captures(stack, urls) == wanted, seconds=PATIENCE, what=f"all of {len(urls)} pages: {outcome}")


def copies(stack: Stack, urls: Iterable[str]) -> list[tuple[str, str, int]]:
    """Address, WARC file and offset of each snapshot of these pages."""
    wanted = set(urls)
    return [row for row in stack.rows(COPIES) if row[0] in wanted]


def reports(web: LoopbackWeb, hosts: Sequence[str], number: int, *, seconds: float = 0.05) -> list[str]:
    """So many pages on each of the hosts, each of which takes so long to answer."""
    return [
        web.put(host, f"/report/{place}", Reply(page_html(f"Report on {host}", number=place), seconds=seconds))
        for host in hosts
        for place in range(number)
    ]


def asked_for(web: LoopbackWeb, hosts: Sequence[str]) -> Counter[str]:
    """How often each address of these hosts was asked for, robots.txt left out."""
    addresses = (web.url(visit.host, visit.path) for visit in web.visits_to(*hosts) if visit.path != "/robots.txt")
    return Counter(addresses)


def assert_polite(web: LoopbackWeb, hosts: Sequence[str]) -> None:
    """One request at a time, the pace between two, and robots.txt once."""
    assert {host: web.most_in_flight(host) for host in hosts} == dict.fromkeys(hosts, 1)
    assert [host for host in hosts if web.shortest_gap(host) < PACE - CLOCK] == []
    assert [len(web.visits_to(host, path="/robots.txt")) for host in hosts] == [1] * len(hosts)


def wait_for_visits(web: LoopbackWeb, hosts: Sequence[str], number: int) -> None:
    """Until so many pages of these hosts are under way at once."""

    def under_way() -> int:
        visits = [visit for visit in web.visits_to(*hosts) if visit.path != "/robots.txt"]
        return sum(visit.ended_at is None for visit in visits)

    wait_until(lambda: under_way() >= number, seconds=PATIENCE, what=f"{number} visits are under way", pause=0.01)


def test_two_fetch_processes_are_polite_together(stack, web):
    hosts, [hanging, throttling] = web.new_hosts(8), web.new_hosts(2)
    # Enough of them for the second process to have begun before the first is through.
    pages = reports(web, hosts, 24)
    web.put_script(hanging, "/robots.txt", hang())

    def throttled(visit: Visit) -> Reply:
        if len(web.visits_to(throttling, path="/report")) == 1:
            return Reply(b"Later.", status="429 Too Many Requests", headers={"Retry-After": "3"})
        return Reply(page_html("Report in the end"))

    late = web.put(throttling, "/report", throttled)
    with second_fetch_worker(stack):
        # What two claims want is asked for once.
        propose(stack, [(claim, url) for url in pages[:8] for claim in (0, 1)])
        # One bell would wake one process, which does well alone.
        capture(stack, [web.url(hanging, "/report"), late, *pages[8:]], more_bells=6)
        wait_for_captures(stack, [late, *pages])

    assert_polite(web, hosts)
    assert asked_for(web, hosts) == Counter(pages)
    assert {CONTACT in visit.headers["user-agent"] for visit in web.visits_to(*hosts)} == {True}
    assert len({filename for _, filename, _ in copies(stack, pages)}) == 2, "each process has a WARC file of its own"
    first, second = web.visits_to(throttling, path="/report")
    assert second.began_at - first.ended_at >= 3
    # How many pages fit beside the stuck host is the machine's business; that no host waits for it is ours.
    stuck = web.visits_to(hanging)[0]
    beside = [visit for visit in web.visits_to(*hosts) if visit.ended_at < (stuck.ended_at or time.monotonic())]
    assert {visit.host for visit in beside if visit.path != "/robots.txt"} == set(hosts)


def test_killed_workers_lose_nothing_and_double_nothing(stack, web):
    hosts = web.new_hosts(8)
    pages = reports(web, hosts, 3, seconds=0.3)
    for place, host in enumerate(hosts[:4], start=1):
        lines = [f"Register {place} counts {place * number} schools on its page {number}." for number in range(3000)]
        pages.append(web.put(host, "/register", Reply(page_html(f"Register {place}", " ".join(lines)))))
    capture(stack, pages)
    wait_for_visits(web, hosts, 3)
    for pid in stack.processes("celery", "worker", "threads"):
        os.kill(pid, signal.SIGKILL)
    reading = "SELECT COUNT(*) FROM claims_capturejob WHERE job_state = 'working' AND exchange IS NOT NULL"
    wait_until(lambda: stack.rows(reading) > [(0,)], seconds=PATIENCE, what="a page is being read", pause=0.01)
    for pid in stack.processes("celery", "worker", "prefork"):
        os.kill(pid, signal.SIGKILL)
    wait_for_captures(stack, pages)

    found = copies(stack, pages)
    assert Counter(url for url, _, _ in found) == Counter(pages)
    assert len({(filename, offset) for _, filename, offset in found}) == len(pages)
    assert_polite(web, hosts)
    assert [url for url, number in asked_for(web, hosts).items() if number > 2] == []
    held = "SELECT name FROM claims_host WHERE holder != '' OR held_until IS NOT NULL"
    assert [name for (name,) in stack.rows(held) if name in hosts] == []
    recorded = stack.rows("SELECT subject_id FROM claims_auditevent WHERE action = 'snapshot.recorded'")
    assert len(recorded) == len(set(recorded))
    assert json.loads(stack.manage("verify_audit", "--json"))["faults"] == []
    store = json.loads(stack.manage("verify_store", "--json"))
    # A raw copy that was cut off while it was written is said to be left over: it is nobody's.
    damage = [problem for problem in store["problems"] if problem["kind"] != "unnamed"]
    assert (store["is_whole"], damage) == (True, [])


def test_a_worker_that_is_stopped_gives_its_captures_back(stack, web):
    hosts = web.new_hosts(4)
    pages = reports(web, hosts, 1, seconds=2)
    capture(stack, pages)
    wait_for_visits(web, hosts, 4)
    [pid] = stack.processes("celery", "worker", "threads")
    os.kill(pid, signal.SIGTERM)
    wait_for_captures(stack, pages)
    assert asked_for(web, hosts) == Counter(dict.fromkeys(pages, 2))
    # A lease that had run out would be an attempt more.
    attempts = dict(stack.rows("SELECT url, job_attempts FROM claims_capturejob"))
    assert [attempts[url] for url in pages] == [1] * len(pages)


def workers_of(stack: Stack) -> list[str]:
    """The command lines of all workers."""
    return sorted(command_line(pid) for pid in stack.processes("celery", "worker"))


def test_captures_go_on_when_redis_is_back(stack, web):
    hosts = web.new_hosts(4)
    pages = reports(web, hosts, 4)
    workers = workers_of(stack)
    capture(stack, pages[:8])
    # The supervisor would have it back at once.
    os.kill(stack.process.pid, signal.SIGSTOP)
    try:
        os.kill(stack.processes("unixsocket")[0], signal.SIGKILL)
        capture(stack, pages[8:])
    finally:
        os.kill(stack.process.pid, signal.SIGCONT)
    wait_for_captures(stack, pages)
    assert_polite(web, hosts)
    assert Counter(url for url, _, _ in copies(stack, pages)) == Counter(pages)
    # A worker that loses Redis in the middle of connecting may end over it; then there is a new one.
    wait_until(lambda: workers_of(stack) == workers, seconds=PATIENCE, what="all workers are there again")


def test_the_clock_polls_feeds_and_what_is_unchanged_costs_no_body(stack, web):
    [feed_host, news] = web.new_hosts(2)
    items = [
        web.put(news, f"/item/{number}", tagged(page_html("News", number=number), f'"{number}"')) for number in range(3)
    ]
    web.put(feed_host, "/feed", tagged(rss(items[:2]), '"two"'))
    stack.manage("add_feed", web.url(feed_host, "/feed"))
    wait_for_captures(stack, items[:2])

    poll_again(stack, web, feed_host, polls=2)
    _, unchanged = web.visits_to(feed_host, path="/feed")
    assert (unchanged.headers["if-none-match"], unchanged.status, unchanged.body_bytes) == ('"two"', 304, 0)

    web.put(feed_host, "/feed", tagged(rss(items), '"three"'))
    poll_again(stack, web, feed_host, polls=3)
    wait_for_captures(stack, items)
    assert asked_for(web, [news]) == Counter(items)
    assert stack.rows("SELECT failures, last_error FROM claims_feed") == [(0, "")]


def poll_again(stack: Stack, web: LoopbackWeb, host: str, *, polls: int) -> None:
    """Have the clock find the feed due, and wait until the poll of this number is written down."""
    assert stack.ask(MAKE_FEED_DUE) == 1
    wait_until(lambda: len(web.visits_to(host, path="/feed")) == polls, seconds=PATIENCE, what="the feed is polled")
    states = "SELECT job_state FROM claims_feed"
    wait_until(lambda: stack.rows(states) == [("done",)], seconds=PATIENCE, what="the poll is written down")


def rss(urls: Sequence[str]) -> bytes:
    items = "".join(f"<item><title>News</title><link>{url}</link><guid>{url}</guid></item>" for url in urls)
    return f'<rss version="2.0"><channel><title>County news</title>{items}</channel></rss>'.encode()


def test_a_watched_page_is_captured_again_and_its_quotes_are_looked_for(stack, web):
    [host] = web.new_hosts(1)
    stays = "The county register counts 14 schools in Ashford, the mayor of Ashford said on Monday."
    goes = "Ashford had 12 schools in 2019, the same mayor said of the same register on Monday."
    url = web.put(host, "/register", tagged(page_html("Schools in Ashford", stays, goes), '"old"'))
    propose(stack, [(0, url)])

    def found(query: str) -> list[tuple]:
        return sorted(rest for address, *rest in stack.rows(query) if address == url)

    wait_until(lambda: found(QUOTES) == [[goes], [stays]], seconds=PATIENCE, what="the page gives two passages")
    web.put(host, "/register", tagged(page_html("Schools in Ashford", stays), '"new"'))
    watch_now(stack, url)
    checks = [[goes, "lost"], [stays, "exact"]]
    wait_until(lambda: found(CHECKS) == checks, seconds=PATIENCE, what="the quotes are looked for in the new copy")
    watch_now(stack, url)
    wait_for_captures(stack, [url], outcome="unchanged")
    last = web.visits_to(host, path="/register")[-1]
    assert (last.status, last.body_bytes, len(copies(stack, [url]))) == (304, 0, 2)


def watch_now(stack: Stack, url: str) -> None:
    """Have the clock find the watch on a page due."""
    stack.environment["WANTED"] = url
    assert stack.ask(SETUP + MAKE_WATCH_DUE) == 1


def pdf_bomb(megabytes: int) -> bytes:
    """A PDF of one page, whose content is a thousand times what the file holds."""
    packer = zlib.compressobj(9)
    content = b"".join(packer.compress(b"(bomb) Tj " * 100_000) for _ in range(megabytes)) + packer.flush()
    font = b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R %b >>" % font,
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(content), content),
    ]
    body, table = b"%PDF-1.4\n", b"xref\n0 5\n0000000000 65535 f \n"
    for number, one in enumerate(objects, start=1):
        table += b"%010d 00000 n \n" % len(body)
        body += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    return body + table + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)


def test_hostile_pages_end_named_and_the_workers_live(stack, web):
    hosts = web.new_hosts(8)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    flood = b"<html><body><p " + b"".join(b'a%d="1" ' % number for number in range(200_000)) + b">x</p></body></html>"
    block, missing = ((SAVED_PAGES / name).read_bytes() for name in ("block_page.html", "soft_404.html"))
    good = web.put(hosts[7], "/page", Reply(page_html("A good page")))
    urls = [
        web.put(hosts[0], "/page", Reply(gzip_bomb(500), headers={"Content-Encoding": "gzip"})),
        web.put_script(hosts[1], "/page", endless(head, b"<p>more</p>" * 1000)),
        web.put(hosts[2], "/page", Reply(block)),
        web.put(hosts[3], "/page", Reply(missing)),
        web.put(hosts[4], "/page", Reply(flood)),
        web.put(hosts[5], "/page", Reply(pdf_bomb(1000), content_type="application/pdf")),
        web.put_script(hosts[6], "/page", hang()),
    ]
    workers = stack.processes("celery", "worker")
    before = {pid: peak_of(pid) for pid in stack.processes()}
    names = {pid: command_line(pid) for pid in before}

    def words() -> list[tuple[str, ...]]:
        rows = {url: (code, said, trouble) for url, code, said, trouble in stack.rows(ENDS)}
        return [rows.get(url, ("", "", "")) for url in urls]

    with watched_memory(stack.processes) as peaks:
        propose(stack, [(2, url) for url in urls])
        wait_until(lambda: all(said or trouble for _, said, trouble in words()), seconds=PATIENCE, what="all are named")
    ends = words()
    propose(stack, [(2, good)])
    wait_for_captures(stack, [good])
    assert ends == [
        ("too_large", f"The answer of the host “{hosts[0]}” is larger than 20 MB, the most that is read.", ""),
        ("too_large", f"The answer of the host “{hosts[1]}” is larger than 20 MB, the most that is read.", ""),
        ("", "Block page: The page's heading is that of a refusal or a check for robots.", ""),
        ("", "Page not found: The page's heading says that it was not found.", ""),
        ("too_many_attributes", "One tag of the page has more than 512 attributes; such a page is not read.", ""),
        ("unreadable", "The PDF is damaged: none of its pages can be read.", ""),
        ("", "", f"The host “{hosts[6]}” took too long to answer."),
    ]
    assert stack.processes("celery", "worker") == workers
    readers = {pid: peak for pid, peak in peaks.items() if pid not in before or "extraction_process" in names[pid]}
    assert {pid: peak for pid, peak in readers.items() if peak > READER_MEMORY} == {}
    grown = {pid: peak - before[pid] for pid, peak in peaks.items() if pid not in readers}
    assert {names[pid]: more for pid, more in grown.items() if more > MEMORY_GROWTH} == {}

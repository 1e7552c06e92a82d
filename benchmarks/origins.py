"""How fast pages are compared, and how many copies are found.

    python benchmarks/origins.py [--pages 2000] [--json]

Generated pages of about 860 words (5,200 characters), the size of a news page. Speed is of one core, in processor
time: fingerprints (signature, bands and parts; target 1,000 pages a second) and marks; then the whole step with its
database, in a folder of its own. What is found is told by kind of copy: `found` is the share of pairs that meet in the
lookup, of those that are copies by the exact share of the shorter text (a third and more); `chance` is how many pairs
of pages written apart would be compared.
"""

import argparse
import itertools
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
# Read by the settings when they are loaded, below.
FOLDER = tempfile.TemporaryDirectory(prefix="origins-")
os.environ.update(DATA_DIR=FOLDER.name, DJANGO_SETTINGS_MODULE="factcheck.settings", PROVIDERS="library", DEMO="no")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from claims.models import FingerprintBand, NearCopy  # noqa: E402
from claims.pipeline.find_origins import COPIED_SHARE, SHINGLES_PER_PART, find_origins  # noqa: E402
from claims.text import shingles  # noqa: E402
from claims.text.origins import marks_of  # noqa: E402
from tests.factories import make_page, make_snapshot  # noqa: E402

SYLLABLES = [first + second for first in "bdfghklmnprstvz" for second in "aeiou"]
# Zipf and Mandelbrot: the frequency of a word goes with the inverse of its rank.
FREQUENCIES = list(itertools.accumulate(1 / (rank + 1.7) for rank in range(1, 20_001)))
PAGE_WORDS = 860
TARGET = 1000
ROUNDS = 200
# Kind of copy: words of the copied text, share of its words that were changed, words around it.
KINDS = {
    "whole page, 2 % of words changed": (400, 0.02, 0),
    "whole page, 10 % of words changed": (400, 0.10, 0),
    "half cut, 5 % changed, 150 own words": (200, 0.05, 150),
    "120 words in a roundup of 900": (120, 0.0, 780),
    "120 words, 5 % changed, in 900": (120, 0.05, 780),
    "120 words, 10 % changed, in 900": (120, 0.10, 780),
    "60 words in a page of 2,000": (60, 0.0, 1940),
}


def vocabulary(dice: random.Random) -> list[str]:
    """Words of two to four syllables."""
    return ["".join(dice.choices(SYLLABLES, k=dice.randint(2, 4))) for _ in FREQUENCIES]


def running_text(dice: random.Random, words: list[str], count: int) -> list[str]:
    """Words as language has them: few are frequent, most are rare; every twelfth ends a sentence."""
    drawn = dice.choices(words, cum_weights=FREQUENCIES, k=count)
    return [f"{word}." if place % 12 == 11 else word for place, word in enumerate(drawn)]


def processor_rate(step: Callable[[str], Any], texts: list[str]) -> int:
    """Texts a second of one core."""
    started = time.process_time()
    for text in texts:
        step(text)
    return round(len(texts) / (time.process_time() - started))


def fingerprint(text: str) -> None:
    """What is made of one page."""
    signature = shingles.signature_of(text)
    if signature:
        shingles.bands_of(signature)
        shingles.parts_of(text)


def is_met(one: str, other: str) -> bool:
    """Whether the lookup brings the two together, by the rule of the step."""
    left, right = shingles.signature_of(one), shingles.signature_of(other)
    if left is None or right is None:
        return False
    parts = shingles.parts_of(one).items() & shingles.parts_of(other).items()
    has_band = any(a == b for a, b in zip(shingles.bands_of(left), shingles.bands_of(right), strict=True))
    return has_band or len(parts) > min(left.shingles, right.shingles) // SHINGLES_PER_PART


def found_copies(dice: random.Random, words: list[str], kind: tuple[int, float, int]) -> dict[str, float]:
    """How many of the pairs of one kind are copies by the exact share, and how many of those the lookup finds."""
    length, changed, around = kind
    copies = found = 0
    for _ in range(ROUNDS):
        original = running_text(dice, words, max(length, 300))
        copied = [dice.choice(words) if dice.random() < changed else word for word in original[:length]]
        place = dice.randint(0, around)
        page = running_text(dice, words, place) + copied + running_text(dice, words, around - place)
        one, other = " ".join(original[: max(length, 300)] if not around else original[:length]), " ".join(page)
        if shingles.containment(one, other) >= COPIED_SHARE:
            copies += 1
            found += is_met(one, other)
    return {"copies": copies / ROUNDS, "found": round(found / max(copies, 1), 3)}


def chance(dice: random.Random, texts: list[str]) -> float:
    """The share of pairs written apart that would be compared all the same."""
    pairs = [dice.sample(texts, 2) for _ in range(2000)]
    return sum(is_met(one, other) for one, other in pairs) / len(pairs)


def folder_size() -> int:
    """Bytes of the data folder, with everything of the database in its main file."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return sum(path.stat().st_size for path in Path(FOLDER.name).rglob("*") if path.is_file())


def whole_step(texts: list[str]) -> dict[str, float]:
    """The step with its database: pages a second and bytes a page."""
    call_command("migrate", verbosity=0)
    snapshots = [make_snapshot(text=text, page=make_page()) for text in texts]
    size = folder_size()
    started = time.perf_counter()
    for first in range(0, len(snapshots), 4):  # as many as one bell carries
        find_origins(snapshots[first : first + 4])
    seconds = time.perf_counter() - started
    return {
        "pages_per_second": round(len(texts) / seconds),
        "rows_per_page": round(FingerprintBand.objects.count() / len(texts)),
        "bytes_per_page": round((folder_size() - size) / len(texts)),
        "near_copies": NearCopy.objects.count(),
    }


def measure(pages: int) -> dict[str, Any]:
    """Every figure of the report."""
    dice = random.Random(1997)
    words = vocabulary(dice)
    texts = [" ".join(running_text(dice, words, PAGE_WORDS)) for _ in range(pages)]
    return {
        "pages": pages,
        "fingerprints_per_second": processor_rate(fingerprint, texts),
        "marks_per_second": processor_rate(marks_of, texts[:500]),
        "step": whole_step(texts),
        "found": {name: found_copies(dice, words, kind) for name, kind in KINDS.items()},
        "chance": chance(dice, texts[:300]),
    }


def main() -> None:
    """Print the report; exit code 1 when fingerprints are slower than the target."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    report = measure(options.pages)
    print(json.dumps(report, indent=2) if options.json else as_lines(report))
    sys.exit(report["fingerprints_per_second"] < TARGET)


def as_lines(report: dict[str, Any]) -> str:
    """The report for people."""
    step = report["step"]
    lines = [
        f"fingerprints  {report['fingerprints_per_second']} pages a second and core (target {TARGET})",
        f"marks         {report['marks_per_second']} pages a second and core",
        f"whole step    {step['pages_per_second']} pages a second, {step['rows_per_page']} values and "
        f"{step['bytes_per_page']} bytes a page, {report['pages']} pages",
        f"by chance     {report['chance']:.2%} of pairs written apart would be compared",
    ]
    lines += [
        f"{name:40} copies {one['copies']:.0%}, found {one['found']:.1%}" for name, one in report["found"].items()
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()

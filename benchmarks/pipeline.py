"""How long a newsroom waits: claims on screen, and evidence for the ten best of them.

    python benchmarks/pipeline.py [--documents 2000] [--rounds 5] [--json]

Starts a whole workbench in its own folder, fills the library with generated documents, and hands in
articles of 5,000 characters through the API, as a person would. Prints the median and the worst of
the rounds. Targets: claims within 3 s, evidence for the ten best claims within 15 s.
"""

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.faults.stack import Stack, running_stack  # noqa: E402

PLACES = [
    "Ashford",
    "Barton",
    "Calder",
    "Denholm",
    "Elswick",
    "Fenwick",
    "Garston",
    "Hexham",
    "Ilford",
    "Jarrow",
    "Kelso",
    "Lanark",
    "Melrose",
    "Nairn",
]
THINGS = [
    "schools",
    "bridges",
    "hospitals",
    "buses",
    "libraries",
    "farms",
    "factories",
    "homes",
    "wells",
    "ferries",
    "clinics",
    "museums",
]
VERBS = ["opened", "closed", "counted", "repaired", "funded", "inspected", "surveyed", "replaced"]
BODIES = ("the county council", "the ministry of transport", "the national statistics office", "the audit court")
ARTICLE_LENGTH = 5000
TARGETS = {"claims_seconds": 3.0, "evidence_seconds": 15.0}


def sentence(dice: random.Random) -> str:
    """One statement with a place, a figure, a counted thing, a year and somebody who says so."""
    place, thing, verb, body = (dice.choice(words) for words in (PLACES, THINGS, VERBS, BODIES))
    return f"In {dice.randint(2010, 2024)} {body} {verb} {dice.randint(3, 900)} {thing} in {place}."


def document(dice: random.Random, number: int) -> str:
    """A note of about 1,500 characters."""
    lines = [f"Record {number}", ""]
    while sum(map(len, lines)) < 1500:
        lines.append(" ".join(sentence(dice) for _ in range(3)))
        lines.append("")
    return "\n".join(lines)


def article(dice: random.Random) -> str:
    """A text of `ARTICLE_LENGTH` characters, statements among other sentences."""
    lines = [f"The state of the county, edition {dice.randint(1, 10**9)}"]
    fillers = (
        "What will happen next?",
        "I believe it was a mistake.",
        "The evening was calm.",
        "Nobody will forget it.",
    )
    while sum(map(len, lines)) < ARTICLE_LENGTH:
        said = f"{dice.choice(PLACES)} officials said that {sentence(dice)[0].lower()}{sentence(dice)[1:]}"
        lines.append(" ".join([sentence(dice), dice.choice(fillers), said]))
    return "\n\n".join(lines)[:ARTICLE_LENGTH]


def ask(stack: Stack, token: str, path: str, body: dict | None = None) -> dict:
    """A JSON answer of the API."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{stack.port}{path}",
        data=json.dumps(body).encode() if body else None,
        headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def one_round(stack: Stack, token: str, text: str) -> dict[str, float]:
    """Seconds from handing in to the claims, and to the last evidence of the ten best."""
    started = time.monotonic()
    article_id = ask(stack, token, "/api/v1/articles", {"text": text})["id"]
    found = {"claims_seconds": 0.0, "evidence_seconds": 0.0}
    while time.monotonic() - started < 120:
        claims = ask(stack, token, f"/api/v1/claims?article={article_id}&ordering=rank&page_size=100")["results"]
        if claims and not found["claims_seconds"]:
            found["claims_seconds"] = time.monotonic() - started
        if claims and is_settled(stack, token, claims):
            found["evidence_seconds"] = time.monotonic() - started
            return found | {"claims": len(claims), "with_evidence": with_evidence(claims)}
        time.sleep(0.05)
    raise SystemExit("The article was not worked off within 120 s.")


def with_evidence(claims: list[dict]) -> int:
    """How many of the claims have evidence."""
    return sum(claim["evidence_count"] > 0 for claim in claims)


def is_settled(stack: Stack, token: str, claims: list[dict]) -> bool:
    """Whether the machines are through with the ten best claims."""
    details = (ask(stack, token, f"/api/v1/claims/{claim['id']}") for claim in claims[:10])
    return not any(detail["gathering"]["is_busy"] for detail in details)


def measure(documents: int, rounds: int) -> dict:
    """Fill the library, warm the stack with one article, and time the rounds."""
    dice = random.Random(1997)
    with tempfile.TemporaryDirectory() as notes, running_stack(Path(tempfile.mkdtemp(prefix="fb-"))) as stack:
        for number in range(documents):
            Path(notes, f"{number}.txt").write_text(document(dice, number))
        started = time.monotonic()
        stack.manage("import_library", notes, timeout=900)
        imported = time.monotonic() - started
        token = json.loads(
            stack.manage(
                "create_token", "terminal", "--name", "benchmark", "--scope", "read", "--scope", "write", "--json"
            )
        )["secret"]
        one_round(stack, token, article(dice))
        timed = [one_round(stack, token, article(dice)) for _ in range(rounds)]
    report: dict = {"documents": documents, "import_seconds": round(imported, 1), "rounds": timed}
    for name, target in TARGETS.items():
        seconds = [one[name] for one in timed]
        report[name] = {
            "median": round(statistics.median(seconds), 2),
            "worst": round(max(seconds), 2),
            "target": target,
        }
    return report


def main() -> None:
    """Print the figures; exit 1 when a worst round missed its target, or found no evidence to wait for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    report = measure(options.documents, options.rounds)
    if options.json:
        print(json.dumps(report, indent=2))
    else:
        print(f"{report['documents']} documents imported in {report['import_seconds']} s")
        for name in TARGETS:
            one = report[name]
            print(f"{name}: median {one['median']} s, worst {one['worst']} s, target {one['target']} s")
    is_late = any(report[name]["worst"] > report[name]["target"] for name in TARGETS)
    is_idle = any(not one["with_evidence"] for one in report["rounds"])
    sys.exit(is_late or is_idle)


if __name__ == "__main__":
    main()

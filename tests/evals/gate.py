"""The gate of reading: no score may fall by more than its interval, and no set may change unnoticed.

    python -m tests.evals.gate            measure, and say what fell (exit 1) or that all holds
    python -m tests.evals.gate --write    pin what is measured now, after a set or a reader was changed on purpose

`baseline.json` holds, for each set, the sha256 of its file and every score with its bootstrap interval at the time of
writing. A score fails below the low end of its pinned interval; a higher one passes, and is pinned when the next
baseline is written. The test suite runs the gate, and so does CI.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from claims.pipeline.evaluate_attribution import evaluate_attribution
from claims.pipeline.evaluate_checkworthiness import evaluate_checkworthiness
from claims.pipeline.evaluate_figures import evaluate_figures
from claims.pipeline.evaluate_frames import evaluate_frames
from claims.text.ranker import load_ranker

FOLDER = Path(__file__).parent
BASELINE = FOLDER / "baseline.json"
# Enough to tell scores of sets of some hundred sentences apart.
DECIMALS = 4

Scores = dict[str, dict[str, float]]
Measured = dict[str, dict[str, Any]]


def worthiness_scores(path: Path) -> Scores:
    """Ranking as a worker ranks: rules and the trained model."""
    score = evaluate_checkworthiness(path, ranker=load_ranker()).score
    return {name: pinned(getattr(score, name), interval) for name, interval in score.intervals.items()}


def attribution_scores(path: Path) -> Scores:
    """Who says so: F1 of the tokens of each layer."""
    report = evaluate_attribution(path)
    return {f"{layer}_f1": pinned(score.f1, report.intervals[layer]) for layer, score in report.scores.items()}


def frame_scores(path: Path) -> Scores:
    """F1 of each field that has a value in the set."""
    fields = evaluate_frames([path]).fields
    return {name: pinned(score.f1, score.f1_interval) for name, score in fields.items() if score.units}


def figure_scores(path: Path) -> Scores:
    """How often the figure check says what people say, and how seldom it says *agrees* where they do not."""
    report = evaluate_figures(path)
    low, high = report.false_agrees.interval
    return {
        "accuracy": pinned(report.accuracy.value, report.accuracy.interval),
        "agrees_kept": pinned(1 - report.false_agrees.value, (1 - high, 1 - low)),
    }


def pinned(score: float, interval: tuple[float, float]) -> dict[str, float]:
    """A score as the baseline holds it."""
    low, high = interval
    return {"score": round(score, DECIMALS), "low": round(low, DECIMALS), "high": round(high, DECIMALS)}


SETS: Mapping[str, Callable[[Path], Scores]] = {
    "figures/tuning.jsonl": figure_scores,
    "figures/scoring.jsonl": figure_scores,
    "worthiness.jsonl": worthiness_scores,
    "attributions.jsonl": attribution_scores,
    "frames/tuning.en.jsonl": frame_scores,
    "frames/tuning.uk.jsonl": frame_scores,
    "frames/scoring.en.jsonl": frame_scores,
    "frames/scoring.uk.jsonl": frame_scores,
}


def measure(folder: Path = FOLDER, sets: Mapping[str, Callable[[Path], Scores]] = SETS) -> Measured:
    """Every set's digest and scores now; a set whose file is gone is left out."""
    paths = {name: folder / name for name in sets}
    return {
        name: {"sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "scores": sets[name](path)}
        for name, path in paths.items()
        if path.exists()
    }


def complaints(baseline: Measured, measured: Measured) -> list[str]:
    """What keeps the gate shut, a sentence each; empty when all holds."""
    found = [f"{name} is gone, but baseline.json has scores of it." for name in baseline if name not in measured]
    for name, now in measured.items():
        if name not in baseline:
            found.append(f"{name} is not in baseline.json: write the baseline anew.")
        elif now["sha256"] != baseline[name]["sha256"]:
            found.append(f"{name} is not the file that baseline.json was written for: write the baseline anew.")
        else:
            found += fallen(name, baseline[name]["scores"], now["scores"])
    return found


def fallen(name: str, before: Scores, now: Scores) -> list[str]:
    """Scores of one set that are gone, or below the low end of their pinned interval."""
    found = [f"{name}: {score} is measured, but not pinned." for score in now if score not in before]
    for score, pin in before.items():
        if score not in now:
            found.append(f"{name}: {score} is pinned, but no longer measured.")
        # Asked this way round, so that a score that is no number is no pass.
        elif not now[score]["score"] >= pin["low"]:
            found.append(
                f"{name}: {score} fell from {pin['score']} to {now[score]['score']}, below its interval's {pin['low']}."
            )
    return found


def read_baseline(path: Path = BASELINE) -> Measured:
    """What was pinned; nothing yet where there is no such file."""
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def write_baseline(measured: Measured, path: Path = BASELINE) -> None:
    """Pin what was measured."""
    path.write_text(json.dumps(measured, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    """Print the scores and what keeps the gate shut; exit 1 when anything does."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="pin what is measured now")
    options = parser.parse_args()
    measured = measure()
    for name, now in measured.items():
        print(name)
        for score, pin in now["scores"].items():
            print(f"  {score:<20} {pin['score']:.3f}  (95 %: {pin['low']:.3f} to {pin['high']:.3f})")
    if options.write:
        write_baseline(measured)
        return
    shut_by = complaints(read_baseline(), measured)
    print("\n".join(shut_by) or "All scores hold.")
    sys.exit(bool(shut_by))


if __name__ == "__main__":
    main()

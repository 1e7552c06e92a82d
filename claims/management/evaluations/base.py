"""What every evaluation is: a step with a name, arguments of its own, and a report for programs and for people."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from claims.text.retrieval_score import Score

Report = tuple[dict[str, Any], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One step of `manage.py evaluate`: ``run`` gives the object of `--json` and lines for people.

    ``run`` raises BadInput when the set is not what the step needs; ``warn`` takes what a person should know besides.
    """

    name: str
    help: str
    add_arguments: Callable[[ArgumentParser], None]
    run: Callable[[dict[str, Any], Callable[[str], object]], Report]


def with_interval(value: float, interval: tuple[float, float]) -> str:
    """A score with where 95 of 100 draws of the set lie."""
    low, high = interval
    return f"{value:.3f} (95 %: {low:.3f} to {high:.3f})"


def scores_object(scores: Mapping[str, Score]) -> dict[str, Any]:
    """Named scores as `--json` prints them, and their intervals under a name of their own."""
    values = {name: score.value for name, score in scores.items()}
    return {**values, "intervals": {name: list(score.interval) for name, score in scores.items()}}

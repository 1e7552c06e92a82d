"""An article's report as lines for a terminal; the values come from `claims.domain.report`."""

from collections.abc import Iterator, Mapping, Sized
from typing import Any

PASSAGES_SHOWN = 3


def report_lines(report: Mapping[str, Any]) -> Iterator[str]:
    """Every claim with its reasons, figures, who says so and passages; then what was left out."""
    article = report["article"]
    yield f"{article['title']}  [{article['language'] or 'language not known'}]"
    yield f"{_counted(report['claims'], 'claim')} proposed, {_counted(report['left_out'], 'sentence')} left out."
    if report["note"]:
        yield report["note"]
    for number, claim in enumerate(report["claims"], start=1):
        yield ""
        yield from _claim_lines(number, claim)
    if report["left_out"]:
        yield ""
        yield "Left out:"
        for left in report["left_out"]:
            yield f"  {left['reason']}: {one_line(left['quote'], 90)}"


def _claim_lines(number: int, claim: Mapping[str, Any]) -> Iterator[str]:
    yield f"{number}. “{one_line(claim['quote'], 400)}”"
    if claim["text"] != claim["quote"]:
        yield f"   Reads as: {claim['text']}"
    yield f"   Why: {'; '.join(claim['reasons'])}"
    for quantity in claim["quantities"]:
        yield f"   Figure: {_figure(quantity)}"
    if claim["negated"]:
        yield "   Says that something is not so."
    for link in claim["attribution"]:
        yield f"   Said by: {link['who']} ({link['cue']})"
    yield from _search_lines(claim["searches"])
    for passage in claim["evidence"][:PASSAGES_SHOWN]:
        yield from _passage_lines(passage)


def _figure(quantity: Mapping[str, Any]) -> str:
    value = f"{quantity['value']:,}" if quantity["value"] is not None else quantity["raw"]
    high = f" to {quantity['high']:,}" if quantity["high"] is not None else ""
    sign = "" if quantity["comparator"] == "range" else quantity["comparator"]
    named = [part for part in (quantity["unit"], quantity["noun"]) if part]
    return " ".join([sign, f"{value}{high}", *named]).strip()


def _search_lines(searches: list[Mapping[str, Any]]) -> Iterator[str]:
    if not searches:
        yield "   Not searched: accept the claim to search for it."
        return
    words = {"found": "found", "none_found": "none found", "could_not_look": "could not look", "pending": "waiting"}
    by_provider: dict[str, list[str]] = {}
    for search in searches:
        by_provider.setdefault(search["provider"], []).append(words[search["outcome"]])
    told = (f"{name}: {', '.join(sorted(set(outcomes)))}" for name, outcomes in by_provider.items())
    yield f"   Searched {_counted(searches, 'time')} ({'; '.join(told)})"


def _passage_lines(passage: Mapping[str, Any]) -> Iterator[str]:
    source = " · ".join(part for part in (passage["title"], passage["publisher"]) if part)
    yield f"   → “{one_line(passage['quote'], 240)}”"
    yield f"     {source}  {passage['url'] or ''}".rstrip()
    if passage["reasons"]:
        yield f"     {'; '.join(passage['reasons'])}"


def _counted(things: Sized, name: str) -> str:
    return f"{len(things)} {name}{'' if len(things) == 1 else 's'}"


def one_line(text: str, length: int) -> str:
    """The text without line breaks, cut to a length."""
    folded = " ".join(text.split())
    return folded if len(folded) <= length else f"{folded[: length - 1]}…"

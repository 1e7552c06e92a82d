"""Folder of pages with marked texts → how well our reading finds them, beside trafilatura's strict mode.

``ground-truth.json`` holds ``{id: {"articleBody": text, "url": address}}``, ``html/ID.html.gz`` each page. Both read
every page in turn in one process, so that a busy machine slows both.
"""

import gzip
import json
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import trafilatura

from claims.errors import BadInput, ExtractionError
from claims.text.extraction import extract
from claims.text.extraction_score import (
    PageScore,
    SetScore,
    difference_interval,
    f1_interval,
    score_page,
    score_set,
)

TRUTH = "ground-truth.json"
# Saved pages of the public set are utf-8 whatever their <meta> says.
CONTENT_TYPE = "text/html; charset=utf-8"
_WARM_UP = b"<html><body><article><p>The first page takes longer than those that follow it.</p></article></body></html>"


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """One page of the set; ``body`` is read when it is needed."""

    path: Path
    url: str
    text: str

    def body(self) -> bytes:
        """The page as it was saved; BadInput when the file is no whole gzip file."""
        try:
            return gzip.decompress(self.path.read_bytes())
        except (OSError, EOFError, zlib.error) as error:
            raise BadInput(f"The page {self.path.name} cannot be read: {error}.") from error


@dataclass(frozen=True, slots=True)
class ReaderReport:
    """One reader's scores, mean processor time a page, and the interval that holds 95 % of resampled F1."""

    score: SetScore
    cpu_ms: float
    f1_interval: tuple[float, float]


@dataclass(frozen=True, slots=True)
class ExtractionReport:
    """Both readers on the same pages; ``difference`` is ours less theirs in F1."""

    pages: int
    ours: ReaderReport
    trafilatura: ReaderReport
    difference: float
    difference_interval: tuple[float, float]


def evaluate_extraction(folder: Path, *, on_page: Callable[[], None] = lambda: None) -> ExtractionReport:
    """Read and score all pages of ``folder``; BadInput says what of it is missing. ``on_page`` is called for each."""
    pages = read_marked_pages(folder)
    readers = {"ours": _read_ours, "theirs": _read_theirs}
    scores: dict[str, list[PageScore]] = {name: [] for name in readers}
    seconds = dict.fromkeys(readers, 0.0)
    for read in readers.values():
        read(_WARM_UP, "")
    for page in pages:
        body = page.body()
        for name, read in readers.items():
            started = time.process_time()
            text = read(body, page.url)
            seconds[name] += time.process_time() - started
            scores[name].append(score_page(text, page.text))
        on_page()
    ours, theirs = (_reader_report(scores[name], seconds[name]) for name in readers)
    return ExtractionReport(
        pages=len(pages),
        ours=ours,
        trafilatura=theirs,
        difference=ours.score.f1 - theirs.score.f1,
        difference_interval=difference_interval(scores["ours"], scores["theirs"]),
    )


def read_marked_pages(folder: Path) -> list[MarkedPage]:
    """The pages named in the folder's ground truth, each with its file."""
    return [_marked_page(folder, name, entry) for name, entry in _truth(folder)]


def _truth(folder: Path) -> Iterator[tuple[str, Any]]:
    if not folder.is_dir():
        raise BadInput(f"There is no folder {folder}.")
    path = folder / TRUTH
    try:
        truth = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BadInput(f"The folder {folder} holds no {TRUTH}.") from error
    except (OSError, ValueError) as error:
        raise BadInput(f"{path} cannot be read as JSON: {error}.") from error
    if not isinstance(truth, dict) or not truth:
        raise BadInput(f"{path} must hold an object with one entry for each page, and holds none.")
    return iter(truth.items())


def _marked_page(folder: Path, name: str, entry: Any) -> MarkedPage:
    text = entry.get("articleBody") if isinstance(entry, dict) else None
    url = entry.get("url", "") if isinstance(entry, dict) else None
    if not isinstance(text, str) or not isinstance(url, str):
        raise BadInput(f'The entry {name} of {TRUTH} must be an object with the texts "articleBody" and "url".')
    path = folder / "html" / f"{name}.html.gz"
    if Path(name).name != name or not path.is_file():
        raise BadInput(f"{TRUTH} names the page {name}, but there is no file {path}.")
    return MarkedPage(path, url, text)


def _read_ours(body: bytes, url: str) -> str:
    """As a worker's child reads it; a page that is refused gives no text."""
    try:
        return extract(body, content_type=CONTENT_TYPE, url=url).text
    except ExtractionError:
        return ""


def _read_theirs(body: bytes, url: str) -> str:
    return trafilatura.extract(body, url=url or None, favor_precision=True, include_comments=False) or ""


def _reader_report(pages: list[PageScore], seconds: float) -> ReaderReport:
    return ReaderReport(score_set(pages), 1000 * seconds / len(pages), f1_interval(pages))

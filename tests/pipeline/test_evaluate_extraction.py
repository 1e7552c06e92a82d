import gzip
import json
from pathlib import Path

import pytest

from claims.errors import BadInput
from claims.pipeline.evaluate_extraction import evaluate_extraction

SENTENCES = [
    "The treaty was opened for signature in December 1997 in the capital of Canada.",
    "In the years that followed 133 states signed it, and most of them ratified it soon after.",
    "It entered into force on 1 March 1999, faster than any treaty of its kind before it.",
]
PAGE = "<html><body><article>{}</article></body></html>"


def make_set(folder, pages):
    """A folder of pages: name -> (sentences on the page, sentences that people marked)."""
    (folder / "html").mkdir()
    truth = {}
    for name, (shown, marked) in pages.items():
        body = PAGE.format("".join(f"<p>{sentence}</p>" for sentence in shown))
        (folder / "html" / f"{name}.html.gz").write_bytes(gzip.compress(body.encode()))
        truth[name] = {"articleBody": "\n".join(marked), "url": f"https://post.example.org/{name}"}
    (folder / "ground-truth.json").write_text(json.dumps(truth))


def test_both_readers_are_scored_on_the_same_pages(tmp_path):
    make_set(tmp_path, {"whole": (SENTENCES, SENTENCES), "half": (SENTENCES, SENTENCES[:2])})
    seen = []
    report = evaluate_extraction(tmp_path, on_page=lambda: seen.append(1))
    assert (report.pages, len(seen)) == (2, 2)
    for reader in (report.ours, report.trafilatura):
        assert reader.score.recall == 1.0
        assert 0.8 < reader.score.precision < 1.0
        assert reader.cpu_ms > 0
    assert (report.difference, report.difference_interval) == (0.0, (0.0, 0.0))


def test_page_that_is_refused_counts_as_found_nothing(tmp_path):
    make_set(tmp_path, {"whole": (SENTENCES, SENTENCES), "deep": ([], SENTENCES)})
    (tmp_path / "html" / "deep.html.gz").write_bytes(gzip.compress(b"<html>" + b"<div>" * 3_000))
    assert evaluate_extraction(tmp_path).ours.score.recall == 0.5


@pytest.mark.parametrize(
    ("truth", "words"),
    [
        (None, "holds no ground-truth.json"),
        ("{", "cannot be read as JSON"),
        ("[]", "must hold an object"),
        ("{}", "must hold an object"),
        ('{"p": "text"}', 'must be an object with the texts "articleBody" and "url"'),
        ('{"p": {"articleBody": 3}}', 'must be an object with the texts "articleBody" and "url"'),
        ('{"p": {"articleBody": "x", "url": ""}}', "names the page p, but there is no file"),
        ('{"../p": {"articleBody": "x", "url": ""}}', "names the page ../p, but there is no file"),
    ],
)
def test_folder_that_is_no_set_is_named(tmp_path, truth, words):
    if truth is not None:
        (tmp_path / "ground-truth.json").write_text(truth)
    with pytest.raises(BadInput) as caught:
        evaluate_extraction(tmp_path)
    assert words in str(caught.value)


def test_missing_folder_is_named():
    with pytest.raises(BadInput, match=r"There is no folder nowhere\."):
        evaluate_extraction(Path("nowhere"))


def test_damaged_page_is_named(tmp_path):
    make_set(tmp_path, {"p": (SENTENCES, SENTENCES)})
    (tmp_path / "html" / "p.html.gz").write_bytes(b"no gzip")
    with pytest.raises(BadInput, match=r"The page p\.html\.gz cannot be read"):
        evaluate_extraction(tmp_path)

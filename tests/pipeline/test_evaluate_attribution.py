import json
from itertools import count
from pathlib import Path

import pytest

from claims.errors import BadInput
from claims.pipeline.evaluate_attribution import evaluate_attribution, read_marked_articles

TEXT = "Prices fell, Jane Roe said."
LINK = {"source": [[13, 21]], "cue": [[22, 26]], "content": [[0, 11]]}


def row(**changes):
    return {
        "id": "a",
        "text": TEXT,
        "annotations": [{"annotator": "project", "attributions": [LINK]}],
        **changes,
    }


def written(folder: Path, *lines: str) -> Path:
    path = folder / "articles.jsonl"
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


def f1_of(report):
    return {layer: score.f1 for layer, score in report.scores.items()}


def test_evaluate_attribution_scores_each_layer(tmp_path):
    seen = []
    report = evaluate_attribution(written(tmp_path, json.dumps(row())), on_article=lambda: seen.append(1))
    assert f1_of(report) == {"source": 1.0, "cue": 1.0, "content": 1.0}
    assert report.intervals == {"source": (1.0, 1.0), "cue": (1.0, 1.0), "content": (1.0, 1.0)}
    assert (report.articles, report.attributions, seen) == (1, 1, [1])


def test_evaluate_attribution_counts_only_the_outermost_links(tmp_path):
    text = "Jane Roe said that John Poe had said that prices fell."
    links = [{"source": [[0, 8]], "cue": [[9, 13]], "content": [[14, 53]]}]
    marked = row(text=text, annotations=[{"attributions": links}])
    report = evaluate_attribution(written(tmp_path, json.dumps(marked)))
    assert (report.attributions, f1_of(report)) == (1, {"source": 1.0, "cue": 1.0, "content": 1.0})


def test_time_is_the_processors_in_milliseconds_an_article(tmp_path, monkeypatch):
    path = written(tmp_path, json.dumps(row()), json.dumps(row(id="b")))
    monkeypatch.setattr("time.process_time", count().__next__)
    assert evaluate_attribution(path).cpu_ms == 1000.0


def test_evaluate_attribution_reads_only_the_first_annotation(tmp_path):
    second = {"annotator": "other", "attributions": [{"source": [[0, 6]], "cue": [], "content": []}]}
    changed = row(annotations=[*row()["annotations"], second])
    assert f1_of(evaluate_attribution(written(tmp_path, json.dumps(changed))))["source"] == 1.0


def test_read_marked_articles_keeps_line_separators_inside_texts(tmp_path):
    path = written(tmp_path, json.dumps(row(text=TEXT + " \u2028"), ensure_ascii=False), "")
    assert [article.text for article in read_marked_articles(path)] == [TEXT + " \u2028"]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "Line 2 is not JSON"),
        ("[]", "Line 2 must be a JSON object"),
        (json.dumps(row(id="b", text=5)), 'Line 2 must have the text "text".'),
        (json.dumps(row(id="b", annotations=[])), "Line 2 must have an annotation"),
        (json.dumps(row(id="b", annotations=[{"attributions": [5]}])), "must have the list of objects"),
        (json.dumps(row(id="b", annotations=[{"attributions": [{"source": []}]}])), 'without the list "cue"'),
        (
            json.dumps(row(id="b", annotations=[{"attributions": [{**LINK, "cue": [[22, 99]]}]}])),
            'Line 2 has a span [22, 99] in "cue" that is not within its text.',
        ),
        (json.dumps(row(id="b", annotations=[{"attributions": [{**LINK, "cue": [[-1, 4]]}]}])), "[-1, 4]"),
        (json.dumps(row(id="b", annotations=[{"attributions": [{**LINK, "cue": [[True, 4]]}]}])), "[true, 4]"),
        (json.dumps(row()), 'Line 2 has the same id as line 1: "a".'),
    ],
)
def test_read_marked_articles_names_the_line_that_is_wrong(tmp_path, line, complaint):
    with pytest.raises(BadInput) as caught:
        read_marked_articles(written(tmp_path, json.dumps(row()), line))
    assert complaint in str(caught.value)


def test_read_marked_articles_refuses_empty_and_missing_files(tmp_path):
    with pytest.raises(BadInput, match="is empty"):
        read_marked_articles(written(tmp_path, ""))
    with pytest.raises(BadInput, match="There is no file"):
        read_marked_articles(tmp_path / "none.jsonl")
    (tmp_path / "latin.jsonl").write_bytes(b"\xff")
    with pytest.raises(BadInput, match="cannot be read as UTF-8"):
        read_marked_articles(tmp_path / "latin.jsonl")


def test_the_projects_own_articles_stay_read_well():
    report = evaluate_attribution(Path(__file__).parent.parent / "evals" / "attributions.jsonl")
    assert report.articles == 12
    f1 = f1_of(report)
    assert (f1["source"] > 0.84, f1["cue"] > 0.8, f1["content"] > 0.88) == (True, True, True)

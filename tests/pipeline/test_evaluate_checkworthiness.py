import json
import re
from itertools import count

import pytest

from claims.errors import BadInput
from claims.pipeline.evaluate_checkworthiness import evaluate_checkworthiness, read_marked_sentences
from claims.text.detection import ENGINE, ENGINE_VERSION, score_sentences

CHECKABLE = "In 2019 the government spent 4 billion euros on roads."
IDLE = "I believe it was a lovely evening."
WRONG_LABEL = 'Line 1 must have the "label" 0 or 1, or null where nobody can tell.'


class WordRanker:
    """Finds worth checking what has the word it looks for; `asked` is what it was asked together."""

    name, version, languages = "word", "7", frozenset({"en"})

    def __init__(self, word):
        self.word = word
        self.asked = []

    def logits(self, sentences):
        self.asked.append(list(sentences))
        return [4.0 if self.word in sentence else -4.0 for sentence in sentences]


def written(folder, *rows):
    path = folder / "set.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_sentences_are_scored_as_a_reading_ranks_them(tmp_path):
    path = written(
        tmp_path,
        {"id": "1", "text": CHECKABLE, "label": 1},
        {"id": "2", "text": IDLE, "label": 0},
        {"id": 3, "text": "What will happen?", "label": 1, "speaker": "X"},
    )
    seen = []
    report = evaluate_checkworthiness(path, ranker=None, on_sentence=lambda: seen.append(1))
    assert (report.n, len(seen), report.engine) == (3, 3, f"{ENGINE} {ENGINE_VERSION}")
    assert (report.score.precision, report.score.recall, report.score.map) == (1.0, 0.5, None)
    assert report.cpu_ms == pytest.approx(report.frame_ms + report.rules_ms)
    assert report.frame_ms > report.model_ms == 0.0


def test_time_is_the_processors_in_milliseconds_a_sentence_without_the_warm_up(tmp_path, monkeypatch):
    rows = [{"id": number, "text": f"The council mended {number} roads in May.", "label": 0} for number in range(4)]
    path, ranker = written(tmp_path, *rows), WordRanker("roads")
    monkeypatch.setattr("time.process_time", count().__next__)
    report = evaluate_checkworthiness(path, ranker=ranker)
    # Four sentences in one go: one second before the ranker, one in it and one after it. The second between the two
    # ends of the frames, which are read once more for the clock, is taken from what is no ranking.
    assert (report.cpu_ms, report.model_ms) == (750.0, 250.0)
    assert (report.frame_ms, report.rules_ms) == (250.0, 250.0)
    assert [len(asked) for asked in ranker.asked] == [2, 4]


def test_ranker_is_asked_and_its_time_is_told_apart(tmp_path):
    path = written(
        tmp_path,
        {"id": "1", "text": "The roads were mended by the council in May.", "label": 0},
        {"id": "2", "text": "The bridges were mended by the council in May.", "label": 1},
    )
    report = evaluate_checkworthiness(path, ranker=WordRanker("bridges"))
    assert (report.score.f1, report.score.average_precision) == (1.0, 1.0)
    assert report.engine == f"{ENGINE} and word {ENGINE_VERSION}, 7"
    assert report.cpu_ms == pytest.approx(report.frame_ms + report.rules_ms + report.model_ms)


def test_sentences_of_documents_are_read_in_the_order_of_their_lines_and_judged_one_by_one(tmp_path):
    first, second, third = (f"The council mended {number} roads in May." for number in (3, 4, 5))
    path = written(
        tmp_path,
        {"doc": "a", "line": 10, "text": second, "label": 0},
        {"doc": "b", "line": 1, "text": third, "label": 1},
        {"doc": "a", "line": 9, "text": first, "label": 1},
    )
    ranker = WordRanker("roads")
    evaluate_checkworthiness(path, ranker=ranker)
    assert ranker.asked[1:] == [[third, first, second]]
    assert [sentence.text for sentence in read_marked_sentences(path)] == [third, first, second]


def test_documents_give_the_mean_of_their_precisions(tmp_path):
    path = written(
        tmp_path,
        {"doc": "a", "line": 1, "text": CHECKABLE, "label": 1},
        {"doc": "a", "line": 2, "text": IDLE, "label": 0},
        {"doc": "b", "line": 1, "text": CHECKABLE, "label": 0},
        {"doc": "b", "line": 2, "text": IDLE, "label": 1},
        {"doc": "c", "line": 1, "text": IDLE, "label": 0},
    )
    assert evaluate_checkworthiness(path, ranker=None).score.map == 0.75
    assert score_sentences([CHECKABLE])[0] > 0.5 > score_sentences([IDLE])[0]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([{"text": "x", "label": 1}], 'Line 1 must have the text or whole number "id".'),
        ([{"id": None, "text": "x", "label": 1}], 'Line 1 must have the text or whole number "id".'),
        ([{"id": "1", "label": 1}], 'Line 1 must have the text "text".'),
        ([{"id": "1", "text": "x"}], WRONG_LABEL),
        ([{"id": "1", "text": "x", "label": 2}], WRONG_LABEL),
        ([{"id": "1", "text": "x", "label": "1"}], WRONG_LABEL),
        ([{"id": "1", "text": "x", "label": True}], WRONG_LABEL),
        ([{"id": "1", "text": "x", "label": 1}] * 2, 'Line 2 has the same id as line 1: "1".'),
        (
            [{"id": "1", "text": "x", "label": 1}, {"doc": "a", "line": 1, "id": "2", "text": "x", "label": 1}],
            'Line 2 differs from line 1: "doc" must stand in every row or in none.',
        ),
        (
            [{"doc": "a", "line": line, "id": "1", "text": "x", "label": 1} for line in (1, 2)],
            'Line 2 has the same id as line 1: "1".',
        ),
        ([{"doc": "a", "line": 10**400, "text": "x", "label": 1}], 'Line 1 must have the number "line".'),
        ([{"doc": "a", "text": "x", "label": 1}], 'Line 1 must have the number "line".'),
        ([{"doc": 1, "line": 1, "text": "x", "label": 1}], 'Line 1 must have the text "doc".'),
    ],
)
def test_row_that_is_wrong_is_told_with_its_line(tmp_path, rows, words):
    with pytest.raises(BadInput, match=f"^{re.escape(words)}$"):
        evaluate_checkworthiness(written(tmp_path, *rows), ranker=None)


def test_rows_without_a_label_are_left_out_and_counted(tmp_path):
    path = tmp_path / "decisions.jsonl"
    rows = [{"id": "1", "text": "Taxes rose by 4%.", "label": 1}, {"id": "2", "text": "So there.", "label": None}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    report = evaluate_checkworthiness(path, ranker=None)
    assert (report.n, report.unlabelled) == (1, 1)
    path.write_text(json.dumps(rows[1]))
    with pytest.raises(BadInput, match="has a label"):
        evaluate_checkworthiness(path, ranker=None)

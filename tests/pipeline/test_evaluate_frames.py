import json
import re
from itertools import count

import pytest

from claims.errors import BadInput
from claims.pipeline.evaluate_frames import evaluate_frames, read_framed_sentences

FIGURE = {"raw": "12", "value": 12, "high": None, "unit": None, "noun": "schools", "comparator": "=", "change": None}
ROW = {
    "id": "en-1",
    "language": "en",
    "published_on": "2024-05-03",
    "text": "Barton council said on Tuesday that it had not opened 12 schools.",
    "kind": "quantity",
    "quantities": [FIGURE],
    "dates": [{"raw": "Tuesday", "start": "2024-04-30", "end": "2024-04-30"}],
    "negations": [{"cue": "not", "kind": "negation"}],
    "places": [],
    "claimant": "Barton council",
    "attribution": [{"who": "Barton council", "cue": "said"}],
}


def written(folder, *rows, name="set.jsonl"):
    path = folder / name
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_frames_are_scored_field_by_field(tmp_path):
    seen = []
    wrong = {**ROW, "id": "en-2", "dates": [{"raw": "Tuesday", "start": None, "end": None}]}
    report = evaluate_frames([written(tmp_path, ROW, wrong)], on_sentence=lambda: seen.append(1))
    assert (report.n, len(seen)) == (2, 2)
    assert report.fields["quantities"].f1 == report.fields["negations"].f1 == report.fields["claimant"].f1 == 1.0
    assert (report.fields["dates"].f1, report.fields["dates"].units) == (0.5, 2)
    assert report.cpu_ms > 0


def test_time_is_the_processors_in_milliseconds_a_sentence(tmp_path, monkeypatch):
    path = written(tmp_path, ROW, {**ROW, "id": "en-2"})
    monkeypatch.setattr("time.process_time", count().__next__)
    assert evaluate_frames([path]).cpu_ms == 1000.0


def test_dates_are_resolved_against_the_day_of_the_row(tmp_path):
    unknown = {**ROW, "published_on": None, "dates": [{"raw": "Tuesday", "start": None, "end": None}]}
    assert evaluate_frames([written(tmp_path, unknown)]).fields["dates"].f1 == 1.0


def test_region_of_a_language_is_left_off_as_in_an_articles_reading(tmp_path):
    assert evaluate_frames([written(tmp_path, {**ROW, "language": "en-GB"})]).fields["quantities"].f1 == 1.0


def test_files_are_scored_together_and_each_in_its_language(tmp_path):
    ukrainian = {
        **ROW,
        "language": "uk",
        "text": "Минулого року бюджет не виріс.",
        "quantities": [],
        "dates": [{"raw": "Минулого року", "start": "2023-01-01", "end": "2023-12-31"}],
        "negations": [{"cue": "не", "kind": "negation"}],
        "claimant": None,
        "attribution": [],
    }
    paths = [written(tmp_path, ROW), written(tmp_path, ukrainian, name="uk.jsonl")]
    report = evaluate_frames(paths)
    assert (report.n, report.fields["dates"].units, report.fields["dates"].f1) == (2, 2, 1.0)
    assert read_framed_sentences(paths[1])[0].language == "uk"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"id": 3}, 'Line 1 must have the text "id".'),
        ({"published_on": "May"}, 'Line 1 has no day in "published_on": "May" is not YYYY-MM-DD.'),
        ({"quantities": None}, 'Line 1 must have the list of objects "quantities".'),
        ({"quantities": [{"raw": "12"}]}, 'Line 1 must have the number "value".'),
        ({"dates": [{"raw": "Tuesday", "start": None}]}, 'Line 1 must have "end", a text or null.'),
        ({"negations": [{"cue": "not"}]}, 'Line 1 must have the text "kind".'),
        ({"places": ["Barton", 3]}, 'Line 1 must have the list of texts "places".'),
        ({"claimant": 3}, 'Line 1 must have "claimant", a text or null.'),
        ({"claimant": ""}, 'Line 1 names "", which does not stand in its text.'),
        ({"quantities": [{**FIGURE, "raw": ""}]}, 'Line 1 names "", which does not stand in its text.'),
        ({"quantities": [{**FIGURE, "noun": " "}]}, 'Line 1 names " ", which does not stand in its text.'),
        ({"quantities": [{**FIGURE, "value": 10**400}]}, 'Line 1 must have the number "value".'),
        (
            {"quantities": [{**FIGURE, "comparator": "≥"}]},
            'Line 1 has "≥" as "comparator", which must be one of =, >, >=, <, <=, ~, range.',
        ),
        (
            {"quantities": [{**FIGURE, "change": "fell"}]},
            'Line 1 has "fell" as "change", which must be one of rise, fall, change.',
        ),
        (
            {"kind": "figure"},
            'Line 1 has "figure" as "kind", which must be one of quantity, comparison, rank, event, quote, rule.',
        ),
        (
            {"negations": [{"cue": "not", "kind": "none"}]},
            'Line 1 has "none" as "kind", which must be one of negation, exception, exclusive.',
        ),
        ({"quantities": [{**FIGURE, "raw": "13"}]}, 'Line 1 names "13", which does not stand in its text.'),
        ({"quantities": [{**FIGURE, "noun": "pubs"}]}, 'Line 1 names "pubs", which does not stand in its text.'),
        (
            {"dates": [{"raw": "Friday", "start": None, "end": None}]},
            'Line 1 names "Friday", which does not stand in its text.',
        ),
        ({"places": ["Rome"]}, 'Line 1 names "Rome", which does not stand in its text.'),
        ({"attribution": [{"who": "Roe", "cue": "said"}]}, 'Line 1 names "Roe", which does not stand in its text.'),
        (
            {"attribution": [{"who": "council", "cue": "told"}]},
            'Line 1 names "told", which does not stand in its text.',
        ),
        ({"claimant": "The Post"}, 'Line 1 names "The Post", which does not stand in its text.'),
        (
            {"negations": [{"cue": "never", "kind": "negation"}]},
            'Line 1 names "never", which does not stand in its text.',
        ),
    ],
)
def test_row_that_is_wrong_is_told_with_its_line(tmp_path, change, words):
    with pytest.raises(BadInput, match=f"^{re.escape(words)}$"):
        evaluate_frames([written(tmp_path, {**ROW, **change})])


def test_missing_field_and_id_that_stands_twice_are_told(tmp_path):
    without = {name: value for name, value in ROW.items() if name != "claimant"}
    with pytest.raises(BadInput, match='Line 1 must have "claimant", a text or null'):
        evaluate_frames([written(tmp_path, without)])
    with pytest.raises(BadInput, match='Line 2 has the same id as line 1: "en-1"'):
        evaluate_frames([written(tmp_path, ROW, ROW)])

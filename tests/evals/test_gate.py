import copy
import hashlib
import json
import math
import shutil

import pytest

from claims.text.frame_score import FIELDS
from tests.evals.gate import FOLDER, SETS, complaints, frame_scores, main, measure, read_baseline, write_baseline
from tests.pipeline.test_evaluate_frames import ROW

PINNED = {
    "a.jsonl": {"sha256": "1", "scores": {"f1": {"score": 0.9, "low": 0.86, "high": 0.93}}},
    "b.jsonl": {"sha256": "2", "scores": {"dates": {"score": 0.8, "low": 0.7, "high": 0.9}}},
}
FRAMES = "frames/tuning.en.jsonl"


def measured(name="a.jsonl", **change):
    """What was pinned, but for one set."""
    now = copy.deepcopy(PINNED)
    now[name] |= change
    return now


def scored(score):
    return {"f1": {"score": score, "low": score - 0.04, "high": score + 0.04}}


def test_scores_of_the_reader_hold():
    assert complaints(read_baseline(), measure()) == []


def test_every_set_of_the_folder_is_pinned():
    files = {str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.jsonl")}
    # Where two people read a frame differently, and pairs of claims that nothing here compares yet.
    unmeasured = {"frames/disagreements.jsonl", "matches/pairs.jsonl"}
    assert files - unmeasured == set(SETS) == set(read_baseline())


@pytest.mark.parametrize("score", [0.86, 0.9, 0.95, 1.0])
def test_score_inside_its_interval_or_above_passes(score):
    assert complaints(PINNED, measured(scores=scored(score))) == []


@pytest.mark.parametrize("score", [0.8599, 0.5, 0.0, math.nan])
def test_score_below_its_interval_fails(score):
    assert complaints(PINNED, measured(scores=scored(score))) == [
        f"a.jsonl: f1 fell from 0.9 to {score}, below its interval's 0.86."
    ]


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (
            measured(sha256="3", scores=scored(1.0)),
            "a.jsonl is not the file that baseline.json was written for: write the baseline anew.",
        ),
        ({"a.jsonl": PINNED["a.jsonl"]}, "b.jsonl is gone, but baseline.json has scores of it."),
        (PINNED | {"c.jsonl": PINNED["a.jsonl"]}, "c.jsonl is not in baseline.json: write the baseline anew."),
        (measured(scores={}), "a.jsonl: f1 is pinned, but no longer measured."),
        (
            measured(scores={**PINNED["a.jsonl"]["scores"], "recall": {"score": 1.0, "low": 1.0, "high": 1.0}}),
            "a.jsonl: recall is measured, but not pinned.",
        ),
    ],
)
def test_set_that_is_not_the_pinned_one_fails(now, words):
    assert complaints(PINNED, now) == [words]


@pytest.fixture
def folder(tmp_path):
    """One of the sets, copied, to be changed."""
    (tmp_path / "frames").mkdir()
    shutil.copy(FOLDER / FRAMES, tmp_path / FRAMES)
    return tmp_path


def test_file_that_was_changed_is_told_from_the_pinned_one(folder):
    sets = {FRAMES: frame_scores}
    before = measure(folder, sets)
    assert before[FRAMES]["sha256"] == hashlib.sha256((FOLDER / FRAMES).read_bytes()).hexdigest()
    assert complaints(before, measure(folder, sets)) == []
    (folder / FRAMES).write_bytes((folder / FRAMES).read_bytes() + b"\n")
    assert complaints(before, measure(folder, sets)) == [
        f"{FRAMES} is not the file that baseline.json was written for: write the baseline anew."
    ]


def test_set_whose_file_is_gone_is_not_measured_and_fails(folder):
    sets = {FRAMES: frame_scores}
    before = measure(folder, sets)
    (folder / FRAMES).unlink()
    assert measure(folder, sets) == {}
    assert complaints(before, measure(folder, sets)) == [f"{FRAMES} is gone, but baseline.json has scores of it."]


def test_field_without_a_value_in_the_set_is_not_pinned(tmp_path):
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps(ROW))
    assert ROW["places"] == []
    assert sorted(frame_scores(path)) == sorted(set(FIELDS) - {"places"})


def test_reader_that_no_longer_finds_negations_fails(folder, monkeypatch):
    sets = {FRAMES: frame_scores}
    before = measure(folder, sets)
    monkeypatch.setattr("claims.text.frame.find_negations", lambda *args, **options: ())
    found = complaints(before, measure(folder, sets))
    score = before[FRAMES]["scores"]["negations"]
    assert found == [
        f"{FRAMES}: negations fell from {score['score']} to 0.0, below its interval's {score['low']}.",
    ]


def test_baseline_is_read_as_it_was_written(tmp_path):
    write_baseline(PINNED, tmp_path / "baseline.json")
    assert read_baseline(tmp_path / "baseline.json") == PINNED


@pytest.mark.parametrize(
    ("now", "code", "last"),
    [
        (PINNED, 0, "All scores hold."),
        (measured(scores=scored(0.5)), 1, "a.jsonl: f1 fell from 0.9 to 0.5, below its interval's 0.86."),
    ],
)
def test_command_ends_with_1_when_the_gate_is_shut(monkeypatch, capsys, now, code, last):
    monkeypatch.setattr("sys.argv", ["gate"])
    monkeypatch.setattr("tests.evals.gate.measure", lambda: now)
    monkeypatch.setattr("tests.evals.gate.read_baseline", lambda: PINNED)
    with pytest.raises(SystemExit) as ended:
        main()
    assert int(ended.value.code) == code
    assert capsys.readouterr().out.splitlines()[-1] == last


def test_command_pins_what_is_measured_when_asked_to(tmp_path, monkeypatch, capsys):
    path = tmp_path / "baseline.json"
    monkeypatch.setattr("sys.argv", ["gate", "--write"])
    monkeypatch.setattr("tests.evals.gate.measure", lambda: PINNED)
    monkeypatch.setattr("tests.evals.gate.write_baseline", lambda measured: write_baseline(measured, path))
    main()
    assert read_baseline(path) == PINNED
    assert capsys.readouterr().out.splitlines() == [
        "a.jsonl",
        "  f1                   0.900  (95 %: 0.860 to 0.930)",
        "b.jsonl",
        "  dates                0.800  (95 %: 0.700 to 0.900)",
    ]

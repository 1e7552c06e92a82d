import json
from pathlib import Path

import pytest

from claims.errors import BadInput
from claims.pipeline.evaluate_figures import evaluate_figures, read_marked_pairs

TUNING = Path(__file__).parents[1] / "evals" / "figures" / "tuning.jsonl"
CLAIM = "The convention has 164 signatories."
PAIRS = [
    {"claim": CLAIM, "passage": "There are 164 signatories.", "outcome": "agrees"},
    {"claim": CLAIM, "passage": "There are 133 signatories.", "outcome": "agrees"},
    {"claim": CLAIM, "passage": "There are 164 signatories.", "outcome": "not_comparable"},
    {"claim": CLAIM, "passage": "There are 164 parties.", "outcome": "same_number_different_thing"},
]


def written(folder, *rows):
    path = folder / "pairs.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_accuracy_and_wrong_agreement_are_shares_of_all_pairs(tmp_path):
    report = evaluate_figures(written(tmp_path, *PAIRS))
    assert (report.n, report.accuracy.value, report.false_agrees.value) == (4, 0.5, 0.25)
    assert report.cpu_ms > 0


def test_each_outcome_has_its_precision_recall_and_what_was_said_of_it(tmp_path):
    agrees = evaluate_figures(written(tmp_path, *PAIRS)).by_outcome["agrees"]
    assert (agrees.n, agrees.precision, agrees.recall) == (2, 0.5, 0.5)
    assert agrees.said == {"agrees": 1, "contradicts": 1}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({**PAIRS[0], "outcome": "true"}, 'Line 1 has "true" as "outcome", which must be one of agrees, contradicts'),
        ({"claim": CLAIM, "outcome": "agrees"}, 'Line 1 must have the text "passage"'),
    ],
)
def test_a_wrong_row_is_told_with_its_line(tmp_path, row, said):
    with pytest.raises(BadInput, match=said):
        evaluate_figures(written(tmp_path, row))


def test_the_tuning_half_can_be_read_and_has_every_outcome():
    assert {pair.outcome for pair in read_marked_pairs(TUNING)} == {
        "agrees",
        "contradicts",
        "same_number_different_thing",
        "different_number_same_thing",
        "not_comparable",
    }

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.pipeline.test_evaluate_extraction import SENTENCES, make_set


def evaluated(folder, *options):
    out = StringIO()
    call_command("evaluate", "extraction", str(folder), *options, stdout=out)
    return out.getvalue()


def test_json_holds_our_scores_and_those_of_the_peer(tmp_path):
    make_set(tmp_path, {"p": (SENTENCES, SENTENCES)})
    report = json.loads(evaluated(tmp_path, "--json"))
    scores = ["cpu_ms", "f1", "f1_interval", "precision", "recall"]
    assert sorted(report) == sorted([*scores, "pages", "difference", "trafilatura"])
    assert (report["f1"], report["precision"], report["recall"], report["pages"]) == (1.0, 1.0, 1.0, 1)
    assert sorted(report["trafilatura"]) == scores


def test_lines_are_for_people(tmp_path):
    make_set(tmp_path, {"p": (SENTENCES, SENTENCES)})
    lines = evaluated(tmp_path).splitlines()
    assert lines[0] == "1 pages"
    assert lines[1].startswith(
        "ours                         F1 1.000 (1.000 to 1.000)  precision 1.000  recall 1.000  "
    )
    assert lines[3] == "difference in F1             +0.000  (95 %: +0.000 to +0.000)"


def test_folder_that_is_no_set_ends_with_2(tmp_path):
    with pytest.raises(CommandError, match=r"holds no ground-truth\.json") as caught:
        evaluated(tmp_path)
    assert caught.value.returncode == 2

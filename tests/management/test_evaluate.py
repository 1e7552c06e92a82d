import json
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from claims.text.detection import ENGINE, ENGINE_VERSION
from claims.text.weights import WeightsMissing
from tests.pipeline.test_evaluate_extraction import SENTENCES, make_set
from tests.pipeline.test_evaluate_figures import PAIRS
from tests.pipeline.test_evaluate_frames import ROW
from tests.pipeline.test_evaluate_passages import make_set as make_pages
from tests.pipeline.test_evaluate_prior import make_set as make_known_claims
from tests.pipeline.test_evaluate_retrieval import make_set as make_questions

WORTHINESS_ROWS = [
    {"id": "1", "text": "In 2019 the government spent 4 billion euros on roads.", "label": 1},
    {"id": "2", "text": "I believe it was a lovely evening.", "label": 0},
]
ARTICLE = {
    "id": "a1",
    "text": "Taxes fell last year, Ms Barton said.",
    "annotations": [
        {
            "annotator": "project",
            "attributions": [{"source": [[22, 31]], "cue": [[32, 36]], "content": [[0, 20]]}],
        }
    ],
}


def evaluated(step, *arguments):
    out = StringIO()
    call_command("evaluate", step, *map(str, arguments), stdout=out)
    return out.getvalue()


def written(folder, *rows):
    path = folder / "set.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


# --- article text


def test_json_holds_our_scores_and_those_of_the_peer(tmp_path):
    make_set(tmp_path, {"p": (SENTENCES, SENTENCES)})
    report = json.loads(evaluated("extraction", tmp_path, "--json"))
    scores = ["cpu_ms", "f1", "f1_interval", "precision", "recall"]
    assert sorted(report) == sorted([*scores, "pages", "difference", "trafilatura"])
    assert (report["f1"], report["precision"], report["recall"], report["pages"]) == (1.0, 1.0, 1.0, 1)
    assert sorted(report["trafilatura"]) == scores


def test_lines_are_for_people(tmp_path):
    make_set(tmp_path, {"p": (SENTENCES, SENTENCES)})
    lines = evaluated("extraction", tmp_path).splitlines()
    assert lines[0] == "1 pages"
    assert lines[1].startswith(
        "ours                         F1 1.000 (1.000 to 1.000)  precision 1.000  recall 1.000  "
    )
    assert lines[3] == "difference in F1             +0.000  (95 %: +0.000 to +0.000)"


def test_folder_that_is_no_set_ends_with_2(tmp_path):
    with pytest.raises(CommandError, match=r"holds no ground-truth\.json") as caught:
        evaluated("extraction", tmp_path)
    assert caught.value.returncode == 2


# --- check-worthiness


def test_worthiness_as_json(tmp_path):
    report = json.loads(evaluated("checkworthiness", written(tmp_path, *WORTHINESS_ROWS), "--rules", "--json"))
    assert list(report) == [
        "n",
        "f1",
        "precision",
        "recall",
        "average_precision",
        "map",
        "intervals",
        "cpu_ms",
        "frame_ms",
        "rules_ms",
        "model_ms",
        "engine",
    ]
    assert (report["n"], report["f1"], report["average_precision"], report["map"]) == (2, 1.0, 1.0, None)
    assert sorted(report["intervals"]) == ["average_precision", "f1", "precision", "recall"]
    assert (report["engine"], report["model_ms"]) == (f"{ENGINE} {ENGINE_VERSION}", 0.0)


def test_worthiness_of_documents_has_their_mean(tmp_path):
    rows = [{"doc": "a", "line": line, **row} for line, row in enumerate(WORTHINESS_ROWS, 1)]
    path = written(tmp_path, *rows)
    report = json.loads(evaluated("checkworthiness", path, "--rules", "--json"))
    assert (report["map"], report["intervals"]["map"]) == (1.0, [1.0, 1.0])
    assert "mean average precision in documents  1.000 (95 %: 1.000 to 1.000)" in evaluated(
        "checkworthiness", path, "--rules"
    )


def test_worthiness_for_people_is_measured_with_the_trained_ranker(tmp_path):
    lines = evaluated("checkworthiness", written(tmp_path, *WORTHINESS_ROWS)).splitlines()
    assert lines[0].startswith(f"2 sentences, read by {ENGINE} and ")
    assert [line[:37] for line in lines[1:5]] == [
        f"{name:<37}" for name in ("F1", "precision", "recall", "average precision")
    ]
    assert re.fullmatch(r".+ a sentence: frame \S+ ms, rules \S+ ms, trained ranker \S+ ms", lines[5])
    assert not lines[5].endswith(" 0.00 ms")


def test_sentences_without_a_label_are_told(tmp_path):
    path = written(tmp_path, *WORTHINESS_ROWS, {"id": "3", "text": "So there.", "label": None})
    lines = evaluated("checkworthiness", path, "--rules").splitlines()
    assert (lines[0][:11], lines[1]) == ("2 sentences", "1 more without a label")


def test_rules_are_measured_where_the_weights_are_missing(tmp_path, monkeypatch):
    def missing():
        raise WeightsMissing("The weights are not there.")

    monkeypatch.setattr("claims.management.evaluations.checkworthiness.load_ranker", missing)
    out, err = StringIO(), StringIO()
    path = written(tmp_path, *WORTHINESS_ROWS)
    call_command("evaluate", "checkworthiness", str(path), stdout=out, stderr=err)
    assert err.getvalue().strip() == "The weights are not there. The rules alone are measured."
    assert out.getvalue().startswith(f"2 sentences, read by {ENGINE} {ENGINE_VERSION}\n")


# --- attribution


def test_attribution_as_json(tmp_path):
    report = json.loads(evaluated("attribution", written(tmp_path, ARTICLE), "--json"))
    assert {name: report[name] for name in ("source_f1", "cue_f1", "content_f1")} == {
        "source_f1": 1.0,
        "cue_f1": 1.0,
        "content_f1": 1.0,
    }
    assert report["intervals"] == {f"{layer}_f1": [1.0, 1.0] for layer in ("source", "cue", "content")}
    assert (report["articles"], report["attributions"]) == (1, 1)
    assert report["cpu_ms"] > 0


def test_attribution_for_people(tmp_path):
    lines = evaluated("attribution", written(tmp_path, ARTICLE)).splitlines()
    assert lines[0] == "1 articles, 1 attributions found in them"
    assert lines[1:4] == [
        f"{layer:<10} F1 1.000 (95 %: 1.000 to 1.000)  precision 1.000  recall 1.000"
        for layer in ("source", "cue", "content")
    ]
    assert lines[4].endswith(" ms an article")


# --- frames


def test_frames_as_json(tmp_path):
    report = json.loads(evaluated("frames", written(tmp_path, ROW), "--json"))
    fields = ["quantities", "quantities_value", "dates", "negations", "places", "claimant", "attribution", "kind"]
    assert list(report) == ["n", *fields, "intervals", "precision", "recall", "units", "cpu_ms"]
    assert (report["n"], report["dates"], report["intervals"]["dates"]) == (1, 1.0, [1.0, 1.0])
    assert report["units"] == dict(zip(fields, (1, 1, 1, 1, 0, 1, 1, 1), strict=True))


def test_precision_and_recall_are_not_mixed_up(tmp_path):
    found_one_too_many = {**ROW, "dates": []}
    rows = [ROW, {**found_one_too_many, "id": "en-2"}]
    report = json.loads(evaluated("frames", written(tmp_path, *rows), "--json"))
    assert (report["precision"]["dates"], report["recall"]["dates"]) == (0.5, 1.0)
    silent = {**ARTICLE, "id": "a2", "annotations": [{"attributions": []}]}
    report = json.loads(evaluated("attribution", written(tmp_path, ARTICLE, silent), "--json"))
    assert (report["precision"]["cue"], report["recall"]["cue"]) == (0.5, 1.0)


def test_frames_of_several_files_for_people(tmp_path):
    path = written(tmp_path, ROW)
    (tmp_path / "second").mkdir()
    other = written(tmp_path / "second", {**ROW, "dates": []})
    lines = evaluated("frames", path, other).splitlines()
    assert lines[0] == "2 sentences"
    assert lines[3] == (
        "dates                        F1 0.667 (95 %: 0.000 to 1.000)  precision 0.500  recall 1.000  of 1"
    )
    assert lines[-1].endswith(" ms a sentence")


# --- sets that cannot be used


@pytest.mark.parametrize(
    ("step", "content", "words"),
    [
        ("checkworthiness", None, "There is no file "),
        ("checkworthiness", "", "is empty"),
        ("checkworthiness", "{}\nx", "Line 2 is not JSON"),
        ("checkworthiness", '{"id": "1", "text": 5, "label": 1}', 'Line 1 must have the text "text"'),
        ("checkworthiness", '{"id": "1", "text": "x", "label": 3}', 'Line 1 must have the "label" 0 or 1'),
        ("checkworthiness", '{"id": "1", "text": "x", "label": 1}\n' * 2, "Line 2 has the same id as line 1"),
        ("frames", None, "There is no file "),
        ("frames", "\n", "is empty"),
        ("frames", '{"id": "1"}', 'Line 1 must have the text "text"'),
        ("frames", (json.dumps(ROW) + "\n") * 2, "Line 2 has the same id as line 1"),
        ("attribution", None, "There is no file "),
        ("attribution", "", "is empty"),
        ("attribution", "x", "Line 1 is no"),
        ("attribution", '{"id": "1", "text": "x"}', "Line 1 must have the list of objects"),
    ],
)
def test_set_that_cannot_be_used_ends_with_2(tmp_path, step, content, words):
    path = tmp_path / "set.jsonl"
    if content is not None:
        path.write_text(content)
    with pytest.raises(CommandError) as caught:
        evaluated(step, path)
    assert words in str(caught.value)
    assert caught.value.returncode == 2


# --- retrieval


def test_retrieval_as_json(tmp_path):
    report = json.loads(evaluated("retrieval", make_questions(tmp_path), "--split", "dev", "--json"))
    names = ["ndcg@10", "recall@5", "recall@10", "recall@20", "mrr"]
    assert list(report) == ["n", "documents", "passages", *names, "intervals", "cpu_ms", "engine"]
    assert (report["ndcg@10"], report["intervals"]["mrr"]) == (1.0, [1.0, 1.0])


def test_retrieval_for_people(tmp_path):
    lines = evaluated("retrieval", make_questions(tmp_path), "--split", "dev", "--words").splitlines()
    assert lines[0] == "2 questions to 3 documents (3 passages): words alone"
    assert lines[1].startswith("ndcg@10    0.500 (95 %: ")
    assert lines[-1].endswith(" ms a question")


def test_words_are_measured_where_the_encoder_is_missing(tmp_path, monkeypatch):
    def missing():
        raise WeightsMissing("The weights are not there.")

    monkeypatch.setattr("claims.management.evaluations.searching.load_encoder", missing)
    err = StringIO()
    call_command(
        "evaluate", "retrieval", str(make_questions(tmp_path)), "--split", "dev", stdout=StringIO(), stderr=err
    )
    assert err.getvalue().strip() == "The weights are not there. The search by words alone is measured."


# --- passages


def test_passages_as_json(tmp_path):
    report = json.loads(evaluated("passages", make_pages(tmp_path), "--split", "dev", "--json"))
    assert list(report) == ["n", "ndcg@10", "recall@5", "set@5", "set@10", "mrr", "intervals", "cpu_ms"]
    assert (report["n"], report["set@5"], report["intervals"]["set@5"]) == (1, 1.0, [1.0, 1.0])


def test_passages_for_people(tmp_path):
    lines = evaluated("passages", make_pages(tmp_path), "--split", "dev").splitlines()
    assert lines[0] == "1 claims with a page each; 1 more without a supporting sentence"
    assert lines[3] == "set@5      1.000 (95 %: 1.000 to 1.000)"
    assert lines[-1].endswith(" ms a page")


# --- figures


def test_figures_as_json(tmp_path):
    report = json.loads(evaluated("figures", written(tmp_path, *PAIRS), "--json"))
    assert list(report) == ["n", "accuracy", "false_agrees", "by_outcome", "intervals", "cpu_ms"]
    assert (report["accuracy"], report["by_outcome"]["agrees"]["n"]) == (0.5, 2)


def test_figures_for_people(tmp_path):
    lines = evaluated("figures", written(tmp_path, *PAIRS)).splitlines()
    assert lines[0] == "4 pairs"
    assert lines[1].startswith("accuracy                     0.500 (95 %: ")
    assert lines[3] == "agrees                       precision 0.500  recall 0.500  of 2"


# --- prior


def test_prior_as_json(tmp_path):
    report = json.loads(evaluated("prior", make_known_claims(tmp_path), "--split", "dev", "--json"))
    names = ["map@5", "mrr", "recall@5", "recall@20"]
    assert list(report) == ["n", "known", *names, "intervals", "cpu_ms", "engine"]
    assert (report["n"], report["known"], report["map@5"], report["intervals"]["mrr"]) == (2, 3, 1.0, [1.0, 1.0])


def test_prior_for_people(tmp_path):
    lines = evaluated("prior", make_known_claims(tmp_path), "--split", "dev", "--words").splitlines()
    assert lines[0] == "2 claims, looked for among 3 known ones: words alone"
    assert lines[1].startswith("map@5      0.500 (95 %: ")
    assert lines[-1].endswith(" ms a claim")


def test_known_claims_are_compared_by_words_where_the_encoder_is_missing(tmp_path, monkeypatch):
    def missing():
        raise WeightsMissing("The weights are not there.")

    monkeypatch.setattr("claims.management.evaluations.searching.load_encoder", missing)
    err = StringIO()
    call_command("evaluate", "prior", str(make_known_claims(tmp_path)), "--split", "dev", stdout=StringIO(), stderr=err)
    assert err.getvalue().strip() == "The weights are not there. The search by words alone is measured."

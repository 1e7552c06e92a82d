import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from claims.domain.claim import accept_claim, dismiss_claim, edit_claim
from claims.domain.example import example_lines
from claims.management.commands import export_examples
from claims.pipeline.evaluate_checkworthiness import read_marked_sentences
from tests.factories import make_article, make_claim, make_desk, make_user

pytestmark = pytest.mark.django_db

TEXT = "133 states signed. 164 were parties. 12 withdrew. 9 came back."


def export(*arguments):
    """Standard output and standard error."""
    out, err = StringIO(), StringIO()
    call_command("export_examples", *arguments, stdout=out, stderr=err, no_color=True)
    return out.getvalue(), err.getvalue()


def refusal_of(*arguments):
    with pytest.raises(CommandError) as refusal:
        export(*arguments)
    return str(refusal.value), refusal.value.returncode


@pytest.fixture
def decided():
    """Three decisions on one desk, the last of which says nothing about its sentence, and one on another."""
    article = make_article(make_desk(slug="city"), text=TEXT)
    person = make_user(article.desk)
    first, second, third, _ = (make_claim(article, quote=f"{quote}.") for quote in TEXT.rstrip(".").split(". "))
    edit_claim(first, by=person, text="133 states signed the treaty.")
    accept_claim(first, by=person)
    dismiss_claim(second, by=person, reason="opinion")
    dismiss_claim(third, by=person, reason="duplicate")
    elsewhere = make_claim(make_article(make_desk(slug="region")))
    accept_claim(elsewhere, by=make_user(elsewhere.desk))
    return article


def test_every_decision_of_the_house_is_a_line(decided):
    out, err = export()
    rows = [json.loads(line) for line in out.splitlines()]
    assert [(row["text"][:8], row["label"], row["decision"]) for row in rows] == [
        ("133 stat", 1, "accepted"),
        ("164 were", 0, "dismissed"),
        ("12 withd", None, "dismissed"),
        ("Neither ", 1, "accepted"),
    ]
    assert rows[0]["wording"] == "133 states signed the treaty."
    assert err == "4 examples.\n"


def test_one_desk_may_be_asked_for_alone(decided):
    out, err = export("--desk", "region")
    assert [json.loads(line)["text"][:7] for line in out.splitlines()] == ["Neither"]
    assert err == "1 example.\n"


def test_file_is_written_and_nothing_said_on_standard_output(decided, tmp_path):
    target = tmp_path / "examples.jsonl"
    assert export("--output", str(target)) == ("", f"4 examples in {target}.\n")
    assert target.read_text() == export()[0]
    assert [path.name for path in tmp_path.iterdir()] == ["examples.jsonl"]


def test_the_demo_and_what_people_proposed_themselves_are_left_out():
    for claim in (make_claim(make_article(is_demo=True)), make_claim(engine="", engine_version="")):
        accept_claim(claim, by=make_user(claim.desk))
    assert export() == ("", "0 examples.\n")


def test_labelled_lines_are_what_evaluation_reads(decided, tmp_path):
    labelled = [line for line in export()[0].splitlines() if json.loads(line)["label"] is not None]
    target = tmp_path / "labelled.jsonl"
    target.write_text("\n".join(labelled))
    found = [(sentence.text[:8], sentence.label, sentence.line) for sentence in read_marked_sentences(target)]
    assert sorted(found) == [("133 stat", 1, 0), ("164 were", 0, 19), ("Neither ", 1, 24)]


def test_unknown_desk_is_one_sentence(decided):
    assert refusal_of("--desk", "moon") == ("There is no desk 'moon'. There are: city, region.", 2)


def test_a_folder_that_is_not_there_is_one_sentence(decided):
    says = "nowhere/examples.jsonl cannot be written (No such file or directory). Name another with --output."
    assert refusal_of("--output", "nowhere/examples.jsonl") == (says, 1)


def test_a_failed_export_leaves_the_file_that_was_there(decided, tmp_path, monkeypatch):
    def break_off(claims):
        yield next(example_lines(claims))
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(export_examples, "example_lines", break_off)
    target = tmp_path / "examples.jsonl"
    target.write_text("an older one")
    says = f"{target} cannot be written (No space left on device). Name another with --output."
    assert refusal_of("--output", str(target)) == (says, 1)
    assert {path.name: path.read_text() for path in Path(tmp_path).iterdir()} == {"examples.jsonl": "an older one"}

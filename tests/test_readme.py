"""Every command in the README does what the README says, against a real stack with the demo."""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.faults.stack import ROOT, Stack, running_stack

README = (ROOT / "README.md").read_text()
COMMANDS = [
    command for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for command in block.strip().split("\n\n")
]
# What begins with `make` needs an environment of its own; `.ci/run` runs it in a fresh clone.
MAKE = [command for command in COMMANDS if command.startswith("make ")]


@pytest.fixture(scope="module")
def stack():
    with running_stack(Path(tempfile.mkdtemp(prefix="fr-")), DEMO="yes") as started:
        yield started


def run_as_written(stack: Stack, command: str) -> str:
    """The command's output; only the interpreter and the port are this test's own."""
    command = command.replace(".venv/bin/python", sys.executable).replace(":8000", f":{stack.port}")
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=ROOT,
        env=stack.environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def command_with(words: str) -> str:
    [command] = [command for command in COMMANDS if words in command]
    return command


def test_the_readme_has_the_commands_that_are_tried_here_and_no_other():
    tried = [command_with(words) for words in ("check_article", "evaluate", "import_library", "verify_store", "curl")]
    assert sorted(COMMANDS) == sorted([*MAKE, *tried])
    assert sorted(MAKE) == ["make run", "make test"]


def test_ci_runs_the_make_commands_of_the_readme():
    script = (ROOT / ".ci" / "run").read_text()
    assert [command for command in MAKE if not re.search(rf"^[^#\n]*{command}\b", script, re.MULTILINE)] == []


@pytest.mark.processes
def test_check_article_prints_the_claims_of_the_demo(stack):
    assert "164 signatories of the Ottawa Convention" in run_as_written(stack, command_with("check_article"))


@pytest.mark.processes
def test_evaluate_tells_how_well_sentences_are_ranked(stack):
    said = run_as_written(stack, command_with("evaluate"))
    assert said.startswith("1032 sentences, read by rules and ")
    assert re.search(r"^average precision +0\.9\d", said, re.MULTILINE)


@pytest.mark.processes
def test_import_library_finds_the_demo_known_already(stack):
    assert run_as_written(stack, command_with("import_library")).startswith("0 imported, 14 known already, 0 refused.")


@pytest.mark.processes
def test_verify_store_finds_the_demos_copies_whole(stack):
    assert "Everything is as it was." in run_as_written(stack, command_with("verify_store"))


@pytest.mark.processes
@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_one_curl_answers_with_the_claim_and_its_figure(stack):
    [claim] = json.loads(run_as_written(stack, command_with("curl")))["results"]
    [quantity] = claim["frame"]["quantities"]
    assert (quantity["value"], quantity["comparator"], quantity["noun"]) == (164, "=", "signatories")


def test_every_file_that_the_readme_names_is_there():
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]
    assert [link for link in links if not (ROOT / link).exists()] == []

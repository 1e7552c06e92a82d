from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from claims.domain.workflow import TRANSITIONS
from claims.enums import ClaimStatus, EvidenceStatus
from claims.management.commands.draw_workflow import section


def test_the_committed_page_is_what_the_tables_say():
    page = StringIO()
    call_command("draw_workflow", stdout=page)
    assert (Path(__file__).parents[2] / "docs" / "workflow.md").read_text() == page.getvalue()


@pytest.mark.parametrize(("name", "states"), [("Claim", ClaimStatus), ("Evidence", EvidenceStatus)])
def test_section_draws_every_transition_once(name, states):
    arrows = {line.strip() for line in section(name, states).splitlines() if "-->" in line and "[*]" not in line}
    assert arrows == {f"{old} --> {new}" for old, following in TRANSITIONS[states].items() for new in following}


def test_section_says_whose_turn_it_is_and_what_is_written_down():
    rows = [line for line in section("Evidence", EvidenceStatus).splitlines() if line.startswith("| Rejected")]
    assert rows == ["| Rejected | nobody | Accepted | `evidence.rejected` |"]

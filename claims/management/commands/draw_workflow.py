"""`manage.py draw_workflow`: the page docs/workflow.md, drawn from the tables that the law obeys."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand

from claims.domain.workflow import AUDIT_ACTION, OWNERS, TRANSITIONS
from claims.enums import ClaimStatus, EvidenceStatus

INTRODUCTION = """# Workflow

Made by `make docs` from the tables in `claims/domain/workflow.py`; `make check` compares. Change the
tables, not this page.

Every step below is taken by a person and written into the audit log in the same transaction. A step that
is not here is refused, with both states named."""

KINDS: tuple[tuple[str, type[ClaimStatus] | type[EvidenceStatus]], ...] = (
    ("Claim", ClaimStatus),
    ("Evidence", EvidenceStatus),
)


class Command(BaseCommand):
    """Prints the page."""

    help = "Print docs/workflow.md."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the introduction and one section for each kind of row."""
        self.stdout.write("\n\n".join([INTRODUCTION, *(section(name, states) for name, states in KINDS)]))


def section(name: str, states: type[ClaimStatus] | type[EvidenceStatus]) -> str:
    """Heading, diagram and table of one kind of row."""
    diagram = ["```mermaid", "stateDiagram-v2", *_arrows(states), "```"]
    table = ["| status | whose turn | may become | written down as |", "|---|---|---|---|", *_rows(states)]
    return "\n".join([f"## {name}", "", *diagram, "", *table])


def _arrows(states: type[ClaimStatus] | type[EvidenceStatus]) -> Iterator[str]:
    yield f"    [*] --> {next(iter(states)).value}"
    for state in states:
        for following in states:
            if following in TRANSITIONS[states][state]:
                yield f"    {state.value} --> {following.value}"


def _rows(states: type[ClaimStatus] | type[EvidenceStatus]) -> Iterator[str]:
    for state in states:
        following = ", ".join(str(other.label) for other in states if other in TRANSITIONS[states][state]) or "nothing"
        action = AUDIT_ACTION[states][state].value
        yield f"| {state.label} | {OWNERS[states][state]} | {following} | `{action}` |"

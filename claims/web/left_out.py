"""The sentences of an article that were not proposed, grouped by the reason."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from claims.text.checkworthiness import (
    A_PREDICTION,
    A_QUESTION,
    AN_OPINION,
    BOILERPLATE,
    NOT_READ,
    PERSONAL_EXPERIENCE,
    TOO_VAGUE,
)
from claims.web.words import counted

# Of each reason; a page of a book's length would otherwise hold thousands, and nobody reads so far.
SHOWN_OF_A_REASON = 100

# One and many; a reason that is not here stands behind its number as it is.
COUNTED: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        A_QUESTION: ("question", "questions"),
        AN_OPINION: ("opinion", "opinions"),
        A_PREDICTION: ("prediction", "predictions"),
        PERSONAL_EXPERIENCE: ("personal experience", "personal experiences"),
        BOILERPLATE: ("heading or boilerplate", "headings or boilerplate"),
        TOO_VAGUE: (TOO_VAGUE, TOO_VAGUE),
        NOT_READ: (f"sentence: {NOT_READ}", f"sentences: {NOT_READ}"),
    }
)


@dataclass(frozen=True, slots=True)
class LeftOutGroup:
    """The sentences that were left out for one reason, in the order of the text."""

    reason: str
    count: int
    quotes: tuple[str, ...]

    @property
    def words(self) -> str:
        """How many, and of what: `12 opinions`."""
        one, many = COUNTED.get(self.reason, (f"sentence: {self.reason}", f"sentences: {self.reason}"))
        return counted(self.count, one, plural=many)

    @property
    def more(self) -> int:
        """How many are not printed."""
        return self.count - len(self.quotes)


def left_out_groups(left_out: Sequence[Mapping[str, Any]]) -> tuple[LeftOutGroup, ...]:
    """What was left out by reason, the most frequent reason first."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for left in sorted(left_out, key=lambda left: left["start"]):
        by_reason[left["reason"]].append(left["quote"])
    groups = [LeftOutGroup(why, len(all_of), tuple(all_of[:SHOWN_OF_A_REASON])) for why, all_of in by_reason.items()]
    return tuple(sorted(groups, key=lambda group: -group.count))

"""Snapshot → QuoteChecks: the quotes from earlier copies of a page are looked for in the one it is now.

That may be a copy from before them: a page that was changed may go back to what it said.
"""

from claims.domain.audit import Machine
from claims.domain.quote import FoundQuote, earlier_evidence, record_quote_checks
from claims.enums import AnchorState
from claims.models import Evidence, QuoteCheck, Snapshot
from claims.text.selectors import EXACT, LOST, TextPositionSelector, TextQuoteSelector, resolve

BY = Machine("check_quotes", "1")


def check_quotes(snapshot: Snapshot) -> list[QuoteCheck]:
    """How the quotes from earlier copies fare in this one; a block page or an empty shell says nothing about them."""
    if not snapshot.is_usable:
        return []
    found = [find_quote(evidence, snapshot.text) for evidence in earlier_evidence(snapshot)]
    return record_quote_checks(snapshot, by=BY, found=found)


def find_quote(evidence: Evidence, text: str) -> FoundQuote:
    """Where the words of the evidence stand in a later text of their page.

    *Exact*: at their old offset, or with the same words around them wherever that is now; *moved*: the same words in
    other surroundings; *normalised*: the same but for typography; *lost*: nowhere.
    """
    quote = TextQuoteSelector(evidence.exact, evidence.prefix, evidence.suffix)
    placed = resolve(text, quote, TextPositionSelector(evidence.start, evidence.end))
    if placed.state == LOST:
        return FoundQuote(evidence, AnchorState.LOST)
    state = EXACT if resolve(text, quote).state == EXACT else placed.state
    return FoundQuote(evidence, AnchorState(state), placed.start, placed.end)

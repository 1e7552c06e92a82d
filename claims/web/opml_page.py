"""Lists of feeds: reading one in, with a word on each of its lines, and writing one out."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User

from claims.models import Desk, Feed
from claims.pipeline.import_feeds import ADDED, KNOWN, LATER, MOST_AT_ONCE, REFUSED, ImportedFeed, import_feeds
from claims.text.opml import OpmlFeed, render_opml

SIGNS = {ADDED: "✓", KNOWN: "=", REFUSED: "✗", LATER: "◌"}


@dataclass(frozen=True, slots=True)
class OpmlLine:
    """What became of one feed of a list."""

    imported: ImportedFeed

    @property
    def sign(self) -> str:
        """A sign beside the word, never instead of it."""
        return SIGNS[self.imported.outcome]


@dataclass(frozen=True, slots=True)
class OpmlReport:
    """What became of a list of feeds, or would become of it."""

    lines: tuple[OpmlLine, ...]
    is_dry: bool

    def count(self, outcome: str) -> int:
        """How many feeds came to that."""
        return sum(line.imported.outcome == outcome for line in self.lines)

    @property
    def added(self) -> int:
        """How many were added, or would be."""
        return self.count(ADDED) + (self.count(LATER) if self.is_dry else 0)

    @property
    def known(self) -> int:
        """How many were on the desk before."""
        return self.count(KNOWN)

    @property
    def refused(self) -> int:
        """How many cannot be added."""
        return self.count(REFUSED)

    @property
    def later(self) -> int:
        """How many have to be handed in again."""
        return self.count(LATER)

    @property
    def feeds(self) -> list[Feed]:
        """The feeds that were added."""
        imported = [line.imported for line in self.lines if line.imported.outcome == ADDED]
        return [one.feed for one in imported if one.feed]


def import_report(body: bytes, *, desk: Desk, by: User, use: str, is_dry: bool) -> OpmlReport:
    """Add the feeds of a list that are not there; BadInput for what is no such list."""
    imported = import_feeds(body, desk=desk, by=by, use=use, is_dry=is_dry, most=MOST_AT_ONCE)
    return OpmlReport(tuple(OpmlLine(one) for one in imported), is_dry)


def exported_opml(user: Any) -> str:
    """The feeds of the person's desks as an OPML document, each address once."""
    feeds = {feed.url: OpmlFeed(feed.title, feed.url) for feed in Feed.objects.visible_to(user).order_by("pk")}
    return render_opml(feeds.values(), title="Feeds of the workbench")

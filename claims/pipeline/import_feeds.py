"""A list of feeds in OPML → Feeds of a desk, with a word on what became of each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User

from claims.domain.feed import add_feed
from claims.domain.permissions import check_can
from claims.errors import BadInput
from claims.models import Desk, Feed
from claims.pipeline.receive_article import acceptable_url
from claims.text.opml import MOST_FEEDS, OpmlFeed, parse_opml

ADDED, KNOWN, REFUSED, LATER = OUTCOMES = ("added", "known", "refused", "later")
# Where somebody waits for the answer a longer list is taken in parts: what is there already costs nothing.
MOST_AT_ONCE = 500
NO_ROOM = "{most} feeds are added at once. Hand the list in again for the rest."


@dataclass(frozen=True, slots=True)
class ImportedFeed:
    """What became of one feed of a list, or would; `reason` says why it was not added.

    `feed` is the row that was added, or was there before; None for what was not added.
    """

    url: str
    title: str
    outcome: str
    reason: str = ""
    feed: Feed | None = None


def import_feeds(
    body: bytes, *, desk: Desk, by: User, use: str, is_dry: bool, most: int = MOST_FEEDS
) -> tuple[ImportedFeed, ...]:
    """Add the feeds of a list that the desk does not have, at most so many; with `is_dry` only say what would be.

    Raises PermissionDenied, and BadInput for what is no such list.
    """
    check_can(by, "change_feeds", desk)
    return tuple(_import_all(parse_opml(body), desk=desk, by=by, use=use, is_dry=is_dry, most=most))


def _import_all(
    listed: Sequence[OpmlFeed], *, desk: Desk, by: User, use: str, is_dry: bool, most: int
) -> Iterator[ImportedFeed]:
    known: dict[str, Feed | None] = {feed.url: feed for feed in Feed.objects.filter(desk=desk)}
    room = most
    for one in listed:
        try:
            url = acceptable_url(one.url)
            if url in known:
                yield ImportedFeed(url, one.title, KNOWN, feed=known[url])
            elif not room:
                yield ImportedFeed(url, one.title, LATER, NO_ROOM.format(most=most))
            else:
                known[url] = None if is_dry else add_feed(by=by, desk=desk, url=url, title=one.title, use=use)
                room -= 1
                yield ImportedFeed(url, one.title, ADDED, feed=known[url])
        except BadInput as error:
            yield ImportedFeed(one.url, one.title, REFUSED, str(error))

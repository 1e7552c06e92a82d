"""What the pages of feeds show: the list, one feed with what became of its items, and one that may be added."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.forms import Form
from django.template.defaultfilters import pluralize
from django.urls import reverse

from claims.domain.permissions import acts_of
from claims.enums import CaptureOutcome, FeedKind, FeedUse, JobState
from claims.errors import BadInput, FetchError, NotYet
from claims.models import Feed, FeedItem
from claims.pipeline.poll_feed import FeedPreview, preview_patiently
from claims.pipeline.receive_article import acceptable_url
from claims.web.own_desks import own_desks
from claims.web.words import WORK_STATES

PER_PAGE = 50
ITEMS_SHOWN = 30
# So long a person waits for a page.
LONGEST_WAIT_SECONDS = 4.0
AT_WORK = (JobState.QUEUED, JobState.WORKING)


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One feed in the list."""

    feed: Any
    may_change: bool

    @property
    def is_busy(self) -> bool:
        """Whether a poll is under way."""
        return self.feed.job_state in AT_WORK

    @property
    def is_failed(self) -> bool:
        """Whether machines gave up on it until a person changes or retries it."""
        return self.feed.job_state == JobState.FAILED

    @property
    def sign_and_state(self) -> tuple[str, str]:
        """A sign, and the state in words; the sign never stands alone."""
        feed = self.feed
        if self.is_failed:
            return "✗", f"Given up: {feed.job_error}"
        if self.is_busy:
            waits_for = feed.job_error or feed.job_waiting_for
            return "◌", waits_for or f"Poll {WORK_STATES[feed.job_state]}"
        if feed.is_paused:
            return "‖", "Paused"
        if feed.failures:
            return "✗", f"{feed.failures} error{pluralize(feed.failures)} in a row: {feed.last_error}"
        return "✓", "Polled by the clock"

    @property
    def sign(self) -> str:
        """The sign alone."""
        return self.sign_and_state[0]

    @property
    def state(self) -> str:
        """The state in words."""
        return self.sign_and_state[1]

    @property
    def remark(self) -> str:
        """What went wrong with a part of a poll that otherwise went well."""
        return "" if self.feed.failures or self.is_failed else self.feed.last_error


@dataclass(frozen=True, slots=True)
class FeedList:
    """The feeds of the person's desks."""

    rows: tuple[FeedRow, ...]
    page: Page
    may_add: bool

    @property
    def is_busy(self) -> bool:
        """Whether a feed that is shown is being polled."""
        return any(row.is_busy for row in self.rows)


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One entry of a feed, and what became of it."""

    item: Any

    @property
    def became(self) -> tuple[str, str]:
        """In words, and the address of what came of it or nothing."""
        if article := self.item.article:
            return f"article: {WORK_STATES[article.job_state]}", reverse("article", args=[article.public_id])
        if capture := self.item.capture_job:
            return _capture_words(capture), _copy_url(capture)
        return self.item.note or "waits to be taken", ""

    @property
    def words(self) -> str:
        """What became of it."""
        return self.became[0]

    @property
    def url(self) -> str:
        """Where to see it."""
        return self.became[1]

    @property
    def is_part(self) -> bool:
        """Whether it is a part of a sitemap and not a page."""
        return bool(self.item.guid) and self.item.feed.kind == FeedKind.SITEMAP

    @property
    def is_link(self) -> bool:
        """Whether its address can be opened in a browser."""
        return self.item.url.startswith(("http://", "https://"))


def _capture_words(capture: Any) -> str:
    if capture.outcome == CaptureOutcome.CAPTURED:
        return "kept as a source"
    if capture.outcome == CaptureOutcome.UNCHANGED:
        return "unchanged since the copy that was kept before"
    if capture.outcome == CaptureOutcome.REFUSED:
        return f"not kept: {capture.refusal}"
    waits_for = capture.job_error or capture.job_waiting_for
    return waits_for or f"capture {WORK_STATES[capture.job_state]}"


def _copy_url(capture: Any) -> str:
    return reverse("snapshot", args=[capture.snapshot.public_id]) if capture.snapshot else ""


@dataclass(frozen=True, slots=True)
class FeedPage:
    """One feed: its terms and its items; `form` is one that could not be saved."""

    row: FeedRow
    items: tuple[ItemRow, ...]
    page: Page
    form: Form | None = None

    @property
    def feed(self) -> Feed:
        """The feed."""
        return self.row.feed

    @property
    def uses(self) -> list[tuple[str, str]]:
        """What items can become."""
        return list(FeedUse.choices)

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the fields: what was typed, else what is so."""
        names = ("title", "use", "interval_minutes")
        return {name: str(self.form.data.get(name, "") if self.form else getattr(self.feed, name)) for name in names}

    @property
    def problems(self) -> list[str]:
        """Why the form could not be saved."""
        return [str(message) for messages in (self.form.errors.values() if self.form else ()) for message in messages]


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """What a feed holds that may be added: nothing of it is kept."""

    preview: FeedPreview
    known: Feed | None

    @property
    def kind(self) -> str:
        """What sort of list it is, in words."""
        return FeedKind(self.preview.kind).label

    @property
    def items(self) -> Iterable[dict[str, Any]]:
        """The newest items; only a web address becomes a link."""
        for item in self.preview.items[:ITEMS_SHOWN]:
            yield {"item": item, "is_link": item.url.startswith(("http://", "https://"))}

    @property
    def more(self) -> int:
        """How many items are not shown."""
        return max(0, len(self.preview.items) - ITEMS_SHOWN)


def read_feed_list(user: User, *, number: str | None) -> FeedList:
    """The feeds that the person may see, in the order in which they were added."""
    desks = own_desks(user)
    changeable = {desk.pk for desk in desks.allowing("change_feeds")}
    feeds = Feed.objects.visible_to(user).select_related("desk").annotate(item_count=Count("items")).order_by("pk")
    page = Paginator(feeds, PER_PAGE).get_page(number)
    rows = tuple(FeedRow(feed, feed.desk_id in changeable) for feed in page)
    return FeedList(rows, page, may_add=bool(changeable))


def read_feed_page(feed: Feed, user: User, *, number: str | None = None, form: Form | None = None) -> FeedPage:
    """One feed with a page of its items, the newest first."""
    shown = ("feed", "article", "capture_job__snapshot")
    items = FeedItem.objects.filter(feed=feed).select_related(*shown).defer("capture_job__snapshot__text")
    page = Paginator(items.order_by("-pk"), PER_PAGE).get_page(number)
    row = FeedRow(feed, "change_feeds" in acts_of(user, feed.desk))
    return FeedPage(row, tuple(ItemRow(item) for item in page), page, form)


def look_at_feed(form: Any) -> PreviewPage | None:
    """What the feed in a valid form holds; None when it cannot be seen now, with the reason on the form."""
    try:
        preview = preview_patiently(form.cleaned_data["url"], seconds=LONGEST_WAIT_SECONDS)
    except NotYet as error:
        form.add_error("url", f"{error} Wait {math.ceil(error.retry_after)} s, then look again.")
    except (BadInput, FetchError) as error:
        form.add_error("url", str(error))
    else:
        url = acceptable_url(form.cleaned_data["url"])
        return PreviewPage(preview, Feed.objects.filter(desk=form.cleaned_data["desk"], url=url).first())
    return None

"""The Internet Archive's Wayback Machine: a provider of archived copies, and an archive that keeps a page as well.

As a provider it is asked with an address, not with words. Two indexes are asked: the one of the
nearest copy is quick and forgetful, the CDX server knows all. Save Page Now works on its own time: a
page is handed in, and asked after until it is kept.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from claims.errors import BadInput, ProviderError
from claims.providers.answers import JsonAnswer, Service, waiting_seconds
from claims.providers.base import (
    COPIES,
    Archive,
    ArchivedCopy,
    Exchanger,
    FoundPage,
    ProviderContext,
    SearchAnswer,
    SearchProvider,
    SearchQuery,
)
from claims.providers.found import object_of, ranked, text_of, web_url
from claims.providers.question import check_has_setting
from claims.text.urls import parse_web_address

AVAILABILITY_URL = "https://archive.org/wayback/available"
CDX_URL = "https://web.archive.org/cdx/search/cdx"
SAVE_URL = "https://web.archive.org/save"
COPY_URL = "https://web.archive.org/web"
SETTING = "WAYBACK_KEY"
HOMEPAGE = "https://web.archive.org/"
# Its limits are not documented and have been met on the first of twelve questions.
PACE_SECONDS = 5.0
BUSY_SECONDS = 60.0
# Authenticated users may have twelve captures begun in a minute.
SAVE_PACE_SECONDS = 5.0
# Kept pages are not asked for again within a day: the archive answers with the copy that it has.
SAVE_OPTIONS: Mapping[str, str] = {"skip_first_archive": "1", "if_not_archived_within": "1d"}
# Of the archive's own reasons, those that pass by themselves.
PASSING_REASONS = frozenset({"error:user-session-limit", "error:service-unavailable", "error:capture-location-error"})

_TIMESTAMP = re.compile(r"(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})")
_JOB_ID = re.compile(r"[A-Za-z0-9_-]{1,200}")


class WaybackProvider:
    """Finds archived copies of an address."""

    name = "wayback"
    version = "1"
    uses_network = True
    label = "Wayback Machine"
    sends = "The address of a page that could not be captured, to archive.org."
    pace_seconds = PACE_SECONDS
    missing = ""
    answers = COPIES
    homepage = HOMEPAGE

    def __init__(self, fetcher: Exchanger) -> None:
        self._service = Service(self.label, fetcher, busy_seconds=lambda _: BUSY_SECONDS)

    def search(self, query: SearchQuery) -> SearchAnswer:
        """Copies of the address, newest first; `published_at` is the moment of the copy."""
        address = _address_in(query.text, label=self.label)
        nearest, failure = self._nearest_copy(address)
        try:
            copies = self._listed_copies(address, limit=query.limit)
        except ProviderError:
            if nearest is None:
                raise
            return SearchAnswer((nearest,), note=f"{self.label} named its nearest copy only; its list did not answer.")
        if failure and not copies:
            raise failure
        # The same copy may be named by both, in two spellings of its address.
        by_moment = {copy.published_at: copy for copy in (nearest, *copies) if copy}
        newest_first = [by_moment[moment] for moment in sorted(by_moment, reverse=True)]
        return SearchAnswer(ranked(newest_first, limit=query.limit))

    def _nearest_copy(self, address: str) -> tuple[FoundPage | None, ProviderError | None]:
        """The copy that the quick index knows, or why it could not be asked."""
        try:
            answer = object_of(self._service.ask(AVAILABILITY_URL, {"url": address}).value)
        except ProviderError as error:
            return None, error
        if not isinstance(answer.get("archived_snapshots"), dict):
            return None, self._service.misunderstood()
        closest = object_of(answer["archived_snapshots"].get("closest"))
        is_there = closest.get("available") is True and text_of(closest.get("status")) in {"", "200"}
        return (_copy(text_of(closest.get("timestamp")), address) if is_there else None), None

    def _listed_copies(self, address: str, *, limit: int) -> list[FoundPage]:
        parameters = {
            "url": address,
            "output": "json",
            "fl": "timestamp,original",
            "filter": "statuscode:200",
            "collapse": "digest",
            "limit": f"-{limit}",  # the last ones
        }
        rows = self._service.ask(CDX_URL, parameters).value
        if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
            raise self._service.misunderstood()
        copies = list(_copies_in(rows))
        self._service.check_readable(copies, rows[1:])
        return copies


def _address_in(text: str, *, label: str) -> str:
    try:
        return parse_web_address(text.strip()).url
    except BadInput as error:
        raise ProviderError(f"{label} was not asked: {error}", permanent=True, code="bad_query") from error


def _copies_in(rows: Sequence[list[Any]]) -> Iterator[FoundPage]:
    """The first row names the columns."""
    header, *rest = rows or [[]]
    for row in rest:
        named = dict(zip(map(text_of, header), map(text_of, row), strict=False))
        copy = _copy(named.get("timestamp", ""), named.get("original", ""))
        if copy:
            yield copy


def _copy(timestamp: str, original: str) -> FoundPage | None:
    parts = _TIMESTAMP.fullmatch(timestamp)
    if parts is None or not web_url(original):
        return None
    year, month, day, hour, minute, second = parts.groups()
    return FoundPage(
        0,
        f"{COPY_URL}/{timestamp}/{original}",
        f"Archived copy of {original}",
        published_at=f"{year}-{month}-{day}T{hour}:{minute}:{second}Z",
    )


class WaybackArchive:
    """Hands pages to Save Page Now."""

    name = "wayback"
    version = "1"
    label = "Wayback Machine"
    sends = "The address of the page, to archive.org, under your key; the copy is public."
    pace_seconds = SAVE_PACE_SECONDS
    homepage = HOMEPAGE

    def __init__(self, fetcher: Exchanger, *, key: str = "") -> None:
        """`key` is `access:secret`."""
        self.missing = "" if key else SETTING
        refused = f"it does not accept the key in {SETTING}"
        self._service = Service(
            self.label,
            fetcher,
            headers={"Authorization": f"LOW {key}"} if key else {},
            meanings={401: refused, 403: refused},
            busy_seconds=lambda _: BUSY_SECONDS,
        )

    def save(self, url: str) -> str:
        """Asks for a copy and returns the id of the archive's job."""
        check_has_setting(self.missing, label=self.label)
        answer = self._service.send(SAVE_URL, {"url": _address_in(url, label=self.label), **SAVE_OPTIONS})
        told = object_of(answer.value)
        job_id = text_of(told.get("job_id"))
        if not _JOB_ID.fullmatch(job_id):
            raise self._refusal(told, answer=answer, may_pass=True)
        return job_id

    def check(self, remote_id: str) -> ArchivedCopy | None:
        """The copy; None while it is made. A job that failed has failed for good: the page is to be handed in again."""
        check_has_setting(self.missing, label=self.label)
        answer = self._service.ask(f"{SAVE_URL}/status/{quote(remote_id, safe='')}", {})
        told = object_of(answer.value)
        if told.get("status") == "pending":
            return None
        timestamp, original = text_of(told.get("timestamp")), web_url(told.get("original_url"))
        if told.get("status") != "success" or not _TIMESTAMP.fullmatch(timestamp) or not original:
            raise self._refusal(told, answer=answer, may_pass=False)
        return ArchivedCopy(f"{COPY_URL}/{timestamp}/{original}", timestamp)

    def _refusal(self, told: Mapping[str, Any], *, answer: JsonAnswer, may_pass: bool) -> ProviderError:
        reason = text_of(told.get("status_ext"))
        words = text_of(told.get("message")) or reason
        if not words:
            return self._service.misunderstood()
        passes = may_pass and reason in PASSING_REASONS
        wait = (waiting_seconds(answer.page) or BUSY_SECONDS) if passes else 0.0
        return self._service.refused(words, permanent=not passes, code="archive_failed", retry_after=wait)


def build(context: ProviderContext) -> Sequence[SearchProvider]:
    """The one Wayback Machine; reading needs no key."""
    return [WaybackProvider(context.fetcher)]


def build_archive(context: ProviderContext) -> Archive:
    """The same to push to; built without its key too, so that it can say what is missing."""
    return WaybackArchive(context.fetcher, key=context.option("wayback_key"))

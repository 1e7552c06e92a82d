"""How an outside service is asked, and how what it answers is read: JSON, or the right ProviderError.

Services answer in moods: a status, a page of HTML, half an object, text with escapes that are none.
Each becomes one sentence that says what is wrong and whether trying again can help. Keys travel in
headers only, which the fetcher takes away before it follows a redirect to a stranger.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from claims.errors import FetchError, ProviderError
from claims.net.client import FetchedPage
from claims.net.politeness import retry_after_seconds
from claims.providers.base import Exchanger
from claims.providers.found import one_line, rows_of, text_of

# The largest honest answer seen is a few hundred kilobytes; a few entities of Wikidata reach some megabytes.
MAX_ANSWER_BYTES = 8_000_000
MAX_TOLD_CHARACTERS = 200
MAX_READ_CHARACTERS = 2000
# An error told in JSON is short; what is longer is a page, and not read for words.
MAX_TOLD_BYTES = 20_000
JSON_TYPE = "application/json"
FORM_TYPE = "application/x-www-form-urlencoded"

# Statuses that pass: the service is late, early, busy, or broken for now.
PASSING_STATUSES = frozenset({408, 425, 429})
BUSY_STATUSES = frozenset({429, 503})
# Crossref and the wikis ask for fewer questions without saying for how long; what they count is counted anew sooner.
BUSY_SECONDS = 30.0
MEANINGS: Mapping[int, str] = {
    401: "it wants a key that it knows",
    403: "it refuses us",
    404: "there is no such service at this address",
    429: "it asks for fewer questions",
    503: "it is not available at the moment",
}
CODES: Mapping[int, str] = {401: "forbidden", 403: "forbidden", 429: "rate_limited", 503: "unavailable"}

_ESCAPE = re.compile(r"\\(?:[\"\\/bfnrt]|u[0-9a-fA-F]{4}|(.?))", re.DOTALL)


@dataclass(frozen=True, slots=True)
class JsonAnswer:
    """What a service answered: the value read from its JSON, and the page it came in."""

    value: Any
    page: FetchedPage


@dataclass(frozen=True, slots=True)
class Service:
    """One outside service as its provider asks it.

    `label` names it in messages. `headers` go with every question, keys among them. `key_setting` names
    the setting that holds the key. `meanings` says in words what a status means here, where it is not
    what it means everywhere. `busy_seconds` tells how long a service is left alone that asks for
    fewer questions without a Retry-After: BUSY_SECONDS where the provider knows no better.
    """

    label: str
    fetcher: Exchanger
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    key_setting: str = ""
    meanings: Mapping[int, str] = field(default_factory=dict)
    busy_seconds: Callable[[FetchedPage], float] = field(default=lambda _: BUSY_SECONDS, repr=False)

    @property
    def secrets(self) -> list[str]:
        """What must not be repeated of the headers; the longest of each header first."""
        return [secret for name, value in self.headers.items() for secret in secrets_in(name, value)]

    def ask(self, url: str, parameters: Mapping[str, str]) -> JsonAnswer:
        """One question by GET. Raises ProviderError for everything that is no JSON with status 200."""
        return self.read(self.fetch(url, parameters))

    def fetch(self, url: str, parameters: Mapping[str, str]) -> FetchedPage:
        """What came back with status 200, not read yet. Raises ProviderError for any other status."""
        question = f"{url}?{urlencode(parameters)}" if parameters else url
        try:
            page = self.fetcher.fetch(question, accept=JSON_TYPE, headers=self.headers)
        except FetchError as error:
            raise self._unreachable(error) from error
        return self.checked(page)

    def send(self, url: str, fields: Mapping[str, str]) -> JsonAnswer:
        """One form by POST; errors as `ask`."""
        return self.read(self.checked(self._sent(url, urlencode(fields).encode(), content_type=FORM_TYPE)))

    def send_json(self, url: str, value: Any) -> FetchedPage:
        """What came back for JSON by POST, whatever its status: for `checked`. Raises ProviderError for silence."""
        return self._sent(url, json.dumps(value).encode(), content_type=JSON_TYPE)

    def read(self, page: FetchedPage) -> JsonAnswer:
        """The JSON in a page. Raises ProviderError for what is none."""
        try:
            return JsonAnswer(read_json(page.body), page)
        except (ValueError, RecursionError):
            raise self.misunderstood(_what_instead_of_json(page)) from None

    def misunderstood(self, what: str = "JSON of another shape") -> ProviderError:
        """The error for an answer that is none; it may be a passing mood."""
        end = "" if what.endswith("?") else "."
        return ProviderError(f"{self.label} answered with {what}{end}", code="bad_answer")

    def rows(self, value: Any) -> list[dict[str, Any]]:
        """The objects in a list of results. Raises ProviderError when it is no list, or a list of something else."""
        rows = rows_of(value)
        if not isinstance(value, list) or (value and not rows):
            raise self.misunderstood()
        return rows

    def check_readable(self, found: Sequence[object], rows: Sequence[object]) -> None:
        """Raises ProviderError when there were results and none could be used: that is not "none found"."""
        if rows and not found:
            raise self.misunderstood("results that have no address")

    def refused(self, told: str, *, permanent: bool, code: str = "refused", retry_after: float = 0.0) -> ProviderError:
        """The error for a question that the service says it will not answer, in its own words."""
        said = one_line(self._without_keys(told), limit=MAX_TOLD_CHARACTERS).rstrip(".")
        message = f"{self.label} refused the question: {said}." if said else f"{self.label} refused the question."
        return ProviderError(message, permanent=permanent, code=code, retry_after=retry_after)

    def checked(self, page: FetchedPage) -> FetchedPage:
        """The page when its status is 200. Raises ProviderError for any other status, and for too large a body."""
        if page.status != 200:
            raise self._status_error(page)
        if len(page.body) > MAX_ANSWER_BYTES:
            raise ProviderError(
                f"{self.label} answered with more than {MAX_ANSWER_BYTES // 1_000_000} MB, which is no answer.",
                permanent=True,
                code="too_large",
            )
        return page

    def _sent(self, url: str, body: bytes, *, content_type: str) -> FetchedPage:
        try:
            return self.fetcher.send(url, body=body, content_type=content_type, accept=JSON_TYPE, headers=self.headers)
        except FetchError as error:
            raise self._unreachable(error) from error

    def _unreachable(self, error: FetchError) -> ProviderError:
        message = self._without_keys(f"{self.label}: {error}")
        return ProviderError(message, permanent=not error.can_retry, code=error.code, retry_after=error.retry_after)

    def _status_error(self, page: FetchedPage) -> ProviderError:
        status = page.status
        meaning = self.meanings.get(status) or MEANINGS.get(status, "")
        told = one_line(self._without_keys(told_in(page)), limit=MAX_TOLD_CHARACTERS)
        sentences = [f"{self.label} answered with status {status}{': ' if meaning else ''}{meaning}."]
        sentences += [f"It says: {told.rstrip('.')}."] if told else []
        return ProviderError(
            " ".join(sentences),
            permanent=not (status in PASSING_STATUSES or status >= 500),
            code=CODES.get(status, "http_error"),
            retry_after=waiting_seconds(page) or (self.busy_seconds(page) if status in BUSY_STATUSES else 0.0),
        )

    def _without_keys(self, text: str) -> str:
        for secret in self.secrets:
            text = text.replace(secret, "•••")
        return text


def secrets_in(name: str, value: str) -> list[str]:
    """What must not be repeated of a header: its value, and each part of `LOW access:secret`."""
    if name.lower() == "accept-language":
        return []
    parts = [value, *re.split(r"[\s:]+", value)]
    return sorted((part for part in parts if len(part) > 3), key=len, reverse=True)


def waiting_seconds(page: FetchedPage) -> float:
    """How long the service asks us to wait before the next question, at most a day; 0 when it does not say."""
    return retry_after_seconds(page.header("Retry-After"), now=page.fetched_at) or 0.0


def read_json(body: bytes) -> Any:
    """JSON, also with escapes or control characters in its texts that JSON does not have.

    Linear in the length. Raises ValueError or RecursionError for what is no JSON even so.
    """
    try:
        return json.loads(body)
    except ValueError:
        return json.loads(_ESCAPE.sub(_escape_mended, body.decode("utf-8", "replace")), strict=False)


def json_among(words: str) -> Any:
    """The JSON in what a model says, which may wrap it in a code fence or think aloud before it; errors as `read_json`.

    What follows a thought is looked at only when the whole is none: an article may hold the sign of its end.
    """
    try:
        return read_json(_json_part(words))
    except (ValueError, RecursionError):
        return read_json(_json_part(words.rpartition("</think>")[2]))


def _json_part(words: str) -> bytes:
    """What looks like JSON among words: from the first bracket to the last."""
    start = min((at for at in map(words.find, "{[") if at >= 0), default=0)
    return words[start : max(map(words.rfind, "}]")) + 1].encode("utf-8", "replace")


def _escape_mended(match: re.Match[str]) -> str:
    """A proper escape as it is; of any other only the character that was escaped in vain."""
    return match[0] if match[1] is None else match[1]


def told_in(page: FetchedPage) -> str:
    """What a service says of an error, on one line; "" when it says nothing that a person could read.

    It is longer than what is shown, so that no key is cut in two before it is masked.
    """
    if len(page.body) > MAX_TOLD_BYTES or "html" in page.content_type:
        return ""
    if page.content_type == "text/plain":
        return one_line(page.body.decode("utf-8", "replace"), limit=MAX_READ_CHARACTERS)
    try:
        return one_line(_told(read_json(page.body)), limit=MAX_READ_CHARACTERS)
    except (ValueError, RecursionError):
        return ""


def _told(value: Any) -> str:
    """Google, Brave, Crossref and MediaWiki each have their own word for it."""
    if isinstance(value, dict):
        named = (value.get(key) for key in ("error", "message", "detail", "info", "msg"))
        return next((text for text in map(_told, named) if text), "")
    if isinstance(value, list):
        return _told(value[0]) if value else ""
    return text_of(value)


def _what_instead_of_json(page: FetchedPage) -> str:
    start = page.body[:1000].lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "a web page instead of JSON"
    return "nothing" if not start else "something that is no JSON, or only half of it"

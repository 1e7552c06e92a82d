"""What was sent and what came back: a fetcher that writes down each exchange, for a person who tests a provider."""

import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, quote_plus

from claims.errors import FetchError
from claims.net.client import PAGE_TYPES, FetchedPage
from claims.providers.answers import JSON_TYPE
from claims.providers.base import Exchanger

MAX_BODY_CHARACTERS = 2000
HIDDEN = "•••"
# Parameters that hold secrets elsewhere. Ours travel in headers, which are not written down; a stranger's may not.
_SECRET_PARAMETER = re.compile(r"(?i)([?&;](?:[\w.-]*(?:key|token|secret|password|signature)|auth|sig|code)=)[^&;#\s]+")
_CREDENTIALS = re.compile(r"(?<=://)[^/@\s]+@")


@dataclass(frozen=True, slots=True)
class TracedExchange:
    """One request and its answer; `error` says why there was none. Headers are never part of it."""

    method: str
    url: str
    status: int
    content_type: str
    milliseconds: int
    body_start: str
    error: str


@dataclass(slots=True)
class Trace:
    """The exchanges of one test, in order; `secrets` are masked wherever they appear."""

    secrets: tuple[str, ...] = field(default=(), repr=False)
    exchanges: list[TracedExchange] = field(default_factory=list)

    def masked(self, text: str) -> str:
        """The text without keys."""
        for secret in self.secrets:
            text = text.replace(secret, HIDDEN)
        return _CREDENTIALS.sub(f"{HIDDEN}@", _SECRET_PARAMETER.sub(rf"\1{HIDDEN}", text))


class RecordingFetcher:
    """Fetches as the fetcher that it was given, and writes down what was sent and what came back."""

    def __init__(self, fetcher: Exchanger, *, secrets: Iterable[str] = ()) -> None:
        self.trace = Trace()
        self._fetcher = fetcher
        self.hide(secrets)

    def hide(self, secrets: Iterable[str]) -> None:
        """Mask these too, as they are and as they are written in an address, in what is recorded from now on."""
        forms = {form for secret in secrets if secret for form in (secret, quote(secret, safe=""), quote_plus(secret))}
        self.trace.secrets = tuple(sorted({*self.trace.secrets, *forms}, key=len, reverse=True))

    def fetch(self, url: str, *, accept: str = PAGE_TYPES, headers: Mapping[str, str] | None = None) -> FetchedPage:
        """As `Fetcher.fetch`."""
        started = time.monotonic()
        try:
            page = self._fetcher.fetch(url, accept=accept, headers=headers)
        except FetchError as error:
            self._record("GET", url, error=error, started=started)
            raise
        self._record("GET", url, page=page, started=started)
        return page

    def send(
        self,
        url: str,
        *,
        body: bytes,
        content_type: str,
        accept: str = JSON_TYPE,
        headers: Mapping[str, str] | None = None,
    ) -> FetchedPage:
        """As `Fetcher.send`."""
        started = time.monotonic()
        try:
            page = self._fetcher.send(url, body=body, content_type=content_type, accept=accept, headers=headers)
        except FetchError as error:
            self._record("POST", url, error=error, started=started)
            raise
        self._record("POST", url, page=page, started=started)
        return page

    def _record(
        self,
        method: str,
        url: str,
        *,
        started: float,
        page: FetchedPage | None = None,
        error: FetchError | None = None,
    ) -> None:
        masked = self.trace.masked
        self.trace.exchanges.append(
            TracedExchange(
                method=method,
                url=masked(url),
                status=page.status if page else 0,
                content_type=page.content_type if page else "",
                milliseconds=round((time.monotonic() - started) * 1000),
                body_start=masked(_readable(page.body))[:MAX_BODY_CHARACTERS] if page else "",
                error=masked(str(error)) if error else "",
            )
        )


def _readable(body: bytes) -> str:
    """The beginning as text that can be stored; longer than what is kept, so that no key is cut before it is masked."""
    return body[: MAX_BODY_CHARACTERS * 5].decode("utf-8", "replace").replace("\x00", "�")

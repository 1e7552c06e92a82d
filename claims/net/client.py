"""The only socket to addresses that somebody else wrote: judged on every hop, capped in seconds and in bytes."""

import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from claims.errors import FetchFailed
from claims.net.addresses import WEB_PORTS, Target, host_form, is_ip_literal, judge_addresses, parse_target
from claims.net.encoding import accepted_encodings
from claims.net.exchange import Answer, Request, content_type_of, exchange, header_of
from claims.net.resolver import Resolver, system_resolver
from claims.net.wire import FetchLimits, Wire, tls_context
from claims.text.urls import shown_url

__all__ = ["FetchLimits", "FetchedPage", "Fetcher", "Hop", "Resolver", "system_resolver"]

logger = logging.getLogger(__name__)

PAGE_TYPES = "text/html,application/xhtml+xml,application/xml;q=0.9,application/pdf;q=0.9,text/plain;q=0.8,*/*;q=0.5"
# No words to read in these, and often large: refused by their type, before the body.
UNREADABLE_TYPES = ("video/", "audio/", "image/", "font/")

# Of the headers a caller adds, those that say nothing about who asks and so may follow a redirect to a stranger.
_HARMLESS_ELSEWHERE = frozenset({"accept-language"})
# Headers that belong to the exchange itself and that no caller may set.
_OWN_HEADERS = frozenset(
    {"host", "user-agent", "accept", "accept-encoding", "connection", "content-length", "content-type"}
    | {"transfer-encoding", "te", "trailer", "upgrade", "expect"}
)


@dataclass(frozen=True, slots=True)
class Hop:
    """One request and its answer: the address it really went to, and where it sent us next ("" for the page itself)."""

    url: str
    status: int
    location: str
    address: str
    reason: str = ""
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """What a host answered in the end, decoded; any status, for a refusal by the host is an answer too.

    ``hops`` holds every exchange in order, the last being the page itself. ``fetched_at`` is UTC.
    """

    requested_url: str
    final_url: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    content_type: str
    charset: str
    hops: tuple[Hop, ...]
    fetched_at: datetime
    elapsed_seconds: float

    def header(self, name: str) -> str:
        """Value of a header, "" where the host sent none; several are joined as HTTP joins them."""
        return header_of(self.headers, name)


class Fetcher:
    """Fetches pages. Holds nothing that changes, so any number of threads may share one."""

    def __init__(
        self,
        *,
        user_agent: str,
        limits: FetchLimits = FetchLimits(),  # noqa: B008 -- frozen
        resolver: Resolver = system_resolver,
        allowed_private_hosts: frozenset[str] = frozenset(),
        allowed_ports: frozenset[int] = WEB_PORTS,
        ca_file: str | None = None,
    ) -> None:
        """``allowed_private_hosts`` are exact names or IP addresses that an operator wants reached, on any port;
        ``ca_file`` names a certificate authority to trust besides the system's own.

        Raises ValueError for an allowed host that is no host.
        """
        self._user_agent = user_agent
        self._limits = limits
        self._resolver = resolver
        self._allowed_private_hosts = frozenset(host_form(host) for host in allowed_private_hosts)
        self._allowed_ports = allowed_ports
        self._tls = tls_context(ca_file)

    def fetch(
        self,
        url: str,
        *,
        accept: str = PAGE_TYPES,
        headers: Mapping[str, str] | None = None,
        refused_types: tuple[str, ...] = UNREADABLE_TYPES,
    ) -> FetchedPage:
        """Fetch an address, following redirects by hand.

        ``headers`` are for the host of ``url`` alone; ``refused_types`` are beginnings of content types.
        Raises FetchRefused (bad_url, bad_scheme, bad_port, credentials_in_url, too_long, private_address, bad_type)
        and FetchFailed (dns_failed, connect_failed, tls_failed, timeout, too_large, truncated, too_many_redirects,
        bad_encoding, bad_answer).
        """
        sent = self._request_headers(accept, headers or {})
        return self._ask(url, Request("GET", sent, refused_types=refused_types))

    def send(
        self,
        url: str,
        *,
        body: bytes,
        content_type: str,
        accept: str = "application/json",
        headers: Mapping[str, str] | None = None,
    ) -> FetchedPage:
        """POST a body to an address, through the same gate and limits; a redirect is the answer and never followed.

        Raises FetchRefused (bad_url, bad_scheme, bad_port, credentials_in_url, too_long, private_address) and
        FetchFailed (dns_failed, connect_failed, tls_failed, timeout, too_large, truncated, bad_encoding, bad_answer).
        """
        sent = self._request_headers(accept, headers or {}) | {"content-type": content_type}
        return self._ask(url, Request("POST", sent, body=body, is_followed=False))

    def judged_addresses(self, url: str) -> tuple[str, ...]:
        """The addresses that a request to ``url`` might connect to; nothing is connected to.

        Raises FetchRefused and FetchFailed (dns_failed) as a request would.
        """
        return self._judged(self._parse(url))

    def _ask(self, url: str, request: Request) -> FetchedPage:
        """Ask, and where the request is one to be followed, ask on until an answer points nowhere else."""
        started, fetched_at = time.monotonic(), datetime.now(UTC)
        target = self._parse(url)
        hops: list[Hop] = []
        while True:
            wire = Wire(target.host, limits=self._limits, ends_at=started + self._limits.total_seconds)
            answer = exchange(target, request, addresses=self._judged(target), wire=wire, tls=self._tls)
            hops.append(Hop(target.url, answer.status, answer.location, answer.address, answer.reason, answer.headers))
            if not answer.location:
                seconds = time.monotonic() - started
                return _page(answer, url=url, hops=tuple(hops), fetched_at=fetched_at, elapsed_seconds=seconds)
            self._check_hops(url, hops)
            previous, target = target, self._parse(answer.location)
            if target.origin != previous.origin:
                request = replace(request, headers=_without_secrets(request.headers))

    def _check_hops(self, url: str, hops: Sequence[Hop]) -> None:
        if len(hops) > self._limits.max_redirects:
            raise FetchFailed(
                f"The address “{shown_url(url)}” was redirected more than {self._limits.max_redirects} times.",
                code="too_many_redirects",
                can_retry=False,
            )

    def _parse(self, url: str) -> Target:
        return parse_target(url, allowed_ports=self._allowed_ports, allowed_private_hosts=self._allowed_private_hosts)

    def _request_headers(self, accept: str, headers: Mapping[str, str]) -> dict[str, str]:
        added = {name.lower(): value for name, value in headers.items()}
        return {name: value for name, value in added.items() if name not in _OWN_HEADERS} | {
            "user-agent": self._user_agent,
            "accept": accept,
            "accept-encoding": accepted_encodings(self._limits.max_encodings),
            "connection": "close",
        }

    def _judged(self, target: Target) -> tuple[str, ...]:
        """Looked up once; the addresses that are judged are the addresses that may be connected to."""
        addresses = [target.host] if is_ip_literal(target.host) else self._resolver(target.host, target.port)
        judged = judge_addresses(target.host, addresses, allowed_private_hosts=self._allowed_private_hosts)
        if target.host in self._allowed_private_hosts:
            shown = ", ".join(judged)
            logger.info("fetching from %s at %s without judging it: allowed by the operator", target.host, shown)
        return judged


def _without_secrets(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name in _OWN_HEADERS | _HARMLESS_ELSEWHERE}


def _page(
    answer: Answer, *, url: str, hops: tuple[Hop, ...], fetched_at: datetime, elapsed_seconds: float
) -> FetchedPage:
    content_type, charset = content_type_of(answer.headers)
    return FetchedPage(
        requested_url=url,
        final_url=hops[-1].url,
        status=answer.status,
        reason=answer.reason,
        headers=answer.headers,
        body=answer.body,
        content_type=content_type,
        charset=charset,
        hops=hops,
        fetched_at=fetched_at,
        elapsed_seconds=elapsed_seconds,
    )

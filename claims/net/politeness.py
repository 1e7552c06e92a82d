"""What a host asks of visitors: robots.txt (RFC 9309) and Retry-After (RFC 9110)."""

import math
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from protego import Protego

from claims.text.urls import parse_web_address

MAX_ROBOTS_BYTES = 500 * 1024  # RFC 9309, section 2.5: at least so much is to be read; we read no more
MAX_RETRY_AFTER_SECONDS = 24 * 3600.0  # a day: longer waits are a mistake, and are asked about again
MAX_CRAWL_DELAY_SECONDS = 60.0  # a host that asks for more would be read for weeks: it gets one visit a minute

_PRODUCT_TOKEN = re.compile(r"[A-Za-z_-]+")
_FORBID_ALL = "User-agent: *\nDisallow: /\n"
_ALLOW_ALL = ""


class RobotsRules:
    """What one host's robots.txt says."""

    def __init__(self, text: str) -> None:
        # Most hosts forbid nothing, and then there is nothing to look up for each page.
        self._rules = Protego.parse(text) if text.strip() else None

    def may_fetch(self, url: str, user_agent: str) -> bool:
        """Whether a visitor with this User-Agent may fetch an address of the host."""
        return self._rules is None or self._rules.can_fetch(url, product_token(user_agent))

    def crawl_delay(self, user_agent: str) -> float | None:
        """Seconds that the host asks this visitor to leave between requests, at most a minute; None for nothing."""
        asked = self._rules.crawl_delay(product_token(user_agent)) if self._rules else None
        if asked is None or not math.isfinite(asked) or asked < 0:
            return None
        return min(asked, MAX_CRAWL_DELAY_SECONDS)


def read_robots(body: bytes, status: int) -> RobotsRules:
    """Rules from the answer to a robots.txt request; status 0 stands for a host that did not answer.

    RFC 9309, section 2.3.1: 4xx means that there are no rules, 5xx and silence that nothing may be fetched for now.
    """
    if is_unreachable(status):
        return RobotsRules(_FORBID_ALL)
    return RobotsRules(robots_text(body, status))


def is_unreachable(status: int) -> bool:
    """Whether the answer to a robots.txt request leaves open what the host wants."""
    return status == 0 or status >= 500


def robots_text(body: bytes, status: int) -> str:
    """The rules to keep of an answer to a robots.txt request; nothing where the host has none."""
    if not 200 <= status < 300:
        return _ALLOW_ALL
    kept = body[:MAX_ROBOTS_BYTES]
    if len(body) > MAX_ROBOTS_BYTES:
        # Half a line could say the opposite of the whole one.
        kept = kept[: kept.rfind(b"\n") + 1]
    # A NUL has no meaning in rules, and a database that keeps them may not take one.
    return kept.decode("utf-8-sig", "replace").replace("\x00", "")


def robots_origin(url: str) -> str:
    """What one robots.txt governs: scheme, host and port. Raises BadInput for what is not a web address."""
    address = parse_web_address(url)
    return f"{address.scheme}://{address.netloc}"


def robots_url(url: str) -> str:
    """Address of the robots.txt that governs an address. Raises BadInput for what is not a web address."""
    return f"{robots_origin(url)}/robots.txt"


def product_token(user_agent: str) -> str:
    """The name in a User-Agent that robots.txt groups are matched with: ``Workbench/1.0 (+…)`` is ``Workbench``."""
    match = _PRODUCT_TOKEN.match(user_agent.strip())
    return match[0] if match else user_agent.strip()


def retry_after_seconds(value: str, *, now: datetime) -> float | None:
    """Seconds to wait from a Retry-After header, at most a day; None when it is malformed or already past.

    ``now`` is an aware time.
    """
    text = value.strip()
    if text.isascii() and text.isdigit():
        # Longer than any real number, and Python refuses to read thousands of digits.
        seconds = float(text) if len(text) < 16 else MAX_RETRY_AFTER_SECONDS
        return min(seconds, MAX_RETRY_AFTER_SECONDS)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)  # HTTP dates are GMT, said or not
    seconds = (moment - now).total_seconds()
    return min(seconds, MAX_RETRY_AFTER_SECONDS) if seconds > 0 else None

"""Web addresses read strictly, once: every other module takes the parts from here, so no two parsers can disagree.

Readers differ about odd addresses (backslashes, credentials, numbers in octal, percent-encoded hosts), and an attacker
lives in the difference. What this module cannot read in exactly one way, it refuses.
"""

import ipaddress
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NoReturn
from urllib.parse import quote, unquote

import idna
from tld import get_fld

from claims.errors import BadInput

MAX_URL_BYTES = 8192
DEFAULT_PORTS = {"http": 80, "https": 443}

_MAX_HOST_CHARACTERS = 253  # RFC 1035: what fits in a DNS name
_SHOWN_CHARACTERS = 120  # enough to recognise an address in a message

# Whitespace, control characters, backslashes and lone surrogates: each is read differently by different parsers.
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0\\\s\ud800-\udfff]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_PARTS = re.compile(r"https?://(?P<authority>[^/?#]*)(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?", re.IGNORECASE)
_BRACKETED = re.compile(r"\[(?P<host>[0-9A-Fa-f:.]+)\](?::(?P<port>[0-9]*))?")
_NAMED = re.compile(r"(?P<host>[^:\[\]%]+)(?::(?P<port>[0-9]*))?")
# Underscores and trailing hyphens are outside the letter of the RFCs and inside real host names.
_LABEL = re.compile(r"[a-z0-9_][a-z0-9_-]{0,62}")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}|%")

_PATH_SAFE = "!$&'()*+,;=:@/%"  # RFC 3986 pchar and the slash; "%" because escapes are settled first
_QUERY_SAFE = _PATH_SAFE + "?"
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

# Marks that advertising and mailing systems add to follow a click; none changes what the page says.
_TRACKING_PREFIXES = ("utm_", "mtm_", "hsa_")
_TRACKING_NAMES = frozenset(
    {
        "__twitter_impression",
        "_ga",
        "_gl",
        "_hsenc",
        "_hsmi",
        "_openstat",
        "dclid",
        "fb_action_ids",
        "fb_action_types",
        "fb_source",
        "fbclid",
        "gad_campaignid",
        "gad_source",
        "gbraid",
        "gclid",
        "gclsrc",
        "igsh",
        "igshid",
        "li_fat_id",
        "mc_cid",
        "mc_eid",
        "mibextid",
        "mkt_tok",
        "msclkid",
        "oly_anon_id",
        "oly_enc_id",
        "pk_campaign",
        "pk_kwd",
        "ref_src",
        "s_kwcid",
        "srsltid",
        "ttclid",
        "twclid",
        "vero_id",
        "wbraid",
        "wt_mc",
        "yclid",
        "ysclid",
    }
)


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An http(s) address in its parts: ASCII host without brackets, real port, path and query percent-encoded."""

    scheme: str
    host: str
    port: int
    path: str
    query: str | None

    @property
    def netloc(self) -> str:
        """Host and port as they stand in an address."""
        return netloc_of(self.scheme, self.host, self.port)

    @property
    def request_target(self) -> str:
        """Path and query, as a request line carries them."""
        return self.path if self.query is None else f"{self.path}?{self.query}"

    @property
    def url(self) -> str:
        """The whole address, without a fragment."""
        return f"{self.scheme}://{self.netloc}{self.request_target}"


# A visit asks for the same address several times: its origin, its rules, the request.
@lru_cache(maxsize=1024)
def parse_web_address(url: str) -> WebAddress:
    """Read an http(s) address strictly.

    Raises BadInput with code too_long, bad_url, bad_scheme, credentials_in_url or bad_port.
    """
    _check_characters(url)
    scheme = _SCHEME.match(url)
    if scheme is None:
        _refuse(url, "is not a web address; it must begin with https:// or http://")
    if scheme[1].lower() not in DEFAULT_PORTS:
        _refuse(url, f"uses {scheme[1]}:, but only http and https addresses can be read", code="bad_scheme")
    parts = _PARTS.match(url)
    if parts is None:
        _refuse(url, "has no // after the scheme; it must begin with https:// or http://")
    host, port_text = _split_authority(url, parts["authority"])
    name = scheme[1].lower()
    return WebAddress(
        scheme=name,
        host=host,
        port=_port_of(url, port_text) or DEFAULT_PORTS[name],
        path=_without_dot_segments(_percent_encoded(parts["path"], safe=_PATH_SAFE)),
        query=None if parts["query"] is None else _percent_encoded(parts["query"], safe=_QUERY_SAFE),
    )


def canonical_url(url: str) -> str:
    """The one form of an address under which a page is filed; applying it twice changes nothing.

    Scheme and host in lower case, IDNA form, no default port, fragment, dot segments or tracking parameters.
    A ``urn:`` is its own canonical form. Raises BadInput for anything else that is not a readable http(s) address.
    """
    stripped = url.strip()
    if stripped[:4].lower() == "urn:":
        return stripped
    address = parse_web_address(stripped)
    query = _without_tracking(address.query or "")
    return f"{address.scheme}://{address.netloc}{address.path}{'?' if query else ''}{query}"


def publisher_of(url: str) -> str:
    """Registrable domain of an address, or its host where it has none; "" for what is not a web address."""
    try:
        address = parse_web_address(url.strip())
    except BadInput:
        return ""
    return get_fld(f"https://{address.netloc}/", fail_silently=True) or address.host


def ascii_host(name: str) -> str:
    """A host name in lower-case ASCII without a trailing dot; an IPv4 address only in its plain dotted form.

    Raises ValueError for what is not a host name, and for any other way to write an address as a number.
    """
    if len(name) > _MAX_HOST_CHARACTERS + 1:
        raise ValueError("host name is too long")
    ascii_name = name.lower() if name.isascii() else idna.encode(name, uts46=True).decode("ascii")
    host = ascii_name.removesuffix(".")
    labels = host.split(".")
    if len(host) > _MAX_HOST_CHARACTERS or not all(_LABEL.fullmatch(label) for label in labels):
        raise ValueError("host name has a label that no host name can have")
    for label in labels:
        if label.startswith("xn--"):
            idna.decode(label)
    # A last label that is a number makes every inet_aton read the whole as an address: 127.1, 0x7f.1, 2130706433.
    if _NUMBER.fullmatch(labels[-1]):
        return str(ipaddress.IPv4Address(ascii_name))
    return host


def netloc_of(scheme: str, host: str, port: int) -> str:
    """Host as it stands in an address and in a Host header: brackets around IPv6, no default port."""
    bracketed = f"[{host}]" if ":" in host else host
    return bracketed if port == DEFAULT_PORTS[scheme] else f"{bracketed}:{port}"


def shown_url(url: str) -> str:
    """An address as a message may show it: no credentials, no control characters, not endless."""
    masked = re.sub(r"//[^/?#]*@", "//…@", url)
    printable = "".join(character if character.isprintable() else "�" for character in masked[:_SHOWN_CHARACTERS])
    return printable if len(masked) <= _SHOWN_CHARACTERS else printable + "…"


def shown_host(host: str) -> str:
    """A host for people: in its own letters, and beside them, where they are not ASCII, what it is sent as.

    ``аpple.com (xn--pple-43d.com)``: letters of two scripts that look alike are two hosts.
    """
    try:
        own = idna.decode(host) if "xn--" in host else host
    except idna.IDNAError:
        own = host
    return host if own == host else f"{own} ({host})"


def _check_characters(url: str) -> None:
    if len(url) > MAX_URL_BYTES or len(url.encode("utf-8", "surrogatepass")) > MAX_URL_BYTES:
        _refuse(url, f"is longer than {MAX_URL_BYTES} bytes", code="too_long")
    if _FORBIDDEN.search(url):
        _refuse(url, "has a space, a control character or a backslash in it; write those percent-encoded")


def _split_authority(url: str, authority: str) -> tuple[str, str | None]:
    if "@" in authority:
        _refuse(url, "carries a user name or password; give it without them", code="credentials_in_url")
    match = _BRACKETED.fullmatch(authority) or _NAMED.fullmatch(authority)
    if match is None:
        _refuse(url, "has no host that can be read")
    try:
        host = str(ipaddress.IPv6Address(match["host"])) if authority[0] == "[" else ascii_host(match["host"])
    except ValueError:
        _refuse(url, "has a host that is neither a name nor a plain address")
    return host, match["port"]


def _port_of(url: str, port_text: str | None) -> int | None:
    if not port_text:
        return None
    if len(port_text) > 5 or not 0 < int(port_text) < 65536:
        _refuse(url, "has a port that does not exist", code="bad_port")
    return int(port_text)


def _percent_encoded(text: str, *, safe: str) -> str:
    return quote(_ESCAPE.sub(_settled_escape, text), safe=safe)


def _settled_escape(match: re.Match[str]) -> str:
    """One spelling for each escape: unreserved characters bare, the others in upper case, a lone % escaped."""
    if match[0] == "%":
        return "%25"
    character = chr(int(match[0][1:], 16))
    return character if character in _UNRESERVED else match[0].upper()


def _without_dot_segments(path: str) -> str:
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments and segments[-1] in {".", ".."}:
        kept.append("")
    return "/" + "/".join(kept)


def _without_tracking(query: str) -> str:
    return "&".join(parameter for parameter in query.split("&") if not _is_tracking(parameter))


def _is_tracking(parameter: str) -> bool:
    name = unquote(parameter.partition("=")[0]).lower()
    return name in _TRACKING_NAMES or name.startswith(_TRACKING_PREFIXES)


def _refuse(url: str, reason: str, *, code: str = "bad_url") -> NoReturn:
    raise BadInput(f"The address “{shown_url(url)}” {reason}.", field="url", code=code)

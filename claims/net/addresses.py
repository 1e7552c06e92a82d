"""The gate: which addresses may be fetched, judged without touching the network."""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import urlsplit

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from claims.errors import BadInput, FetchFailed, FetchRefused
from claims.net.registries import GLOBAL_UNICAST_V6, SPECIAL_V4, SPECIAL_V6
from claims.text.urls import WebAddress, ascii_host, netloc_of, parse_web_address, shown_url

WEB_PORTS = frozenset({80, 443, 8080, 8443})

_MAPPED = ipaddress.IPv6Network("::ffff:0:0/96")  # RFC 4291: the system itself connects to the IPv4 address
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: how IPv6-only networks reach every IPv4 host
# Prefixes whose last 32 bits are an IPv4 address.
_CARRIES_V4_LAST = (
    _MAPPED,
    _NAT64,
    ipaddress.IPv6Network("::/96"),  # RFC 4291: IPv4-compatible, deprecated
    ipaddress.IPv6Network("::ffff:0:0:0/96"),  # RFC 2765: IPv4-translated
)
_NAT64_LOCAL = ipaddress.IPv6Network("64:ff9b:1::/48")  # RFC 8215
_6TO4 = ipaddress.IPv6Network("2002::/16")  # RFC 3056
_TEREDO = ipaddress.IPv6Network("2001::/32")  # RFC 4380
_ISATAP_INTERFACES = frozenset({0x00005EFE, 0x02005EFE})  # RFC 5214


@dataclass(frozen=True, slots=True)
class Target:
    """Where one request goes: ASCII host without brackets, real port, and what the request line asks for."""

    url: str
    scheme: str
    host: str
    port: int
    request_target: str

    @property
    def origin(self) -> tuple[str, str, int]:
        """What credentials belong to."""
        return self.scheme, self.host, self.port

    @property
    def host_header(self) -> str:
        """Value of the Host header."""
        return netloc_of(self.scheme, self.host, self.port)


def parse_target(
    url: str,
    *,
    allowed_ports: frozenset[int] = WEB_PORTS,
    allowed_private_hosts: frozenset[str] = frozenset(),
) -> Target:
    """Read an address strictly and refuse what no page to be checked would need.

    Raises FetchRefused with code bad_url, bad_scheme, bad_port, credentials_in_url or too_long.
    """
    try:
        address = parse_web_address(url)
    except BadInput as error:
        raise FetchRefused(str(error), code=error.code) from None
    _check_parsers_agree(url, address)
    _check_host(url, address, allowed_ports=allowed_ports, is_allowed=address.host in allowed_private_hosts)
    return Target(
        url=address.url,
        scheme=address.scheme,
        host=address.host,
        port=address.port,
        request_target=address.request_target,
    )


def judge_addresses(
    host: str, addresses: Sequence[str], *, allowed_private_hosts: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """The addresses that may be connected to, which are all of them or none.

    One bad address among many refuses the whole host: a good one beside it hides an attack.

    Raises FetchFailed (dns_failed) for no address at all and FetchRefused (private_address) for a bad one.
    """
    if not addresses:
        raise FetchFailed(f"The host “{host}” has no address; check the spelling.", code="dns_failed")
    if host in allowed_private_hosts:
        return tuple(addresses)
    for address in addresses:
        reason = refusal_reason(address)
        if reason is not None:
            raise FetchRefused(f"The host “{host}” was refused: {reason}", code="private_address")
    return tuple(addresses)


def refusal_reason(address: str) -> str | None:
    """Why an IP address is not on the public Internet, in one sentence; None for one that is.

    Judged by the IPv4 address it carries when it is mapped, translated (NAT64), tunnelled or otherwise wrapped.
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return f"{address} is not an IP address that can be read."
    if isinstance(parsed, IPv6Address) and parsed.scope_id is not None:
        return f"{address} names a network card of this machine."
    name = _special_name(parsed)
    return None if name is None else f"{address} is not on the public Internet ({name})."


def host_form(host: str) -> str:
    """A host as a Target holds it: ASCII, lower case, no brackets. Raises ValueError for what is not a host."""
    bare = host.strip("[]")
    return str(IPv6Address(bare)) if ":" in bare else ascii_host(bare)


def is_ip_literal(host: str) -> bool:
    """Whether a host of a Target is an address itself, so that nothing is to be looked up."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _special_name(address: IPv4Address | IPv6Address) -> str | None:
    if isinstance(address, IPv4Address):
        return next((name for network, name in SPECIAL_V4 if address in network), None)
    for carried in _carried_v4(address):
        name = _special_name(carried)
        if name is not None:
            return f"it carries {carried}: {name}"
    if address in _MAPPED or address in _NAT64:
        return None
    name = next((name for network, name in SPECIAL_V6 if address in network), None)
    if name is None and address not in GLOBAL_UNICAST_V6:
        return "reserved"
    return name


def _carried_v4(address: IPv6Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses inside an IPv6 one, by every scheme that puts them there."""
    bits = int(address)
    last = IPv4Address(bits & 0xFFFFFFFF)
    if any(address in network for network in _CARRIES_V4_LAST) and bits > 1:
        return (last,)
    if address in _NAT64_LOCAL:
        # RFC 6052 for a /48: 16 bits of the address, a byte of zeros, 16 bits more.
        return (IPv4Address((bits >> 64 & 0xFFFF) << 16 | (bits >> 40 & 0xFFFF)),)
    if address in _6TO4:
        return (IPv4Address(bits >> 80 & 0xFFFFFFFF),)
    if address in _TEREDO:
        return (IPv4Address(bits >> 64 & 0xFFFFFFFF), IPv4Address(~bits & 0xFFFFFFFF))
    if bits >> 32 & 0xFFFFFFFF in _ISATAP_INTERFACES:
        return (last,)
    return ()


def _check_parsers_agree(url: str, address: WebAddress) -> None:
    """Refuse an address that the standard library or urllib3 reads as another host or port."""
    try:
        standard, client = urlsplit(url), parse_url(url)
        seen = {
            (host_form(standard.hostname or ""), standard.port or address.port),
            (host_form(client.host or ""), client.port or address.port),
        }
    except (ValueError, LocationParseError):
        seen = set()
    if seen != {(address.host, address.port)}:
        raise FetchRefused(
            f"The address “{shown_url(url)}” can be read in more than one way; write it plainly.", code="bad_url"
        )


def _check_host(url: str, address: WebAddress, *, allowed_ports: frozenset[int], is_allowed: bool) -> None:
    if address.host.endswith(".onion"):
        raise FetchRefused(
            f"The address “{shown_url(url)}” is a hidden service, which cannot be reached from here.", code="bad_url"
        )
    if address.port not in allowed_ports and not is_allowed:
        ports = ", ".join(str(port) for port in sorted(allowed_ports))
        raise FetchRefused(
            f"The address “{shown_url(url)}” uses port {address.port}; only {ports} are allowed.", code="bad_port"
        )

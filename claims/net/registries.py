"""Address ranges that are not the public Internet, as data with a date.

Source: the IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and its updates), with the multicast and
the deprecated site-local ranges beside them. Python's ``ipaddress`` carries older copies and answers another question.

Left out on purpose, because they are judged by the IPv4 address they carry: IPv4-mapped ``::ffff:0:0/96`` and the
NAT64 well-known prefix ``64:ff9b::/96``. Refused on purpose although the registries call them reachable: the anycast
services (all of ``192.0.0.0/24`` and ``2001::/23``, AS112 and AMT), which the nearest device of the local network may
answer and which hold no page.
"""

from ipaddress import IPv4Network, IPv6Network

# Compared entry by entry with a copy of the IPv6 registry as updated on 2025-10-09; the IPv4 one with the RFCs that
# fill it and with older copies. Newest entries: RFC 9637 (3fff::/20), RFC 9602 (5f00::/16), RFC 9665 (2001:1::3) and
# RFC 9780 (100:0:0:1::/64).
REGISTRIES_READ_ON = "2026-11-23"

# Addresses handed out to the public Internet; all the rest of IPv6 is reserved by IANA (RFC 4291, section 2.4).
GLOBAL_UNICAST_V6 = IPv6Network("2000::/3")

SPECIAL_V4: tuple[tuple[IPv4Network, str], ...] = tuple(
    (IPv4Network(network), name)
    for network, name in (
        ("0.0.0.0/8", "this network"),
        ("10.0.0.0/8", "private use"),
        ("100.64.0.0/10", "shared by carriers"),
        ("127.0.0.0/8", "loopback"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private use"),
        ("192.0.0.0/24", "protocol assignments"),
        ("192.0.2.0/24", "documentation"),
        ("192.31.196.0/24", "AS112 anycast"),
        ("192.52.193.0/24", "multicast tunnel anycast"),
        ("192.88.99.0/24", "deprecated 6to4 relay"),
        ("192.168.0.0/16", "private use"),
        ("192.175.48.0/24", "AS112 anycast"),
        ("198.18.0.0/15", "benchmarking"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)

SPECIAL_V6: tuple[tuple[IPv6Network, str], ...] = tuple(
    (IPv6Network(network), name)
    for network, name in (
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("64:ff9b:1::/48", "local translation to IPv4"),
        ("100::/64", "discard only"),
        ("100:0:0:1::/64", "dummy prefix"),
        ("2001::/23", "protocol assignments"),
        ("2001:db8::/32", "documentation"),
        ("2002::/16", "6to4 tunnel"),
        ("2620:4f:8000::/48", "AS112 anycast"),
        ("3fff::/20", "documentation"),
        ("5f00::/16", "segment routing"),
        ("fc00::/7", "private use"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "deprecated site-local"),
        ("ff00::/8", "multicast"),
    )
)

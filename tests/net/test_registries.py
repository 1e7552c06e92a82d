import ipaddress
from datetime import date

from claims.net.registries import GLOBAL_UNICAST_V6, REGISTRIES_READ_ON, SPECIAL_V4, SPECIAL_V6


def test_registries_say_when_they_were_read() -> None:
    assert date.fromisoformat(REGISTRIES_READ_ON) >= date(2026, 11, 23)


# Every entry of the two registries, in the order of their pages.
REGISTERED_V4 = (
    "0.0.0.0/8", "0.0.0.0/32", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
    "192.0.0.0/24", "192.0.0.0/29", "192.0.0.8/32", "192.0.0.9/32", "192.0.0.10/32", "192.0.0.170/32",
    "192.0.0.171/32", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.88.99.2/32",
    "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
    "255.255.255.255/32",
)  # fmt: skip
REGISTERED_V6 = (
    "::1/128", "::/128", "64:ff9b:1::/48", "100::/64", "100:0:0:1::/64", "2001::/23", "2001::/32", "2001:1::1/128",
    "2001:1::2/128", "2001:1::3/128", "2001:2::/48", "2001:3::/32", "2001:4:112::/48", "2001:10::/28", "2001:20::/28",
    "2001:30::/28", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20", "5f00::/16", "fc00::/7",
    "fe80::/10",
)  # fmt: skip
# Judged by the IPv4 address they carry instead; tests/net/test_addresses.py has them.
CARRIERS = ("::ffff:0:0/96", "64:ff9b::/96")


def test_every_entry_of_the_registries_is_covered() -> None:
    missing_v4 = [
        entry
        for entry in REGISTERED_V4
        if not any(ipaddress.IPv4Network(entry).subnet_of(network) for network, _ in SPECIAL_V4)
    ]
    missing_v6 = [
        entry
        for entry in REGISTERED_V6
        if not any(ipaddress.IPv6Network(entry).subnet_of(network) for network, _ in SPECIAL_V6)
    ]
    assert (missing_v4, missing_v6) == ([], [])


def test_what_carries_an_address_is_not_refused_as_a_whole() -> None:
    assert [entry for entry in CARRIERS if any(str(network) == entry for network, _ in SPECIAL_V6)] == []


def test_every_range_that_python_knows_to_be_private_is_here() -> None:
    """Each 1024th of both address spaces: nothing that the standard library calls private is missing."""
    v4 = [ipaddress.IPv4Address(number << 16 | 1) for number in range(1 << 16)]
    missing_v4 = [address for address in v4 if address.is_private and not any(address in n for n, _ in SPECIAL_V4)]
    v6 = [ipaddress.IPv6Address(number << 112 | 1) for number in range(1 << 16)]
    missing_v6 = [
        address
        for address in v6
        if address.is_private and address in GLOBAL_UNICAST_V6 and not any(address in n for n, _ in SPECIAL_V6)
    ]
    assert (missing_v4, missing_v6) == ([], [])

import ipaddress
from datetime import date

from claims.net.registries import GLOBAL_UNICAST_V6, REGISTRIES_READ_ON, SPECIAL_V4, SPECIAL_V6


def test_registries_say_when_they_were_read() -> None:
    assert date.fromisoformat(REGISTRIES_READ_ON) >= date(2026, 11, 22)


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

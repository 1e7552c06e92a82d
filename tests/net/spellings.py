"""A grammar of hostile addresses, and a second opinion on what is public that shares nothing with the gate.

Everything is drawn from a `random.Random`, so that hypothesis can shrink what it finds and a long run is its seed.
"""

import ipaddress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from random import Random

PUBLIC_V4 = ("93.184.216.34", "8.8.8.8", "1.1.1.1", "198.35.26.96", "100.63.255.254", "172.32.0.1", "11.0.0.1")
PUBLIC_V6 = ("2606:4700:4700::1111", "2001:4860:4860::8888", "2a00:1450:4001:81b::200e")
INSIDE_V4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4",
        "240.0.0.0/4", "192.88.99.0/24", "127.0.0.1/32", "169.254.169.254/32", "100.100.100.200/32",
        "255.255.255.255/32",
    )
)  # fmt: skip
INSIDE_V6 = tuple(
    IPv6Network(network)
    for network in (
        "::/128", "::1/128", "100::/64", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7", "fd00:ec2::254/128",
        "fe80::/10", "fec0::/10", "ff00::/8", "4000::/3", "2001:10::/28",
    )
)  # fmt: skip
# Python's own tables say "global" of these, and the registries or the routers do not.
NOT_GLOBAL_EITHER = (
    IPv4Network("192.88.99.0/24"), IPv4Network("192.0.0.0/24"), IPv6Network("2001::/23"), IPv6Network("2002::/16"),
    IPv6Network("3fff::/20"), IPv6Network("5f00::/16"), IPv6Network("64:ff9b:1::/48"), IPv6Network("fec0::/10"),
)  # fmt: skip
TRANSLATED = IPv6Network("64:ff9b::/96")

WIDE = str.maketrans("0123456789.", "０１２３４５６７８９。")
CIRCLED = str.maketrans("123456789", "①②③④⑤⑥⑦⑧⑨")
LOOKALIKES = (
    "localhost", "LOCALHOST", "localhost.", "loc\u00adalhost", "local\u200bhost", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "ｌｏｃａｌｈｏｓｔ",
    "foo.localhost", "intranet", "db.internal", "printer.local", "metadata.google.internal", "127.0.0.1.nip.io",
    "7f000001.nip.io", "xn--a", "xn--mnchen-3ya.example", "münchen.example", "例え.example", "faß.example",
    "a\u0301.example", "secret.onion", "-dash.example", "under_score.example", "a..b", ".", "..", "", "a.", ".a",
    "ℵ.example", "c℀.example",
)  # fmt: skip
USERS = ("", "", "", "a@", "a:b@", "example.com@", "@", "example.com\\@", "%40@", "user%00@", "[::1]@")
PORTS = (
    "", "", "", "", "", ":80", ":443", ":8080", ":8443", ":", ":0", ":22", ":6379", ":65536", ":00080", ":-1", ":٨",
    ":80:80", ":80@127.0.0.1", ":8080\\",
)  # fmt: skip
SCHEMES = (
    *["http://"] * 12, *["https://"] * 6, "HTTP://", "hTTps://", "http:", "http:/", "http:///", "//", "", "ftp://",
    "file://", "gopher://", " http://", "\thttp://", "http:\\\\", "http://\n", "view-source:http://",
)  # fmt: skip
ENDS = (
    "/", "", "/a?b=c#d", "?a", "#a", "#@127.0.0.1/", "/@127.0.0.1/", "\\@127.0.0.1/", "/\\127.0.0.1", "%2f@127.0.0.1/",
    "\r\nHost: 127.0.0.1", "/../..//127.0.0.1/", ";@127.0.0.1", "/\x00", "\x00.example.com/", " /", "/é|{}",
)  # fmt: skip


@dataclass(frozen=True)
class Attempt:
    """An address to fetch, and what its name leads to at one look-up after another."""

    url: str
    looks: tuple[tuple[str, ...], ...]


def draw_attempt(random: Random) -> Attempt:
    host = random.choice((_numeric_host, _bracketed_host, _named_host, _named_host, _named_host))(random)
    if random.random() < 0.05:
        host = "".join(f"%{ord(sign):02x}" if ord(sign) < 128 else sign for sign in host)
    if random.random() < 0.6:
        url = f"http://{host}{random.choice(ENDS[:5])}"
    else:
        url = f"{random.choice(SCHEMES)}{random.choice(USERS)}{host}{random.choice(PORTS)}{random.choice(ENDS)}"
    return Attempt(url, tuple(_answers(random) for _ in range(random.randint(1, 2))))


def is_public(text: str) -> bool:
    """The second opinion: by Python's own tables, the IPv4 address inside and what those tables lack."""
    address = ipaddress.ip_address(text)
    if any(address in network for network in NOT_GLOBAL_EITHER if network.version == address.version):
        return False
    if isinstance(address, IPv4Address):
        return address.is_global and not address.is_multicast
    if address.scope_id is not None:
        return False
    if address.ipv4_mapped is not None:
        return is_public(str(address.ipv4_mapped))
    last = str(IPv4Address(address.packed[-4:]))
    if address in TRANSLATED:
        return is_public(last)
    is_isatap = address.packed[9:12] == b"\x00\x5e\xfe" and address.packed[8] in {0, 2}
    if is_isatap and not is_public(last):
        return False
    return address.is_global and not address.is_multicast and address.packed[0] >> 5 == 1


def _inside_v4(random: Random) -> IPv4Address:
    network = random.choice(INSIDE_V4)
    return network[random.choice((0, -1, random.randrange(network.num_addresses)))]


def _any_v4(random: Random) -> IPv4Address:
    drawn = random.random()
    if drawn < 0.6:
        return _inside_v4(random)
    return IPv4Address(random.choice(PUBLIC_V4)) if drawn < 0.8 else IPv4Address(random.getrandbits(32))


def _any_v6(random: Random) -> IPv6Address:
    drawn = random.random()
    if drawn < 0.5:
        return _carrying(random, int(_any_v4(random)))
    if drawn < 0.8:
        network = random.choice(INSIDE_V6)
        return network[random.choice((0, -1, random.getrandbits(128 - network.prefixlen)))]
    return IPv6Address(random.choice(PUBLIC_V6)) if drawn < 0.9 else IPv6Address(random.getrandbits(128))


def _carrying(random: Random, v4: int) -> IPv6Address:
    """An IPv4 address in one of the ways to put it into IPv6."""
    teredo = 0x20010000 << 96 | 0x4136E378 << 64 | 0x8000 << 48 | 0x63BF << 32 | (v4 ^ 0xFFFFFFFF)
    local = 0x64FF9B0001 << 80 | v4 >> 16 << 64 | (v4 & 0xFFFF) << 40
    isatap = (
        random.choice((0x2606470000000000, 0xFE80000000000000)) << 64 | random.choice((0x5EFE, 0x2005EFE)) << 32 | v4
    )
    return IPv6Address(
        random.choice(
            (
                v4,
                0xFFFF << 32 | v4,
                0xFFFF << 48 | v4,
                0x64FF9B << 96 | v4,
                local,
                0x2002 << 112 | v4 << 80,
                teredo,
                isatap,
            )
        )
    )


def _numeric_host(random: Random) -> str:
    """An IPv4 address as inet_aton reads it: one to four parts, each decimal, octal or hexadecimal."""
    octets = _any_v4(random).packed
    count = random.randint(1, 4)
    values = [*octets[: count - 1], int.from_bytes(octets[count - 1 :], "big")]
    if random.random() < 0.1:
        values[-1] += random.choice((1 << 8, 1 << 32))
    spell = (str, str, hex, "0{:o}".format, "0x00{:X}".format, "000{:o}".format, "0X{:x}".format, "0o{:o}".format)
    digits = ".".join(random.choice(spell)(value) for value in values)
    turned = (
        digits,
        digits,
        digits + ".",
        digits.upper(),
        digits.translate(WIDE),
        digits.translate(CIRCLED),
        digits + ".1",
    )
    return random.choice(turned)


def _bracketed_host(random: Random) -> str:
    address = _any_v6(random)
    last = IPv4Address(address.packed[-4:])
    head = ":".join(address.exploded.split(":")[:6])
    inner = random.choice(
        (str(address), address.exploded, str(address).upper(), f"{head}:{last}", f"::{last}", str(last))
    )
    zone = random.choice(("", "", "", "", "%25eth0", "%lo", "%"))
    ends = random.choice(
        (("[", "]"), ("[", "]"), ("[", "]"), ("[", "]."), ("[", ""), ("", ""), ("[[", "]]"), ("[", "]x"))
    )
    return f"{ends[0]}{inner}{zone}{ends[1]}"


def _named_host(random: Random) -> str:
    if random.random() < 0.3:
        return random.choice(LOOKALIKES)
    letters = "abcxyz019" if random.random() < 0.8 else "aé-_\u202e\u200d。．%\u00a0ß٣"
    labels = ["".join(random.choices(letters, k=random.choice((1, 3, 8, 8, 63)))) for _ in range(random.randint(1, 3))]
    if random.random() < 0.05:
        labels.append("a" * 64)
    return ".".join([*labels, random.choice(("example", "test", "com", "com", "com.", "1", "0x7f"))])


def _answers(random: Random) -> tuple[str, ...]:
    """What a name leads to: often nothing but good addresses, so that connections are seen at all."""
    way = random.random()
    if way < 0.5:
        return tuple(random.choice(PUBLIC_V4 + PUBLIC_V6) for _ in range(random.randint(1, 4)))
    if way < 0.6:
        return ()
    drawn = [str(random.choice((_any_v4, _any_v6))(random)) for _ in range(random.randint(1, 3))]
    drawn += random.choice(([], [random.choice(PUBLIC_V4)], ["fe80::1%eth0"], ["not an address"]))
    random.shuffle(drawn)
    return tuple(drawn)

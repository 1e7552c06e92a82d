import csv
import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from claims.errors import FetchError, FetchFailed, FetchRefused
from claims.net.addresses import Target, is_ip_literal, judge_addresses, parse_target, refusal_reason

CASES = Path(__file__).parent / "cases" / "ssrf_cases.tsv"
# Stages that need an exchange, or a reader further up the house; test_gate.py replays those that are fetched.
LATER_STAGES = {"connect", "redirect", "body"}
LATER_CLASSES = {"indirect"}


@dataclass(frozen=True)
class Case:
    """One row of the case file: an address, what its name resolves to, and whether it may be fetched."""

    url: str
    why: str
    expected: str
    kind: str
    answers: tuple[tuple[str, ...], ...]
    stage: str


def read_cases() -> list[Case]:
    with CASES.open(encoding="utf-8", newline="") as lines:
        return [
            Case(
                url=json.loads(f'"{row["url"]}"'),
                why=row["why"],
                expected=row["expected"],
                kind=row["class"],
                answers=tuple(
                    tuple(address for address in answer.split(",") if address) for answer in row["dns"].split(" | ")
                ),
                stage=row["stage"],
            )
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def is_later(case: Case) -> bool:
    return case.stage in LATER_STAGES or case.kind in LATER_CLASSES


def verdict_at_the_gate(case: Case) -> str:
    try:
        target = parse_target(case.url)
        judge_addresses(target.host, [target.host] if is_ip_literal(target.host) else case.answers[0])
    except FetchError:
        return "block"
    return "allow"


@pytest.mark.parametrize("case", [case for case in read_cases() if not is_later(case)], ids=lambda case: case.why[:50])
def test_case_is_judged_as_expected(case: Case) -> None:
    assert verdict_at_the_gate(case) == case.expected


def test_every_case_is_judged_here_or_later() -> None:
    cases = read_cases()
    counted = {
        "all": len(cases),
        "allow": sum(case.expected == "allow" for case in cases),
        "later": sum(is_later(case) for case in cases),
    }
    assert counted == {"all": 249, "allow": 34, "later": 28}


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("HTTP://Example.COM", Target("http://example.com/", "http", "example.com", 80, "/")),
        (
            "https://EXAMPLE.com:443/Path?q=1#frag",
            Target("https://example.com/Path?q=1", "https", "example.com", 443, "/Path?q=1"),
        ),
        (
            "http://example.com.:8080/a/../b|c?d=é",
            Target("http://example.com:8080/b%7Cc?d=%C3%A9", "http", "example.com", 8080, "/b%7Cc?d=%C3%A9"),
        ),
        (
            "http://foo_bar.example.com?",
            Target("http://foo_bar.example.com/?", "http", "foo_bar.example.com", 80, "/?"),
        ),
        (
            "http://MÜNCHEN.example/",
            Target("http://xn--mnchen-3ya.example/", "http", "xn--mnchen-3ya.example", 80, "/"),
        ),
        (
            "http://[2606:4700:4700:0::1111]:8080/",
            Target("http://[2606:4700:4700::1111]:8080/", "http", "2606:4700:4700::1111", 8080, "/"),
        ),
    ],
)
def test_target_holds_the_parts_of_a_request(url: str, target: Target) -> None:
    assert parse_target(url) == target


def test_host_header_has_brackets_and_no_default_port() -> None:
    urls = ["https://example.com:443/", "http://example.com:443/", "http://[2606:4700::1]:8080/"]
    headers = [parse_target(url).host_header for url in urls]
    assert headers == ["example.com", "example.com:443", "[2606:4700::1]:8080"]


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("example.com", "bad_url"),
        ("", "bad_url"),
        ("http:/example.com/", "bad_url"),
        ("http://example.com/a b", "bad_url"),
        ("http://example.com/\ud800", "bad_url"),
        ("http://secret.onion/", "bad_url"),
        ("http://\u2167.example/", "bad_url"),
        ("ftp://example.com/", "bad_scheme"),
        ("http://user:s3cret@example.com/", "credentials_in_url"),
        ("http://example.com:22/", "bad_port"),
        ("http://example.com:0/", "bad_port"),
        ("http://example.com:000080/", "bad_port"),
        ("http://example.com/" + "a" * 8192, "too_long"),
        ("http://example.com/" + "é" * 4096, "too_long"),
    ],
)
def test_refusal_has_its_code_and_names_the_address(url: str, code: str) -> None:
    with pytest.raises(FetchRefused) as caught:
        parse_target(url)
    assert (caught.value.code, caught.value.can_retry) == (code, False)
    assert str(caught.value).startswith("The address “")
    assert "s3cret" not in str(caught.value)
    assert len(str(caught.value)) < 300


def test_ports_are_free_for_hosts_the_operator_named() -> None:
    named = frozenset({"wiki.test"})
    assert parse_target("http://wiki.test:9999/", allowed_private_hosts=named).port == 9999
    with pytest.raises(FetchRefused):
        parse_target("http://other.test:9999/", allowed_private_hosts=named)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("8.8.8.8", None),
        ("2606:4700:4700::1111", None),
        ("64:ff9b::808:808", None),
        ("::ffff:8.8.8.8", None),
        ("10.1.2.3", "10.1.2.3 is not on the public Internet (private use)."),
        ("192.0.0.9", "192.0.0.9 is not on the public Internet (protocol assignments)."),
        ("::", ":: is not on the public Internet (unspecified)."),
        ("::1", "::1 is not on the public Internet (loopback)."),
        (
            "64:ff9b::a9fe:a9fe",
            "64:ff9b::a9fe:a9fe is not on the public Internet (it carries 169.254.169.254: link-local).",
        ),
        (
            "64:ff9b:1:a00:0:100::",
            "64:ff9b:1:a00:0:100:: is not on the public Internet (it carries 10.0.0.1: private use).",
        ),
        ("64:ff9b:1:808:8:800::", "64:ff9b:1:808:8:800:: is not on the public Internet (local translation to IPv4)."),
        ("::ffff:0:127.0.0.1", "::ffff:0:127.0.0.1 is not on the public Internet (it carries 127.0.0.1: loopback)."),
        ("::8.8.8.8", "::8.8.8.8 is not on the public Internet (reserved)."),
        ("2002:7f00:1::", "2002:7f00:1:: is not on the public Internet (it carries 127.0.0.1: loopback)."),
        ("2002:808:808::1", "2002:808:808::1 is not on the public Internet (6to4 tunnel)."),
        (
            "2001:0:4136:e378:8000:63bf:3f57:fdf2",
            "2001:0:4136:e378:8000:63bf:3f57:fdf2 is not on the public Internet"
            " (it carries 192.168.2.13: private use).",
        ),
        (
            "2606:4700::5efe:10.0.0.1",
            "2606:4700::5efe:10.0.0.1 is not on the public Internet (it carries 10.0.0.1: private use).",
        ),
        ("2606:4700::200:5efe:808:808", None),
        ("4000::1", "4000::1 is not on the public Internet (reserved)."),
        ("100:0:0:1::1", "100:0:0:1::1 is not on the public Internet (dummy prefix)."),
        ("fe80::1%eth0", "fe80::1%eth0 names a network card of this machine."),
        ("0177.0.0.1", "0177.0.0.1 is not an IP address that can be read."),
        ("", " is not an IP address that can be read."),
    ],
)
def test_address_is_judged_by_what_it_carries(address: str, reason: str | None) -> None:
    assert refusal_reason(address) == reason


def test_all_addresses_may_be_tried_when_all_are_public() -> None:
    assert judge_addresses("a.test", ["2606:4700::1", "8.8.8.8"]) == ("2606:4700::1", "8.8.8.8")


def test_one_bad_address_refuses_the_host() -> None:
    with pytest.raises(
        FetchRefused, match=r"“a\.test” was refused: 10\.0\.0\.1 is not on the public Internet"
    ) as caught:
        judge_addresses("a.test", ["8.8.8.8", "10.0.0.1"])
    assert caught.value.code == "private_address"


def test_named_host_is_not_judged_but_must_have_an_address() -> None:
    named = frozenset({"a.test"})
    assert judge_addresses("a.test", ["10.0.0.1"], allowed_private_hosts=named) == ("10.0.0.1",)
    with pytest.raises(FetchFailed):
        judge_addresses("a.test", [], allowed_private_hosts=named)
    with pytest.raises(FetchRefused):
        judge_addresses("b.a.test", ["10.0.0.1"], allowed_private_hosts=named)

import io
import json
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from claims.net.client import Fetcher
from claims.providers import registry
from tests.net.test_addresses import read_cases

PUBLIC = "93.184.216.34"
# What these rows attack with comes after the first connection; their own address is a public one.
LATER_ATTACKS = {"redirect", "browser", "xxe", "indirect", "env", "leak"}
NOT_PUBLIC = "127.0.0.1 is not on the public Internet (loopback)."


def check(*arguments):
    """Exit code and standard output."""
    out = StringIO()
    try:
        call_command("check_address", *arguments, stdout=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


def check_json(*arguments):
    code, printed = check(*arguments, "--json")
    return code, json.loads(printed)


def test_public_address_is_allowed_and_says_where_it_leads():
    line = f"allowed  https://example.com/  → {PUBLIC}  Every address of the host is on the public Internet.\n"
    assert check("https://example.com/", "--dns", PUBLIC) == (0, line)


def test_private_address_is_refused_with_its_reason():
    line = f"refused  http://a.test/  private_address: The host “a.test” was refused: {NOT_PUBLIC}\n"
    assert check("http://a.test/", "--dns", f"{PUBLIC},127.0.0.1") == (1, line)


def test_json_is_a_list_even_for_one():
    reason = "Every address of the host is on the public Internet."
    expected = {
        "url": "http://a.test/",
        "allowed": True,
        "reason": reason,
        "code": "",
        "addresses": [PUBLIC, "8.8.8.8"],
    }
    assert check_json("http://a.test/", "--dns", f"{PUBLIC}, 8.8.8.8") == (0, [expected])


def test_second_look_up_is_judged_too():
    reason = f"The name answers differently when asked again. The host “a.test” was refused: {NOT_PUBLIC}"
    refused = {"url": "http://a.test/", "allowed": False, "reason": reason, "code": "private_address", "addresses": []}
    assert check_json("http://a.test/", "--dns", f"{PUBLIC} | 127.0.0.1") == (1, [refused])
    code, (allowed,) = check_json("http://a.test/", "--dns", f"{PUBLIC} | 8.8.8.8")
    assert (code, allowed["addresses"]) == (0, [PUBLIC])


def test_one_refused_among_many_is_exit_code_1():
    code, judgements = check_json("http://a.test/", "ftp://a.test/", "http://8.8.8.8/", "--dns", PUBLIC)
    assert (code, [(one["allowed"], one["code"]) for one in judgements]) == (
        1,
        [(True, ""), (False, "bad_scheme"), (True, "")],
    )


def test_name_without_an_address_is_refused():
    code, (refused,) = check_json("http://a.test/", "--dns", "")
    assert (code, refused["code"], refused["reason"]) == (
        1,
        "dns_failed",
        "The host “a.test” has no address; check the spelling.",
    )


def test_without_answers_the_fetcher_of_this_installation_is_asked(monkeypatch):
    asked = []

    def resolve(host, port):
        asked.append(host)
        return ["10.0.0.1"]

    monkeypatch.setattr(registry, "fetcher", lambda: Fetcher(user_agent="T/1", resolver=resolve))
    assert check_json("http://a.test/")[1][0]["code"] == "private_address"
    assert asked == ["a.test"]


def test_host_that_the_operator_allows_is_allowed_and_says_so(settings):
    settings.ALLOWED_PRIVATE_HOSTS = ["wiki.test"]
    code, (allowed,) = check_json("http://wiki.test:9000/", "--dns", "10.0.0.1")
    reason = "The operator allows this host, wherever it leads (ALLOWED_PRIVATE_HOSTS)."
    assert (code, allowed["addresses"], allowed["reason"]) == (0, ["10.0.0.1"], reason)


def test_file_holds_an_address_in_each_line_whatever_its_bytes(tmp_path):
    file = tmp_path / "addresses"
    file.write_bytes(b"http://a.test/\r\n\n http://a.test/\nhttp://\xff\x00.test/\n")
    code, judgements = check_json("--file", str(file), "--dns", PUBLIC)
    assert (code, [one["code"] for one in judgements]) == (1, ["", "bad_url", "bad_url"])


def test_standard_input_may_hold_json_with_its_own_answers(monkeypatch):
    lines = b'"http://a.test/"\n{"url": "http://b.test/", "dns": "10.0.0.1"}\n{"url": "http://a\\u0000.test/"}\n'
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(lines)))
    code, judgements = check_json("--file", "-", "--json-lines", "--dns", PUBLIC)
    assert (code, [one["code"] for one in judgements]) == (1, ["", "private_address", "bad_url"])


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (b"http://a.test/", 'Line 1 is neither a JSON string nor an object as {"url": "…", "dns": "…"}.'),
        (b"[" * 100_000, 'Line 1 is neither a JSON string nor an object as {"url": "…", "dns": "…"}.'),
        (b'{"dns": ""}', 'Line 1 is neither a JSON string nor an object as {"url": "…", "dns": "…"}.'),
        (b'{"url": "a", "dns": 1}', 'Line 1 is neither a JSON string nor an object as {"url": "…", "dns": "…"}.'),
        (b"\n\n", "No address was given. Name one, or a file of them with --file."),
    ],
)
def test_file_that_is_not_usable_is_wrong_usage(tmp_path, line, fault):
    file = tmp_path / "addresses"
    file.write_bytes(line)
    with pytest.raises(CommandError) as caught:
        check("--file", str(file), "--json-lines")
    assert (str(caught.value), caught.value.returncode) == (fault, 2)


def test_missing_file_is_wrong_usage(tmp_path):
    with pytest.raises(CommandError, match=r"absent cannot be read: No such file or directory\.") as caught:
        check("--file", str(tmp_path / "absent"))
    assert caught.value.returncode == 2


def test_no_address_at_all_is_wrong_usage():
    with pytest.raises(
        CommandError, match=r"^No address was given\. Name one, or a file of them with --file\.$"
    ) as caught:
        check()
    assert caught.value.returncode == 2


def test_line_can_be_printed_on_a_terminal_that_knows_ascii_only():
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    call_command("check_address", "http://8.8.8.8/", stdout=out)
    out.seek(0)
    assert out.read().startswith("allowed  http://8.8.8.8/  \\u2192 8.8.8.8  Every")


def test_every_row_of_the_case_file_is_judged_on_its_address(tmp_path):
    """Redirects and what a page holds are not seen here, and `tests/net/test_gate.py` judges those on the wire."""
    cases = read_cases()
    file = tmp_path / "cases"
    lines = [
        json.dumps({"url": case.url, "dns": " | ".join(",".join(answer) for answer in case.answers)}) for case in cases
    ]
    file.write_text("\n".join(lines))
    _, judgements = check_json("--file", str(file), "--json-lines")
    wrong = [
        case
        for case, judgement in zip(cases, judgements, strict=True)
        if judgement["allowed"] != (case.expected == "allow")
    ]
    assert {case.kind for case in wrong} <= LATER_ATTACKS | {"webhook"}
    assert [case.url for case in wrong if case.kind == "webhook"] == ["http://redir.example/webhook-302"]
    assert (len(cases), len(wrong)) == (249, 25)

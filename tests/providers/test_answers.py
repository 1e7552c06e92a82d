"""How services are read: what is mended, what is told, and what never is."""

import time

import pytest

from claims.errors import FetchFailed, ProviderError
from claims.providers.answers import Service, read_json, secrets_in, told_in
from tests.pipeline.site import make_answer
from tests.providers.services import ServiceSite

URL = "https://api.example.org/search"


def ask(**answer):
    return Service("Example", ServiceSite(**answer)).ask(URL, {"q": "a b"})


MENDED = [
    (rb'{"a": "it\'s"}', {"a": "it's"}),
    (rb'{"a": "\x41\$\-"}', {"a": "x41$-"}),
    (rb'{"a": "\\\' \\n"}', {"a": "\\' \\n"}),
    (rb'{"a": "\u00e9\u12"}', {"a": "éu12"}),
    (rb'{"a": "\"\/\b"}', {"a": '"/\b'}),
    (b'{"a": "two\nlines\tand \x01"}', {"a": "two\nlines\tand \x01"}),
    (b'{"a": "\xff\\\'"}', {"a": "�'"}),
    ('{"a": "é"}'.encode("utf-16"), {"a": "é"}),
    (b'\xef\xbb\xbf{"a": 1}', {"a": 1}),
]


@pytest.mark.parametrize(("body", "value"), MENDED, ids=ascii)
def test_escapes_and_control_characters_that_json_does_not_know_are_read(body, value):
    assert read_json(body) == value


@pytest.mark.parametrize(
    "body", [b"", b"\\", b'{"a": "\\', b"{'a': 1}", b'{"a": 1', b"1" * 10_000, b"[" * 100_000], ids=len
)
def test_what_cannot_be_mended_is_no_json(body):
    with pytest.raises((ValueError, RecursionError)):
        read_json(body)


def test_mending_takes_time_by_the_length_only():
    started = time.process_time()
    read_json(b'{"a": "' + rb"\'" * 2_000_000 + b'"}')
    assert time.process_time() - started < 10


TOLD = [
    ("application/json", b'{"error": {"message": "The key is wrong.", "code": 400}}', "The key is wrong."),
    ("application/json", b'{"error": {"detail": "Too\\n long"}}', "Too long"),
    (
        "application/json",
        b'{"status": "failed", "message": [{"type": "x", "message": "No such field"}]}',
        "No such field",
    ),
    ("application/json", b'{"error": "closed"}', "closed"),
    ("application/json", b'{"error": {"code": 7}, "message": []}', ""),
    ("application/json", b'{"error": ', ""),
    ("application/json", b"[" * 15_000, ""),
    ("text/plain", b"Slow \xff down\x00\r\n", "Slow � down"),
    ("text/plain", b"x" * 30_000, ""),
    ("text/html", b"<h1>Oops</h1>", ""),
    ("application/json", b'{"error": "' + b"word " * 500 + b'"}', "word " * 398 + "word…"),
]


@pytest.mark.parametrize(("content_type", "body", "told"), TOLD, ids=range(len(TOLD)))
def test_what_a_service_says_of_an_error_is_told_in_one_short_line(content_type, body, told):
    assert told_in(make_answer(URL, body, status=400, content_type=content_type)) == told


@pytest.mark.parametrize("before", [0, 150, 190, 195, 199, 205])
def test_a_key_is_masked_before_what_is_told_is_cut(before):
    key = "abcdefghijklmnop"
    body = b"x" * before + key.encode() + b" and so on"
    site = ServiceSite(body=body, status=400, content_type="text/plain")
    with pytest.raises(ProviderError) as caught:
        Service("Example", site, headers={"X-Key": key}).ask(URL, {})
    assert key[:4] not in str(caught.value)


def test_a_question_is_encoded_once():
    site = ServiceSite({})
    service = Service("Example", site, headers={"X-Key": "secret"})
    service.ask(URL, {"q": "a b&c=é"})
    service.ask(URL, {})
    service.send(URL, {"url": "https://example.org/?a=1&b=2"})
    assert [(asked.method, asked.url, asked.body, asked.headers) for asked in site.asked] == [
        ("GET", f"{URL}?q=a+b%26c%3D%C3%A9", b"", {"X-Key": "secret"}),
        ("GET", URL, b"", {"X-Key": "secret"}),
        ("POST", URL, b"url=https%3A%2F%2Fexample.org%2F%3Fa%3D1%26b%3D2", {"X-Key": "secret"}),
    ]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"", "Example answered with nothing."),
        (b"  \n", "Example answered with nothing."),
        (b" <!DOCTYPE html>", "Example answered with a web page instead of JSON."),
        (b"Sorry", "Example answered with something that is no JSON, or only half of it."),
        (b'{"a": [1, 2', "Example answered with something that is no JSON, or only half of it."),
    ],
)
def test_what_came_instead_of_json_is_told(body, told):
    with pytest.raises(ProviderError) as caught:
        ask(body=body)
    assert str(caught.value) == told


def test_a_host_that_asks_to_wait_is_waited_for():
    with pytest.raises(ProviderError) as caught:
        ask(error=FetchFailed("Later.", code="busy", retry_after=9.0))
    assert (str(caught.value), caught.value.code, caught.value.retry_after) == ("Example: Later.", "busy", 9.0)


@pytest.mark.parametrize(
    ("header", "value", "secrets"),
    [
        ("X-Key", "abcdef", ["abcdef", "abcdef"]),
        ("Authorization", "LOW access:secret", ["LOW access:secret", "access", "secret"]),
        ("Accept-Language", "english", []),
    ],
)
def test_the_parts_of_a_header_are_each_a_secret(header, value, secrets):
    assert secrets_in(header, value) == secrets


def test_a_service_does_not_show_its_headers():
    assert "abcdef" not in repr(Service("Example", ServiceSite(), headers={"X-Key": "abcdef"}))


@pytest.mark.parametrize("value", [None, "none", {}, 7, [7], [[]], [None]], ids=repr)
def test_results_that_are_no_list_of_objects_are_misunderstood(value):
    with pytest.raises(ProviderError) as caught:
        Service("Example", ServiceSite()).rows(value)
    assert str(caught.value) == "Example answered with JSON of another shape."


def test_odd_rows_among_good_ones_are_left_out():
    assert Service("Example", ServiceSite()).rows([7, {"a": 1}, None]) == [{"a": 1}]


def test_a_service_names_its_secrets_for_a_trace_to_mask():
    headers = {"Authorization": "LOW access:secret", "Accept-Language": "english"}
    assert Service("Example", ServiceSite(), headers=headers).secrets == ["LOW access:secret", "access", "secret"]


@pytest.mark.parametrize(("status", "seconds"), [(429, 30.0), (503, 30.0), (500, 0.0), (404, 0.0)])
def test_a_service_that_is_busy_and_does_not_say_how_long_is_left_alone_for_half_a_minute(status, seconds):
    with pytest.raises(ProviderError) as caught:
        ask(status=status)
    assert caught.value.retry_after == seconds

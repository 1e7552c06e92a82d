"""What was sent and what came back, without any key."""

import pytest

from claims.errors import FetchFailed
from claims.providers.trace import MAX_BODY_CHARACTERS, RecordingFetcher, TracedExchange
from tests.providers.services import KEY, STANDS, ServiceSite, make_provider

URL = "https://api.example.org/search"


def record(site, *urls, secrets=()):
    recorder = RecordingFetcher(site, secrets=secrets)
    for url in urls:
        recorder.fetch(url, accept="application/json")
    return recorder.trace.exchanges


def test_each_exchange_is_written_down_in_order():
    recorder = RecordingFetcher(ServiceSite({"a": 1}))
    recorder.fetch(URL, accept="application/json")
    recorder.send(URL, body=b"url=x", content_type="application/x-www-form-urlencoded")
    first, second = recorder.trace.exchanges
    assert first == TracedExchange("GET", URL, 200, "application/json", first.milliseconds, '{"a": 1}', "")
    assert (second.method, second.status, second.body_start) == ("POST", 200, '{"a": 1}')


ACTS = {
    "GET": lambda recorder: recorder.fetch(URL),
    "POST": lambda recorder: recorder.send(URL, body=b"", content_type="application/x-www-form-urlencoded"),
}


@pytest.mark.parametrize("method", ACTS)
def test_an_exchange_that_failed_says_why_and_fails(method):
    recorder = RecordingFetcher(ServiceSite(error=FetchFailed("The host stopped answering.", code="timeout")))
    with pytest.raises(FetchFailed):
        ACTS[method](recorder)
    [exchange] = recorder.trace.exchanges
    told = "The host stopped answering."
    assert exchange == TracedExchange(method, URL, 0, "", exchange.milliseconds, "", told)


@pytest.mark.parametrize(
    ("body", "start"),
    [
        (b"x" * 9000, "x" * MAX_BODY_CHARACTERS),
        ("é".encode() * 9000, "é" * MAX_BODY_CHARACTERS),
        (b"a\x00b\xffc", "a�b�c"),
        (b"", ""),
    ],
    ids=["long", "long in other letters", "bytes", "nothing"],
)
def test_only_the_beginning_of_an_answer_is_kept(body, start):
    assert [exchange.body_start for exchange in record(ServiceSite(body=body), URL)] == [start]


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        (f"{URL}?q=a&key=abc", f"{URL}?q=a&key=•••"),
        (f"{URL}?api_key=abc&q=a", f"{URL}?api_key=•••&q=a"),
        (f"{URL}?q=a&access-token=abc#x", f"{URL}?q=a&access-token=•••#x"),
        (f"{URL}?q=monkey=1", f"{URL}?q=monkey=1"),
        (f"{URL}?q=a%2Fb%20c%3D", f"{URL}?q=•••"),
        ("https://user:pw@api.example.org/", "https://•••@api.example.org/"),
        (f"{URL}?q=harmless", f"{URL}?q=harmless"),
    ],
)
def test_secrets_in_an_address_are_masked(url, shown):
    assert [exchange.url for exchange in record(ServiceSite({}), url, secrets=["a/b c="])] == [shown]


def test_a_key_that_is_sent_back_is_masked_before_the_answer_is_cut():
    body = b"x" * (MAX_BODY_CHARACTERS - 5) + KEY.encode() + b"y"
    [exchange] = record(ServiceSite(body=body), URL, secrets=["", KEY])
    assert exchange.body_start == "x" * (MAX_BODY_CHARACTERS - 5) + "•••y"


@pytest.mark.parametrize("name", STANDS)
def test_no_key_is_written_down_of_any_provider(name):
    recorder = RecordingFetcher(ServiceSite(STANDS[name].reply(2)), secrets=[KEY])
    make_provider(name, recorder).search(STANDS[name].query())
    assert recorder.trace.exchanges != []
    assert KEY not in repr(recorder.trace)

"""One contract for every provider: the built-in ones, the fake one, and a stranger's.

Services are asked over real sockets on loopback where it matters what a socket brings: silence, a
status, fifty megabytes, a redirect into this machine.
"""

import json
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, astuple, dataclass
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest

from claims.errors import FetchFailed, FetchRefused, ProviderError
from claims.net.client import Fetcher
from claims.providers import registry
from claims.providers.base import (
    ANSWER_KINDS,
    FoundPage,
    FoundReview,
    ProviderContext,
    SearchAnswer,
    SearchProvider,
    SearchQuery,
)
from claims.providers.fake import FakeProvider
from claims.store.library import Library
from claims.store.library_row import LibraryDocument, LibraryPassage
from tests.net.hostile import HostileServer, answer, endless, redirect, silence
from tests.pipeline.site import Site
from tests.providers.services import KEY, STANDS, Detour, ServiceSite, Stand, by_words, make_provider, spoilt

MANY = 30
WORDS = Stand(lambda count: lambda url: None)


def make_library(folder, *, pages):
    library = Library(folder / "library")
    text = "The Ottawa Convention has signatories."
    library.add(
        [LibraryDocument(pk, "Treaty", "en", (LibraryPassage(0, len(text), text),)) for pk in range(1, pages + 1)]
    )
    return library


def make_broken_library(folder):
    (folder / "library").mkdir()
    (folder / "library" / "meta.json").write_text("not an index")
    return Library(folder / "library")


def make_silent_site():
    return ServiceSite(error=FetchFailed("The host stopped answering.", code="timeout"))


class Case:
    """A provider that finds many pages, one that finds none, and one that cannot look; and how it is asked."""

    def __init__(self, name, *, full, empty, broken, stand=WORDS):
        self.name, self.full, self.empty, self.broken, self.stand = name, full, empty, broken, stand


def make_case(name, stand):
    return Case(
        name,
        full=lambda _: make_provider(name, ServiceSite(stand.reply(MANY))),
        empty=lambda _: make_provider(name, ServiceSite(stand.reply(0))),
        broken=lambda _: make_provider(name, make_silent_site()),
        stand=stand,
    )


CASES = {
    "library": Case(
        "library",
        full=lambda folder: make_provider("library", Site(), library=make_library(folder, pages=MANY)),
        empty=lambda folder: make_provider("library", Site(), library=Library(folder / "library")),
        broken=lambda folder: make_provider("library", Site(), library=make_broken_library(folder)),
    ),
    "fake": Case(
        "fake",
        full=lambda _: FakeProvider(pages=[FoundPage(rank, f"https://example.org/{rank}") for rank in range(1, MANY)]),
        empty=lambda _: FakeProvider(),
        broken=lambda _: FakeProvider(error=ProviderError("No answer.")),
    ),
    **{name: make_case(name, stand) for name, stand in STANDS.items()},
}


@pytest.fixture(params=CASES)
def case(request):
    return CASES[request.param]


def found_in(answer):
    """Pages and reviews alike."""
    return (*answer.pages, *answer.reviews)


def texts_in(answer):
    return [value for found in found_in(answer) for value in astuple(found) if isinstance(value, str)]


# ---------------------------------------------------------------- what every provider promises


def test_every_built_in_provider_keeps_the_contract_and_so_does_the_documented_one():
    assert set(CASES) == {*registry.BUILT_IN, "fake", "gazette"}


def test_a_provider_says_what_it_is_and_what_it_sends(case, tmp_path):
    provider = case.full(tmp_path)
    assert isinstance(provider, SearchProvider)
    assert (provider.name, provider.version != "", provider.label != "") == (case.name, True, True)
    assert (len(provider.sends.splitlines()), provider.sends[-1]) == (1, ".")
    assert (type(provider.uses_network), type(provider.pace_seconds)) == (bool, float)
    assert provider.uses_network == (case.name in STANDS)
    assert (provider.answers in ANSWER_KINDS, provider.missing) == (True, "")


def test_answers_are_frozen_and_ranked_from_one(case, tmp_path):
    answer = case.full(tmp_path).search(case.stand.query())
    assert isinstance(answer, SearchAnswer)
    assert [page.rank for page in answer.pages] == list(range(1, len(answer.pages) + 1))
    with pytest.raises(FrozenInstanceError):
        answer.note = "changed"
    with pytest.raises(FrozenInstanceError):
        found_in(answer)[0].url = "https://elsewhere.example/"


def test_everything_found_has_an_address_or_is_a_page_that_we_hold(case, tmp_path):
    for found in found_in(case.full(tmp_path).search(case.stand.query())):
        assert isinstance(found, FoundPage | FoundReview)
        assert urlsplit(found.url).scheme in {"https", "http"} or found.snapshot_id is not None


@pytest.mark.parametrize("limit", [1, 5, 8])
def test_as_much_comes_as_was_asked_for(case, tmp_path, limit):
    assert len(found_in(case.full(tmp_path).search(case.stand.query(limit)))) == limit


def test_nothing_comes_twice(case, tmp_path):
    found = found_in(case.full(tmp_path).search(case.stand.query(8)))
    assert len({(one.url, getattr(one, "snapshot_id", None)) for one in found}) == len(found)


def test_nothing_found_is_an_empty_answer(case, tmp_path):
    assert case.empty(tmp_path).search(case.stand.query()) == SearchAnswer()


def test_a_provider_that_could_not_look_says_so_in_one_line(case, tmp_path):
    with pytest.raises(ProviderError) as caught:
        case.broken(tmp_path).search(case.stand.query())
    assert (len(str(caught.value).splitlines()), str(caught.value)[-1]) == (1, ".")


@pytest.mark.parametrize(
    "text",
    ["", "   ", '"', "a AND (b OR", "title:x*~2 ^ \\", "x" * 5000, "сторони 🇺🇦", "the of and", "half \ud83d", "a\x00b"],
    ids=ascii,
)
def test_no_question_breaks_a_provider(case, tmp_path, text):
    try:
        outcome = type(case.full(tmp_path).search(SearchQuery(text)))
    except ProviderError as error:
        outcome = error.code
    assert outcome in {SearchAnswer, "bad_query"}


def test_a_provider_is_told_apart_from_what_is_none():
    assert isinstance(object(), SearchProvider) is False


def test_a_context_does_not_show_its_options(tmp_path):
    context = ProviderContext(Site(), by_words(Library(tmp_path)), {"brave_api_key": (KEY,)})
    assert (KEY in repr(context), context.option("brave_api_key"), context.option("contact")) == (False, KEY, "")


# ---------------------------------------------------------------- the moods of a service, over real sockets


HOSTS = frozenset(
    {
        "en.wikipedia.org",
        "www.wikidata.org",
        "api.crossref.org",
        "api.gdeltproject.org",
        "archive.org",
        "web.archive.org",
        "factchecktools.googleapis.com",
        "search.example.org",
        "api.search.brave.com",
        "api.gazette.example.org",
    }
)


@dataclass(frozen=True)
class Everywhere(Mapping[str, Any]):
    """The same script for every path."""

    script: Any

    def __getitem__(self, path):
        return self.script

    def __iter__(self):
        return iter(())

    def __len__(self):
        return 0


@pytest.fixture(params=STANDS)
def name(request):
    return request.param


def ask_over_a_socket(name, script, **limits):
    """The error that a provider meets, and the requests that the server got."""
    with HostileServer(Everywhere(script)) as server:
        provider = make_provider(name, Detour(server.port, hosts=HOSTS, **limits))
        with pytest.raises(ProviderError) as caught:
            provider.search(STANDS[name].query())
    assert (len(str(caught.value).splitlines()), KEY in str(caught.value)) == (1, False)
    assert KEY not in "".join(request.splitlines()[0] for request in server.requests)
    return caught.value


def json_answer(body=b"{}", **options):
    headers = {"Content-Type": "application/json", **options.pop("headers", {})}
    return answer(body, headers=headers, **options)


class Mood(NamedTuple):
    """What a service does, and how that is told: the error's code, and whether trying again can help."""

    script: Any
    code: str
    can_retry: bool
    limits: Mapping[str, float] = {}


FIFTY_MEGABYTES = {"Content-Type": "application/json", "Content-Length": "50000000"}
ENDLESS_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[" + b" " * 1000
MOODS = {
    "timeout": Mood(silence(), "timeout", True, {"first_byte_seconds": 0.15}),
    "401": Mood(json_answer(status="401 Unauthorized"), "forbidden", False),
    "403": Mood(json_answer(status="403 Forbidden"), "forbidden", False),
    "404": Mood(answer(b"<html>gone", status="404 Not Found"), "http_error", False),
    "429": Mood(json_answer(status="429 Too Many Requests"), "rate_limited", True),
    "500": Mood(answer(b"<html>oops", status="500 Internal Server Error"), "http_error", True),
    "503": Mood(json_answer(status="503 Service Unavailable"), "unavailable", True),
    "HTML for JSON": Mood(answer(b"<!doctype html><title>Sign in</title>"), "bad_answer", True),
    "HTML that says it is JSON": Mood(json_answer(b"\n <HTML><title>Sign in"), "bad_answer", True),
    "truncated JSON": Mood(json_answer(b'{"articles": [{"url": "https://exa'), "bad_answer", True),
    "no bytes": Mood(json_answer(b""), "bad_answer", True),
    "JSON too deep": Mood(json_answer(b"[" * 200_000), "bad_answer", True),
    "a text": Mood(json_answer(b'"no"'), "bad_answer", True),
    "50 MB, declared": Mood(json_answer(b"[", headers=FIFTY_MEGABYTES), "too_large", False),
    "without an end": Mood(endless(ENDLESS_HEAD, b" " * 65_536), "too_large", False, {"max_bytes": 2_000_000}),
    "broken off": Mood(json_answer(b"[", headers={"Content-Length": "100"}), "truncated", True),
    "redirected inward": Mood(redirect("http://169.254.169.254/latest/meta-data/"), "private_address", False),
    "redirected to loopback": Mood(redirect("http://127.0.0.1/admin"), "private_address", False),
    "redirected to a file": Mood(redirect("file:///etc/passwd"), "bad_scheme", False),
}


@pytest.mark.parametrize("mood", MOODS)
def test_a_mood_of_a_service_is_named_and_says_whether_it_may_pass(name, mood):
    script, code, can_retry, limits = MOODS[mood]
    error = ask_over_a_socket(name, script, **limits)
    assert (error.code, error.can_retry) == (code, can_retry)


# Without a Retry-After they are left alone for half a minute; two are known to need more, and Brave tells otherwise.
UNTOLD_SECONDS = {"gdelt": 60.0, "wayback": 60.0, "brave": 0.0}
RETRY_AFTER = [
    ("7", 7.0),
    ("0", None),
    ("999999999999999999999", 86_400.0),
    ("soon", None),
    ("-5", None),
    ("Wed, 21 Oct 2015 07:28:00 GMT", None),
    ("Wed, 21 Oct 2099 07:28:00 GMT", 86_400.0),
]


@pytest.mark.parametrize(("header", "seconds"), RETRY_AFTER)
@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_the_wait_that_a_service_asks_for_is_kept(name, status, header, seconds):
    error = ask_over_a_socket(name, json_answer(status=status, headers={"Retry-After": header}))
    assert error.retry_after == (UNTOLD_SECONDS.get(name, 30.0) if seconds is None else seconds)


def test_an_empty_object_is_none_found_only_where_it_means_that(name):
    if STANDS[name].empty_object_is_none_found:
        assert make_provider(name, ServiceSite({})).search(STANDS[name].query()) == SearchAnswer()
    else:
        assert ask_over_a_socket(name, json_answer(b"{}")).code == "bad_answer"


# ---------------------------------------------------------------- what stands in an answer


def reply_with(name, change, *, count=2):
    """A fetcher whose every answer is the proper one after `change` of its JSON text."""
    reply = STANDS[name].reply(count)
    site = ServiceSite()
    exchange = site.exchange

    def changed(asked):
        site.answer = {"body": change(json.dumps(reply(asked.url)))}
        return exchange(asked)

    site.exchange = changed
    return site


# The Wayback Machine's answer is a list of lists, and holds no texts of other people.
@pytest.mark.parametrize("name", sorted(set(STANDS) - {"wayback"}))
@pytest.mark.parametrize("escape", [r"\'", r"\x41", r"\$", "\\\n", "\t", r"\u12"], ids=ascii)
def test_escapes_that_are_none_cost_no_answer(name, escape):
    query = STANDS[name].query()
    wanted = found_in(make_provider(name, ServiceSite(STANDS[name].reply(2))).search(query))
    site = reply_with(name, lambda text: text[:-1].encode() + b', "odd": "it' + escape.encode() + b's"}')
    assert found_in(make_provider(name, site).search(query)) == wanted


def test_a_result_that_comes_twice_is_proposed_once(name):
    def doubled(value):
        if isinstance(value, dict):
            return {key: doubled(part) for key, part in value.items()}
        return [doubled(part) for part in value for _ in range(2)] if isinstance(value, list) else value

    query = STANDS[name].query(8)
    wanted = [one.url for one in found_in(make_provider(name, ServiceSite(STANDS[name].reply(2))).search(query))]
    site = reply_with(name, lambda text: json.dumps(doubled(json.loads(text))).encode())
    assert [one.url for one in found_in(make_provider(name, site).search(query))] == wanted


def spoilt_replies(name):
    """Every request of a proper search, each with its answer spoilt in one place."""
    reply = STANDS[name].reply(1)
    site = ServiceSite(reply)
    make_provider(name, site).search(STANDS[name].query())
    for url in dict.fromkeys(asked.url for asked in site.asked):
        for value in spoilt(reply(url)):
            yield lambda asked, url=url, value=value: value if asked == url else reply(asked)


def test_no_spoilt_answer_breaks_a_provider(name):
    outcomes = set()
    for reply in spoilt_replies(name):
        try:
            found = make_provider(name, ServiceSite(reply)).search(STANDS[name].query())
        except ProviderError as error:
            outcomes.add(error.code)
        else:
            outcomes.add("answered")
            for text in texts_in(found):
                assert "\x00" not in text
                text.encode()
    # What one index of the Wayback Machine garbles, the other answers.
    assert outcomes - {"refused"} == ({"answered"} if name == "wayback" else {"answered", "bad_answer"})


def test_an_answer_larger_than_any_is_not_read(name):
    site = ServiceSite(body=b"[" + b" " * 8_000_000 + b"]")
    with pytest.raises(ProviderError) as caught:
        make_provider(name, site).search(STANDS[name].query())
    assert (caught.value.code, caught.value.can_retry) == ("too_large", False)


# ---------------------------------------------------------------- pages that a service proposes


SERVICE_HOSTS = {
    "mediawiki": {"en.wikipedia.org"},
    "wikidata": {"www.wikidata.org"},
    "crossref": {"api.crossref.org"},
    "gdelt": {"api.gdeltproject.org"},
    "wayback": {"archive.org", "web.archive.org"},
    "google_factcheck": {"factchecktools.googleapis.com"},
    "searxng": {"search.example.org"},
    "brave": {"api.search.brave.com"},
    "gazette": {"api.gazette.example.org"},
}


def test_a_provider_asks_its_own_service_only_and_never_a_page_that_it_proposes(name):
    site = ServiceSite(STANDS[name].reply(MANY))
    make_provider(name, site).search(STANDS[name].query(8))
    assert {urlsplit(asked.url).hostname for asked in site.asked} == SERVICE_HOSTS[name]


# Crossref's addresses are made from the DOI, and the Wayback Machine's from its own.
PROPOSES_ANY_ADDRESS = sorted(set(STANDS) - {"crossref", "wayback"})


@pytest.mark.parametrize("name", PROPOSES_ANY_ADDRESS)
def test_a_page_inside_is_proposed_as_any_other_and_refused_by_the_gate(name):
    pattern = ["https://en.wikipedia.org/wiki/", "https://news.example.com/", "https://fullfact.org/mines/"]
    pattern += ["https://found.example.org/"]

    def inward(text):
        for start in pattern:
            text = text.replace(start, "http://10.0.0.1/")
        return text.encode()

    found = found_in(make_provider(name, reply_with(name, inward)).search(STANDS[name].query()))
    inside = [one.url for one in found if one.url.startswith("http://10.0.0.1/")]
    assert inside != []
    with pytest.raises(FetchRefused) as caught:
        Fetcher(user_agent="Test/1.0").fetch(inside[0])
    assert caught.value.code == "private_address"


# ---------------------------------------------------------------- keys


KEYED = {
    "google_factcheck": ("GOOGLE_FACTCHECK_API_KEY", "google_factcheck_api_key", "X-Goog-Api-Key"),
    "brave": ("BRAVE_API_KEY", "brave_api_key", "X-Subscription-Token"),
    "searxng": ("SEARXNG_URL", "searxng_url", ""),
    "gazette": ("GAZETTE_KEY", "gazette_key", "X-Gazette-Key"),
}
WITH_A_KEY = sorted(set(KEYED) - {"searxng"})


@pytest.mark.parametrize("name", KEYED)
def test_a_provider_without_its_setting_is_built_and_names_it(name):
    setting, option, _ = KEYED[name]
    site = ServiceSite(STANDS[name].reply(1))
    provider = make_provider(name, site, **{option: ""})
    with pytest.raises(ProviderError) as caught:
        provider.search(STANDS[name].query())
    assert (provider.missing, caught.value.code, caught.value.can_retry) == (setting, "key_missing", False)
    assert str(caught.value) == f"{provider.label} was not asked: {setting} is not set."
    assert site.asked == []


@pytest.mark.parametrize("name", WITH_A_KEY)
def test_a_key_travels_in_its_header_alone(name):
    _, _, header = KEYED[name]
    site = ServiceSite(STANDS[name].reply(1))
    provider = make_provider(name, site)
    provider.search(STANDS[name].query())
    assert [asked.headers for asked in site.asked] == [{header: KEY}]
    assert [asked.url for asked in site.asked if KEY in asked.url] == []
    assert KEY not in repr(provider) + repr(vars(provider))


@pytest.mark.parametrize("name", WITH_A_KEY)
def test_a_key_that_a_service_repeats_is_not_told(name):
    body = json.dumps({"error": {"message": f"The key {KEY} is not valid."}}).encode()
    error = ask_over_a_socket(name, json_answer(body, status="400 Bad Request"))
    assert str(error).endswith("answered with status 400. It says: The key ••• is not valid.")


@pytest.mark.parametrize("name", WITH_A_KEY)
def test_a_key_does_not_follow_a_redirect_to_a_stranger(name):
    with HostileServer({"/taken": json_answer(b"[]")}) as stranger:
        location = stranger.url("/taken", host="search.example.org")
        error = ask_over_a_socket(name, redirect(location))
    assert (error.code, len(stranger.requests), KEY in stranger.requests[0]) == ("bad_answer", 1, False)

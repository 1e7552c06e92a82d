"""The Wayback Machine: copies of an address, and pages handed in to be kept."""

import json

import pytest

from claims.errors import FetchFailed, ProviderError
from claims.providers.base import Archive, ArchivedCopy, FoundPage, SearchAnswer, SearchQuery
from claims.providers.wayback import WaybackArchive
from tests.net.hostile import HostileServer, answer, redirect
from tests.providers.services import KEY, Detour, ServiceSite, make_copies, make_provider, make_wayback

ADDRESS = "http://example.com/"
QUERY = SearchQuery(ADDRESS, limit=3)


def is_quick(url):
    return url.startswith("https://archive.org/wayback/available?")


def search(reply, query=QUERY):
    site = reply if isinstance(reply, ServiceSite) else ServiceSite(reply)
    return make_provider("wayback", site).search(query)


def make_half_deaf(*, deaf_to_quick):
    """A site one of whose two indexes does not answer."""
    site = ServiceSite(make_wayback(2))
    exchange = site.exchange

    def half(asked):
        if is_quick(asked.url) == deaf_to_quick:
            raise FetchFailed("The host stopped answering.", code="timeout")
        return exchange(asked)

    site.exchange = half
    return site


def test_copies_come_newest_first_with_their_moment():
    assert search(make_wayback(2)) == SearchAnswer(
        (
            FoundPage(
                1,
                "https://web.archive.org/web/20130219044612/http://example.com:80/",
                "Archived copy of http://example.com:80/",
                published_at="2013-02-19T04:46:12Z",
            ),
            FoundPage(
                2,
                "https://web.archive.org/web/20130119044612/http://example.com:80/",
                "Archived copy of http://example.com:80/",
                published_at="2013-01-19T04:46:12Z",
            ),
        )
    )


def test_both_indexes_are_asked_with_the_address():
    site = ServiceSite(make_wayback(2))
    search(site, SearchQuery("  http://EXAMPLE.com/a?b=1#c ", limit=3))
    quick, listed = site.asked
    assert quick.url == "https://archive.org/wayback/available?url=http%3A%2F%2Fexample.com%2Fa%3Fb%3D1"
    assert (listed.url.partition("?")[0], listed.parameters) == (
        "https://web.archive.org/cdx/search/cdx",
        {
            "url": "http://example.com/a?b=1",
            "output": "json",
            "fl": "timestamp,original",
            "filter": "statuscode:200",
            "collapse": "digest",
            "limit": "-3",
        },
    )


def test_a_copy_that_only_the_quick_index_knows_is_found():
    answered = search(lambda url: make_wayback(1)(url) if is_quick(url) else [])
    assert [page.url for page in answered.pages] == ["https://web.archive.org/web/20130119044612/http://example.com/"]


@pytest.mark.parametrize(
    "closest", [{"available": False}, {"available": True, "status": "404"}, {"timestamp": "2013"}, [], "x", None]
)
def test_a_nearest_copy_that_is_none_is_left_out(closest):
    reply = lambda url: {"archived_snapshots": {"closest": closest}} if is_quick(url) else []  # noqa: E731
    assert search(reply) == SearchAnswer()


def test_the_list_alone_is_an_answer():
    assert len(search(make_half_deaf(deaf_to_quick=True)).pages) == 2


def test_the_nearest_copy_alone_is_an_answer_that_says_so():
    answered = search(make_half_deaf(deaf_to_quick=False))
    assert (len(answered.pages), answered.note) == (
        1,
        "Wayback Machine named its nearest copy only; its list did not answer.",
    )


def test_no_copy_in_the_list_while_the_quick_index_is_deaf_could_not_be_looked_at():
    site = make_half_deaf(deaf_to_quick=True)
    site.reply = lambda url: []
    with pytest.raises(ProviderError) as caught:
        search(site)
    assert (str(caught.value), caught.value.code) == ("Wayback Machine: The host stopped answering.", "timeout")


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        (make_copies(2), 2),
        ([["original", "timestamp"], ["http://example.com/", "20130119044612"]], 1),
        ([*make_copies(1), ["2013", "http://example.com/"], ["20130119044612"], []], 1),
        ([*make_copies(1), [], ["com%2Cexample%29%2F+20130119044613"]], 1),
    ],
)
def test_the_first_row_names_the_columns_and_odd_rows_are_left_out(rows, count):
    none = {"archived_snapshots": {}}
    assert len(search(lambda url: none if is_quick(url) else rows).pages) == count


@pytest.mark.parametrize("text", ["Ottawa Convention", "", "ftp://example.com/", "http://user:pw@example.com/"])
def test_words_are_no_address(text):
    with pytest.raises(ProviderError) as caught:
        search(make_wayback(2), SearchQuery(text))
    assert (caught.value.code, caught.value.can_retry) == ("bad_query", False)


# ---------------------------------------------------------------- Save Page Now


def make_archive(reply=None, **given):
    site = ServiceSite(reply, **given)
    return WaybackArchive(site, key=f"access-{KEY}:secret-{KEY}"), site


def refusal(reply, act):
    archive, _ = make_archive(reply)
    with pytest.raises(ProviderError) as caught:
        act(archive)
    return str(caught.value), caught.value.can_retry, caught.value.retry_after


def test_a_page_is_handed_in_under_the_key():
    archive, site = make_archive({"url": ADDRESS, "job_id": "spn2-0a1b"})
    assert (isinstance(archive, Archive), archive.missing, archive.save(ADDRESS)) == (True, "", "spn2-0a1b")
    [asked] = site.asked
    assert (asked.method, asked.url) == ("POST", "https://web.archive.org/save")
    assert asked.headers == {"Authorization": f"LOW access-{KEY}:secret-{KEY}"}
    assert asked.parameters == {"url": ADDRESS, "skip_first_archive": "1", "if_not_archived_within": "1d"}


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        ({"status": "error", "status_ext": "error:user-session-limit", "message": "You have too many sessions."},
         ("Wayback Machine refused the question: You have too many sessions.", True, 60.0)),
        ({"status": "error", "status_ext": "error:blocked-url", "message": "This URL is in the blocklist"},
         ("Wayback Machine refused the question: This URL is in the blocklist.", False, 0.0)),
        ({"status_ext": "error:too-many-daily-captures"},
         ("Wayback Machine refused the question: error:too-many-daily-captures.", False, 0.0)),
        ({"job_id": "../../x"}, ("Wayback Machine answered with JSON of another shape.", True, 0.0)),
        ([], ("Wayback Machine answered with JSON of another shape.", True, 0.0)),
    ],
)  # fmt: skip
def test_a_page_that_is_not_taken_in_says_why(reply, told):
    assert refusal(reply, lambda archive: archive.save(ADDRESS)) == told


def test_an_address_that_is_none_is_not_handed_in():
    assert refusal({}, lambda archive: archive.save("urn:x"))[:2] == (
        "Wayback Machine was not asked: The address “urn:x” uses urn:, but only http and https addresses can be read.",
        False,
    )


def test_a_page_that_is_kept_is_told_with_its_moment():
    reply = {"status": "success", "timestamp": "20260102030405", "original_url": ADDRESS, "job_id": "spn2-0a1b"}
    archive, site = make_archive(reply)
    assert archive.check("spn2-0a1b") == ArchivedCopy(
        "https://web.archive.org/web/20260102030405/http://example.com/", "20260102030405"
    )
    assert [asked.url for asked in site.asked] == ["https://web.archive.org/save/status/spn2-0a1b"]


def test_an_archive_at_work_has_no_copy_yet():
    assert make_archive({"status": "pending", "resources": []})[0].check("spn2-0a1b") is None


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        ({"status": "error", "status_ext": "error:not-found", "message": "Target URL not found (HTTP status=404)."},
         ("Wayback Machine refused the question: Target URL not found (HTTP status=404).", False, 0.0)),
        ({"status": "error", "status_ext": "error:service-unavailable"},
         ("Wayback Machine refused the question: error:service-unavailable.", False, 0.0)),
        ({"status": "success", "timestamp": "now", "original_url": ADDRESS},
         ("Wayback Machine answered with JSON of another shape.", True, 0.0)),
        ({"status": "success", "timestamp": "20260102030405"},
         ("Wayback Machine answered with JSON of another shape.", True, 0.0)),
        ({}, ("Wayback Machine answered with JSON of another shape.", True, 0.0)),
    ],
)  # fmt: skip
def test_a_job_that_failed_has_failed_for_good(reply, told):
    assert refusal(reply, lambda archive: archive.check("spn2-0a1b")) == told


def test_the_name_of_a_job_cannot_leave_its_place():
    archive, site = make_archive({"status": "pending"})
    archive.check("../user?x=1#")
    assert site.asked[0].url == "https://web.archive.org/save/status/..%2Fuser%3Fx%3D1%23"


def test_without_its_key_the_archive_is_built_and_names_the_setting():
    site = ServiceSite({})
    archive = WaybackArchive(site)
    for act in (lambda: archive.save(ADDRESS), lambda: archive.check("spn2-0a1b")):
        with pytest.raises(ProviderError) as caught:
            act()
        assert (str(caught.value), caught.value.code) == (
            "Wayback Machine was not asked: WAYBACK_KEY is not set.",
            "key_missing",
        )
    assert (archive.missing, site.asked) == ("WAYBACK_KEY", [])


def test_no_part_of_the_key_is_told():
    body = json.dumps({"message": f"Bad: LOW access-{KEY}:secret-{KEY}, or access-{KEY} alone."}).encode()
    archive, _ = make_archive(body=body, status=401)
    with pytest.raises(ProviderError) as caught:
        archive.save(ADDRESS)
    assert KEY not in str(caught.value) + repr(archive) + repr(vars(archive))
    assert str(caught.value) == (
        "Wayback Machine answered with status 401: it does not accept the key in WAYBACK_KEY. "
        "It says: Bad: •••, or ••• alone."
    )


def test_a_redirect_of_the_archive_is_not_followed_with_the_key():
    with HostileServer({"/save": redirect("http://127.0.0.1/"), "/": answer(b"{}")}) as server:
        archive = WaybackArchive(Detour(server.port, hosts=frozenset({"web.archive.org"})), key="access:secret")
        with pytest.raises(ProviderError) as caught:
            archive.save(ADDRESS)
    assert (str(caught.value), server.paths()) == ("Wayback Machine answered with status 302.", ["/save"])

import base64
from itertools import chain

import pytest
from django.core import signing
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from claims.api.base import page_size_of
from claims.models import Claim
from tests.api.conftest import fault_of, make_caller
from tests.factories import make_article, make_claim


def claims_of(desk, number: int) -> list[str]:
    """Ids of new claims, the oldest first."""
    article = make_article(desk)
    return [make_claim(article, score=index % 3 / 4).public_id for index in range(number)]


def walk(caller, path: str, query: dict, link: str = "next") -> list[list[str]]:
    """The ids of every page from here on."""
    pages, response = [], caller.ask(path, query).json()
    while True:
        pages.append([row["id"] for row in response["results"]])
        if response[link] is None:
            return pages
        address, _, query_string = response[link].partition("?")
        assert address == f"http://testserver/api/v1/{path}"
        response = caller.send("GET", f"{path}?{query_string}").json()


def test_pages_hold_every_row_once_newest_first(caller):
    ids = claims_of(caller.desk, 7)
    assert walk(caller, "claims", {"page_size": "3"}) == [ids[:3:-1], ids[3:0:-1], ids[:1]]


def test_rows_of_one_moment_are_not_lost_between_pages(caller):
    ids = claims_of(caller.desk, 7)
    Claim.objects.update(created_at=timezone.now())
    assert list(chain(*walk(caller, "claims", {"page_size": "2"}))) == ids[::-1]


@pytest.mark.parametrize("ordering", ["score", "-score", "created_at", "-created_at"])
def test_every_order_offered_holds_over_pages(caller, ordering):
    claims_of(caller.desk, 8)
    way = ["-pk" if ordering.startswith("-") else "pk"]
    expected = list(Claim.objects.order_by(ordering, *way).values_list("public_id", flat=True))
    assert list(chain(*walk(caller, "claims", {"page_size": "3", "ordering": ordering}))) == expected


def test_pages_lead_back_to_where_one_came_from(caller):
    ids = claims_of(caller.desk, 5)
    first = caller.ask("claims", {"page_size": "2"}).json()
    second = caller.send("GET", "claims?" + first["next"].partition("?")[2]).json()
    back = caller.send("GET", "claims?" + second["previous"].partition("?")[2]).json()
    assert [row["id"] for row in back["results"]] == ids[:2:-1]


def test_filters_stay_on_the_next_page(caller):
    ids = claims_of(caller.desk, 5)
    Claim.objects.filter(public_id=ids[2]).update(kind="event")
    assert walk(caller, "claims", {"page_size": "2", "kind": "quantity"}) == [[ids[4], ids[3]], [ids[1], ids[0]]]


@pytest.mark.parametrize(
    ("asked", "given"), [("1", 1), ("200", 200), ("201", 200), ("1000000000", 200), ("9" * 400, 200)]
)
def test_page_size_is_capped(asked, given):
    assert page_size_of(Request(APIRequestFactory().get("/", {"page_size": asked}))) == given


def test_page_is_never_longer_than_the_cap(caller, monkeypatch):
    claims_of(caller.desk, 4)
    monkeypatch.setattr("claims.api.base.MAX_PAGE_SIZE", 3)
    assert len(caller.ask("claims", {"page_size": "1000000000"}).json()["results"]) == 3


@pytest.mark.parametrize("size", ["0", "00", "-1", "ten", "1.5", "", " 5", "1e3"])
def test_page_size_that_is_none_is_400(caller, size):
    assert fault_of(caller.ask("claims", {"page_size": size})) == (400, ["page_size"])


PLACE = [0, False, "2024-01-01"]
FORGED = {
    "empty": lambda: "",
    "a letter": lambda: "x",
    "not ascii": lambda: "é",
    "unsigned": lambda: base64.b64encode(b"p=2024-01-01").decode(),
    "unsigned with NUL": lambda: base64.b64encode(b"o=-1&p=%00").decode(),
    "for something else": lambda: signing.dumps(PLACE, salt="another"),
    "of another order": lambda: signing.dumps([0, False, "0.5"], salt="cursor -score"),
    "with another key": lambda: signing.dumps(PLACE, key="another key", salt="cursor -created_at"),
    "cut short": lambda: signing.dumps(PLACE, salt="cursor -created_at")[:-1],
}


@pytest.mark.parametrize("path", ["claims", "articles", "evidence", "searches", "captures", "feeds", "desks", "jobs"])
@pytest.mark.parametrize("make_cursor", FORGED.values(), ids=FORGED)
def test_cursor_that_is_not_ours_is_400(caller, path, make_cursor):
    assert fault_of(caller.ask(path, {"cursor": make_cursor()})) == (400, ["cursor"])


def test_cursor_of_somebody_else_shows_only_ones_own_rows(caller):
    claims_of(caller.desk, 3)
    link = caller.ask("claims", {"page_size": "1"}).json()["next"]
    other = make_caller()
    assert other.send("GET", "claims?" + link.partition("?")[2]).json()["results"] == []

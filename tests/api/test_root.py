import pytest

LISTS = [
    "articles",
    "claims",
    "evidence",
    "searches",
    "captures",
    "feeds",
    "providers",
    "jobs",
    "desks",
    "schema",
    "docs",
]
BASE = "http://testserver/api/v1/"


def test_root_leads_to_every_resource(caller):
    links = caller.ask("").json()
    assert links == {name: f"{BASE}{name}" for name in LISTS} | {"snapshot": f"{BASE}snapshots/{{id}}"}


@pytest.mark.parametrize("path", LISTS)
def test_address_works_with_and_without_a_slash_at_its_end(caller, path):
    with_slash, without = caller.ask(f"{path}/"), caller.ask(path)
    assert (with_slash.status_code, without.status_code) == (200, 200)
    assert with_slash["Content-Type"] == without["Content-Type"]

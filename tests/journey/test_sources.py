"""Sources from the web to the screen: ten pages that are no ten sources, and a stored copy that was tampered with."""

import html
import io
import re
from collections import defaultdict
from pathlib import Path

import pytest
from django.core.management import call_command

from claims import tasks
from claims.domain.audit import verify_chain
from claims.domain.search import propose_source
from claims.models import CandidateSource, Claim, Snapshot
from claims.net.client import Fetcher
from claims.pipeline.receive_article import receive_text
from claims.providers import registry
from tests.api.conftest import make_caller
from tests.net.hostile import HostileServer, answer
from tests.net.internet import resolving
from tests.pipeline.kept import flip_byte, raw_path

pytestmark = pytest.mark.django_db

TEXTS = sorted((Path(__file__).parents[1] / "origins" / "wire").glob("*.txt"))
WIRE = [path.stem for path in TEXTS][:7]
INDEPENDENT = ["08-independent-weekly", "09-independent-radio"]
CLAIM = "A fire at the grain terminal of Varnsk destroyed 412 railway wagons."
DAMAGED = "The stored copy is damaged: do not rely on it"


def page_html(text: str) -> bytes:
    """The text as a newspaper serves it, in some language."""
    title, paragraphs = text[:60], (part for part in text.split("\n") if part.strip())
    body = "".join(f"<p>{html.escape(part)}</p>" for part in paragraphs)
    head = f'<!doctype html><html><head><meta charset="utf-8"><title>{html.escape(title)}</title></head>'
    return f"{head}<body><main><article>{body}</article></main></body></html>".encode()


@pytest.fixture
def sites(monkeypatch):
    """Each text on a site of its own, all of them on loopback; gives their addresses."""
    hosts = {path.stem: f"{path.stem}.example" for path in TEXTS}
    pages = {f"/{path.stem}": answer(page_html(path.read_text())) for path in TEXTS}
    fetcher = Fetcher(
        user_agent="T/1", resolver=resolving(["127.0.0.1"]), allowed_private_hosts=frozenset(hosts.values())
    )
    monkeypatch.setattr(registry, "fetcher", lambda: fetcher)
    with HostileServer(pages) as server:
        yield [server.url(f"/{name}", host=host) for name, host in hosts.items()]


@pytest.fixture
def caller():
    return make_caller()


@pytest.fixture
def claim(caller, sites):
    """A claim whose ten proposed sources were captured, read, ranked and grouped."""
    article, _ = receive_text(caller.desk, by=caller.user, body=CLAIM.encode(), name="Harbour news")
    tasks.work_inline([article])
    claim = Claim.objects.get(article=article)
    tasks.work_inline([propose_source(claim, by=caller.user, url=url) for url in sites])
    return claim


def shown_claim(client, caller, claim) -> str:
    client.force_login(caller.user)
    return client.get(f"/claims/{claim.public_id}").content.decode()


def evidence_of(caller, claim) -> list[dict]:
    return caller.ask(f"claims/{claim.public_id}/evidence", query={"page_size": "100"}).json()["results"]


def site_of(address: str) -> str:
    return address.rpartition("/")[2]


def test_one_wire_text_on_seven_sites_counts_once(client, caller, claim):
    assert set(CandidateSource.objects.values_list("status", "status_reason", "job_state")) == {("kept", "", "done")}
    shown = caller.ask(f"claims/{claim.public_id}").json()
    evidence = evidence_of(caller, claim)
    headline = shown["sources"]
    assert headline["passages"] == len(evidence)
    assert headline["pages"] == len({row["url"] for row in evidence}) >= 9
    assert headline["independent_sources"] <= 4

    groups = caller.ask(f"claims/{claim.public_id}/origin-groups").json()["results"]
    assert len(groups) == headline["independent_sources"]
    by_site = {site_of(page["url"]): group for group in groups for page in group["pages"]}
    [wire] = {by_site[name]["id"] for name in WIRE}
    assert by_site[WIRE[0]]["reason"] == "near_copy"
    assert by_site[WIRE[0]]["explanation"].startswith("Seven pages share most of their words")
    assert [by_site[name]["reason"] for name in INDEPENDENT] == ["alone", "alone"]
    assert len({wire, *(by_site[name]["id"] for name in INDEPENDENT)}) == 3
    assert {row["origin_group"]["id"] for row in evidence if site_of(row["url"]) in WIRE} == {wire}

    page = shown_claim(client, caller, claim)
    assert "{passages} passages · {pages} pages · {independent_sources} independent sources".format(**headline) in page
    for group in groups:
        assert html.escape(group["explanation"]) in page


def verify_store() -> tuple[int, str]:
    """Exit code and what was said of damage."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("verify_store", stdout=out, stderr=err, no_color=True)
    except SystemExit as end:
        return int(str(end.code)), err.getvalue()
    return 0, err.getvalue()


def safety(caller, claim) -> dict[str, set[tuple]]:
    """For each copy whether its evidence is safe, and why not."""
    by_copy = defaultdict(set)
    for row in evidence_of(caller, claim):
        by_copy[row["snapshot"]].add((row["is_safe"], row["unsafe_reason"]))
    return dict(by_copy)


def test_one_flipped_byte_makes_everything_that_rests_on_it_unsafe_until_it_is_restored(client, caller, claim):
    whole = safety(caller, claim)
    assert set().union(*whole.values()) == {(True, None)}
    assert verify_store() == (0, "")
    copy = Snapshot.objects.get(page__canonical_url__endswith=f"/{WIRE[0]}")
    rests_on_it = [row["id"] for row in evidence_of(caller, claim) if row["snapshot"] == copy.public_id]
    assert rests_on_it != []

    flip_byte(raw_path(copy), 100)
    damage = "The raw copy was changed on the disk."
    assert verify_store() == (1, f"{copy.public_id}: {damage}\n")
    assert safety(caller, claim) == {**whole, copy.public_id: {(False, damage)}}
    page = shown_claim(client, caller, claim)
    assert len(re.findall(f"<h5>{DAMAGED}</h5><p>{re.escape(damage)}", page)) == len(rests_on_it)
    for evidence in rests_on_it:
        refused = caller.send("PUT", f"evidence/{evidence}/stance", {"stance": "supports"})
        assert (refused.status_code, refused.json()["detail"].partition(",")[0]) == (
            409,
            "The stored copy of this passage is damaged",
        )

    flip_byte(raw_path(copy), 100)
    assert verify_store() == (0, "")
    assert safety(caller, claim) == whole
    assert DAMAGED not in shown_claim(client, caller, claim)
    confirmed = caller.send("PUT", f"evidence/{rests_on_it[0]}/stance", {"stance": "supports"})
    assert (confirmed.status_code, confirmed.json()["status"]) == (200, "accepted")
    assert verify_chain().faults == ()

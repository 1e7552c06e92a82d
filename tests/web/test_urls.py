"""Who sees which address: every route, for nobody, for the own desk and for another desk."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern

from claims.domain.audit import Machine
from claims.domain.origin import regroup_origins
from claims.enums import Role
from claims.providers import registry
from claims.web.urls import urlpatterns
from tests.factories import (
    ARTICLE_TEXT,
    make_article,
    make_candidate,
    make_claim,
    make_desk,
    make_evidence,
    make_feed,
    make_page,
    make_provider_test,
    make_search_job,
    make_snapshot,
    make_user,
    make_watch,
)

pytestmark = pytest.mark.django_db

# What stands in for `<public_id>` in each route; a route that is missing here fails the test.
ROWS = {
    "article": "article",
    "article-live": "article",
    "claim": "claim",
    "claim-live": "claim",
    "claim-accept": "claim",
    "claim-dismiss": "claim",
    "claim-word": "claim",
    "worthiness": "desk",
    "worthiness-change": "desk",
    "examples": "desk",
    "search-ask": "claim",
    "source-propose": "claim",
    "origin-decide": "claim",
    "search-again": "search_job",
    "candidate-drop": "candidate",
    "candidate-take-up": "candidate",
    "candidate-upload": "candidate",
    "evidence-stance": "evidence",
    "evidence-reject": "evidence",
    "snapshot": "article_snapshot",
    "snapshot-live": "article_snapshot",
    "snapshot-difference": "article_snapshot",
    "snapshot-wacz": "article_snapshot",
    "snapshot-capture": "article_snapshot",
    "snapshot-watch": "article_snapshot",
    "snapshot-unwatch": "article_snapshot",
    "snapshot-archive": "article_snapshot",
    "snapshot-overrule": "article_snapshot",
    "provider-test": "provider_test",
    "provider-test-live": "provider_test",
    "feed": "feed",
    "feed-live": "feed",
    "feed-poll": "feed",
    "feed-change": "feed",
    "feed-pause": "feed",
    "feed-remove": "feed",
    "job-retry": "search_job",
}
OPEN = {"sign-in", "sign-in-demo", "sign-out", "theme"}
ACTS = {"claim-accept", "claim-dismiss", "claim-word", "worthiness-change"}
ACTS |= {"evidence-stance", "evidence-reject", "job-retry", "demo-remove"}
ACTS |= {"search-ask", "source-propose", "origin-decide", "search-again", "candidate-drop", "candidate-take-up"}
ACTS |= {f"snapshot-{act}" for act in ("capture", "watch", "unwatch", "archive", "overrule")}
ACTS |= {"provider-switch", "provider-ask", "feed-poll", "feed-change", "feed-pause", "feeds-import"}
# What belongs to the whole house is for those who are on one of its desks.
FOR_MEMBERS = {"article-add", "feed-add", "provider", "providers", "providers-live"}
ROUTES = {route.name: route for route in urlpatterns if isinstance(route, URLPattern)}


@pytest.fixture
def rows(settings):
    settings.PROVIDERS, settings.WAYBACK_KEY = ["library", "wayback"], "name:secret"
    desk = make_desk()
    article = make_article(desk, snapshot=blocked_snapshot())
    make_watch(article.snapshot.page, desk=desk)
    claim = make_claim(article)
    job = make_search_job(claim, outcome="could_not_look", job_state="failed", job_error="No answer.")
    evidence = make_evidence(claim)
    make_evidence(claim, snapshot=make_snapshot(page=make_page(publisher="other.example")))
    regroup_origins(claim, by=Machine("origins", "1"))
    return {
        "article": article,
        "desk": desk,
        "article_snapshot": article.snapshot,
        "claim": claim,
        "evidence": evidence,
        "candidate": make_candidate(claim, status="dropped", status_reason="Page not found"),
        "search_job": job,
        "provider_test": make_provider_test(desk=desk),
        "feed": make_feed(desk),
    }


def blocked_snapshot():
    """A copy that was handed in, whose bytes are there and whose label can be overruled."""
    sha256 = registry.blob_store().put(ARTICLE_TEXT.encode())
    return make_snapshot(text=ARTICLE_TEXT, is_source=False, raw_sha256=sha256, quality="block_page")


def address_of(name, rows):
    path = str(ROUTES[name].pattern)
    path = path.replace("<str:name>", "library")
    return "/" + (path.replace("<str:public_id>", rows[ROWS[name]].public_id) if "<" in path else path)


def ask(client, name, rows):
    given = {"version": 1, "reason": "opinion", "stance": "context", "desk": rows["article"].desk.public_id}
    given |= {"archive": "wayback", "interval_hours": 24, "is_on": "off", "query": "mines"}
    given |= {"title": "News", "use": "sources", "interval_minutes": 30}
    group, other = rows["claim"].origin_groups.values_list("public_id", flat=True)
    given |= {"verdict": "same", "group": group, "other": other, "act": "take-up"}
    given |= {
        "text": "Mines are laid.",
        "purpose": "support",
        "providers": ["library"],
        "url": "https://un.example/status",
    }
    if name == "feeds-import":
        given["file"] = SimpleUploadedFile("feeds.opml", b"<opml version='2.0'><body/></opml>")
    return client.post(address_of(name, rows), given) if name in ACTS else client.get(address_of(name, rows))


@pytest.mark.parametrize("name", sorted(set(ROUTES) - OPEN))
def test_nothing_is_shown_to_who_is_not_signed_in(client, rows, name):
    answer = ask(client, name, rows)
    back = "/" if name in ACTS else address_of(name, rows)
    assert (answer.status_code, answer.url) == (302, f"/sign-in?next={back}")


@pytest.mark.parametrize(
    ("sent_from", "back"),
    [
        ("http://testserver/claims/clm_x?a=1", "http%3A//testserver/claims/clm_x%3Fa%3D1"),
        ("https://elsewhere.example/", "/"),
        ("", "/"),
    ],
)
def test_form_sent_after_signing_out_leads_back_to_its_page(client, rows, sent_from, back):
    answer = client.post(address_of("claim-accept", rows), {"version": 1}, headers={"Referer": sent_from})
    assert (answer.status_code, answer.url) == (302, f"/sign-in?next={back}")
    assert "so nothing was saved" in client.get(answer.url).content.decode()


def test_act_in_place_after_signing_out_leaves_the_page_with_what_was_typed(client, rows):
    answer = client.post(address_of("claim-accept", rows), {"version": 1}, headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Retarget"]) == (401, "#notice")
    assert '<a href="/sign-in" target="_blank">' in answer.content.decode()


@pytest.mark.parametrize("name", sorted(ACTS))
def test_address_of_an_act_opened_as_a_page_is_explained(client, rows, name):
    client.force_login(make_user(rows["article"].desk))
    answer = client.get(address_of(name, rows))
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "<h1>This is not a page</h1>" in answer.content.decode()


@pytest.mark.parametrize("name", sorted(ROWS))
def test_rows_of_another_desk_are_not_found(client, rows, name):
    client.force_login(make_user(make_desk(name="Other")))
    answer = ask(client, name, rows)
    assert answer.status_code == 404
    assert "There is no such page here" in answer.content.decode()


@pytest.mark.parametrize("name", sorted(set(ROUTES) - OPEN))
def test_every_route_answers_the_own_desk(client, rows, name):
    client.force_login(make_user(rows["article"].desk, role=Role.ADMINISTRATOR))
    answer = ask(client, name, rows)
    assert answer.status_code in {200, 302}
    if answer.streaming:
        list(answer.streaming_content)  # a file that nobody reads to its end stays open


@pytest.mark.parametrize("name", sorted(set(ROUTES) - OPEN - ACTS))
def test_person_without_a_desk_sees_no_rows(client, rows, name):
    client.force_login(make_user())
    answer = ask(client, name, rows)
    assert answer.status_code == (404 if name in ROWS else 403 if name in FOR_MEMBERS else 200)
    assert "164 signatories" not in answer.content.decode()


@pytest.mark.parametrize("name", sorted(ACTS | {"article-add", "theme", "sign-out"}))
def test_post_without_the_token_of_the_page_is_refused_in_words(rows, name):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_user(rows["article"].desk))
    answer = strict.post(address_of(name, rows), {"version": 1})
    assert answer.status_code == 403
    assert "The page was too old" in answer.content.decode()


def test_policy_allows_no_inline_script_and_no_frame(client, rows):
    client.force_login(make_user(rows["article"].desk))
    policy = client.get("/")["Content-Security-Policy"]
    assert "script-src 'self';" in f"{policy};"
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy

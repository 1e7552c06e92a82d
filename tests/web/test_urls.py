"""Who sees which address: every route, for nobody, for the own desk and for another desk."""

import pytest
from django.test import Client
from django.urls import URLPattern

from claims.web.urls import urlpatterns
from tests.factories import make_article, make_claim, make_desk, make_evidence, make_search_job, make_user

pytestmark = pytest.mark.django_db

# What stands in for `<public_id>` in each route; a route that is missing here fails the test.
ROWS = {
    "article": "article",
    "article-live": "article",
    "claim": "claim",
    "claim-live": "claim",
    "claim-accept": "claim",
    "claim-dismiss": "claim",
    "evidence-stance": "evidence",
    "evidence-reject": "evidence",
    "snapshot": "article_snapshot",
    "job-retry": "search_job",
}
OPEN = {"sign-in", "sign-in-demo", "sign-out", "theme"}
ACTS = {"claim-accept", "claim-dismiss", "evidence-stance", "evidence-reject", "job-retry", "demo-remove"}
ROUTES = {route.name: route for route in urlpatterns if isinstance(route, URLPattern)}


@pytest.fixture
def rows():
    article = make_article(make_desk())
    claim = make_claim(article)
    job = make_search_job(claim, outcome="could_not_look", job_state="failed", job_error="No answer.")
    return {
        "article": article,
        "article_snapshot": article.snapshot,
        "claim": claim,
        "evidence": make_evidence(claim),
        "search_job": job,
    }


def address_of(name, rows):
    path = str(ROUTES[name].pattern)
    return "/" + (path.replace("<str:public_id>", rows[ROWS[name]].public_id) if "<" in path else path)


def ask(client, name, rows):
    given = {"version": 1, "reason": "opinion", "stance": "context", "desk": rows["article"].desk.public_id}
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
    client.force_login(make_user(rows["article"].desk))
    assert ask(client, name, rows).status_code in {200, 302}


@pytest.mark.parametrize("name", sorted(set(ROUTES) - OPEN - ACTS))
def test_person_without_a_desk_sees_no_rows(client, rows, name):
    client.force_login(make_user())
    answer = ask(client, name, rows)
    assert answer.status_code == (404 if name in ROWS else 403 if name == "article-add" else 200)
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

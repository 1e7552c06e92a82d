import pytest

from claims.enums import Role
from claims.models import Article
from claims.providers import registry
from tests.api.conftest import fault_of, make_caller
from tests.factories import ARTICLE_TEXT, make_article, make_desk

URL = "https://example.com/story"


@pytest.fixture(autouse=True)
def bells(monkeypatch):
    """Rows that were rung for."""
    rung: list = []
    monkeypatch.setattr("claims.api.article.enqueue", rung.extend)
    return rung


def test_address_is_taken_in_and_rung_for(caller, bells):
    response = caller.send("POST", "articles", {"url": f" {URL}#part "})
    article = Article.objects.get()
    assert (response.status_code, bells) == (202, [article])
    assert response["Location"] == f"http://testserver/api/v1/articles/{article.public_id}"
    assert (article.url, article.desk, article.submitted_by) == (URL, caller.desk, caller.user)
    shown = response.json()
    assert (shown["id"], shown["url"], shown["title"], shown["text"]) == (article.public_id, URL, URL, None)
    assert (shown["job"]["state"], shown["job"]["attempts"], shown["job"]["error"]) == ("queued", 0, None)


def test_text_is_kept_before_anything_reads_it(caller):
    body = {"text": " Zażółć — text. ", "name": "Pasted", "content_type": "text/markdown"}
    response = caller.send("POST", "articles", body)
    article = Article.objects.get()
    assert response.status_code == 202
    assert registry.blob_store().get(article.submitted_sha256).decode() == " Zażółć — text. "
    assert (article.submitted_type, article.submitted_name) == ("text/markdown; charset=utf-8", "Pasted")
    assert (response.json()["title"], response.json()["sha256"]) == ("Pasted", article.submitted_sha256)


@pytest.mark.parametrize("body", [{"url": URL}, {"text": "A text."}])
def test_same_again_is_the_same_article(caller, body):
    first, second = (caller.send("POST", "articles", body) for _ in range(2))
    assert (first.status_code, second.status_code) == (202, 202)
    assert first.json()["id"] == second.json()["id"]
    Article.objects.update(job_state="done")
    third = caller.send("POST", "articles", body)
    assert (third.status_code, third["Location"]) == (200, first["Location"])
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ({}, ["#"]),
        ({"url": URL, "text": "A text."}, ["#"]),
        ({"url": URL, "name": "x"}, ["#/name"]),
        ({"url": ""}, ["#/url"]),
        ({"text": ""}, ["#/text"]),
        ({"text": "A", "content_type": "application/pdf"}, ["#/content_type"]),
        ({"text": "A", "name": "x" * 201}, ["#/name"]),
    ],
)
def test_wrong_shape_is_400(caller, body, faults):
    assert fault_of(caller.send("POST", "articles", body)) == (400, faults)


@pytest.mark.parametrize(
    "url",
    [
        "not an address",
        "ftp://example.com/",
        "file:///etc/passwd",
        "http://127.0.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/",
        "http://user:password@example.com/",
        "https://example.com/" + "a" * 4000,
    ],
)
def test_address_that_is_never_fetched_is_422(caller, url):
    response = caller.send("POST", "articles", {"url": url})
    assert fault_of(response) == (422, ["#/url"])
    assert Article.objects.count() == 0


def test_text_of_white_space_is_422(caller):
    assert fault_of(caller.send("POST", "articles", {"text": " \n "})) == (422, ["#/text"])


def test_member_of_several_desks_says_which(caller):
    other = make_desk()
    other.memberships.create(user=caller.user, role=Role.RESEARCHER)
    assert fault_of(caller.send("POST", "articles", {"url": URL})) == (422, ["#/desk"])
    assert caller.send("POST", "articles", {"url": URL, "desk": other.public_id}).status_code == 202
    assert Article.objects.get().desk == other


def test_reader_may_not_hand_in(db):
    caller = make_caller(role=Role.READER)
    problem = caller.send("POST", "articles", {"text": "A text."}).json()
    assert (problem["status"], Article.objects.count()) == (403, 0)
    assert problem["detail"].startswith("To add an article on City desk you need to be researcher or reviewer")


def test_detail_shows_what_was_read(caller):
    left_out = [{"quote": "The talks go on.", "start": 105, "end": 121, "reason": "no figure, no name"}]
    article = make_article(caller.desk, by=caller.user, left_out=left_out, reading_engine="rules 1")
    shown = caller.ask(f"articles/{article.public_id}").json()
    base = "http://testserver/api/v1/"
    assert shown.pop("created_at") is not None
    assert shown == {
        "id": article.public_id,
        "self": f"{base}articles/{article.public_id}",
        "desk": caller.desk.public_id,
        "url": article.url,
        "title": "An article",
        "language": "en",
        "published_at": "2024-11-20",
        "sha256": article.snapshot.raw_sha256,
        "submitted_by": caller.user.username,
        "is_demo": False,
        "job": {
            "state": "done",
            "attempts": 0,
            "next_attempt_at": None,
            "waiting_for": None,
            "error": None,
            "self": f"{base}jobs/{article.public_id}",
        },
        "reading_note": None,
        "reading_engine": "rules 1",
        "snapshot": article.snapshot.public_id,
        "claims": f"{base}claims?article={article.public_id}",
        "text": ARTICLE_TEXT,
        "left_out": left_out,
    }


def test_list_is_filtered_and_has_no_texts(caller):
    failed = make_article(caller.desk, job_state="failed", job_error="The host did not answer.")
    make_article(caller.desk)
    rows = caller.ask("articles", {"job_state": "failed", "desk": caller.desk.public_id}).json()["results"]
    assert [row["id"] for row in rows] == [failed.public_id]
    assert rows[0]["job"]["error"] == "The host did not answer."
    assert {"text", "left_out"} & rows[0].keys() == set()

import json

import pytest
from django.test import Client

from claims.api.body import NO_LENGTH
from claims.models import Article
from tests.factories import make_article, make_claim, make_evidence, make_feed

SUBMIT = ("POST", "articles")


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("not json", b"url=https://example.com/"),
        ("cut off", b'{"text": "A'),
        ("deep lists", b"[" * 100_000 + b"]" * 100_000),
        ("deep objects", b'{"a":' * 100_000 + b"1" + b"}" * 100_000),
        ("nan", b'{"text": NaN}'),
        ("infinity", b'{"text": -Infinity}'),
        ("huge number", b'{"text": 1e999}'),
        ("huge whole number", b'{"text": ' + b"9" * 5000 + b"}"),
        ("name twice", b'{"text": "A", "text": "B"}'),
        ("not utf-8", b'{"text": "\xff"}'),
        ("a list", b"[]"),
        ("a word", b'"text"'),
        ("null", b"null"),
        ("nul", b'{"text": "A\\u0000B"}'),
        ("lone surrogate", b'{"text": "A\\ud800B"}'),
        ("nothing", b""),
    ],
)
def test_body_that_is_not_as_described_is_400(caller, name, body):
    response = caller.send(*SUBMIT, body)
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert Article.objects.count() == 0


def test_body_over_the_limit_is_refused_before_it_is_read(caller, settings, monkeypatch):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    monkeypatch.setattr("claims.api.body.json.loads", None)
    assert caller.send(*SUBMIT, {"text": "x" * 1000}).status_code == 413


def test_body_without_a_length_is_refused_not_taken_for_empty(caller):
    chunked = {"CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked"}
    authorization = f"Bearer {caller.secret}"
    answer = Client().post(
        "/api/v1/articles", {"text": "x"}, "application/json", HTTP_AUTHORIZATION=authorization, **chunked
    )
    assert (answer.status_code, answer.json()["detail"]) == (400, NO_LENGTH)


def test_text_over_the_limit_is_413(caller, settings):
    settings.MAX_BYTES = 1000
    response = caller.send(*SUBMIT, {"text": "x" * 1001})
    assert (response.status_code, response.json()["code"]) == (413, "too_large")


FIELDS = [
    *(
        ("POST", "articles", {"text": "A text."} | {name: "x"}, name)
        for name in ("text", "name", "desk", "content_type")
    ),
    ("POST", "articles", {"url": "https://example.com/"}, "url"),
    ("PUT", "claims/{claim}/dismissal", {"reason": "other", "note": "x"}, "note"),
    ("PUT", "claims/{claim}/dismissal", {"reason": "other", "note": "x"}, "reason"),
    ("PUT", "evidence/{evidence}/stance", {"stance": "refutes"}, "stance"),
    ("PUT", "evidence/{evidence}/rejection", {"reason": "x"}, "reason"),
    ("POST", "claims/{claim}/searches", {"query": "x", "purpose": "support"}, "query"),
    ("POST", "claims/{claim}/searches", {"query": "x", "purpose": "support"}, "purpose"),
    ("POST", "claims/{claim}/sources", {"url": "https://example.com/"}, "url"),
    ("POST", "claims/{claim}/origin-decisions", {"pages": ["x"], "verdict": "same", "reason": "x"}, "verdict"),
    ("POST", "claims/{claim}/origin-decisions", {"pages": ["x"], "verdict": "same", "reason": "x"}, "reason"),
    ("PUT", "candidates/{candidate}/dismissal", {"reason": "x"}, "reason"),
    *(("POST", "feeds", {"url": "https://example.com/feed"}, name) for name in ("url", "title", "use", "desk")),
    ("POST", "feeds/imports", {"opml": "<opml/>"}, "opml"),
    ("PATCH", "feeds/{feed}", {"title": "x"}, "title"),
    ("POST", "providers/library/tests", {"query": "x"}, "query"),
    ("PUT", "providers/library/switch", {"is_on": False, "reason": "x"}, "reason"),
    ("PUT", "snapshots/{snapshot}/quality", {"reason": "x"}, "reason"),
    ("PUT", "snapshots/{snapshot}/watch", {"reason": "x"}, "reason"),
    ("POST", "snapshots/{snapshot}/captures", {"desk": "x"}, "desk"),
    ("POST", "snapshots/{snapshot}/archivings", {"archive": "x"}, "archive"),
]


@pytest.mark.parametrize("bad", ["a\x00b", "\ud800", 5.5, ["x"], {"x": 1}, None, True])
@pytest.mark.parametrize(("method", "path", "body", "field"), FIELDS)
def test_every_field_refuses_what_is_not_its_text(caller, sourced, method, path, body, field, bad):
    raw = json.dumps({**body, field: bad}).encode()
    response = caller.send(method, path.format(**sourced), raw)
    assert (response.status_code, response.json()["errors"][0]["pointer"]) == (400, f"#/{field}")


@pytest.fixture
def sourced(caller):
    evidence = make_evidence(make_claim(make_article(caller.desk)))
    return {
        "claim": evidence.claim.public_id,
        "evidence": evidence.public_id,
        "candidate": evidence.candidate.public_id,
        "snapshot": evidence.snapshot.public_id,
        "feed": make_feed(caller.desk).public_id,
    }


@pytest.mark.parametrize("bad", ["true", "no", 1, 0, None, [], {}])
@pytest.mark.parametrize(
    ("method", "path", "body", "field"),
    [
        ("POST", "feeds", {"url": "https://example.com/feed"}, "dry_run"),
        ("POST", "feeds/imports", {"opml": "<opml/>"}, "dry_run"),
        ("PATCH", "feeds/{feed}", {}, "is_paused"),
        ("PUT", "providers/library/switch", {}, "is_on"),
    ],
)
def test_flag_is_true_or_false_and_no_word(caller, sourced, method, path, body, field, bad):
    response = caller.send(method, path.format(**sourced), {**body, field: bad})
    assert (response.status_code, response.json()["errors"][0]["pointer"]) == (400, f"#/{field}")


@pytest.mark.parametrize(
    "name", ["id", "public_id", "desk_id", "status", "job_state", "is_demo", "submitted_by", "verdict"]
)
def test_undeclared_field_is_refused(caller, name):
    response = caller.send(*SUBMIT, {"text": "A text.", name: "x"})
    assert (response.status_code, response.json()["errors"]) == (
        400,
        [{"pointer": f"#/{name}", "detail": "This field is not known here."}],
    )
    assert Article.objects.count() == 0

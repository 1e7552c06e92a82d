import re

from django.test import Client

from claims.api.errors import KINDS
from claims.api.reference import read_reference


def page_for(caller) -> str:
    client = Client()
    client.force_login(caller.user)
    response = client.get("/api/v1/docs")
    assert (response.status_code, response["Content-Type"]) == (200, "text/html; charset=utf-8")
    return response.content.decode()


def test_every_operation_is_on_the_page_with_a_command(caller):
    page = page_for(caller)
    entries = [entry for entries in read_reference().resources.values() for entry in entries]
    headings = re.findall(r"<code>((?:GET|POST|PUT|PATCH|DELETE) /api/v1\S*)</code></h3>", page)
    assert headings == [f"{entry.method} {entry.path}" for entry in entries]
    assert len(re.findall(r"<code>curl ", page)) == len(entries)


def test_commands_show_the_least_that_must_be_said():
    commands = {
        f"{entry.method} {entry.path}": entry.curl
        for entries in read_reference().resources.values()
        for entry in entries
    }
    token = '-H "Authorization: Bearer $TOKEN"'
    as_json = "-H 'Content-Type: application/json' -d"
    assert commands["GET /api/v1/claims"] == f'curl {token} "$ORIGIN/api/v1/claims"'
    assert commands["POST /api/v1/articles"] == (
        f'curl {token} -X POST {as_json} \'{{"url": "https://example.org/story"}}\' "$ORIGIN/api/v1/articles"'
    )
    assert commands["PUT /api/v1/candidates/{id}/page"] == (
        f"curl {token} -X PUT -H 'Content-Type: text/html' --data-binary @FILE"
        ' "$ORIGIN/api/v1/candidates/{id}/page"'
    )
    assert commands["GET /api/v1/snapshots/{id}/difference"] == (
        f'curl {token} "$ORIGIN/api/v1/snapshots/{{id}}/difference?with=…"'
    )
    assert commands["DELETE /api/v1/feeds/{id}"] == f'curl {token} -X DELETE "$ORIGIN/api/v1/feeds/{{id}}"'
    assert commands["PUT /api/v1/claims/{id}/dismissal"] == (
        f'curl {token} -X PUT {as_json} \'{{"reason": "opinion"}}\' "$ORIGIN/api/v1/claims/{{id}}/dismissal"'
    )


def test_links_inside_the_page_lead_somewhere(caller):
    page = page_for(caller)
    targets = set(re.findall(r' id="([^"]+)"', page))
    assert {link for link in re.findall(r' href="#([^"]+)"', page) if link not in targets} == set()
    assert {f"problem-{name}" for name in KINDS} <= targets


def test_page_has_nothing_inline(caller):
    page = page_for(caller)
    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", page) == []


def test_person_who_is_not_signed_in_is_sent_to_sign_in(db):
    response = Client().get("/api/v1/docs")
    assert (response.status_code, response["Location"]) == (302, "/sign-in?next=/api/v1/docs")

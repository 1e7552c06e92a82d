import json

from claims.domain.claim import accept_claim
from claims.enums import Role
from tests.api.conftest import make_caller
from tests.factories import make_article, make_claim, make_desk


def test_desks_are_ones_own_with_ones_role(caller):
    make_desk()
    second = make_desk(name="Night desk", slug="night", searched_claims=3)
    second.memberships.create(user=caller.user, role=Role.READER)
    listed = caller.ask("desks").json()["results"]
    assert [(row["name"], row["role"]) for row in listed] == [("Night desk", "reader"), ("City desk", "reviewer")]
    shown = caller.ask(f"desks/{second.public_id}").json()
    assert shown.pop("created_at") is not None
    assert shown == {
        "id": second.public_id,
        "self": f"http://testserver/api/v1/desks/{second.public_id}",
        "name": "Night desk",
        "slug": "night",
        "language": "en",
        "searched_claims": 3,
        "role": "reader",
    }


def test_an_administrator_sets_how_many_claims_are_searched(desk):
    administrator = make_caller(desk, role=Role.ADMINISTRATOR)
    answer = administrator.send("PATCH", f"desks/{desk.public_id}", {"searched_claims": 4})
    desk.refresh_from_db()
    assert (answer.status_code, answer.json()["searched_claims"], desk.searched_claims) == (200, 4, 4)


def test_more_claims_than_the_limit_are_refused(desk):
    administrator = make_caller(desk, role=Role.ADMINISTRATOR)
    answer = administrator.send("PATCH", f"desks/{desk.public_id}", {"searched_claims": 101})
    desk.refresh_from_db()
    assert (answer.status_code, desk.searched_claims) == (400, 10)


def test_an_editor_gives_points_to_features(desk):
    editor = make_caller(desk, role=Role.EDITOR)
    answer = editor.send("PUT", f"desks/{desk.public_id}/worthiness", {"points": {"names a person": 12}})
    given = {row["name"]: row["by_desk"] for row in answer.json()["features"]}
    assert (answer.status_code, given["names a person"], given["has a date"]) == (200, 12, 0)
    assert editor.ask(f"desks/{desk.public_id}/worthiness").json() == answer.json()


def test_points_for_an_unknown_feature_are_refused(desk):
    editor = make_caller(desk, role=Role.EDITOR)
    answer = editor.send("PUT", f"desks/{desk.public_id}/worthiness", {"points": {"luck": 1}})
    desk.refresh_from_db()
    assert (answer.status_code, desk.worthiness_points) == (422, {})
    assert "no feature called luck" in json.dumps(answer.json())
    far = editor.send("PUT", f"desks/{desk.public_id}/worthiness", {"points": {"names a person": 41}})
    assert far.status_code == 400


def test_reviewers_change_no_points_but_may_look_what_they_would_do(caller, desk):
    accept_claim(make_claim(make_article(desk=desk), features=["has a date"]), by=caller.user)
    body = {"points": {"has a date": 40}}
    assert caller.send("PUT", f"desks/{desk.public_id}/worthiness", body).status_code == 403
    preview = caller.send("POST", f"desks/{desk.public_id}/worthiness-previews", body)
    assert preview.json() == {
        "accepted": {"looked_at": 1, "earlier": 0, "later": 0},
        "dismissed": {"looked_at": 0, "earlier": 0, "later": 0},
    }
    desk.refresh_from_db()
    assert desk.worthiness_points == {}


def test_the_engines_of_a_desk_have_their_record(caller, desk):
    accept_claim(make_claim(make_article(desk=desk)), by=caller.user)
    assert caller.ask(f"desks/{desk.public_id}/engines").json()["engines"] == [
        {"engine": "rules", "engine_version": "1", "proposed": 1, "accepted": 1, "dismissed": 0, "edited": 0}
    ]


def test_decisions_are_exported_as_json_lines(caller, desk):
    claim = make_claim(make_article(desk=desk))
    accept_claim(claim, by=caller.user)
    answer = caller.ask(f"desks/{desk.public_id}/examples.jsonl")
    rows = [json.loads(line) for line in b"".join(answer.streaming_content).decode().splitlines()]
    assert [(row["id"], row["label"], row["text"]) for row in rows] == [(claim.public_id, 1, claim.quote)]
    assert answer["Content-Disposition"].startswith('attachment; filename="City desk examples.jsonl"')


def test_readers_export_no_decisions(desk):
    reader = make_caller(desk, role=Role.READER)
    assert reader.ask(f"desks/{desk.public_id}/examples.jsonl").status_code == 403

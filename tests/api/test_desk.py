from claims.enums import Role
from tests.api.conftest import make_caller
from tests.factories import make_desk


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

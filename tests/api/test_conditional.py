import pytest

from claims.models import Claim
from tests.factories import make_article, make_claim, make_evidence


@pytest.fixture
def claim(caller):
    return make_claim(make_article(caller.desk))


@pytest.mark.parametrize("path", ["", "claims", "articles", "evidence", "jobs", "desks", "schema"])
def test_answer_that_the_reader_has_is_304(caller, claim, path):
    first = caller.ask(path)
    again = caller.ask(path, **{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert caller.ask(path, **{"If-None-Match": '"another"'}).content == first.content


def test_list_that_changed_is_sent_again(caller, claim):
    tag = caller.ask("claims")["ETag"]
    Claim.objects.update(job_state="queued")
    assert caller.ask("claims", **{"If-None-Match": tag}).status_code == 200


def test_answers_are_for_one_reader_alone(caller, claim):
    response = caller.ask("claims")
    assert response["Cache-Control"] == "private, no-cache"
    assert set(response["Vary"].split(", ")) >= {"Authorization", "Cookie"}


def test_tag_of_a_row_begins_with_its_version(caller, claim):
    assert caller.ask(f"claims/{claim.public_id}")["ETag"].partition("-")[0] == '"v1'
    evidence = make_evidence(claim)
    assert caller.ask(f"evidence/{evidence.public_id}")["ETag"].partition("-")[0] == '"v1'


def test_evidence_that_arrives_changes_the_tag_but_stands_in_nobodys_way(caller, claim):
    tag = caller.ask(f"claims/{claim.public_id}")["ETag"]
    make_evidence(claim)
    assert caller.ask(f"claims/{claim.public_id}", **{"If-None-Match": tag}).status_code == 200
    assert caller.send("PUT", f"claims/{claim.public_id}/acceptance", **{"If-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("shown", "status"),
    [
        ('"v1"', 200),
        ('W/"v1"', 200),
        ('"v1-0123456789abcdef"', 200),
        ('"v7", "v1"', 200),
        ("*", 200),
        ("", 200),
        ('"v2"', 412),
        ('"v0"', 412),
        ("v1", 400),
        ('"1"', 400),
        ('"v1", "x"', 400),
        ('"v99999999999999999999"', 400),
    ],
)
def test_if_match_decides_on_the_version_looked_at(caller, claim, shown, status):
    response = caller.send("PUT", f"claims/{claim.public_id}/acceptance", **{"If-Match": shown})
    assert response.status_code == status
    assert Claim.objects.get().status == ("accepted" if status == 200 else "suggested")


def test_stale_writer_is_told_the_version_there_is(caller, claim):
    caller.send("PUT", f"claims/{claim.public_id}/acceptance")
    response = caller.send("PUT", f"claims/{claim.public_id}/dismissal", {"reason": "opinion"}, **{"If-Match": '"v1"'})
    problem = response.json()
    assert (response.status_code, problem["version"], problem["type"].partition("#")[2]) == (
        412,
        2,
        "problem-stale-version",
    )
    assert Claim.objects.get().status == "accepted"

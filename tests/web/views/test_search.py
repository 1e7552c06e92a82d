import re

import pytest

from claims.enums import Role
from claims.models import SearchJob
from tests.factories import make_article, make_claim, make_desk, make_provider, make_search_job, make_user

pytestmark = pytest.mark.django_db
SWIFT = {"HX-Request": "true"}
GIVEN = {"query": "who  signed it", "purpose": "contrary", "providers": ["library"]}


@pytest.fixture
def desk():
    return make_desk()


@pytest.fixture
def researcher(client, desk):
    user = make_user(desk, role=Role.RESEARCHER)
    client.force_login(user)
    return user


@pytest.fixture
def claim(desk):
    return make_claim(make_article(desk))


def test_question_is_asked_and_rung_for(client, researcher, claim, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as rung:
        answer = client.post(f"/claims/{claim.public_id}/searches", GIVEN)
    job = SearchJob.objects.get()
    assert answer.url == f"/claims/{claim.public_id}?open=searched#searched"
    assert (job.query, job.purpose, job.provider, job.asked_by) == ("who signed it", "contrary", "library", researcher)
    assert len(rung) == 1
    shown = client.get(answer.url).content.decode()
    assert "1 search in the queue. What comes of it is shown here." in shown
    assert '<details class="fold" id="searched" tabindex="-1" open>' in shown


def test_swift_question_answers_with_the_panel_count_and_timeline(client, researcher, claim):
    answer = client.post(f"/claims/{claim.public_id}/searches", GIVEN, headers=SWIFT)
    shown = answer.content.decode()
    assert re.findall(r'^<\w+[^>]* id="(\w+-?\w+)"', shown, re.MULTILINE)[:1] == ["searched"]
    assert re.findall(r'id="(evidence-count|timeline)"', shown) == ["evidence-count", "timeline"]
    assert '<p class="said" role="status" tabindex="-1" data-focus>1 search in the queue.' in shown


@pytest.mark.parametrize("headers", [{}, SWIFT])
@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"query": " "}, "Write what is to be searched for."),
        ({"providers": []}, "Choose at least one provider."),
        ({"providers": ["nobody"]}, "Select a valid choice. nobody is not one of the available choices."),
        ({"purpose": "archive"}, "The purpose of a search is one of: support, contrary, primary."),
        (
            {"query": "x" * 301},
            "The question has 301 characters; at most 300 can be asked. Shorten it.",
        ),
    ],
)
def test_question_that_cannot_be_asked_says_why_and_is_kept(client, researcher, claim, headers, given, problem):
    answer = client.post(f"/claims/{claim.public_id}/searches", {**GIVEN, **given}, headers=headers)
    assert answer.status_code == 422
    column = answer.context["column"]
    assert column.state.refused.problems == [problem]
    assert column.searched.question.query == {**GIVEN, **given}["query"]
    assert SearchJob.objects.count() == 0


def test_answered_question_is_asked_again(client, researcher, claim, django_capture_on_commit_callbacks):
    job = make_search_job(claim, query="who signed it")
    with django_capture_on_commit_callbacks() as rung:
        answer = client.post(f"/searches/{job.public_id}/again")
    assert answer.url == f"/claims/{claim.public_id}?open=searched#searched"
    assert list(claim.search_jobs.values_list("query", "round", "job_state")) == [
        ("who signed it", 1, "done"),
        ("who signed it", 2, "queued"),
    ]
    assert len(rung) == 1


def test_question_that_is_still_being_asked_is_not_asked_twice(client, researcher, claim):
    job = make_search_job(claim, job_state="queued")
    answer = client.post(f"/searches/{job.public_id}/again", headers=SWIFT)
    assert (answer.status_code, answer["HX-Retarget"]) == (409, "#notice")
    assert "still being asked" in answer.content.decode()


def test_provider_that_was_switched_off_is_not_asked_again(client, researcher, claim):
    job = make_search_job(claim)
    make_provider(name="library", is_switched_off=True, switched_off_reason="It is being rebuilt.")
    answer = client.post(f"/searches/{job.public_id}/again", headers=SWIFT)
    assert (answer.status_code, answer["HX-Retarget"]) == (422, "#notice")
    assert "library was switched off: It is being rebuilt." in answer.content.decode()
    assert SearchJob.objects.count() == 1


def test_reader_sees_no_form_and_is_refused(client, desk, claim):
    job = make_search_job(claim)
    client.force_login(make_user(desk, role=Role.READER))
    shown = client.get(f"/claims/{claim.public_id}").content.decode()
    assert "/searches" not in shown
    assert client.post(f"/claims/{claim.public_id}/searches", GIVEN).status_code == 403
    assert client.post(f"/searches/{job.public_id}/again").status_code == 403
    assert SearchJob.objects.count() == 1

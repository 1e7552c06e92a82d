import csv
import io

import pytest

from claims.models import SearchJob
from tests.api.conftest import fault_of, make_caller
from tests.factories import (
    make_article,
    make_candidate,
    make_claim,
    make_evidence,
    make_prior_review,
    make_provider,
    make_search_job,
)


@pytest.fixture(autouse=True)
def bells(monkeypatch):
    """Rows that were rung for."""
    rung: list = []
    monkeypatch.setattr("claims.api.search.enqueue", rung.extend)
    monkeypatch.setattr("claims.api.claim.enqueue", rung.extend)
    return rung


@pytest.fixture
def claim(caller):
    return make_claim(make_article(caller.desk))


def found_by(search, **fields):
    """A page that the search named."""
    candidate = make_candidate(search.claim, search_job=search, **fields)
    search.hit_rows.create(candidate=candidate, rank=1)
    return candidate


@pytest.fixture
def searches(claim) -> dict[str, SearchJob]:
    """One search for each answer that there is."""
    relevant, irrelevant = make_search_job(claim), make_search_job(claim, note="2 results were videos.")
    make_evidence(claim, candidate=found_by(relevant), snapshot=relevant.candidates.get().snapshot)
    found_by(irrelevant, status="dropped", status_reason="A video.")
    failed = {"outcome": "could_not_look", "hits": 0, "note": "The service answered 503."}
    return {
        "found": relevant,
        "none_relevant": irrelevant,
        "none_found": make_search_job(claim, outcome="none_found", hits=0),
        "could_not_look": make_search_job(claim, **failed, job_state="queued", job_error="The service answered 503."),
        "pending": make_search_job(claim, outcome="pending", asked_at=None, hits=0, job_state="queued"),
    }


def test_three_ways_of_finding_nothing_are_three_answers(caller, searches):
    for answer, search in searches.items():
        [shown] = caller.ask("searches", {"answer": answer}).json()["results"]
        assert (shown["id"], shown["answer"]) == (search.public_id, answer)
    assert caller.ask(f"searches/{searches['none_relevant'].public_id}").json()["outcome"] == "found"


def test_row_tells_what_was_asked_and_what_came_of_it(caller, searches, claim):
    search = searches["none_relevant"]
    SearchJob.objects.filter(pk=search.pk).update(round=2, asked_by=caller.user, duration_ms=80, provider_version="1")
    shown = caller.ask(f"searches/{search.public_id}").json()
    assert (shown.pop("asked_at") is not None, shown.pop("job")["state"]) == (True, "done")
    assert shown == {
        "id": search.public_id,
        "self": f"http://testserver/api/v1/searches/{search.public_id}",
        "claim": claim.public_id,
        "provider": "library",
        "provider_version": "1",
        "query": search.query,
        "purpose": "support",
        "round": 2,
        "asked_by": caller.user.username,
        "outcome": "found",
        "answer": "none_relevant",
        "hits": 1,
        "note": "2 results were videos.",
        "error": None,
        "duration_ms": 80,
        "next_attempt_at": None,
    }


def test_why_nobody_could_look_is_said_once(caller, searches):
    shown = caller.ask(f"searches/{searches['could_not_look'].public_id}").json()
    assert (shown["error"], shown["note"]) == ("The service answered 503.", None)
    assert shown["next_attempt_at"] is not None


def test_search_that_only_found_reviews_of_others_has_found_something(caller, claim):
    search = make_search_job(claim)
    make_prior_review().search_jobs.add(search)
    assert caller.ask(f"searches/{search.public_id}").json()["answer"] == "found"


def test_filters_narrow_the_list(caller, searches, claim):
    other = make_search_job(make_claim(make_article(caller.desk)), provider="wiki", purpose="contrary")
    found = {
        name: [row["id"] for row in caller.ask("searches", {name: value}).json()["results"]]
        for name, value in {"claim": other.claim.public_id, "provider": "wiki", "purpose": "contrary"}.items()
    }
    assert found == {"claim": [other.public_id], "provider": [other.public_id], "purpose": [other.public_id]}
    assert len(caller.ask("searches", {"job_state": "queued"}).json()["results"]) == 2


def test_same_question_is_asked_again_in_a_new_round(caller, searches, bells):
    search = searches["none_found"]
    response = caller.send("POST", f"searches/{search.public_id}/rounds")
    shown = response.json()
    again = SearchJob.objects.get(query=search.query, round=2)
    assert (response.status_code, response["Location"], shown["id"]) == (202, shown["self"], again.public_id)
    assert (shown["query"], shown["round"], shown["asked_by"]) == (search.query, 2, caller.user.username)
    assert (shown["answer"], bells) == ("pending", [again])


def test_question_that_is_still_being_asked_is_not_asked_again(caller, searches, bells):
    response = caller.send("POST", f"searches/{searches['pending'].public_id}/rounds", {})
    assert (response.status_code, bells) == (409, [])


def test_provider_that_cannot_be_asked_now_is_not_asked_again(caller, claim, bells):
    search = make_search_job(claim, provider="wiki")
    response = caller.send("POST", f"searches/{search.public_id}/rounds")
    detail = "There is no provider 'wiki' here any more. Put the question to another one."
    assert (response.status_code, response.json()["detail"], bells) == (422, detail, [])


def test_question_of_ones_own_goes_to_every_provider_that_can_be_asked(caller, claim, bells):
    body = {"query": " states  parties ", "purpose": "contrary"}
    response = caller.send("POST", f"claims/{claim.public_id}/searches", body)
    [search] = response.json()["searches"]
    assert (response.status_code, search["provider"], search["query"]) == (202, "library", "states parties")
    assert (search["purpose"], search["asked_by"]) == ("contrary", caller.user.username)
    assert caller.send("GET", response["Location"].partition("/api/v1/")[2]).json()["results"][0]["id"] == search["id"]
    assert bells == [SearchJob.objects.get()]


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        ({}, (400, ["#/query", "#/purpose"])),
        ({"query": "mines", "purpose": "archive"}, (422, ["#/purpose"])),
        ({"query": "mines", "purpose": "support", "providers": []}, (422, ["#/providers"])),
        ({"query": "mines", "purpose": "support", "providers": ["nobody"]}, (422, ["#/providers"])),
        ({"query": "mines", "purpose": "support", "providers": [5]}, (400, ["#/providers/0"])),
        ({"query": "x " * 200, "purpose": "support"}, (422, ["#/query"])),
        ({"query": "x" * 1300, "purpose": "support"}, (400, ["#/query"])),
    ],
)
def test_question_that_cannot_be_asked_is_refused_and_the_field_named(caller, claim, body, answer):
    assert fault_of(caller.send("POST", f"claims/{claim.public_id}/searches", body)) == answer
    assert SearchJob.objects.count() == 0


def test_claim_names_the_providers_that_were_not_asked(caller, claim):
    make_provider("library", is_switched_off=True, switched_off_reason="The index is being rebuilt.")
    [one] = caller.ask(f"claims/{claim.public_id}").json()["providers_not_asked"]
    assert one == {
        "name": "library",
        "label": "Library",
        "reason": "library was switched off: The index is being rebuilt.",
    } | {"label": one["label"]}


def log_of(caller, claim) -> list[list[str]]:
    response = caller.ask(f"claims/{claim.public_id}/search-log.csv")
    assert (response.status_code, response["Content-Type"]) == (200, "text/csv; charset=utf-8")
    return list(csv.reader(io.StringIO(response.content.decode(), newline="")))


def test_log_has_a_row_for_each_question_with_its_answer(caller, searches, claim):
    header, *rows = log_of(caller, claim)
    assert [(row[0], row[header.index("answer")]) for row in rows] == [
        (searches["found"].public_id, "Found"),
        (searches["none_relevant"].public_id, "None relevant"),
        (searches["none_found"].public_id, "None found"),
        (searches["could_not_look"].public_id, "Could not look"),
        (searches["pending"].public_id, "Not answered yet"),
    ]
    kept, dropped = header.index("pages kept"), header.index("pages dropped")
    assert [(row[kept], row[dropped]) for row in rows[:3]] == [("1", "0"), ("0", "1"), ("0", "0")]
    assert rows[3][header.index("note")] == "The service answered 503."
    assert [bool(row[header.index("next try")]) for row in rows] == [False, False, False, True, True]


def test_log_names_those_who_were_not_asked(caller, claim):
    make_provider("library", is_switched_off=True, switched_off_reason="No index.")
    header, row = log_of(caller, claim)
    told = dict(zip(header, row, strict=True))
    assert (told["provider"], told["answer"], told["note"]) == (
        "library",
        "not asked",
        "library was switched off: No index.",
    )


@pytest.mark.parametrize("row", ["csv-injection"])
def test_log_holds_nothing_that_a_spreadsheet_would_calculate(caller, claim, row):
    for query in ('=HYPERLINK("http://x")', "+1", "-1", "@SUM", "mines"):
        make_search_job(claim, query=query, note=query)
    header, *rows = log_of(caller, claim)
    assert [row[header.index("question")] for row in rows] == [
        '\'=HYPERLINK("http://x")',
        "'+1",
        "'-1",
        "'@SUM",
        "mines",
    ]
    assert [cell for row in [header, *rows] for cell in row if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}] == []


@pytest.mark.parametrize("row", ["filename-header"])
def test_log_is_named_after_the_claim_and_its_header_is_one_line(caller, claim, row):
    type(claim).objects.update(text='"Ні"\r\nSet-Cookie: a=1')
    header = caller.ask(f"claims/{claim.public_id}/search-log.csv")["Content-Disposition"]
    assert header == (
        f'attachment; filename="Set-Cookie a=1 searches {claim.public_id}.csv"; '
        f"filename*=UTF-8''%D0%9D%D1%96%20Set-Cookie%20a%3D1%20searches%20{claim.public_id}.csv"
    )


def test_log_that_the_reader_has_is_304(caller, searches, claim):
    address = f"claims/{claim.public_id}/search-log.csv"
    tag = caller.ask(address)["ETag"]
    response = caller.ask(address, **{"If-None-Match": tag})
    assert (response.status_code, response.content) == (304, b"")


def test_reader_of_the_desk_does_not_ask(db):
    caller = make_caller(role="reader")
    claim = make_claim(make_article(caller.desk))
    body = {"query": "mines", "purpose": "support"}
    assert caller.send("POST", f"claims/{claim.public_id}/searches", body).status_code == 403

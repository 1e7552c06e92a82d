import re

import pytest

from claims.domain.audit import Machine
from claims.domain.claim import accept_claim, edit_claim
from claims.domain.origin import regroup_origins
from claims.enums import Role
from claims.models import SearchHit
from tests.factories import (
    make_article,
    make_candidate,
    make_capture_job,
    make_claim,
    make_desk,
    make_evidence,
    make_origin_decision,
    make_prior_review,
    make_quote_check,
    make_search_job,
    make_snapshot,
    make_user,
)

pytestmark = pytest.mark.django_db
SWIFT = {"HX-Request": "true"}


@pytest.fixture
def desk():
    return make_desk()


@pytest.fixture
def reviewer(client, desk):
    user = make_user(desk)
    client.force_login(user)
    return user


@pytest.fixture
def claim(desk):
    return make_claim(make_article(desk))


def make_hit(search_job, candidate, *, rank=1):
    return SearchHit.objects.create(search_job=search_job, candidate=candidate, rank=rank)


def shown_at(client, claim):
    return client.get(f"/claims/{claim.public_id}").content.decode()


def test_page_shows_the_quote_its_facts_and_its_place(client, reviewer, claim):
    page = client.get(f"/claims/{claim.public_id}").context["page"]
    assert "".join(segment.text for segment in page.quote) == claim.quote
    assert [(fact.label, fact.value, [words.text for words in fact.words]) for fact in page.read.facts] == [
        ("Kind", "Quantity", []),
        ("Quantity", "164 signatories", ["164"]),
    ]
    assert (page.context.before, page.context.after) == ("Mines were in the news. ", " The talks go on.")


def test_words_a_fact_came_from_can_be_reached(client, reviewer, claim):
    shown = shown_at(client, claim)
    assert re.findall(r'<a href="#(words-\d+-\d+)"><q lang="en">(.*?)</q></a>', shown) == [("words-63-66", "164")]
    assert re.findall(r'<span class="fact-words" id="(words-\d+-\d+)">(.*?)</span>', shown) == [("words-63-66", "164")]


def test_words_that_lie_within_others_leave_the_quote_whole(client, reviewer, claim):
    start = claim.quantities[0]["start"]
    spans = {"noun_span": [start + 4, start + 15], "comparator_span": [start - 4, start]}
    outer = {"text": "the 164 signatories", "label": "OTHER", "start": start - 4, "end": start + 15}
    claim.frame = {**claim.frame, "quantities": [{**claim.quantities[0], **spans}], "entities": [outer]}
    claim.save()
    quote = re.search(r'<blockquote class="claim-quote".*?<p>(.*?)</p>', shown_at(client, claim)).group(1)
    assert re.sub("<[^>]+>", "", quote) == claim.quote
    assert re.sub(r' (class|id)="[^"]*"', "", quote) == (
        "Neither Russia nor the US is among "
        "<span><span>the </span><span>164</span> <span>signatories</span></span> of the Ottawa Convention."
    )


def test_neighbours_are_the_claims_of_the_same_article(client, desk, reviewer):
    article = make_article(desk, text="One fell. Two rose. Three stood.")
    claims = [make_claim(article, quote=quote) for quote in ("One fell.", "Two rose.", "Three stood.")]
    make_claim(make_article(desk))
    pages = [client.get(f"/claims/{claim.public_id}").context["page"] for claim in claims]
    ids = [claim.public_id for claim in claims]
    assert [(page.number, page.previous, page.following) for page in pages] == [
        (1, "", ids[1]),
        (2, ids[0], ids[2]),
        (3, ids[1], ""),
    ]


def test_accept_advances_and_searches(client, reviewer, claim, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as rung:
        answer = client.post(f"/claims/{claim.public_id}/accept", {"version": 1})
    claim.refresh_from_db()
    assert answer.url == f"/claims/{claim.public_id}"
    assert (claim.status, claim.decided_by, claim.version, claim.job_state) == ("accepted", reviewer, 2, "queued")
    assert len(rung) == 1


def test_accept_does_not_search_twice(client, reviewer, claim, django_capture_on_commit_callbacks):
    make_search_job(claim)
    with django_capture_on_commit_callbacks() as rung:
        client.post(f"/claims/{claim.public_id}/accept", {"version": 1})
    claim.refresh_from_db()
    assert (claim.job_state, rung) == ("done", [])


def test_swift_accept_answers_with_the_column_and_the_timeline(client, reviewer, claim):
    answer = client.post(f"/claims/{claim.public_id}/accept", {"version": 1}, headers=SWIFT)
    shown = answer.content.decode()
    assert (answer.status_code, "<html" in shown) == (200, False)
    assert re.findall(r'id="(decision|timeline)"( hx-swap-oob="true")?', shown) == [
        ("decision", ""),
        ("timeline", ' hx-swap-oob="true"'),
    ]
    assert "<strong>Accepted</strong> as worth checking" in shown


def test_dismiss_keeps_reason_and_note(client, reviewer, claim):
    client.post(f"/claims/{claim.public_id}/dismiss", {"version": 1, "reason": "other", "note": "A joke"})
    claim.refresh_from_db()
    assert (claim.status, claim.dismiss_reason, claim.dismiss_note) == ("dismissed", "other", "A joke")
    assert '<strong>Dismissed</strong>: another reason <q dir="auto">A joke</q>' in shown_at(client, claim)


@pytest.mark.parametrize("headers", [{}, SWIFT])
@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"reason": "", "note": "my words"}, "Choose why the claim is dismissed."),
        ({"reason": "other", "note": "  "}, "Say in a few words what the other reason is."),
        ({"reason": "magic", "note": "my words"}, "Select a valid choice. magic is not one of the available choices."),
    ],
)
def test_dismissal_that_cannot_be_saved_keeps_what_was_typed(client, reviewer, claim, headers, given, problem):
    answer = client.post(f"/claims/{claim.public_id}/dismiss", {"version": 1, **given}, headers=headers)
    assert answer.status_code == 422
    assert answer.context["decision"].problems == [problem]
    shown = answer.content.decode()
    assert f'name="note" maxlength="500" value="{given["note"]}"' in shown
    claim.refresh_from_db()
    assert claim.status == "suggested"


@pytest.mark.parametrize("headers", [{}, SWIFT])
def test_stale_decision_is_refused_and_shows_the_state_and_the_words(client, desk, reviewer, claim, headers):
    accept_claim(claim, by=make_user(desk, username="olena"))
    given = {"version": 1, "reason": "opinion", "note": "my words"}
    answer = client.post(f"/claims/{claim.public_id}/dismiss", given, headers=headers)
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "Somebody saved this claim before you (it is at version 2, you had 1)." in shown
    assert "by <bdi>olena</bdi>" in shown
    assert 'value="my words"' in shown
    assert 'value="opinion" checked' in shown
    assert 'name="version" value="2"' in shown


def test_forbidden_step_is_named(client, reviewer, claim):
    accept_claim(claim, by=reviewer)
    answer = client.post(f"/claims/{claim.public_id}/accept", {"version": 2})
    assert answer.status_code == 409
    assert answer.context["decision"].problems == [
        "This claim is accepted and cannot become accepted; from accepted it can only become dismissed."
    ]


def test_version_that_is_no_number_is_refused(client, reviewer, claim):
    assert client.post(f"/claims/{claim.public_id}/accept", {"version": "x"}).status_code == 422


@pytest.mark.parametrize("act", ["accept", "dismiss"])
def test_reader_role_sees_no_button_and_is_refused(client, desk, claim, act):
    client.force_login(make_user(desk, role=Role.READER))
    shown = shown_at(client, claim)
    assert f"/claims/{claim.public_id}/{act}" not in shown
    answer = client.post(f"/claims/{claim.public_id}/{act}", {"version": 1, "reason": "opinion"})
    assert answer.status_code == 403
    assert "you need to be reviewer or editor or administrator there." in answer.content.decode()


def test_swift_refusal_is_a_notice_that_leaves_the_page_alone(client, desk, claim):
    client.force_login(make_user(desk, role=Role.READER))
    answer = client.post(f"/claims/{claim.public_id}/accept", {"version": 1}, headers=SWIFT)
    assert (answer.status_code, answer["HX-Retarget"], answer["HX-Reswap"]) == (403, "#notice", "innerHTML")
    assert "<html" not in answer.content.decode()


@pytest.mark.parametrize("act", ["accept", "dismiss"])
def test_looking_changes_nothing(client, reviewer, claim, act):
    assert client.get(f"/claims/{claim.public_id}/{act}").status_code == 405


def test_answers_of_a_search_are_different_words(client, reviewer, claim):
    first = make_search_job(claim, query="first", outcome="found", hits=1)
    candidate = make_candidate(claim, search_job=first)
    make_hit(first, make_evidence(claim, candidate=candidate, snapshot=candidate.snapshot).candidate)
    make_search_job(claim, query="irrelevant", outcome="found", hits=3)
    make_search_job(claim, query="second", outcome="none_found", hits=0)
    failed = make_search_job(
        claim,
        query="third",
        outcome="could_not_look",
        hits=0,
        job_state="failed",
        job_error="No answer.",
        job_attempts=5,
    )
    column = client.get(f"/claims/{claim.public_id}").context["column"]
    assert [(search.job.query, search.answer) for search in column.searched.searches] == [
        ("first", "found 1"),
        ("irrelevant", "none relevant"),
        ("second", "none found"),
        ("third", "could not look"),
    ]
    assert f'action="/jobs/{failed.public_id}/retry"' in shown_at(client, claim)


def test_search_that_is_tried_again_says_when(client, reviewer, claim):
    make_search_job(claim, outcome="could_not_look", hits=0, job_state="queued", job_error="Slow down.", job_attempts=1)
    shown = shown_at(client, claim)
    assert "Slow down. Next try <time" in shown


@pytest.mark.parametrize(
    ("searches", "heading"),
    [
        ([], "Not searched"),
        ([{"outcome": "none_found", "hits": 0}], "None found"),
        ([{"outcome": "could_not_look", "hits": 0}], "Could not look everywhere"),
        ([{"outcome": "pending", "hits": 0, "asked_at": None, "job_state": "queued"}], "Nothing yet"),
    ],
)
def test_empty_evidence_says_which_kind_of_empty(client, reviewer, claim, searches, heading):
    for fields in searches:
        make_search_job(claim, **fields)
    found = re.findall(r'id="no-evidence".*?<h3>(.*?)</h3>', shown_at(client, claim), re.DOTALL)
    assert found == [heading]


def test_headline_counts_passages_pages_and_confirmed(client, reviewer, claim):
    snapshot = make_snapshot(text="One fell. One rose. One stood.")
    make_evidence(claim, snapshot=snapshot, exact="One fell.", candidate=None)
    make_evidence(
        claim, snapshot=snapshot, exact="One rose.", candidate=None, status="accepted", stance="supports",
        decided_by=reviewer, decided_at=claim.created_at,
    )  # fmt: skip
    make_evidence(
        claim, snapshot=snapshot, exact="One stood.", candidate=None, status="rejected", reject_reason="elsewhere",
        decided_by=reviewer, decided_at=claim.created_at,
    )  # fmt: skip
    column = client.get(f"/claims/{claim.public_id}").context["column"]
    assert (column.headline, column.confirmed) == ("2 passages · 1 page · 1 independent source", 1)


def test_timeline_holds_what_happened_to_the_claim(client, reviewer, claim):
    client.post(f"/claims/{claim.public_id}/accept", {"version": 1})
    timeline = client.get(f"/claims/{claim.public_id}").context["timeline"]
    assert [(entry.title, entry.event.actor_name) for entry in timeline] == [("Claim accepted", reviewer.username)]


@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_as_often_for_three_of_everything_as_for_one(
    client, reviewer, claim, rows, django_assert_num_queries
):
    for _ in range(rows):
        job = make_search_job(claim, asked_by=reviewer, outcome="could_not_look", job_state="failed", job_error="Gone")
        evidence = make_evidence(claim, candidate=make_candidate(claim, search_job=job))
        make_hit(job, evidence.candidate)
        make_quote_check(evidence)
        job.prior_reviews.add(make_prior_review())
        make_candidate(claim, search_job=job, status="dropped", status_reason="Paywall")
        waiting = {"proposed_by": reviewer, "job_state": "queued", "status": "proposed"}
        make_candidate(claim, search_job=job, capture_job=make_capture_job(), **waiting)
        make_origin_decision(claim, first=evidence.snapshot.page)
    regroup_origins(claim, by=Machine("origins", "1"))
    # One of them asks whether the person is on a desk, for the later copies that may be seen.
    with django_assert_num_queries(22):
        client.get(f"/claims/{claim.public_id}")


def test_page_with_a_question_to_be_edited_asks_for_the_same_again(client, reviewer, claim):
    job = make_search_job(claim, query="who signed it", purpose="contrary")
    shown = client.get(f"/claims/{claim.public_id}?edit={job.public_id}")
    question = shown.context["column"].searched.question
    assert (question.query, [one.value for one in question.purposes if one.is_chosen]) == (
        "who signed it",
        ["contrary"],
    )
    live = f"/claims/{claim.public_id}/live?open=searched&amp;edit={job.public_id}"
    assert f'data-live="{live}"' in shown.content.decode()
    assert 'value="who signed it"' in client.get(live.replace("&amp;", "&")).content.decode()


def test_live_fragment_changes_with_the_evidence_alone(client, reviewer, claim):
    address = f"/claims/{claim.public_id}/live"
    first = client.get(address)
    assert 'data-busy="false"' in first.content.decode()
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    make_evidence(claim)
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.fixture
def proposed(desk):
    """A claim that the machine words otherwise than its quote."""
    wording = "Neither Russia nor the US is a party."
    return make_claim(
        make_article(desk), text=wording, proposed_text=wording, changes=['"It" is "the convention" (sentence before)']
    )


def wording_of(answer):
    return re.search(r'<div id="wording".*?\n</div>', answer.content.decode(), re.DOTALL).group()


def test_machine_wording_stands_with_what_was_changed(client, reviewer, proposed):
    shown = wording_of(client.get(f"/claims/{proposed.public_id}"))
    assert 'Neither Russia nor the US is a party.</span> <span class="meta">machine wording</span>' in shown
    assert re.findall("<li>(.*?)</li>", shown) == ["&quot;It&quot; is &quot;the convention&quot; (sentence before)"]


def test_wording_is_saved_beside_the_machine_s(client, reviewer, proposed):
    answer = client.post(
        f"/claims/{proposed.public_id}/wording", {"version": 1, "text": " Russia\nis no party. "}, follow=True
    )
    assert answer.redirect_chain == [(f"/claims/{proposed.public_id}", 302)]
    assert list(map(str, answer.context["messages"])) == [
        "Saved: the claim reads as you worded it. Its quote stays as it was said."
    ]
    proposed.refresh_from_db()
    assert (proposed.text, proposed.edited_by, proposed.version) == ("Russia is no party.", reviewer, 2)
    shown = wording_of(answer)
    assert f"worded by <bdi>{reviewer.username}</bdi>" in shown
    assert re.findall("The machine proposed: <q[^>]*>(.*?)</q>", shown) == ["Neither Russia nor the US is a party."]
    assert "<li>" not in shown  # what the machine changed is not what the person did
    assert [entry.title for entry in answer.context["timeline"]] == ["Claim worded by a person"]


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("  \n ", "Say what the claim is: its wording cannot be empty."),
        ("x" * 2001, "A claim is worded in at most 2,000 characters."),
    ],
)
def test_wording_that_cannot_be_saved_keeps_what_was_typed(client, reviewer, claim, typed, problem):
    answer = client.post(f"/claims/{claim.public_id}/wording", {"version": 1, "text": typed})
    assert (answer.status_code, answer.context["wording"].problems) == (422, [problem])
    shown = wording_of(answer)
    assert "<details open><summary>Word it so that it stands alone</summary>" in shown
    assert re.search("<textarea[^>]*>(.*?)</textarea>", shown, re.DOTALL).group(1) == typed
    claim.refresh_from_db()
    assert (claim.text, claim.version) == (claim.quote, 1)


def test_stale_wording_shows_the_other_one_and_keeps_what_was_typed(client, desk, reviewer, claim):
    edit_claim(claim, by=make_user(desk, username="olena"), text="Worded by Olena.")
    answer = client.post(f"/claims/{claim.public_id}/wording", {"version": 1, "text": "Worded by me."})
    assert (answer.status_code, answer.context["wording"].problems) == (
        409,
        ["Somebody saved this claim before you (it is at version 2, you had 1). Look at it again, then decide."],
    )
    shown = wording_of(answer)
    assert 'Worded by Olena.</span> <span class="meta">worded by <bdi>olena</bdi>' in shown
    assert 'name="version" value="2"' in shown
    assert "Worded by me.</textarea>" in shown


def test_reader_sees_no_form_to_word_a_claim_and_is_refused(client, desk, claim):
    client.force_login(make_user(desk, role=Role.READER))
    assert "<form" not in wording_of(client.get(f"/claims/{claim.public_id}"))
    answer = client.post(f"/claims/{claim.public_id}/wording", {"version": 1, "text": "Mine."})
    assert answer.status_code == 403
    claim.refresh_from_db()
    assert claim.text == claim.quote


def test_quote_is_not_said_twice_when_it_is_the_wording(client, reviewer, claim):
    assert "Reads as" not in wording_of(client.get(f"/claims/{claim.public_id}"))

from datetime import timedelta

import pytest

from claims.enums import Quality
from claims.models import AuditEvent, Evidence, QuoteCheck, Snapshot
from claims.pipeline.check_quotes import check_quotes
from claims.text.selectors import quote_selector
from tests.factories import make_article, make_claim, make_evidence, make_snapshot, make_user

pytestmark = pytest.mark.django_db

QUOTE = "the convention had “164” states parties"
OLD = f"133 states signed the convention. In November 2024 {QUOTE}. The talks went on in Siem Reap."


@pytest.fixture
def evidence():
    snapshot = make_snapshot(text=OLD)
    selector = quote_selector(OLD, OLD.index(QUOTE), OLD.index(QUOTE) + len(QUOTE))
    return make_evidence(snapshot=snapshot, exact=QUOTE, prefix=selector.prefix, suffix=selector.suffix)


def later(evidence, text, **fields):
    moment = evidence.snapshot.fetched_at + timedelta(days=1)
    return make_snapshot(text=text, page=evidence.snapshot.page, **{"fetched_at": moment, **fields})


@pytest.mark.parametrize(
    ("text", "anchor", "words"),
    [
        (OLD, "exact", QUOTE),
        (OLD + " One more sentence.", "exact", QUOTE),
        ("A correction was made. " + OLD, "exact", QUOTE),
        (f"Our editors add: {QUOTE}, they say.", "moved", QUOTE),
        (OLD.replace("“164”", '"164"'), "normalised", 'the convention had "164" states parties'),
        ("New lead. " + OLD.replace("“164” ", "«164»\n"), "normalised", "the convention had «164»\nstates parties"),
        (OLD.replace("164", "165"), "lost", ""),
        ("Another text altogether.", "lost", ""),
        ("", "lost", ""),
    ],
    ids=["same", "longer", "shifted", "elsewhere", "quotes", "quotes and space", "figure", "other", "empty"],
)
def test_a_quote_is_looked_for_in_a_later_copy(evidence, text, anchor, words):
    snapshot = later(evidence, text)
    (check,) = check_quotes(snapshot)
    found = "" if check.start is None else snapshot.text[check.start : check.end]
    assert (check.evidence, check.snapshot, check.anchor, found) == (evidence, snapshot, anchor, words)


def test_of_two_equal_places_the_nearer_one_is_taken(evidence):
    twice = f"{OLD}\n\n{OLD}"
    assert [check.start for check in check_quotes(later(evidence, twice))] == [evidence.start]


def test_the_evidence_stays_where_it_was(evidence):
    before = Evidence.objects.values().get()
    check_quotes(later(evidence, "Another text altogether."))
    assert Evidence.objects.values().get() == before


def test_a_page_that_goes_back_is_looked_at_for_the_quotes_of_what_came_between(evidence):
    between = later(evidence, OLD.replace("164", "165"))
    quoted = make_evidence(
        evidence.claim, snapshot=between, candidate=None, exact="the convention had “165” states parties"
    )
    check_quotes(between)
    Snapshot.objects.filter(pk=evidence.snapshot.pk).update(last_seen_at=between.fetched_at + timedelta(days=1))
    (back,) = check_quotes(Snapshot.objects.get(pk=evidence.snapshot.pk))
    assert (back.evidence, back.snapshot, back.anchor) == (quoted, evidence.snapshot, "lost")
    assert list(QuoteCheck.objects.of_later_copies()) == [back]


def test_looking_twice_writes_once(evidence):
    snapshot = later(evidence, OLD)
    assert check_quotes(snapshot) == check_quotes(snapshot)
    assert (QuoteCheck.objects.count(), AuditEvent.objects.filter(action="snapshot.quotes_checked").count()) == (1, 1)


def test_each_desk_reads_in_its_log_what_became_of_its_quotes(evidence):
    text = evidence.snapshot.text
    other = make_evidence(make_claim(make_article()), snapshot=evidence.snapshot, exact="133 states signed")
    check_quotes(later(evidence, text.replace("164", "165")))
    details = {event.desk: event.details for event in AuditEvent.objects.filter(action="snapshot.quotes_checked")}
    nothing = {"exact": 0, "normalised": 0, "moved": 0, "lost": 0, "evidence_lost": []}
    assert details == {
        evidence.claim.desk: nothing | {"lost": 1, "evidence_lost": [evidence.public_id]},
        other.claim.desk: nothing | {"exact": 1},
    }


def test_evidence_that_was_rejected_is_not_looked_for(evidence):
    Evidence.objects.update(
        status="rejected",
        reject_reason="Not about it",
        decided_by=make_user(evidence.claim.desk),
        decided_at=evidence.created_at,
    )
    assert check_quotes(later(evidence, OLD)) == []


@pytest.mark.parametrize("quality", [Quality.BLOCK_PAGE, Quality.PAYWALL, Quality.SOFT_404, Quality.EMPTY_SHELL])
def test_a_page_that_hides_its_text_says_nothing_about_the_quote(evidence, quality):
    assert check_quotes(later(evidence, "Are you a robot?", quality=quality)) == []


def test_quotes_of_later_copies_and_of_other_pages_are_not_looked_for(evidence):
    earlier = later(evidence, OLD, fetched_at=evidence.snapshot.fetched_at - timedelta(days=1))
    elsewhere = make_snapshot(text=OLD, fetched_at=evidence.snapshot.fetched_at + timedelta(days=1))
    assert (check_quotes(earlier), check_quotes(elsewhere)) == ([], [])
    assert check_quotes(evidence.snapshot) == []

import pytest

from tests.factories import make_evidence, make_page, make_quote_check, make_snapshot, make_watch
from tests.models.constraints import violates

pytestmark = pytest.mark.django_db


def test_a_desk_watches_a_page_once():
    known = make_watch()
    with violates("watch_once"):
        make_watch(known.page, desk=known.desk)


def test_a_page_may_be_watched_by_several_desks_and_a_desk_may_watch_several_pages():
    first = make_watch()
    watches = [make_watch(first.page), make_watch(make_page(), desk=first.desk)]
    assert [(watch.page == first.page, watch.desk == first.desk) for watch in watches] == [(True, False), (False, True)]


def test_a_quote_is_looked_for_in_a_copy_once():
    known = make_quote_check()
    with violates("quotecheck_once"):
        make_quote_check(known.evidence, snapshot=known.snapshot)


@pytest.mark.parametrize(
    "fields", [{"anchor": "lost"}, {"anchor": "moved", "start": None, "end": None}], ids=["lost with", "moved without"]
)
def test_only_a_quote_that_is_lost_has_no_place(fields):
    with violates("quotecheck_lost_has_no_place"):
        make_quote_check(**fields)


def test_a_quote_may_be_looked_for_in_several_copies():
    evidence = make_evidence()
    checks = [make_quote_check(evidence, snapshot=make_snapshot(page=evidence.snapshot.page)) for _ in range(2)]
    assert [check.evidence for check in checks] == [evidence, evidence]

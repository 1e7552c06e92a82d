import pytest

from claims.errors import LibraryBusy
from claims.pipeline.add_passages import add_passages
from claims.pipeline.forget_pages import forget_pages
from claims.providers import registry
from tests.factories import make_snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages():
    snapshots = [make_snapshot(), make_snapshot()]
    add_passages(snapshots)
    return snapshots


def found():
    return {hit.snapshot_id for hit in registry.library().search("states signed the convention")}


def test_a_page_that_is_forgotten_is_found_no_more(pages):
    gone, kept = pages
    forget_pages([gone.pk])
    assert found() == {kept.pk}


def test_forgetting_nothing_or_what_was_never_there_is_no_error(pages):
    forget_pages([])
    forget_pages([10_000_000])
    assert found() == {snapshot.pk for snapshot in pages}


def test_a_busy_library_is_said_in_the_log_and_stops_nobody(pages, monkeypatch, caplog):
    def busy(snapshot_ids):
        raise LibraryBusy("another process is writing")

    monkeypatch.setattr(registry.library(), "remove", busy)
    forget_pages([pages[0].pk])
    assert [record.getMessage() for record in caplog.records if record.name == "claims.pipeline.forget_pages"] == [
        "Pages that are gone are still in the index (another process is writing); `rebuild_library` mends it."
    ]

import pytest

from claims.pipeline.add_passages import add_passages
from claims.providers import registry
from tests.factories import make_snapshot

pytestmark = pytest.mark.django_db

TEXT = "🗺 133 states signed the convention.\n\nIn November 2024 it had 164 states parties."


def places(query):
    return [(hit.snapshot_id, hit.start, hit.end) for hit in registry.library().search(query)]


def test_what_was_added_is_found_at_its_place():
    snapshot = make_snapshot(text=TEXT)
    assert add_passages([snapshot]) == 2
    [(pk, start, end)] = places("states that signed")[:1]
    assert (pk, TEXT[start:end]) == (snapshot.pk, "🗺 133 states signed the convention.")


def test_adding_again_doubles_nothing():
    snapshot = make_snapshot(text=TEXT)
    add_passages([snapshot])
    add_passages([snapshot, snapshot])
    assert registry.library().passage_count() == 2


def test_several_pages_are_added_together():
    snapshots = [make_snapshot(text=f"{number} states signed the convention.") for number in (131, 132, 133)]
    assert add_passages(snapshots) == 3
    assert {pk for pk, *_ in places("states signed")} == {snapshot.pk for snapshot in snapshots}


@pytest.mark.parametrize("language", ["", "uk", "de"])
def test_a_page_of_any_language_can_be_found(language):
    snapshot = make_snapshot(text="Ottawa 1997: 133 Staaten. Конвенцію підписали.", language=language)
    add_passages([snapshot])
    assert [pk for pk, *_ in places("Ottawa")] == [snapshot.pk]


def test_no_pages_are_no_work():
    assert add_passages([]) == 0

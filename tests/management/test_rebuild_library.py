from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from claims.enums import Quality
from claims.management.commands import rebuild_library
from claims.pipeline.add_passages import add_passages
from claims.providers import registry
from tests.factories import make_snapshot

pytestmark = pytest.mark.django_db


def rebuild():
    out = StringIO()
    call_command("rebuild_library", stdout=out)
    return out.getvalue()


def test_only_sources_fit_to_be_evidence_are_in_the_new_index(monkeypatch):
    """In batches smaller than the library, and without the page that the old index still had."""
    monkeypatch.setattr(rebuild_library, "BATCH", 2)
    sources = [make_snapshot(text=f"Note {number}. 133 states signed the convention.") for number in range(5)]
    gone = make_snapshot(text="A page that is gone from the database.")
    add_passages([sources[0], gone])
    gone.delete()
    make_snapshot(text="An article under check.", is_source=False)
    make_snapshot(text="Please switch JavaScript on.", quality=Quality.EMPTY_SHELL)
    said = rebuild()
    library = registry.library()
    assert library.snapshot_ids() == {source.pk for source in sources}
    assert said == f"5 pages, {library.passage_count()} passages are in the library.\n"


def test_rebuilding_twice_changes_nothing():
    make_snapshot()
    assert rebuild() == rebuild()


def test_an_index_that_cannot_be_read_is_replaced(settings):
    snapshot = make_snapshot()
    (settings.DATA_DIR / "library").mkdir(parents=True)
    (settings.DATA_DIR / "library" / "meta.json").write_text("{")
    rebuild()
    assert registry.library().snapshot_ids() == {snapshot.pk}


def test_an_empty_house_has_an_empty_library():
    assert rebuild() == "0 pages, 0 passages are in the library.\n"


def test_a_folder_that_cannot_be_written_is_one_line(settings):
    make_snapshot()
    settings.DATA_DIR.parent.mkdir(exist_ok=True)
    settings.DATA_DIR.write_text("a file")
    with pytest.raises(CommandError):
        rebuild()

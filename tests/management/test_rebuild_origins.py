import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from claims.management.commands import rebuild_origins
from claims.models import Evidence, Fingerprint, NearCopy
from tests.factories import make_claim, make_evidence, make_page, make_snapshot

pytestmark = pytest.mark.django_db

TEXTS = Path(__file__).parents[1] / "origins" / "wire"
SENTENCE = "No deaths were recorded."


def rebuild(*options):
    out = StringIO()
    call_command("rebuild_origins", *options, stdout=out)
    return out.getvalue()


def make_copies(claim=None):
    """Three pages that carry one text; with a claim, each with a passage of evidence."""
    snapshots = []
    for name in ("01-original", "02-new-headline", "03-paragraphs-cut"):
        page = make_page(canonical_url=f"https://{name}.example/a", publisher=f"{name}.example")
        snapshots.append(make_snapshot(text=(TEXTS / f"{name}.txt").read_text(), page=page))
        if claim:
            make_evidence(claim, snapshot=snapshots[-1], exact=SENTENCE)
    return snapshots


def test_pages_are_compared_and_claims_are_counted(monkeypatch):
    monkeypatch.setattr(rebuild_origins, "BATCH", 2)
    claim = make_claim()
    make_copies(claim)
    assert rebuild() == ("3 pages were compared, 3 pairs are near-copies, the sources of 1 claims were counted.\n")
    [group] = claim.origin_groups.all()
    assert (group.reason, Evidence.objects.filter(origin_group=group).count()) == ("near_copy", 3)


def test_rebuilding_again_changes_nothing_and_speaks_json():
    make_copies()
    rebuild()
    before = list(NearCopy.objects.values())
    assert json.loads(rebuild("--json")) == {"pages": 3, "near_copies": 3, "claims": 0}
    assert list(NearCopy.objects.values()) == before


def test_what_an_older_version_found_is_gone():
    snapshots = make_copies()
    rebuild()
    stranger = make_snapshot(text="A page of another sort altogether.")
    NearCopy.objects.update(engine_version="shingles-0")
    NearCopy.objects.create(first=snapshots[0], second=stranger, share=0.9, engine_version="shingles-0")
    Fingerprint.objects.update(engine_version="shingles-0")
    rebuild()
    assert set(NearCopy.objects.values_list("engine_version", flat=True)) == {"shingles-1"}
    assert NearCopy.objects.count() == 3


def test_an_article_under_check_is_not_compared():
    make_copies()
    make_snapshot(text=(TEXTS / "01-original.txt").read_text(), is_source=False)
    assert json.loads(rebuild("--json"))["pages"] == 3


def test_an_empty_house_is_rebuilt_too():
    assert json.loads(rebuild("--json")) == {"pages": 0, "near_copies": 0, "claims": 0}

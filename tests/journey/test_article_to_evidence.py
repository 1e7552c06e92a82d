"""The whole path: an article about mines, one wrong word in it, and what the library has to say."""

import io
import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from claims.domain.audit import verify_chain
from claims.models import AuditEvent, Snapshot

pytestmark = pytest.mark.django_db

ARTICLE = Path(settings.BASE_DIR) / "claims" / "demo" / "articles" / "mines.html"
QUOTE = (
    "The Washington Post also added that neither Russia nor the US is among the 164 signatories "
    "of the Ottawa Convention."
)


@pytest.fixture
def report():
    """What the terminal says about the demo's first article, with the demo's library behind it."""
    call_command("make_demo", verbosity=0)
    out = io.StringIO()
    call_command("check_article", str(ARTICLE), "--inline", "--json", stdout=out)
    return json.loads(out.getvalue())


def test_the_164_signatories_meet_the_133_that_signed_and_the_164_that_were_parties(report):
    text = report["article"]["text"]
    claims = {claim["quote"]: claim for claim in report["claims"]}
    claim = claims[QUOTE]
    # It is among the ten that a desk has searched without asking; how well claims are ranked is the gate's to say.
    assert claim in report["claims"][:10]

    # What it says, where it stands, and who says so.
    assert claim["text"] == "Neither Russia nor the US is among the 164 signatories of the Ottawa Convention."
    [quantity] = claim["quantities"]
    assert (quantity["value"], quantity["comparator"], quantity["noun"]) == (164, "=", "signatories")
    assert (quantity["high"], quantity["unit"]) == (None, None)
    assert (claim["negated"], claim["claimant"]) == (True, "The Washington Post")
    assert [(link["who"], link["cue"]) for link in claim["attribution"]] == [("The Washington Post", "added")]

    # The library was asked for and against it.
    assert {(search["provider"], search["outcome"]) for search in claim["searches"]} == {("library", "found")}
    assert {"support", "contrary"} <= {search["purpose"] for search in claim["searches"]}

    # Same number, different thing; different number, same thing.
    passages = " ".join(passage["quote"] for passage in claim["evidence"])
    assert "133 states signed the convention" in passages
    assert "164 states parties" in passages
    reasons = [reason for passage in claim["evidence"] for reason in passage["reasons"]]
    assert "same figure: 164, counting something else: 164 states parties" in reasons
    assert [reason for reason in reasons if reason.startswith("another figure for the same thing: 133")] != []
    # A number that agrees must never make the claim look right.
    assert [passage["stance"] for passage in claim["evidence"] if passage["stance"] == "supports"] == []

    assert_every_span_stands(report, text)


def assert_every_span_stands(report, text):
    """In the article, and for evidence in the page it is pinned to."""
    for claim in [*report["claims"], *report["left_out"]]:
        assert text[claim["start"] : claim["end"]] == claim["quote"]
    for claim in report["claims"]:
        for span in [*claim["quantities"], *claim["dates"]]:
            assert text[span["start"] : span["end"]] == span["raw"]
        for entity in claim["entities"]:
            assert text[entity["start"] : entity["end"]] == entity["text"]
        for link in claim["attribution"]:
            words = text[link["start"] : link["end"]]
            assert (link["who"] in words, link["cue"] in words) == (True, True)
        for passage in claim["evidence"]:
            page = Snapshot.objects.get(raw_sha256=passage["snapshot_sha256"])
            assert page.text[passage["start"] : passage["end"]] == passage["quote"]


def test_a_second_look_changes_nothing_and_the_log_is_whole(report):
    events = AuditEvent.objects.count()
    out = io.StringIO()
    call_command("check_article", str(ARTICLE), "--inline", "--json", stdout=out)
    assert json.loads(out.getvalue()) == report
    assert (AuditEvent.objects.count(), verify_chain().faults) == (events, ())

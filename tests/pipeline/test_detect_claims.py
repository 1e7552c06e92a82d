import pytest

from claims.enums import Quality
from claims.errors import ExtractionError, LeaseLost
from claims.models import Appearance, Article, AuditEvent, Claim
from claims.pipeline.detect_claims import detect_claims
from tests.factories import make_article, make_snapshot
from tests.pipeline.site import SENTENCES

pytestmark = pytest.mark.django_db

TEXT = "\n\n".join(["😀 Is it so, 🇺🇦?", *SENTENCES, "What happens next is anybody's guess?"])


def leased(**fields):
    article = make_article(snapshot=make_snapshot(text=TEXT, is_source=False, **fields), job_state="queued")
    return Article.objects.lease([article.pk], seconds=60)[0]


def test_the_claims_of_the_snapshot_are_proposed_where_they_stand():
    article = leased()
    claims = detect_claims(article, article.snapshot)
    assert {claim.quote for claim in claims} == set(SENTENCES)
    for place in Appearance.objects.all():
        assert TEXT[place.start : place.end] == place.exact == place.claim.quote
    assert [left["quote"] for left in article.left_out] == [
        "😀 Is it so, 🇺🇦?",
        "What happens next is anybody's guess?",
    ]


def test_the_guiding_claim_is_read_with_its_figure_its_negation_and_who_says_it():
    article = leased()
    claim = next(claim for claim in detect_claims(article, article.snapshot) if claim.quote == SENTENCES[0])
    [quantity] = claim.frame["quantities"]
    assert (quantity["value"], quantity["comparator"], quantity["noun"]) == (164, "=", "signatories")
    assert TEXT[quantity["start"] : quantity["end"]] == quantity["raw"] == "164"
    assert (claim.frame["negated"], claim.frame["claimant"]) == (True, "The Washington Post")
    assert claim.text == "Neither Russia nor the US is among the 164 signatories of the Ottawa Convention."


def test_reading_twice_adds_nothing():
    article = leased()
    first = detect_claims(article, article.snapshot)
    events = AuditEvent.objects.count()
    assert detect_claims(article, article.snapshot) == first
    assert (Claim.objects.count(), AuditEvent.objects.count()) == (len(first), events)


@pytest.mark.parametrize("published_at", ["", "yesterday", "2024-11-20T08:00:00Z"])
def test_a_page_with_or_without_a_date_is_read(published_at):
    article = leased(published_at=published_at)
    assert len(detect_claims(article, article.snapshot)) == 2


@pytest.mark.parametrize("quality", sorted({*Quality} - {Quality.ARTICLE, Quality.SHORT, Quality.TRUNCATED}))
def test_a_page_that_stands_in_the_place_of_an_article_is_refused(quality):
    article = leased(quality=quality, quality_reason="It asks for cookies")
    with pytest.raises(ExtractionError) as caught:
        detect_claims(article, article.snapshot)
    assert str(caught.value) == f"This is not an article but: {Quality(quality).label.lower()} (It asks for cookies)."
    assert (caught.value.code, caught.value.can_retry, Claim.objects.count()) == (quality, False, 0)


@pytest.mark.parametrize("quality", ["article", "short", "truncated"])
def test_a_short_or_cut_text_that_a_person_handed_in_is_read(quality):
    article = leased(quality=quality)
    assert len(detect_claims(article, article.snapshot)) == 2


def test_a_worker_that_lost_its_lease_writes_nothing():
    article = leased()
    Article.objects.filter(pk=article.pk).update(job_lease=2)
    with pytest.raises(LeaseLost):
        detect_claims(article, article.snapshot)
    assert (Claim.objects.count(), AuditEvent.objects.count()) == (0, 0)

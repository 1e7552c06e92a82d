"""Rows for the browser's look at what was read in an article, made beside a running server: prints their addresses."""

import json
from datetime import date

from django.contrib.auth.models import User

from claims.domain.audit import Machine
from claims.domain.claim import accept_claim, dismiss_claim, suggest_claims
from claims.domain.demo import DEMO_USER
from claims.enums import Role
from claims.models import Article, Desk, Membership
from claims.text.detection import Reading, detect
from tests import factories

QUESTIONS = 120
SENTENCES = (
    "The ministry of Health said on Monday that more than 5,000 people in Varrowmere fell ill in 2024.",
    "It was the third-largest outbreak since 2001, according to the city council.",
    "Only two of the 27 districts had no case, a spokesman told the Lantern.",
    "Cases fell by 12 per cent in March, and the vaccine reached one in five residents.",
    "It is a shame that nobody listened.",
    "The council will probably look at it again.",
    "The hospital opened 140 beds in January and closed 60 of them in June.",
    "I remember my own fever well.",
)
TEXT = " ".join([*SENTENCES, *(f"Who asked for number {chr(97 + n % 26)}?" for n in range(QUESTIONS))])


def print_addresses() -> None:
    """Make the rows; whoever looks edits the desk, so that every button is there."""
    person, desk = User.objects.get(username=DEMO_USER), Desk.objects.order_by("pk")[0]
    Membership.objects.filter(user=person, desk=desk).update(role=Role.ADMINISTRATOR)
    article = _article(desk, person)
    accepted, dismissed, shown = article.claims.order_by("rank")[:3]
    accept_claim(accepted, by=person)
    dismiss_claim(dismissed, by=person, reason="opinion")
    nested = article.claims.get(quote=SENTENCES[0])
    reworded = next(claim for claim in article.claims.order_by("rank") if claim.text != claim.quote)
    addresses = {
        "worthiness": f"/desks/{desk.public_id}/worthiness",
        "article-left-out": f"/articles/{article.public_id}",
        "claim-facts": f"/claims/{nested.public_id}",
        "claim-reworded": f"/claims/{reworded.public_id}",
        "claim-to-word": f"/claims/{shown.public_id}",
        "dashboard-readers": "/dashboard",
    }
    print(json.dumps(addresses))


def _article(desk: Desk, person: User) -> Article:
    reading = Reading(language="en", published_on=date(2024, 11, 20))
    article = factories.make_article(desk, text=TEXT, by=person, reading_engine=" ".join(reading.engine))
    suggest_claims(article, by=Machine(*reading.engine), detection=detect(TEXT, reading))
    return article

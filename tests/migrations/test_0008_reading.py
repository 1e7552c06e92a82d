from importlib import import_module

import pytest
from django.apps import apps

from tests.factories import make_article, make_claim

pytestmark = pytest.mark.django_db

MIGRATION = import_module("claims.migrations.0008_reading")


def test_what_the_machine_proposed_is_the_text_that_nobody_could_word():
    article = make_article()
    proposed = make_claim(article, text="As proposed.")
    by_hand = make_claim(article, text="By hand.", engine="", engine_version="")
    MIGRATION.keep_the_wording(apps, None)
    for claim in (proposed, by_hand):
        claim.refresh_from_db()
    assert [(claim.text, claim.proposed_text) for claim in (proposed, by_hand)] == [
        ("As proposed.", "As proposed."),
        ("By hand.", ""),
    ]

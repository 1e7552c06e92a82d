"""The web of one test, in place of the network."""

import pytest
from django.core.cache import cache

from claims.providers import registry
from tests.pipeline.site import Site


@pytest.fixture
def site(monkeypatch):
    """Everything that is fetched in the test comes from here."""
    cache.clear()  # robots.txt files that an earlier test was asked to remember
    site = Site()
    monkeypatch.setattr(registry, "fetcher", lambda: site)
    return site

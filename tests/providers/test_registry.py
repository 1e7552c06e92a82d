from importlib.metadata import EntryPoint

import pytest
from django.core.checks import run_checks

from claims.errors import BadInput
from claims.providers import registry
from claims.providers.fake import FakeProvider


def build_stranger(context):
    """What a package of somebody else registers."""
    return [FakeProvider(name="stranger")]


@pytest.fixture
def stranger(monkeypatch):
    point = EntryPoint("stranger", "tests.providers.test_registry:build_stranger", registry.ENTRY_POINT_GROUP)
    monkeypatch.setattr(registry, "entry_points", lambda *, group: [point])


def test_the_providers_are_those_that_are_switched_on(settings):
    settings.PROVIDERS = ["library", "mediawiki"]
    providers = registry.providers()
    assert {name: provider.uses_network for name, provider in providers.items()} == {
        "library": False,
        "mediawiki": True,
    }
    settings.PROVIDERS = ["library"]
    assert list(registry.providers()) == ["library"]


def test_providers_are_built_once(settings):
    settings.PROVIDERS = ["library"]
    assert registry.providers() is registry.providers()


def test_several_wikis_are_several_providers(settings):
    settings.PROVIDERS = ["mediawiki"]
    settings.MEDIAWIKI_API_URLS = ["https://en.wikipedia.org/w/api.php", "https://uk.wikipedia.org/w/api.php"]
    assert list(registry.providers()) == ["mediawiki:en.wikipedia.org", "mediawiki:uk.wikipedia.org"]


def test_an_unknown_provider_is_named_before_anything_starts(settings):
    settings.PROVIDERS = ["library", "altavista", "gopher"]
    errors = [message for message in run_checks() if message.id == "claims.E001"]
    assert [(error.msg, error.hint) for error in errors] == [
        ("PROVIDERS names 'altavista', which is not known here.", "Known are: library, mediawiki."),
        ("PROVIDERS names 'gopher', which is not known here.", "Known are: library, mediawiki."),
    ]


@pytest.mark.parametrize(("lease", "warnings"), [(45.0, ["claims.W001"]), (45.1, [])])
def test_a_lease_no_longer_than_a_page_may_take_is_named(settings, lease, warnings):
    settings.FETCH_TOTAL_SECONDS, settings.EXTRACT_SECONDS, settings.LEASE_SECONDS = 45.0, 10.0, lease
    assert [message.id for message in run_checks() if message.id == "claims.W001"] == warnings


def test_known_providers_are_no_error(settings):
    settings.PROVIDERS = ["library", "mediawiki"]
    assert [message for message in run_checks() if (message.id or "").startswith("claims.")] == []


def test_an_unknown_provider_cannot_be_built(settings):
    settings.PROVIDERS = ["altavista"]
    with pytest.raises(BadInput) as caught:
        registry.providers()
    assert str(caught.value) == "PROVIDERS names 'altavista', which is not known here; known are: library, mediawiki."


def test_a_strangers_provider_is_built_as_the_built_in_ones_are(settings, stranger):
    settings.PROVIDERS = ["stranger"]
    assert registry.unknown_providers() == []
    assert list(registry.providers()) == ["stranger"]


def test_a_stranger_cannot_stand_in_the_place_of_a_built_in_provider(monkeypatch):
    point = EntryPoint("library", "tests.providers.test_registry:build_stranger", registry.ENTRY_POINT_GROUP)
    monkeypatch.setattr(registry, "entry_points", lambda *, group: [point])
    assert registry.known_providers()["library"] == "claims.providers.library.build"


@pytest.mark.parametrize(
    ("contact", "agent"),
    [("", "factcheck-workbench/9.9"), ("desk@example.org", "factcheck-workbench/9.9 (+desk@example.org)")],
)
def test_we_say_who_we_are_and_whom_to_write_to(settings, contact, agent):
    settings.VERSION, settings.CONTACT = "9.9", contact
    assert registry.user_agent() == agent


def test_what_is_kept_lies_in_the_data_folder(own_data_folder):
    sha256 = registry.blob_store().put(b"raw")
    assert registry.blob_store().path_of(sha256).is_relative_to(own_data_folder)
    assert registry.warc_store().folder.is_relative_to(own_data_folder)

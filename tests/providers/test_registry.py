import json
import os
import subprocess
import sys
from importlib.metadata import EntryPoint

import pytest

from claims.errors import BadInput, FetchRefused, ProviderError
from claims.providers import registry
from claims.providers.base import Archive, SearchQuery
from claims.providers.fake import FakeProvider
from tests.net.hostile import HostileServer, answer
from tests.providers.documented import code_blocks
from tests.providers.services import KEY, STANDS

ALL = "brave, crossref, gdelt, google_factcheck, library, mediawiki, searxng, wayback, wikidata"


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


def test_an_unknown_provider_cannot_be_built(settings):
    settings.PROVIDERS = ["altavista"]
    with pytest.raises(BadInput) as caught:
        registry.providers()
    assert str(caught.value) == f"PROVIDERS names 'altavista', which is not known here; known are: {ALL}."


def test_a_strangers_provider_is_built_as_the_built_in_ones_are(settings, stranger):
    settings.PROVIDERS = ["stranger"]
    assert registry.unknown_providers() == []
    assert list(registry.providers()) == ["stranger"]


def test_a_stranger_cannot_stand_in_the_place_of_a_built_in_provider(monkeypatch):
    point = EntryPoint("library", "tests.providers.test_registry:build_stranger", registry.ENTRY_POINT_GROUP)
    monkeypatch.setattr(registry, "entry_points", lambda *, group: [point])
    assert registry.known_providers()["library"] == "claims.providers.library.build"


def test_a_name_given_twice_is_one_provider(settings):
    settings.PROVIDERS = ["library", "library"]
    assert list(registry.providers()) == ["library"]


def test_every_built_in_provider_is_there_also_without_its_key(settings):
    settings.PROVIDERS = list(registry.BUILT_IN)
    settings.SEARXNG_URL = settings.BRAVE_API_KEY = settings.GOOGLE_FACTCHECK_API_KEY = settings.WAYBACK_KEY = ""
    missing = {provider.name: provider.missing for provider in registry.providers().values() if provider.missing}
    assert list(registry.providers()) == list(registry.BUILT_IN)
    assert missing == {
        "google_factcheck": "GOOGLE_FACTCHECK_API_KEY",
        "searxng": "SEARXNG_URL",
        "brave": "BRAVE_API_KEY",
    }


def test_settings_reach_the_providers_and_their_archive(settings):
    settings.PROVIDERS = list(registry.BUILT_IN)
    settings.SEARXNG_URL, settings.CONTACT = "https://search.example.org", "desk@example.org"
    settings.BRAVE_API_KEY = settings.GOOGLE_FACTCHECK_API_KEY = KEY
    settings.WAYBACK_KEY = f"access:{KEY}"
    providers = registry.providers()
    assert [provider.name for provider in providers.values() if provider.missing] == []
    assert providers["searxng"].homepage == "https://search.example.org"
    assert providers["crossref"].sends.startswith("The words of the question, and the contact address")
    assert registry.archives()["wayback"].missing == ""


def test_archives_are_on_with_the_provider_of_their_name(settings):
    settings.PROVIDERS, settings.WAYBACK_KEY = ["wayback"], ""
    [archive] = registry.archives().values()
    assert (isinstance(archive, Archive), archive.name, archive.missing) == (True, "wayback", "WAYBACK_KEY")
    settings.PROVIDERS = ["library"]
    assert dict(registry.archives()) == {}


class HalfProvider:
    """What somebody writes who has not read to the end."""

    name = "half"
    version = "1"

    def search(self, query):
        return ()


def built_by(monkeypatch, build):
    """Lets a stranger's package build this."""
    monkeypatch.setattr(sys.modules[__name__], "build_stranger", build)


@pytest.mark.parametrize(
    ("build", "told"),
    [
        (lambda context: [HalfProvider()],
         "The provider 'stranger' is not complete; it lacks: uses_network, label, sends, pace_seconds, missing, "
         "answers, homepage."),
        (lambda context: [FakeProvider(name="twin"), FakeProvider(name="twin")],
         "Two providers call themselves 'twin'; take one of them out of PROVIDERS."),
        (lambda context: [FakeProvider(name="library")],
         "Two providers call themselves 'library'; take one of them out of PROVIDERS."),
    ],
)  # fmt: skip
def test_a_strangers_provider_that_cannot_work_is_named(settings, stranger, monkeypatch, build, told):
    settings.PROVIDERS = ["library", "stranger"]
    built_by(monkeypatch, build)
    registry._providers.cache_clear()
    with pytest.raises(BadInput) as caught:
        registry.providers()
    assert str(caught.value) == told


def test_a_package_that_is_gone_is_named(settings, monkeypatch):
    point = EntryPoint("stranger", "no_such_package:build", registry.ENTRY_POINT_GROUP)
    monkeypatch.setattr(registry, "entry_points", lambda *, group: [point])
    settings.PROVIDERS = ["stranger"]
    with pytest.raises(BadInput) as caught:
        registry.providers()
    told = "The provider 'stranger' cannot be loaded from no_such_package.build: No module named 'no_such_package'"
    assert str(caught.value) == told


@pytest.fixture
def installed_package(monkeypatch, tmp_path):
    """The package that the documentation shows, installed beside the workbench."""
    (tmp_path / "gazette_provider.py").write_text(code_blocks()[0])
    facts = tmp_path / "gazette_provider-3.0.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: gazette-provider\nVersion: 3.0\n")
    (facts / "entry_points.txt").write_text("[factcheck.providers]\ngazette = gazette_provider:build\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "gazette_provider", raising=False)
    monkeypatch.setenv("GAZETTE_KEY", KEY)
    return tmp_path


def test_a_provider_in_a_package_of_its_own_is_found_and_asked(settings, installed_package, monkeypatch):
    settings.PROVIDERS = ["library", "gazette"]
    assert registry.known_providers()["gazette"] == "gazette_provider.build"
    assert registry.unknown_providers() == []
    provider = registry.providers()["gazette"]
    assert (provider.missing, provider.search.__module__) == ("", "gazette_provider")
    reply = json.dumps(STANDS["gazette"].reply(2)("")).encode()
    with HostileServer({"/search": answer(reply, headers={"Content-Type": "application/json"})}) as server:
        settings.ALLOWED_PRIVATE_HOSTS = ["127.0.0.1"]
        monkeypatch.setattr(sys.modules["gazette_provider"], "API_URL", server.url("/search", host="127.0.0.1"))
        pages = registry.providers()["gazette"].search(SearchQuery("Ottawa", limit=1)).pages
    assert [page.url for page in pages] == ["https://found.example.org/1"]
    [request] = server.requests
    assert f"x-gazette-key: {KEY}" in request.lower().splitlines()


def test_the_tests_that_the_documentation_shows_pass(installed_package, pytestconfig):
    test = installed_package / "test_gazette.py"
    test.write_text(code_blocks()[1])
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:django",
        "-c",
        "/dev/null",
        "--rootdir",
        str(test.parent),
    ]
    environment = {**os.environ, "PYTHONPATH": f"{pytestconfig.rootpath}{os.pathsep}{installed_package}"}
    done = subprocess.run(
        [*command, str(test)], capture_output=True, text=True, env=environment, timeout=120, check=False
    )
    assert (done.returncode, done.stdout.splitlines()[-1].split(" in ")[0]) == (0, "5 passed"), done.stdout


# ---------------------------------------------------------------- a test by hand


def test_a_traced_provider_writes_down_what_it_asks(settings):
    reply = b'{"query": "x", "results": [], "unresponsive_engines": [["bing", "CAPTCHA"]]}'
    with HostileServer({"/search": answer(reply, headers={"Content-Type": "application/json"})}) as server:
        settings.PROVIDERS, settings.ALLOWED_PRIVATE_HOSTS = ["searxng"], ["127.0.0.1"]
        settings.SEARXNG_URL = server.url("", host="127.0.0.1")
        provider, trace = registry.traced_provider("searxng")
        with pytest.raises(ProviderError) as caught:
            provider.search(SearchQuery("Ottawa"))
    assert caught.value.code == "engines_failed"
    [exchange] = trace.exchanges
    asked = f"{settings.SEARXNG_URL}/search?q=Ottawa&format=json&language=en&safesearch=0&pageno=1"
    assert (exchange.method, exchange.url, exchange.status) == ("GET", asked, 200)
    assert (exchange.content_type, exchange.body_start) == ("application/json", reply.decode())


class KeyInAddressProvider(FakeProvider):
    """Sends its key, which no setting of the workbench holds, where it can be read."""

    secrets = (KEY, "")

    def __init__(self, fetcher):
        super().__init__(name="stranger")
        self._fetcher = fetcher

    def search(self, query):
        self._fetcher.fetch(f"http://127.0.0.1/{KEY}/search")


def test_the_keys_of_a_strangers_provider_are_masked(settings, stranger, monkeypatch):
    settings.PROVIDERS, settings.ALLOWED_PRIVATE_HOSTS = ["stranger"], []
    built_by(monkeypatch, lambda context: [KeyInAddressProvider(context.fetcher)])
    provider, trace = registry.traced_provider("stranger")
    with pytest.raises(FetchRefused):
        provider.search(SearchQuery("Ottawa"))
    assert [exchange.url for exchange in trace.exchanges] == ["http://127.0.0.1/•••/search"]
    assert trace.masked(f"It says {KEY}.") == "It says •••."


def test_the_address_of_a_service_inside_is_refused_until_the_operator_allows_it(settings):
    settings.PROVIDERS, settings.SEARXNG_URL = ["searxng"], "http://127.0.0.1:8080"
    settings.ALLOWED_PRIVATE_HOSTS = []
    provider, trace = registry.traced_provider("searxng")
    with pytest.raises(ProviderError) as caught:
        provider.search(SearchQuery("Ottawa"))
    assert (caught.value.code, caught.value.can_retry) == ("private_address", False)
    assert [exchange.error for exchange in trace.exchanges] == [str(caught.value).removeprefix("SearXNG: ")]


@pytest.mark.parametrize("name", ["brave", "altavista"])
def test_a_provider_that_is_not_on_cannot_be_traced(settings, name):
    settings.PROVIDERS = ["library", "gdelt"]
    with pytest.raises(BadInput) as caught:
        registry.traced_provider(name)
    assert (str(caught.value), caught.value.field) == (
        f"No provider named '{name}' is switched on; there are: library, gdelt.",
        "provider",
    )


def test_the_caps_of_the_settings_reach_the_fetcher(settings):
    settings.FETCH_MAX_REDIRECTS, settings.FETCH_MAX_ENCODINGS, settings.FETCH_MAX_HEADER_BYTES = 1, 0, 2000
    limits = registry.fetcher()._limits
    assert (limits.max_redirects, limits.max_encodings, limits.max_header_bytes) == (1, 0, 2000)


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

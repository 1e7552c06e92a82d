import pytest
from django.core.checks import run_checks

ALL = "brave, crossref, gdelt, google_factcheck, library, mediawiki, searxng, wayback, wikidata"


def found(code):
    """What the check of this code says, with its hint."""
    return [(message.msg, message.hint) for message in run_checks() if message.id == f"claims.{code}"]


def test_an_unknown_provider_is_named_before_anything_starts(settings):
    settings.PROVIDERS = ["library", "altavista", "gopher"]
    assert found("E001") == [
        ("PROVIDERS names 'altavista', which is not known here.", f"Known are: {ALL}."),
        ("PROVIDERS names 'gopher', which is not known here.", f"Known are: {ALL}."),
    ]


@pytest.mark.parametrize(("lease", "warnings"), [(45.0, ["claims.W001"]), (45.1, [])])
def test_a_lease_no_longer_than_a_page_may_take_is_named(settings, lease, warnings):
    settings.FETCH_TOTAL_SECONDS, settings.EXTRACT_SECONDS, settings.LEASE_SECONDS = 45.0, 10.0, lease
    assert [message.id for message in run_checks() if message.id == "claims.W001"] == warnings


@pytest.mark.parametrize(
    ("url", "seconds", "told"),
    [
        ("http://127.0.0.1:11434/v1", 75.0,
         [("LEASE_SECONDS (75) is not longer than a model may take (75 s).",
           "Raise LEASE_SECONDS, or lower LANGUAGE_MODEL_SECONDS.")]),
        ("http://127.0.0.1:11434/v1", 74.9, []),
        ("", 300.0, []),
    ],
)  # fmt: skip
def test_a_lease_no_longer_than_a_language_model_may_take_is_named(settings, url, seconds, told):
    settings.LANGUAGE_MODEL_URL, settings.LANGUAGE_MODEL_SECONDS, settings.LEASE_SECONDS = url, seconds, 75.0
    assert found("W002") == told


def test_sound_settings_are_no_error(settings):
    settings.PROVIDERS = ALL.split(", ")
    settings.SEARXNG_URL, settings.WAYBACK_KEY = "http://localhost:8888/", "access:secret"
    settings.BRAVE_API_KEY = settings.GOOGLE_FACTCHECK_API_KEY = "BSA-_x.7=="
    assert [message for message in run_checks() if (message.id or "").startswith("claims.")] == []


@pytest.mark.parametrize(
    ("setting", "value", "address"),
    [
        ("SEARXNG_URL", "localhost:8888", "localhost:8888"),
        ("SEARXNG_URL", "ftp://search.example.org", "ftp://search.example.org"),
        ("LANGUAGE_MODEL_URL", "localhost:11434/v1", "localhost:11434/v1"),
        ("MEDIAWIKI_API_URLS", ["https://en.wikipedia.org/w/api.php", "wiki.example.org/api.php"],
         "wiki.example.org/api.php"),
        ("MEDIAWIKI_API_URLS", ["http://["], "http://["),
    ],
)  # fmt: skip
def test_an_address_of_a_service_that_is_none_is_named(settings, setting, value, address):
    setattr(settings, setting, value)
    [(message, hint)] = found("E004")
    assert message.startswith(f"{setting} holds an address that cannot be used: The address “{address}” ")
    assert hint == "It begins with https:// or http:// and holds no user name."


@pytest.mark.parametrize("setting", ["BRAVE_API_KEY", "GOOGLE_FACTCHECK_API_KEY", "WAYBACK_KEY", "LANGUAGE_MODEL_KEY"])
@pytest.mark.parametrize("key", ["two words", "bro\nken", "schlüssel:x", "“quoted”:x"], ids=ascii)
def test_a_key_that_cannot_travel_in_a_header_is_named_and_not_repeated(settings, setting, key):
    setattr(settings, setting, key)
    hint = "Copy it again, without spaces and quotation marks."
    assert found("E005") == [(f"{setting} holds characters that no key has.", hint)]


@pytest.mark.parametrize("key", ["access", ":secret", "access:"])
def test_a_key_of_the_archive_has_two_parts(settings, key):
    settings.WAYBACK_KEY = key
    hint = "The Internet Archive shows an access key and a secret; write them as access:secret."
    assert found("E006") == [("WAYBACK_KEY has no colon between its two parts.", hint)]


# The largest record that can be checked, less a megabyte for its head and less its headers.
LARGEST_PAGE = 512_000_000 - 1_000_000 - 64_000


@pytest.mark.parametrize(("size", "is_named"), [(LARGEST_PAGE, False), (LARGEST_PAGE + 1, True)])
def test_pages_too_large_to_be_checked_are_refused_before_anything_starts(settings, size, is_named):
    settings.MAX_BYTES, settings.FETCH_MAX_HEADER_BYTES = size, 64_000
    message = "MAX_BYTES (510,936,001) lets in pages that are too large for their copies to be checked."
    assert found("E007") == ([(message, "Set MAX_BYTES to 510,936,000 or less.")] if is_named else [])

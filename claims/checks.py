"""Deploy checks: a setting that cannot work is named before anything starts."""

import re
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from redis.connection import parse_url

from claims.errors import BadInput
from claims.net.addresses import host_form
from claims.providers.registry import known_providers, unknown_providers
from claims.store.warc_check import MOST_RECORD_BYTES
from claims.text.urls import parse_web_address

# Commands that need nothing else run these checks alone: reading every URL takes a second.
NEIGHBOURS_TAG = "neighbours"
# What a record holds beside the page and its headers: its own head, and the few bytes that packing can add.
_RECORD_SPARE_BYTES = 1_000_000
_VISIBLE_ASCII = re.compile(r"[!-~]*")


@register(NEIGHBOURS_TAG)
def check_providers(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Every name in PROVIDERS belongs to a provider."""
    known = ", ".join(sorted(known_providers()))
    return [
        Error(f"PROVIDERS names {name!r}, which is not known here.", hint=f"Known are: {known}.", id="claims.E001")
        for name in unknown_providers()
    ]


@register(NEIGHBOURS_TAG)
def check_private_hosts(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Every name in ALLOWED_PRIVATE_HOSTS is a host."""
    return [
        Error(
            f"ALLOWED_PRIVATE_HOSTS names {host!r}, which is no host.",
            hint="Give host names or IP addresses, without http:// and without a port.",
            id="claims.E002",
        )
        for host in settings.ALLOWED_PRIVATE_HOSTS
        if not _is_host(host)
    ]


@register(NEIGHBOURS_TAG)
def check_provider_addresses(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """The services that the operator names are web addresses that can be read in one way only."""
    named = [("MEDIAWIKI_API_URLS", address) for address in settings.MEDIAWIKI_API_URLS]
    optional = ("SEARXNG_URL", "LANGUAGE_MODEL_URL")
    named += [(name, getattr(settings, name)) for name in optional if getattr(settings, name)]
    return [
        Error(
            f"{setting} holds an address that cannot be used: {reason}",
            hint="It begins with https:// or http:// and holds no user name.",
            id="claims.E004",
        )
        for setting, address in named
        if (reason := _why_unreadable(address))
    ]


@register(NEIGHBOURS_TAG)
def check_provider_keys(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Every key can travel in a header. What is wrong with it is said without repeating it."""
    names = ("BRAVE_API_KEY", "GOOGLE_FACTCHECK_API_KEY", "WAYBACK_KEY", "LANGUAGE_MODEL_KEY")
    keys = {name: getattr(settings, name) for name in names}
    hint = "Copy it again, without spaces and quotation marks."
    wrong: list[CheckMessage] = [
        Error(f"{name} holds characters that no key has.", hint=hint, id="claims.E005")
        for name, key in keys.items()
        if not _VISIBLE_ASCII.fullmatch(key)
    ]
    if settings.WAYBACK_KEY and not all(settings.WAYBACK_KEY.partition(":")):
        hint = "The Internet Archive shows an access key and a secret; write them as access:secret."
        wrong.append(Error("WAYBACK_KEY has no colon between its two parts.", hint=hint, id="claims.E006"))
    return wrong


def _why_unreadable(address: str) -> str:
    try:
        parse_web_address(address)
    except BadInput as error:
        return str(error)
    return ""


def _is_host(text: str) -> bool:
    try:
        host_form(text)
    except ValueError:
        return False
    return True


@register(NEIGHBOURS_TAG)
def check_redis_url(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """REDIS_URL is an address that the Redis client can read."""
    try:
        parse_url(settings.REDIS_URL)
    except ValueError:
        hint = "It begins with redis://, rediss:// or unix://."
        return [Error("REDIS_URL cannot be read.", hint=hint, id="claims.E003")]
    return []


@register()
def check_lease(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """A lease outlasts the longest part of a step, or healthy workers lose their rows to each other."""
    longest = max(settings.FETCH_TOTAL_SECONDS, settings.EXTRACT_SECONDS)
    warnings: list[CheckMessage] = []
    if longest >= settings.LEASE_SECONDS:
        warnings += [
            Warning(
                f"LEASE_SECONDS ({settings.LEASE_SECONDS:g}) is not longer than a page may take ({longest:g} s).",
                hint="Raise LEASE_SECONDS, or lower FETCH_TOTAL_SECONDS or EXTRACT_SECONDS.",
                id="claims.W001",
            )
        ]
    patience = settings.LANGUAGE_MODEL_SECONDS
    if settings.LANGUAGE_MODEL_URL and patience >= settings.LEASE_SECONDS:
        warnings += [
            Warning(
                f"LEASE_SECONDS ({settings.LEASE_SECONDS:g}) is not longer than a model may take ({patience:g} s).",
                hint="Raise LEASE_SECONDS, or lower LANGUAGE_MODEL_SECONDS.",
                id="claims.W002",
            )
        ]
    return warnings


@register()
def check_page_size(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """No page is kept whose record could not be checked: it would look damaged."""
    most = MOST_RECORD_BYTES - _RECORD_SPARE_BYTES - settings.FETCH_MAX_HEADER_BYTES
    if most >= settings.MAX_BYTES:
        return []
    return [
        Error(
            f"MAX_BYTES ({settings.MAX_BYTES:,}) lets in pages that are too large for their copies to be checked.",
            hint=f"Set MAX_BYTES to {max(most, 0):,} or less.",
            id="claims.E007",
        )
    ]

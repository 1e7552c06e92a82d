"""Deploy checks: a setting that cannot work is named before anything starts."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from redis.connection import parse_url

from claims.net.addresses import host_form
from claims.providers.registry import known_providers, unknown_providers

# Commands that need nothing else run these checks alone: reading every URL takes a second.
NEIGHBOURS_TAG = "neighbours"


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
    if longest < settings.LEASE_SECONDS:
        return []
    return [
        Warning(
            f"LEASE_SECONDS ({settings.LEASE_SECONDS:g}) is not longer than a page may take ({longest:g} s).",
            hint="Raise LEASE_SECONDS, or lower FETCH_TOTAL_SECONDS or EXTRACT_SECONDS.",
            id="claims.W001",
        )
    ]

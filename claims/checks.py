"""Deploy checks: a setting that cannot work is named before anything starts."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, register

from claims.providers.registry import known_providers, unknown_providers

# Commands that need nothing else run this check alone: reading every URL takes a second.
PROVIDERS_TAG = "providers"


@register(PROVIDERS_TAG)
def check_providers(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Every name in PROVIDERS belongs to a provider."""
    known = ", ".join(sorted(known_providers()))
    return [
        Error(f"PROVIDERS names {name!r}, which is not known here.", hint=f"Known are: {known}.", id="claims.E001")
        for name in unknown_providers()
    ]

"""How a step asks a provider: in its turn, unless it is switched off, lacks its key or rests; and what comes of it."""

import time
from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

from django.conf import settings

from claims.domain.breaker import OPEN, breaker_words, let_go, record_answered, record_failed, take_turn
from claims.domain.provider import (
    ProviderFacts,
    missing_words,
    provider_row,
    quota_wait,
    quota_words,
    record_last_error,
    record_quota,
    switched_off_words,
)
from claims.errors import NotYet, ProviderError
from claims.models import Provider
from claims.providers import registry
from claims.providers.base import Archive, SearchAnswer, SearchProvider, SearchQuery

Answer = TypeVar("Answer")

# The code of a NotYet that is no queue: the provider is left alone, and nobody could look.
RESTING = "resting"
# Codes of refusals that say something of the question, not of the provider's health.
ABOUT_THE_QUESTION = frozenset({"archive_failed", "bad_query", "http_error", "refused", "too_large"})


class Service(Protocol):
    """What providers and archives have in common."""

    @property
    def name(self) -> str: ...

    @property
    def pace_seconds(self) -> float: ...

    @property
    def missing(self) -> str: ...


def facts_of(provider: SearchProvider) -> ProviderFacts:
    """What a provider says of itself, for the law and the doors."""
    return ProviderFacts(
        name=provider.name,
        label=provider.label,
        sends=provider.sends,
        homepage=provider.homepage,
        answers=provider.answers,
        missing=provider.missing,
        pace_seconds=provider.pace_seconds,
        uses_network=provider.uses_network,
    )


def provider_facts() -> list[ProviderFacts]:
    """The facts of every provider of this installation, in the order of PROVIDERS."""
    return [facts_of(provider) for provider in registry.providers().values()]


def archive_facts() -> Mapping[str, ProviderFacts]:
    """The facts of every public archive that pages can be sent to, by name."""
    return {name: _facts_of_archive(archive) for name, archive in registry.archives().items()}


def _facts_of_archive(archive: Archive) -> ProviderFacts:
    return ProviderFacts(
        name=archive.name,
        label=archive.label,
        sends=archive.sends,
        homepage=archive.homepage,
        answers="copies",
        missing=archive.missing,
        pace_seconds=archive.pace_seconds,
    )


def ask_provider(
    provider: SearchProvider, query: SearchQuery, *, holder: str, is_probe: bool = False
) -> tuple[SearchAnswer, int]:
    """The answer and the milliseconds it took; `holder` is the id of the work that asks.

    Raises ProviderError when the provider could not look, and NotYet when it is not our turn. A probe is asked by a
    person's hand: it does not mind that the provider is switched off, rests or has no quota left.
    """
    if provider.missing:
        raise ProviderError(missing_words(facts_of(provider)), permanent=True, code="key_missing")
    row = provider_row(provider.name)
    if not is_probe:
        _check_is_on(row)
    if not provider.uses_network:
        started = time.monotonic()
        return provider.search(query), milliseconds_since(started)
    answer, duration_ms = ask_in_turn(
        provider, lambda: provider.search(query), row=row, holder=holder, is_probe=is_probe
    )
    if answer.quota:
        record_quota(
            row,
            limit=answer.quota.limit,
            left=answer.quota.left,
            resets_in_seconds=answer.quota.resets_in_seconds,
        )
    return answer, duration_ms


def _check_is_on(row: Provider) -> None:
    if words := switched_off_words(row):
        raise ProviderError(words, permanent=True, code="switched_off")


def ask_in_turn(
    service: Service, ask: Callable[[], Answer], *, row: Provider, holder: str, is_probe: bool = False
) -> tuple[Answer, int]:
    """Ask over the network when it is our turn; how it went is remembered on `row`.

    Raises NotYet when it is not our turn, with the code `resting` while nobody may ask at all.
    """
    if not is_probe:
        _check_quota(row)
    turn = take_turn(row, holder=holder, hold_seconds=settings.LEASE_SECONDS, is_probe=is_probe)
    if not turn.is_ours:
        raise _not_yet(turn.reason, turn.wait_seconds, is_resting=breaker_words(row) == OPEN)
    started = time.monotonic()
    try:
        answer = ask()
    except ProviderError as error:
        _record_failure(service, row, error, holder=holder, duration_ms=milliseconds_since(started))
        raise
    except BaseException:
        let_go(row, holder=holder)  # it says nothing about the provider
        raise
    duration_ms = milliseconds_since(started)
    record_answered(row, holder=holder, duration_ms=duration_ms, pace_seconds=service.pace_seconds)
    return answer, duration_ms


def _check_quota(row: Provider) -> None:
    if wait := quota_wait(row):
        raise _not_yet(quota_words(row), wait, is_resting=True)


def _not_yet(reason: str, wait_seconds: float, *, is_resting: bool) -> NotYet:
    error = NotYet(reason, retry_after=wait_seconds)
    if is_resting:
        error.code = RESTING
    return error


def _record_failure(service: Service, row: Provider, error: ProviderError, *, holder: str, duration_ms: int) -> None:
    """A provider that refuses one question is well; any other failure counts against it."""
    if not error.can_retry and error.code in ABOUT_THE_QUESTION:
        record_answered(row, holder=holder, duration_ms=duration_ms, pace_seconds=service.pace_seconds)
        record_last_error(row, error=str(error))
        return
    record_failed(
        row,
        holder=holder,
        error=str(error),
        duration_ms=duration_ms,
        pace_seconds=service.pace_seconds,
        retry_after=error.retry_after,
    )


def milliseconds_since(started: float) -> int:
    """Whole milliseconds since a moment of the monotonic clock."""
    return round((time.monotonic() - started) * 1000)

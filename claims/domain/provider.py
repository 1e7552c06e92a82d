"""Providers: how each one is doing, who switched it off, and whether it may be asked.

What a provider is and does stands in its file under `claims/providers/`, which the law does not know: doors and
steps pass it in as `ProviderFacts`.
"""

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from claims.domain.audit import Machine, record_event
from claims.domain.permissions import check_can
from claims.enums import AuditAction, SearchOutcome
from claims.errors import BadInput
from claims.models import AuditEvent, Claim, Desk, Provider, ProviderTest, SearchJob
from claims.models.base import ERROR_LENGTH
from claims.text.queries import LONGEST_QUERY

COPIES = "copies"
# When a service says that its quota is used up but not until when, it is asked again after an hour.
QUOTA_SECONDS = 3600.0
LONGEST_QUOTA_SECONDS = 40 * 24 * 3600.0
# What to do when an old question cannot be asked once more.
ASK_OTHERWISE = "Put the question to another provider, or ask whoever runs the workbench to change that."
ASK_BEYOND_THE_DEMO = "Put the question to the library, or ask about an article of your own."
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]+")


@dataclass(frozen=True, slots=True)
class ProviderFacts:
    """What a provider says of itself; `missing` names the setting without which it cannot be asked."""

    name: str
    label: str
    sends: str = ""
    homepage: str = ""
    answers: str = "pages"
    missing: str = ""
    pace_seconds: float = 0.0
    uses_network: bool = True


@dataclass(frozen=True, slots=True)
class NotAsked:
    """A provider that was not asked for a claim, and why, in words."""

    name: str
    label: str
    reason: str


# ---------------------------------------------------------------- one provider


def provider_row(name: str) -> Provider:
    """The row of a provider's health, made when it is first needed."""
    return Provider.objects.get_or_create(name=name)[0]


def record_quota(row: Provider, *, limit: int | None, left: int | None, resets_in_seconds: float | None) -> None:
    """What a service said of its quota with an answer; what it did not say is not known any more."""
    if left == 0 and not resets_in_seconds:
        resets_in_seconds = QUOTA_SECONDS
    resets_at = None
    if resets_in_seconds is not None and math.isfinite(resets_in_seconds):
        resets_at = timezone.now() + timedelta(seconds=min(max(resets_in_seconds, 0.0), LONGEST_QUOTA_SECONDS))
    row.quota_limit, row.quota_left, row.quota_resets_at = limit, left, resets_at
    row.save(update_fields=["quota_limit", "quota_left", "quota_resets_at", "updated_at"])


def record_last_error(row: Provider, *, error: str) -> None:
    """What a service refused, to be shown on the board; its health is another matter."""
    row.last_error, row.last_error_at = error[:ERROR_LENGTH], timezone.now()
    row.save(update_fields=["last_error", "last_error_at", "updated_at"])


def quota_wait(row: Provider) -> float:
    """Seconds until the provider's quota is there again; 0 while some of it is left."""
    if row.quota_left != 0 or row.quota_resets_at is None:
        return 0.0
    return max(0.0, (row.quota_resets_at - timezone.now()).total_seconds())


def quota_words(row: Provider) -> str:
    """Why a provider with no quota left is not asked."""
    assert row.quota_resets_at is not None
    return f"The quota of {row} is used up until {moment_words(row.quota_resets_at)}."


def switched_off_words(row: Provider) -> str:
    """Who switched a provider off, when and why; nothing when it is on."""
    return off_words(row, switches_of([row]).get(row.pk)) if row.is_switched_off else ""


def off_words(row: Provider, event: AuditEvent | None) -> str:
    """That a provider was switched off, by whom and why; `event` is the act."""
    who = f" by {event.actor_name} on {moment_words(event.at)}" if event else ""
    reason = row.switched_off_reason.rstrip(".") or "no reason was given"
    return f"{row} was switched off{who}: {reason}."


def switches_of(rows: Iterable[Provider]) -> dict[int, AuditEvent]:
    """Who switched each of the rows last."""
    subjects = [str(row.pk) for row in rows if row.is_switched_off]
    if not subjects:
        return {}
    events = AuditEvent.objects.filter(
        action=AuditAction.PROVIDER_SWITCHED, subject_type="provider", subject_id__in=subjects
    )
    return {int(event.subject_id): event for event in events.order_by("sequence")}


def moment_words(moment: datetime) -> str:
    """A moment as a sentence names it, in UTC."""
    moment = moment.astimezone(UTC)
    return f"{moment.day} {moment:%B %Y %H:%M} UTC"


def missing_words(facts: ProviderFacts) -> str:
    """Which setting a provider lacks; nothing when it lacks none."""
    return f"{facts.label} is not asked: the setting {facts.missing} is missing." if facts.missing else ""


# ---------------------------------------------------------------- may it be asked


def providers_to_ask(claim: Claim, *, facts: Iterable[ProviderFacts]) -> list[str]:
    """The providers that are asked for a claim in words, by name."""
    facts = list(facts)
    reasons = _reasons_not_to_ask(claim, facts)
    return [fact.name for fact in facts if fact.name not in reasons and fact.answers != COPIES]


def providers_not_asked(claim: Claim, *, facts: Iterable[ProviderFacts]) -> list[NotAsked]:
    """The providers that have no search for this claim, each with the reason; for the claim's search log."""
    facts = list(facts)
    reasons = _reasons_not_to_ask(claim, facts)
    asked = set(SearchJob.objects.filter(claim=claim).values_list("provider", flat=True))
    return [
        NotAsked(fact.name, fact.label, reasons[fact.name])
        for fact in facts
        if fact.name in reasons and fact.name not in asked
    ]


def check_can_be_asked(claim: Claim, *, providers: Collection[str], facts: Iterable[ProviderFacts]) -> None:
    """Raise BadInput, naming the provider and the reason, unless each of them can be asked for the claim in words."""
    known = {fact.name: fact for fact in facts}
    if not providers:
        raise BadInput("Choose at least one provider.", field="providers", code="no_provider")
    for name in providers:
        if name not in known:
            choices = ", ".join(known)
            raise BadInput(
                f"There is no provider {name!r} here; there are: {choices}.", field="providers", code="unknown_provider"
            )
        if known[name].answers == COPIES:
            message = f"{known[name].label} keeps copies of addresses; it is not asked questions."
            raise BadInput(message, field="providers", code="not_for_words")
    reasons = _reasons_not_to_ask(claim, [known[name] for name in dict.fromkeys(providers)])
    for name in providers:
        if name in reasons:
            raise BadInput(reasons[name], field="providers", code="cannot_be_asked")


def check_can_ask_again(search_job: SearchJob, *, facts: Iterable[ProviderFacts]) -> None:
    """Raise BadInput, with what to do about it, unless the provider of an old question can be asked once more."""
    known = [fact for fact in facts if fact.name == search_job.provider]
    if not known:
        message = f"There is no provider {search_job.provider!r} here any more. Put the question to another one."
        raise BadInput(message, code="unknown_provider")
    claim = search_job.claim
    if reason := _reasons_not_to_ask(claim, known).get(search_job.provider):
        is_of_demo = claim.article.is_demo and known[0].uses_network
        advice = ASK_BEYOND_THE_DEMO if is_of_demo else ASK_OTHERWISE
        raise BadInput(f"{reason} {advice}", code="cannot_be_asked")


def _reasons_not_to_ask(claim: Claim, facts: Sequence[ProviderFacts]) -> dict[str, str]:
    rows = rows_of(facts)
    switches = switches_of(rows.values())
    reasons = {fact.name: _reason_not_to_ask(claim, fact, row=rows.get(fact.name), switches=switches) for fact in facts}
    return {name: reason for name, reason in reasons.items() if reason}


def _reason_not_to_ask(
    claim: Claim, fact: ProviderFacts, *, row: Provider | None, switches: Mapping[int, AuditEvent]
) -> str:
    if claim.article.is_demo and fact.uses_network:
        return f"{fact.label} is not asked: the demo asks nothing over the network."
    if row and row.is_switched_off:
        return off_words(row, switches.get(row.pk))
    return missing_words(fact)


def rows_of(facts: Iterable[ProviderFacts]) -> dict[str, Provider]:
    """The rows of those of the providers that have one, by name."""
    return {row.name: row for row in Provider.objects.filter(name__in=[fact.name for fact in facts])}


def clean_query(query: str) -> str:
    """A question as it is put to a provider: one line; raises BadInput when it is empty or too long."""
    words = " ".join(_CONTROL.sub(" ", query.encode("utf-8", "ignore").decode()).split())
    if not words:
        raise BadInput("Write what is to be searched for.", field="query", code="empty")
    if len(words) > LONGEST_QUERY:
        message = f"The question has {len(words)} characters; at most {LONGEST_QUERY} can be asked. Shorten it."
        raise BadInput(message, field="query", code="too_long")
    return words


# ---------------------------------------------------------------- acts


def switch_provider(name: str, *, by: User, desk: Desk, is_on: bool, reason: str = "") -> Provider:
    """A person who runs the machine switches a provider on or off for the whole house; off needs a reason."""
    check_can(by, "switch_provider", desk)
    reason = reason.strip()
    if not is_on and not reason:
        raise BadInput("Say why the provider is switched off.", field="reason")
    with transaction.atomic():
        Provider.objects.get_or_create(name=name)
        row = Provider.objects.select_for_update(no_key=True).get(name=name)
        if row.is_switched_off is not is_on:
            return row
        row.is_switched_off, row.switched_off_reason = not is_on, "" if is_on else reason
        row.save(update_fields=["is_switched_off", "switched_off_reason", "updated_at"])
        details = {"provider": name, "is_on": is_on}
        record_event(AuditAction.PROVIDER_SWITCHED, row, by=by, desk=desk, reason=reason, details=details)
    return row


def request_provider_test(name: str, *, by: User, desk: Desk, query: str) -> ProviderTest:
    """A question put to a provider by hand, to see what is sent and what comes back; its work is queued."""
    check_can(by, "test_provider", desk)
    words = clean_query(query)
    with transaction.atomic():
        test = ProviderTest.objects.create(provider=provider_row(name), desk=desk, asked_by=by, query=words)
        details = {"provider": name, "query": words}
        record_event(AuditAction.PROVIDER_TESTED, test, by=by, desk=desk, details=details)
    return test


def record_provider_test(
    test: ProviderTest,
    *,
    by: Machine,
    exchanges: Sequence[Mapping[str, Any]],
    pages: Sequence[Mapping[str, Any]],
    duration_ms: int,
    error: str = "",
) -> None:
    """What was sent and what came back; with an error the provider could not be asked."""
    found = SearchOutcome.FOUND if pages else SearchOutcome.NONE_FOUND
    test.outcome = SearchOutcome.COULD_NOT_LOOK if error else found
    test.exchanges, test.pages = [dict(one) for one in exchanges], [dict(one) for one in pages]
    test.answer_error, test.duration_ms = error, duration_ms
    with transaction.atomic():
        test.save(
            update_fields=["outcome", "exchanges", "pages", "answer_error", "duration_ms", "updated_at"],
        )
        details = {"provider": test.provider.name, "outcome": str(test.outcome), "error": error}
        record_event(AuditAction.PROVIDER_TESTED, test, by=by, desk=test.desk, details=details)

"""What the pages of providers show: the board, one provider, a question put to it by hand, and hosts in trouble."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Now
from django.forms import Form
from django.http import Http404
from django.template.defaultfilters import pluralize

from claims.domain.breaker import HALF_OPEN, OPEN, breaker_words
from claims.domain.permissions import can
from claims.domain.provider import ProviderFacts, moment_words
from claims.domain.provider_board import ProviderHealth, board
from claims.enums import JobState, SearchOutcome
from claims.models import CaptureJob, Host, ProviderTest
from claims.pipeline.ask_provider import archive_facts, provider_facts
from claims.providers import registry
from claims.providers.language_model import PROVIDER_NAME
from claims.web.own_desks import OwnDesks, check_is_member, own_desks
from claims.web.words import OUTCOMES

# A sign and a word for each state of the board; the sign never stands alone.
STATES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "on": ("✓", "On"),
        "off": ("✗", "Switched off"),
        "key_missing": ("○", "Not asked"),
        "open": ("‖", "Left alone"),
        "probing": ("◌", "On trial"),
        "quota": ("▽", "Quota used up"),
    }
)
ANSWERS: Mapping[str, str] = MappingProxyType(
    {
        "pages": "pages",
        "reviews": "reviews that others published",
        "pointers": "pointers to pages, never evidence",
        "copies": "archived copies of pages that are gone",
    }
)
EXAMPLE_QUERY = "164 signatories of the Ottawa Convention"
EXAMPLE_ADDRESS = "https://www.example.org/"
TESTS_SHOWN = 10
HOSTS_SHOWN = 50
# A wait that is shorter than this is an ordinary pace, and nobody needs to hear of it.
PARKED_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One provider on the board; `archive` is the public archive of the same name, if pages can be sent there."""

    health: ProviderHealth
    archive: ProviderFacts | None

    @property
    def facts(self) -> ProviderFacts:
        """What the provider says of itself."""
        return self.health.facts

    @property
    def sign(self) -> str:
        """A sign beside the word, never instead of it."""
        return STATES[self.health.state][0]

    @property
    def state(self) -> str:
        """The state in a word or two."""
        return STATES[self.health.state][1]

    @property
    def words(self) -> str:
        """The state in a sentence."""
        return f"{self.facts.missing} is not set." if self.health.state == "key_missing" else self.health.words

    @property
    def answers(self) -> str:
        """What it answers with."""
        return ANSWERS.get(self.facts.answers, self.facts.answers)

    @property
    def latency(self) -> str:
        """How long the last questions took."""
        if self.health.median_ms is None:
            return "not asked yet"
        return f"median {self.health.median_ms:,} ms, 95 of 100 within {self.health.p95_ms:,} ms"

    @property
    def share(self) -> str:
        """How many of the questions of the last day it answered."""
        asked = self.health.asked
        if not asked:
            return "no question in the last day"
        return f"answered {self.health.answered} of {asked} question{pluralize(asked)} in the last day"

    @property
    def quota(self) -> str:
        """How many questions are left, as the service said with its last answer."""
        left, limit, until = self.health.quota_left, self.health.quota_limit, self.health.quota_resets_at
        if left is None:
            return "no quota told"
        said = f"{left:,} of {limit:,} left" if limit is not None else f"{left:,} left"
        return f"{said}, renewed {moment_words(until)}" if until else said

    @property
    def breaker(self) -> str:
        """Whether failures keep us from asking it."""
        if self.health.breaker == OPEN and self.health.open_until:
            return f"open until {moment_words(self.health.open_until)}"
        return "half open: the next question decides" if self.health.breaker == HALF_OPEN else "closed"


@dataclass(frozen=True, slots=True)
class HostRow:
    """A host of the web that is not visited now; `host` carries `waiting`, the captures in the queue for it."""

    host: Any

    @property
    def is_broken(self) -> bool:
        """Whether it failed too often; else it only wants to be left alone for a while."""
        return self.host.open_until is not None

    @property
    def state(self) -> str:
        """What is the matter, and until when."""
        if breaker_words(self.host) == OPEN:
            return f"Left alone until {moment_words(self.host.open_until)}"
        if self.is_broken:
            return "On trial: the next visit decides"
        return f"Not visited until {moment_words(self.host.not_before)}"

    @property
    def reason(self) -> str:
        """Why."""
        if not self.is_broken:
            return "It asked for a pause between two visits."
        return f"{self.host.failures} failures in a row. The last: {self.host.last_error}"


@dataclass(frozen=True, slots=True)
class BoardPage:
    """All providers, the hosts that are parked or broken, and the language model, if one reads articles too."""

    rows: tuple[BoardRow, ...]
    hosts: tuple[HostRow, ...]
    language_model: BoardRow | None = None


@dataclass(frozen=True, slots=True)
class ProviderPage:
    """One provider: how it is doing, what this person may do, and the questions put to it by hand."""

    row: BoardRow
    tests: tuple[ProviderTest, ...]
    may: frozenset[str]
    form: Form | None

    @property
    def is_off(self) -> bool:
        """Whether a person switched it off."""
        return self.row.health.state == "off"

    @property
    def asks_for_address(self) -> bool:
        """Whether it is asked with an address instead of words."""
        return self.row.facts.answers == "copies"

    @property
    def query_typed(self) -> str:
        """The question typed into a form that could not be used, else the guiding example's."""
        example = EXAMPLE_ADDRESS if self.asks_for_address else EXAMPLE_QUERY
        return str(self.form.data.get("query", example)) if self.form else example

    @property
    def reason_typed(self) -> str:
        """The reason typed into a form that could not be used."""
        return str(self.form.data.get("reason", "")) if self.form else ""

    @property
    def problems(self) -> list[str]:
        """Why a form could not be used."""
        errors = self.form.errors.values() if self.form else ()
        return [str(message) for messages in errors for message in messages]


@dataclass(frozen=True, slots=True)
class TryPage:
    """A question put to a provider by hand: what was sent and what came back."""

    test: ProviderTest
    label: str
    may_retry: bool

    @property
    def is_failed(self) -> bool:
        """Whether the machines gave up before the provider was asked."""
        return self.test.job_state == JobState.FAILED

    @property
    def is_busy(self) -> bool:
        """Whether the answer is still to come."""
        return self.test.outcome == SearchOutcome.PENDING and not self.is_failed

    @property
    def outcome(self) -> str:
        """What came of it."""
        return OUTCOMES[self.test.outcome]

    @property
    def waits_for(self) -> str:
        """What keeps it from being asked now."""
        return self.test.job_error or self.test.job_waiting_for or "Waiting for a worker."

    @property
    def pages(self) -> list[dict[str, Any]]:
        """What was read from the answers; only a web address becomes a link."""
        return [page | {"is_link": _is_web(page.get("url", ""))} for page in self.test.pages]


def _is_web(address: str) -> bool:
    return address.startswith(("http://", "https://"))


def facts_named(name: str) -> ProviderFacts:
    """The facts of one provider; Http404 when none of that name is switched on in the settings."""
    for facts in provider_facts():
        if facts.name == name:
            return facts
    raise Http404(name)


def read_board(user: User) -> BoardPage:
    """The board, for everybody who is on a desk."""
    check_is_member(user)
    hosts = troubled_hosts(user, own_desks(user))
    return BoardPage(
        rows=tuple(_rows(provider_facts())),
        hosts=tuple(HostRow(host) for host in hosts),
        language_model=_language_model_row(),
    )


def _language_model_row() -> BoardRow | None:
    """The language model of the settings; it is no provider of sources, and is neither tested nor switched here."""
    model = registry.language_model()
    if model is None:
        return None
    facts = ProviderFacts(
        name=PROVIDER_NAME,
        label=model.name,
        sends=model.sends,
        homepage=model.homepage,
        answers="quotes",
        missing=model.missing,
    )
    (health,) = board([facts])
    return BoardRow(health, None)


def read_provider_page(facts: ProviderFacts, user: User, *, form: Form | None = None) -> ProviderPage:
    """One provider; `form` is one that could not be used."""
    check_is_member(user)
    (row,) = _rows([facts])
    tests = ProviderTest.objects.visible_to(user).filter(provider__name=facts.name).select_related("asked_by")
    return ProviderPage(row, tuple(tests[:TESTS_SHOWN]), own_desks(user).may, form)


def read_try_page(test: ProviderTest, user: User) -> TryPage:
    """A question put to a provider by hand."""
    labels = {facts.name: facts.label for facts in provider_facts()}
    label = labels.get(test.provider.name, test.provider.name)
    return TryPage(test, label, can(user, "retry_work", test.desk))


def _rows(facts: Sequence[ProviderFacts]) -> list[BoardRow]:
    archives = archive_facts()
    return [BoardRow(health, archives.get(health.facts.name)) for health in board(facts)]


def troubled_hosts(user: User, desks: OwnDesks) -> list[Host]:
    """Hosts that nobody may visit now, those that are longest away first.

    Which hosts a desk reads is its own affair: a person sees those of the own desks and of the house, and who runs
    the machine sees all.
    """
    later = Now() + timedelta(seconds=PARKED_SECONDS)
    hosts = Host.objects.filter(Q(open_until__isnull=False) | Q(not_before__gt=later))
    if "switch_provider" not in desks.may:
        hosts = hosts.filter(Exists(CaptureJob.objects.visible_to(user).filter(host=OuterRef("pk"))))
    waiting = Count("capture_jobs", filter=Q(capture_jobs__job_state=JobState.QUEUED))
    return list(hosts.annotate(waiting=waiting).order_by("-open_until", "-not_before", "pk")[:HOSTS_SHOWN])

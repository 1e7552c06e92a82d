"""The words of the screens: bands, stances with their sign and key, comparators, outcomes."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from claims.enums import AnchorState, JobState, OriginVerdict, SearchOutcome, Stance

# From this score up; the score is the machine's, the words are what a person reads.
BANDS = (
    (0.75, "Very likely worth checking"),
    (0.5, "Likely worth checking"),
    (0.25, "Perhaps worth checking"),
    (0.0, "Hardly worth checking"),
)

COMPARATORS: Mapping[str, str] = MappingProxyType(
    {"=": "", ">": "more than ", ">=": "at least ", "<": "less than ", "<=": "at most ", "~": "about ", "range": ""}
)

# What a figure says beside its number when it is no level.
CHANGES: Mapping[str, str] = MappingProxyType({"rise": "a rise", "fall": "a fall", "change": "a change"})

# Units that are named before their number: "rank 3", "share 0.2".
UNITS_BEFORE_NUMBER = frozenset({"rank", "share"})

NEGATIONS: Mapping[str, str] = MappingProxyType(
    {"negation": "Negation", "exception": "Exception", "exclusive": "Only this"}
)

ENTITY_LABELS: Mapping[str, str] = MappingProxyType(
    {"PERSON": "Person", "ORG": "Organisation", "PLACE": "Place", "AGREEMENT": "Agreement", "OTHER": "Name"}
)

FIGURE_OUTCOMES: Mapping[str, str] = MappingProxyType(
    {
        "agrees": "Figures agree",
        "contradicts": "Figures contradict",
        "same_number_different_thing": "Same number, different thing",
        "different_number_same_thing": "Different number, same thing",
        "not_comparable": "Figures cannot be compared",
    }
)

OUTCOMES: Mapping[str, str] = MappingProxyType(
    {
        SearchOutcome.PENDING: "not answered yet",
        SearchOutcome.FOUND: "found",
        SearchOutcome.NONE_FOUND: "none found",
        SearchOutcome.NONE_RELEVANT: "none relevant",
        SearchOutcome.COULD_NOT_LOOK: "could not look",
    }
)

# How the quoted words stand in a later copy of their page.
LATER_WORDS: Mapping[str, str] = MappingProxyType(
    {
        AnchorState.EXACT: "unchanged",
        AnchorState.NORMALISED: "matched after normalising",
        AnchorState.MOVED: "moved",
        AnchorState.LOST: "gone",
    }
)

VERDICT_WORDS: Mapping[str, str] = MappingProxyType(
    {OriginVerdict.SAME: "one source", OriginVerdict.SEPARATE: "separate sources"}
)

WORK_STATES: Mapping[str, str] = MappingProxyType(
    {
        JobState.QUEUED: "waiting for a worker",
        JobState.WORKING: "under way",
        JobState.DONE: "done",
        JobState.FAILED: "failed",
    }
)

LANGUAGES: Mapping[str, str] = MappingProxyType(
    {"en": "English", "uk": "Ukrainian", "de": "German", "fr": "French", "es": "Spanish", "pl": "Polish"}
)


@dataclass(frozen=True, slots=True)
class StanceChoice:
    """A stance as it is printed: word, sign, and the key that chooses it."""

    value: str
    label: str
    sign: str
    key: str


STANCES = (
    StanceChoice(Stance.SUPPORTS.value, "Supports", "▲", "s"),
    StanceChoice(Stance.REFUTES.value, "Refutes", "▼", "r"),
    StanceChoice(Stance.DISPUTES_PART.value, "Disputes a part", "◆", "d"),
    StanceChoice(Stance.CONTEXT.value, "Context only", "●", "c"),
)
STANCE_BY_VALUE: Mapping[str, StanceChoice] = MappingProxyType({choice.value: choice for choice in STANCES})


def band_of(score: float) -> str:
    """The band that a check-worthiness score falls in, in words."""
    return next(words for lowest, words in BANDS if score >= lowest)


def counted(number: int, noun: str, *, plural: str = "") -> str:
    """A number with its noun: `1 page`, `3 copies`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def sources_words(passages: int, pages: int, sources: int) -> str:
    """The headline of a claim: `5 passages · 4 pages · 3 independent sources`."""
    return " · ".join((counted(passages, "passage"), counted(pages, "page"), counted(sources, "independent source")))


def language_name(tag: str) -> str:
    """A language tag in words; the tag itself when we have no word for it."""
    return LANGUAGES.get(tag, tag) if tag else "language not known"


def number_words(value: float) -> str:
    """A number with thousands separated, without a needless fraction."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"


def advice_words(advice: str) -> SafeString:
    """Advice for a page: what stands between backticks, as the terminal shows a command, is set as code."""
    parts = (
        format_html("<code>{}</code>" if place % 2 else "{}", part) for place, part in enumerate(advice.split("`"))
    )
    return format_html_join("", "{}", ((part,) for part in parts))

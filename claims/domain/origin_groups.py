"""How pages that bear on one claim fall into groups that each count as one source. Values in, values out.

First what people decided, the newest word first. Then every sign that two pages go back to one origin joins them,
the strongest first: near-copies, a named original, the same agency, the same source cited at the passage. Last, and
only among pages that no such sign ties to somebody else: the same publisher; and all whose publisher nobody knows.
So a site that reprints two agencies does not make one source of them.

Pages that a person set apart are never in one group, however many others would tie them together. In a chain
A ~ B ~ C with A and C apart, B stays with the one it is tied to more strongly; of equals, with the older page.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from claims.enums import OriginReason
from claims.text.origins import compact_name, label_of, named_origin

STRENGTH = (
    OriginReason.PERSON,
    OriginReason.NEAR_COPY,
    OriginReason.CANONICAL,
    OriginReason.CREDIT,
    OriginReason.CITES,
    OriginReason.PUBLISHER,
    OriginReason.UNKNOWN,
)
_PUBLISHER_KEY = "publisher:"


@dataclass(frozen=True, slots=True)
class Sign:
    """A key of a page with the words it was read in; `governs` is true of one that stands right before the passage."""

    key: str
    words: str
    governs: bool = False


@dataclass(frozen=True, slots=True)
class SourcePage:
    """What is known of one page that bears on the claim.

    `address` is the key under which others name it as their original. `cites` are those that stand at its passages.
    """

    number: int
    publisher: str
    address: str = ""
    credits: tuple[Sign, ...] = ()
    canonical: tuple[str, ...] = ()
    cites: tuple[Sign, ...] = ()


@dataclass(frozen=True, slots=True)
class CopiedPair:
    """Two pages that share much of their words; `share` is of the shorter."""

    first: int
    second: int
    share: float


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word on two pages."""

    first: int
    second: int
    is_same: bool
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Link:
    """A sign that two pages go back to one origin; `words` name what was seen."""

    first: int
    second: int
    reason: OriginReason
    words: str = ""
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class PageGroup:
    """Pages that count as one source, with the strongest reason and a sentence that names what was seen."""

    pages: tuple[int, ...]
    reason: OriginReason
    explanation: str


@dataclass(slots=True)
class Partition:
    """Groups under way: pages joined so far, and pairs that must never meet."""

    group_of: dict[int, set[int]]
    apart: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def join(self, first: int, second: int) -> bool:
        """Make one group of two; False when somebody in them was set apart."""
        left, right = self.group_of[first], self.group_of[second]
        if left is right:
            return True
        if any(self.apart[page] & right for page in left if page in self.apart):
            return False
        left |= right
        for page in right:
            self.group_of[page] = left
        return True

    def keep_apart(self, first: int, second: int) -> bool:
        """See that two pages never meet; False when they have met already."""
        if self.group_of[first] is self.group_of[second]:
            return False
        self.apart[first].add(second)
        self.apart[second].add(first)
        return True

    def groups(self) -> list[set[int]]:
        """The groups, in the order of their smallest page."""
        distinct = {id(group): group for group in self.group_of.values()}
        return sorted(distinct.values(), key=min)


def group_pages(
    pages: Sequence[SourcePage], *, copies: Iterable[CopiedPair] = (), decisions: Iterable[Decision] = ()
) -> list[PageGroup]:
    """Group the pages; `decisions` come newest first, and one that contradicts a newer one is left out."""
    by_number = {page.number: page for page in pages}
    decided = list(decisions)
    # Pages that are no evidence any more still hold together what a person joined through them.
    everybody = by_number.keys() | {number for one in decided for number in (one.first, one.second)}
    partition = Partition({number: {number} for number in everybody})
    kept = [one for one in decided if _apply(one, partition)]
    links = _decided_links(by_number, partition) + _links_of_signs(by_number, copies)
    blocked = _joined(links, partition)
    others = _publisher_links(by_number, partition)
    blocked += _joined(others, partition)
    links += others
    groups = [group & by_number.keys() for group in partition.groups()]
    groups = sorted((group for group in groups if group), key=min)
    return [_described(group, by_number, links, decisions=kept, blocked=blocked) for group in groups]


def _joined(links: Iterable[Link], partition: Partition) -> list[Link]:
    """Join what the links tie together, the strongest first; those that a person's word forbade are returned."""
    ordered = sorted(links, key=lambda link: (STRENGTH.index(link.reason), -link.share, link.first, link.second))
    return [link for link in ordered if not partition.join(link.first, link.second)]


def _apply(decision: Decision, partition: Partition) -> bool:
    act = partition.join if decision.is_same else partition.keep_apart
    return act(decision.first, decision.second)


# --- signs ----------------------------------------------------------------------------------------------------------


def _decided_links(pages: dict[int, SourcePage], partition: Partition) -> list[Link]:
    return [
        _link(first, second, OriginReason.PERSON)
        for group in partition.groups()
        for first, second in combinations(sorted(group & pages.keys()), 2)
    ]


def _link(one: int, other: int, reason: OriginReason, *, words: str = "", share: float = 0.0) -> Link:
    first, second = sorted((one, other))
    return Link(first, second, reason, words, share)


def _links_of_signs(pages: dict[int, SourcePage], copies: Iterable[CopiedPair]) -> list[Link]:
    credited, citing = _chosen(pages, "credits"), _chosen(pages, "cites")
    return [
        *(_link(pair.first, pair.second, OriginReason.NEAR_COPY, share=pair.share) for pair in copies),
        *_canonical_links(pages),
        *_same_key_links(credited.items(), OriginReason.CREDIT),
        *_same_key_links([*citing.items(), *_cited(citing, credited, pages)], OriginReason.CITES),
    ]


def _canonical_links(pages: dict[int, SourcePage]) -> Iterator[Link]:
    """Pages that name the same original, and the original itself when it is among them."""
    holders: dict[str, list[int]] = defaultdict(list)
    for page in pages.values():
        for key in {*page.canonical, page.address} - {""}:
            holders[key].append(page.number)
    for numbers in holders.values():
        for first, second in combinations(sorted(numbers), 2):
            yield _link(first, second, OriginReason.CANONICAL)


def _chosen(pages: dict[int, SourcePage], kind: str) -> dict[int, Sign]:
    """One key for each page: the credit that governs its passage, else the key that most pages share.

    A page that thanks two agencies would else make one source of both.
    """
    signs: dict[int, tuple[Sign, ...]] = {number: getattr(page, kind) for number, page in pages.items()}
    shared = Counter(key for found in signs.values() for key in {sign.key for sign in found})
    chosen = {}
    for number, found in signs.items():
        own = [sign for sign in found if not sign.key.startswith(_PUBLISHER_KEY)]
        if own:
            chosen[number] = max(own, key=lambda sign: (sign.governs, shared[sign.key]))
    return chosen


def _cited(
    citing: dict[int, Sign], credited: dict[int, Sign], pages: dict[int, SourcePage]
) -> Iterator[tuple[int, Sign]]:
    """Pages that are themselves what another one cites: the agency's text, or the newspaper that is named."""
    by_key = {sign.key: sign for sign in citing.values()}
    by_outlet = {_outlet(sign.words): sign for sign in citing.values()}
    for number, page in pages.items():
        label = _outlet(label_of(page.publisher))
        if number in credited and credited[number].key in by_key:
            yield number, by_key[credited[number].key]
        elif label and label in by_outlet:
            yield number, by_outlet[label]


def _outlet(name: str) -> str:
    return compact_name(name).removeprefix("the")


def _same_key_links(holders: Iterable[tuple[int, Sign]], reason: OriginReason) -> Iterator[Link]:
    by_key: dict[str, dict[int, Sign]] = defaultdict(dict)
    for number, sign in holders:
        by_key[sign.key].setdefault(number, sign)
    for signs in by_key.values():
        for first, second in combinations(sorted(signs), 2):
            yield _link(first, second, reason, words=origin_name(signs[first]))


def _publisher_links(pages: dict[int, SourcePage], partition: Partition) -> list[Link]:
    """Groups that are wholly one publisher's own work are one source; so are those whose publisher nobody knows."""
    labels = {_outlet(label_of(page.publisher)): page.publisher for page in pages.values() if page.publisher}
    own: dict[str, list[int]] = defaultdict(list)
    for group in (group & pages.keys() for group in partition.groups()):
        publishers = {_publisher_of(pages[number], labels) for number in group}
        if group and len(publishers) == 1 and not any(_is_credited_elsewhere(pages[number]) for number in group):
            own[publishers.pop()].append(min(group))
    links = []
    for publisher, numbers in own.items():
        reason = OriginReason.PUBLISHER if publisher else OriginReason.UNKNOWN
        links += [_link(first, second, reason, words=publisher) for first, second in combinations(numbers, 2)]
    return links


def _publisher_of(page: SourcePage, labels: dict[str, str]) -> str:
    """Whose work it is: the publisher it was taken over from, else its own."""
    for sign in page.credits:
        if sign.key.startswith(_PUBLISHER_KEY):
            name = sign.key.removeprefix(_PUBLISHER_KEY)
            return name if "." in name else labels.get(_outlet(name), name)
    return page.publisher


def _is_credited_elsewhere(page: SourcePage) -> bool:
    return bool(page.canonical) or any(not sign.key.startswith(_PUBLISHER_KEY) for sign in page.credits)


# --- words ----------------------------------------------------------------------------------------------------------

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def origin_name(sign: Sign) -> str:
    """What to call the origin that a sign names: an agency by its name, else by the page's own words."""
    return named_origin(sign.key) if sign.key.startswith("agency:") or not sign.words else sign.words


def _described(
    group: set[int],
    pages: dict[int, SourcePage],
    links: Sequence[Link],
    *,
    decisions: Sequence[Decision],
    blocked: Sequence[Link],
) -> PageGroup:
    numbers = tuple(sorted(group))
    inner = [link for link in links if link.first in group and link.second in group]
    joined = [one for one in decisions if one.is_same and (one.first in group or one.second in group)]
    if inner:
        reason = min((link.reason for link in inner), key=STRENGTH.index)
        return PageGroup(numbers, reason, _sentence([*_by_people(joined), *_by_signs(group, pages, inner)]))
    page = pages[numbers[0]]
    splits = [one for one in decisions if not one.is_same and page.number in (one.first, one.second)]
    if any(page.number in (link.first, link.second) for link in blocked) and splits:
        return PageGroup(numbers, OriginReason.PERSON, f"Kept apart by {splits[0].by}: “{splits[0].reason}”.")
    return PageGroup(numbers, _reason_of_single(page), _sentence(_about_single(page)))


def _reason_of_single(page: SourcePage) -> OriginReason:
    if page.canonical:
        return OriginReason.CANONICAL
    if page.credits:
        return OriginReason.CREDIT
    return OriginReason.ALONE if page.publisher else OriginReason.UNKNOWN


def _about_single(page: SourcePage) -> Iterator[str]:
    if page.canonical:
        yield "the page names another one as its original"
    if page.credits:
        yield f"the page credits {origin_name(page.credits[0])}"
    if page.cites:
        yield f"the passage cites {origin_name(page.cites[0])}"
    if not page.publisher:
        yield "it is not known who published the page"
    yield "no other page here goes back to the same origin"


def _by_people(decisions: Iterable[Decision]) -> list[str]:
    said = dict.fromkeys(f"joined by {one.by}: “{one.reason}”" for one in decisions)
    return list(said)


def _by_signs(group: set[int], pages: dict[int, SourcePage], links: Sequence[Link]) -> Iterator[str]:
    """What was seen, a clause for each kind of sign, with how many of the pages show it."""
    whole = len(group)
    copies = [link for link in links if link.reason == OriginReason.NEAR_COPY]
    if copies:
        much = "most" if min(max(_shares(number, copies)) for number in _ends(copies)) >= 0.5 else "much"
        yield f"{_counted(len(_ends(copies)), whole)} share {much} of their words"
    naming = [number for number in group if pages[number].canonical]
    if any(link.reason == OriginReason.CANONICAL for link in links):
        yield f"{_counted(len(naming), whole)} {_verb('name', naming)} another page as the original"
    credits = Counter(name for number in group for name in {origin_name(sign) for sign in pages[number].credits})
    for name, count in credits.most_common(2):
        yield f"{_counted(count, whole)} {_verb('credit', range(count))} {name}"
    for name in dict.fromkeys(link.words for link in links if link.reason == OriginReason.CITES):
        citing = _ends(link for link in links if link.reason == OriginReason.CITES and link.words == name)
        yield f"{_counted(len(citing), whole)} go back to what {name} says"
    for link in [link for link in links if link.reason == OriginReason.PUBLISHER][:1]:
        yield f"{_counted(whole, whole)} are published by {link.words}"
    if any(link.reason == OriginReason.UNKNOWN for link in links):
        yield f"it is not known who published {_counted(whole, whole)}, so they count as one"


def _shares(number: int, copies: Iterable[Link]) -> list[float]:
    return [link.share for link in copies if number in (link.first, link.second)]


def _ends(links: Iterable[Link]) -> set[int]:
    return {number for link in links for number in (link.first, link.second)}


def _counted(count: int, whole: int) -> str:
    """ "seven pages" of seven, "four of seven pages" of more."""
    word = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    of = "" if count == whole else f" of {_NUMBERS[whole] if whole < len(_NUMBERS) else whole}"
    return f"{word}{of} {'page' if whole == 1 else 'pages'}"


def _verb(verb: str, subjects: Collection[int]) -> str:
    return f"{verb}s" if len(subjects) == 1 else verb


def _sentence(clauses: Iterable[str]) -> str:
    said = "; ".join(clauses)
    return f"{said[:1].upper()}{said[1:]}."

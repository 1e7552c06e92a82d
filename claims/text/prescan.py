"""One linear look over HTML bytes before any parser sees them: refuses what makes parsers run for minutes.

Parsers compare each attribute of a tag with all the others, and walk nested elements by recursion, so one tag with
200,000 attributes or 100,000 nested ``<div>`` stop them. Everything here takes one step per byte.
"""

import re
from dataclasses import dataclass

from claims.errors import ExtractionError

# Measured: 2,000 attributes in one tag cost milliseconds, 200,000 cost 40 s. Pages that people write stay under 100.
MAX_ATTRIBUTES = 512
# libxml2 drops everything below 2,048 nested elements, so a deeper page would come out empty.
MAX_DEPTH = 2_000

# A tag, with ">" inside quoted values kept inside the tag. Possessive, so a failed match never tries again.
_TOKEN = re.compile(
    rb"""<(?:(?P<comment>!--)
         |(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<rest>(?:[^>"'=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+|["'])*+)(?P<end>>)?)""",
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(rb"""[^\s/=>"']++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+""")
# Below this many bytes a tag cannot hold too many attributes, so they are not counted.
_COUNT_FROM = MAX_ATTRIBUTES * 2
_COMMENT_END = re.compile(rb"--!?>")
_RAW_TEXT_ENDS = {
    name: re.compile(rb"</" + name + rb"[\s/>]", re.IGNORECASE) for name in (b"script", b"style", b"textarea", b"title")
}
_VOID = frozenset(b"area base br col embed hr img input link meta param source track wbr".split())
# Elements whose end tag may be left out: the next one closes them, so they do not nest.
_SELF_ENDING = frozenset(b"p li dt dd tr td th thead tbody tfoot option optgroup colgroup rt rp".split())


@dataclass(frozen=True, slots=True)
class MarkupShape:
    """What one look over the markup found."""

    tags: int
    depth: int
    script_bytes: int
    ends_inside_markup: bool


def check_markup(body: bytes) -> MarkupShape:
    """The shape of UTF-8 markup; ExtractionError ``too_many_attributes`` or ``too_deep``."""
    return _Scan(body).run_through()


class _Scan:
    """The counters of one look; a class because four of them move together."""

    def __init__(self, body: bytes) -> None:
        self.body = body
        self.position = 0
        self.tags = 0
        self.depth = 0
        self.deepest = 0
        self.script_bytes = 0
        self.ends_inside_markup = False

    def run_through(self) -> MarkupShape:
        while token := _TOKEN.search(self.body, self.position):
            self.position = token.end()
            if token["comment"]:
                self._skip_comment()
            else:
                self._count_tag(token)
        return MarkupShape(self.tags, self.deepest, self.script_bytes, self.ends_inside_markup)

    def _count_tag(self, token: re.Match[bytes]) -> None:
        self.tags += 1
        name = token["name"].lower()
        rest = token["rest"]
        if token["end"] is None:
            self.ends_inside_markup = True
        if len(rest) >= _COUNT_FROM:
            _check_attributes(rest)
        if name in _VOID or name in _SELF_ENDING:
            return
        if token["close"]:
            self.depth = max(0, self.depth - 1)
        # Drawings hold "<title/>", which has no end to look for.
        elif name in _RAW_TEXT_ENDS and not (name == b"title" and rest.endswith(b"/")):
            self._skip_raw_text(name)
        elif not rest.endswith(b"/"):
            self._go_deeper()

    def _go_deeper(self) -> None:
        self.depth += 1
        self.deepest = max(self.deepest, self.depth)
        if self.depth > MAX_DEPTH:
            raise ExtractionError(
                f"The page nests more than {MAX_DEPTH:,} elements inside one another and cannot be read.",
                code="too_deep",
            )

    def _skip_comment(self) -> None:
        # Two back: "<!-->" is a whole comment.
        found = _COMMENT_END.search(self.body, self.position - 2)
        self.ends_inside_markup = self.ends_inside_markup or found is None
        self.position = found.end() if found else len(self.body)

    def _skip_raw_text(self, name: bytes) -> None:
        found = _RAW_TEXT_ENDS[name].search(self.body, self.position)
        start, self.position = self.position, found.end() if found else len(self.body)
        self.ends_inside_markup = self.ends_inside_markup or found is None
        if name == b"script":
            self.script_bytes += self.position - start


def _check_attributes(rest: bytes) -> None:
    for count, _ in enumerate(_ATTRIBUTE.finditer(rest), start=1):
        if count > MAX_ATTRIBUTES:
            raise ExtractionError(
                f"One tag of the page has more than {MAX_ATTRIBUTES} attributes; such a page is not read.",
                code="too_many_attributes",
            )

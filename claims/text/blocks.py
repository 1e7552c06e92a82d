"""A parsed tree to plain text: blank lines between blocks, a line for each list item and table row."""

import re

from lxml import etree

from claims.text.charset import clean

_BLANKS = re.compile(r"[ \t\n\r\f\v]+")
# Elements that start a block of their own: HTML's, and those of trafilatura's own tree (head, item, quote, row, lb).
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "caption", "code", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head",
    "header", "hr", "item", "lb", "li", "list", "main", "nav", "ol", "p", "pre", "quote", "row", "section",
    "summary", "table", "tr", "ul",
))  # fmt: skip
# Blocks that stand together, one line each, without a blank line between them.
_CLOSE_BLOCKS = frozenset(("item", "li", "row", "tr"))
_ROWS = frozenset(("row", "tr"))
_GROUPS = frozenset(("list", "ol", "ul", "table"))
_CELLS = frozenset(("cell", "td", "th"))


def render_blocks(root: etree._Element | None) -> str:
    """Text of ``root``: a blank line between blocks, a line for each list item and table row, " | " between cells."""
    if root is None:
        return ""
    lines = _Lines()
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            lines.enter(element.tag)
            lines.add(element.text)
            continue
        if event == "end":
            lines.leave(element.tag)
        if element is not root:
            lines.add(element.tail)
    return lines.joined()


class _Lines:
    """Blocks of text, put together while a tree is walked through."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.blocks: list[tuple[int, str]] = []
        # Number of the list or table that is open, so that a table after a list is not taken for more items.
        self.group = 0
        self.close_depth = 0
        self.row_depth = 0
        self.has_cell = False

    def enter(self, tag: object) -> None:
        if tag in _CELLS:
            self.parts.append(" | " if self.has_cell else " ")
            self.has_cell = True
        elif tag in _BLOCKS:
            self._break_line(tag)
        if tag in _GROUPS and not self.close_depth:
            self.group += 1
        if tag in _CLOSE_BLOCKS:
            self.close_depth += 1
        if tag in _ROWS:
            self.row_depth += 1
            self.has_cell = False

    def leave(self, tag: object) -> None:
        if tag in _BLOCKS:
            self._break_line(tag)
        if tag in _CLOSE_BLOCKS:
            self.close_depth -= 1
        if tag in _ROWS:
            self.row_depth -= 1

    def add(self, text: str | None) -> None:
        if text:
            self.parts.append(text)

    def joined(self) -> str:
        self._end_block()
        pieces: list[str] = []
        for index, (group, line) in enumerate(self.blocks):
            if index:
                pieces.append("\n" if group and group == self.blocks[index - 1][0] else "\n\n")
            pieces.append(line)
        return clean("".join(pieces))

    def _break_line(self, tag: object) -> None:
        # A paragraph inside a table cell must not tear its row apart.
        if self.row_depth and tag not in _ROWS:
            self.parts.append(" ")
        else:
            self._end_block()

    def _end_block(self) -> None:
        line = _BLANKS.sub(" ", "".join(self.parts)).strip(" |")
        self.parts.clear()
        if line:
            self.blocks.append((self.group if self.close_depth else 0, line))

"""JSONL file → its rows, each checked as it is read; what is wrong is told with its line."""

import json
import sys
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from claims.errors import BadInput

_LARGEST = sys.float_info.max
_QUOTED_AT_MOST = 80


@dataclass(frozen=True, slots=True)
class Row:
    """One line's object, with the number of its line from 1."""

    line: int
    fields: dict[str, Any]

    def wrong(self, what: str) -> BadInput:
        """The error that says what is wrong with this row."""
        return BadInput(f"Line {self.line} {what}.")

    def text(self, name: str) -> str:
        """A field that must be a text."""
        value = self.fields.get(name)
        if not isinstance(value, str):
            raise self.wrong(f'must have the text "{name}"')
        return value

    def text_or_none(self, name: str) -> str | None:
        """A field that must be a text or null; it must be there."""
        if name not in self.fields or not isinstance(self.fields[name], str | None):
            raise self.wrong(f'must have "{name}", a text or null')
        return self.fields[name]

    def number(self, name: str) -> float:
        """A field that must be a number, and no larger than a float can be."""
        value = self.fields.get(name)
        if not isinstance(value, int | float) or isinstance(value, bool) or not -_LARGEST <= value <= _LARGEST:
            raise self.wrong(f'must have the number "{name}"')
        return value

    def number_or_none(self, name: str) -> float | None:
        """A field that must be a number or null; it must be there."""
        if name in self.fields and self.fields[name] is None:
            return None
        return self.number(name)

    def one_of(self, name: str, choices: Collection[str]) -> str:
        """A field that must be one of these texts."""
        value = self.text(name)
        if value not in choices:
            raise self.wrong(f'has {quoted(value)} as "{name}", which must be one of {", ".join(choices)}')
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A field that must be a list of texts."""
        values = self.fields.get(name)
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise self.wrong(f'must have the list of texts "{name}"')
        return tuple(values)

    def rows(self, name: str) -> tuple["Row", ...]:
        """A field that must be a list of objects."""
        values = self.fields.get(name)
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            raise self.wrong(f'must have the list of objects "{name}"')
        return tuple(Row(self.line, value) for value in values)


def read_rows(path: Path) -> list[Row]:
    """Every row of the file; BadInput when it is missing, empty, no UTF-8, or when a line is no JSON object."""
    try:
        content = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise BadInput(f"There is no file {path}.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"The file {path} cannot be read as UTF-8 text: {error}.") from error
    # Not splitlines(): a text may hold U+2028 as it is, which ends no line of JSONL.
    rows = [_row(line, number) for number, line in enumerate(content.split("\n"), 1) if line.strip()]
    if not rows:
        raise BadInput(f"The file {path} is empty: it must hold one JSON object a line.")
    return rows


def _row(line: str, number: int) -> Row:
    try:
        fields = json.loads(line, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"Line {number} is not JSON: {error}.") from error
    if not isinstance(fields, dict):
        raise BadInput(f"Line {number} must be a JSON object.")
    return Row(number, fields)


def _refuse_constant(name: str) -> NoReturn:
    """NaN and Infinity: Python reads them, JSON has no such numbers."""
    raise ValueError(f"{name} is no number")


def quoted(words: str) -> str:
    """Words from a file as an error names them: on one line, and not by the page."""
    return json.dumps(words if len(words) <= _QUOTED_AT_MOST else f"{words[:_QUOTED_AT_MOST]}…", ensure_ascii=False)


def check_ids_differ(ids: list[tuple[int, str]]) -> None:
    """Raise BadInput at the first of the (line, id) pairs whose id has been there before."""
    first_lines: dict[str, int] = {}
    for line, name in ids:
        first = first_lines.setdefault(name, line)
        if first != line:
            raise BadInput(f"Line {line} has the same id as line {first}: {quoted(name)}.")

"""What is saved as a file: its name in the headers, and tables that no spreadsheet takes for formulas."""

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeAlias
from urllib.parse import quote

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from rest_framework import serializers
from rest_framework.request import Request

from claims.api.conditional import is_known, not_modified

Cell: TypeAlias = str | int | float | datetime | None

CSV_TYPE = "text/csv; charset=utf-8"
NAME_LENGTH = 80
# What a spreadsheet takes for the beginning of a formula, or skips before it looks for one; in Japanese and Chinese
# also the wide forms. A quote stands there too, so that taking one quote off always gives the text back.
_BEGINS_FORMULA = re.compile(r"""^[=+\-@\t\r\n'＝＋－＠]""")
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f-\x9f"\\/:*?<>|;%\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+')


def attachment(title: str, *, ending: str) -> str:
    """Content-Disposition for a file named after a title (RFC 6266): an ASCII name, and the real one beside it.

    `ending` is ours, such as " snp_….wacz"; of the title nothing is left that could end the header or name a folder.
    """
    stem = " ".join(_NOT_IN_NAMES.sub(" ", title).split())[:NAME_LENGTH].strip(" .")
    name = f"{stem}{ending}".strip()
    plain = " ".join(name.encode("ascii", "ignore").decode().split())
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def csv_text(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A table as RFC 4180 has it: text in quotes, numbers bare, nothing that a spreadsheet would calculate."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerows([safe_cell(cell) for cell in row] for row in (header, *rows))
    return out.getvalue()


def safe_cell(cell: Cell) -> str | int | float:
    """A cell as it is written: text that could be a formula gets a single quote before it; numbers stay numbers."""
    if isinstance(cell, int | float):
        return cell
    text = str(serializers.DateTimeField().to_representation(cell)) if isinstance(cell, datetime) else cell or ""
    return f"'{text}" if _BEGINS_FORMULA.match(text) else text


def csv_file(request: Request, text: str, *, disposition: str) -> HttpResponseBase:
    """A table to be saved; 304 for a reader who has it already."""
    tag = f'"{hashlib.sha256(text.encode()).hexdigest()[:16]}"'
    headers = {"ETag": tag, "Content-Disposition": disposition}
    answer = HttpResponse(text, content_type=CSV_TYPE, headers=headers)
    return not_modified(answer) if is_known(request, tag) else answer

"""Tables as CSV that a spreadsheet opens without running anything that stands in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

Cell = str | int | float | None
_TRIGGERS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
BOM: Final = "\ufeff"
"""Without it some spreadsheets take Korean for another encoding."""


def guarded(text: str) -> str:
    """The text as a cell: one that a spreadsheet would calculate is led by a quote, so that it stays text."""
    return f"'{text}" if text.lstrip(" ").startswith(_TRIGGERS) or text.startswith(_TRIGGERS) else text


def csv_text(headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """The whole table; every text is quoted, numbers are not."""
    target = io.StringIO()
    writer = csv.writer(target, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([guarded(header) for header in headers])
    writer.writerows([[_cell(cell) for cell in row] for row in rows])
    return target.getvalue()


def _cell(cell: Cell) -> str | int | float:
    if cell is None:
        return ""
    return guarded(cell) if isinstance(cell, str) else cell

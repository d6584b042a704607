"""Tables as CSV that a spreadsheet opens without running anything that stands in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from core.spreadsheet import safe_cell

Cell = str | int | float | None
BOM: Final = "\ufeff"
"""Without it some spreadsheets take Korean for another encoding."""


def csv_text(headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """The whole table; every text is quoted, numbers are not."""
    target = io.StringIO()
    writer = csv.writer(target, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([safe_cell(header) for header in headers])
    writer.writerows([[_cell(cell) for cell in row] for row in rows])
    return target.getvalue()


def _cell(cell: Cell) -> str | int | float:
    if cell is None:
        return ""
    return safe_cell(cell) if isinstance(cell, str) else cell

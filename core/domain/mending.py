"""What may be wrong with a data folder after a crash of the machine, and what was done about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """What is wrong.

    database: SQLite finds it damaged, beyond its indexes. index: an index does not fit its table. search: the index of
    the texts. orphan_rows: rows that point at nothing. stranded: a version in progress of which no run is open.
    figures: the counted times do not fit the history. damaged_file: its bytes are not those of its name. missing_file:
    a record's file is gone. orphan_file: nobody names it. left_behind: files that a dead process had under way.
    """

    DATABASE = "database"
    INDEX = "index"
    SEARCH = "search"
    ORPHAN_ROWS = "orphan_rows"
    STRANDED = "stranded"
    FIGURES = "figures"
    DAMAGED_FILE = "damaged_file"
    MISSING_FILE = "missing_file"
    ORPHAN_FILE = "orphan_file"
    LEFT_BEHIND = "left_behind"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong. where: a table, a file or a record. is_mended: it was put right just now."""

    kind: FaultKind
    where: str
    text: str
    can_be_mended: bool = True
    is_mended: bool = False

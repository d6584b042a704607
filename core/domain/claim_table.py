"""Claims that come as a table: its columns, which record each line means, and what applying it would change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.domain.claim import Claim
from core.domain.field import FieldName
from core.domain.ids import RecordId


class ClaimKey(StrEnum):
    """By what a line finds its record: a file's name (or the folder's), the record's number here, the document's."""

    FILE = "file"
    RECORD = "record"
    NUMBER = "number"


class RecordFact(StrEnum):
    """What a line may say of a record besides its claim: by when it is to be decided."""

    DUE = "due"


ColumnUse = ClaimKey | RecordFact | FieldName | None
"""What a column is taken for; None: left aside."""


@dataclass(frozen=True, slots=True)
class ClaimTable:
    """A table as read, all of it untrusted text. lines: the line of the file where each row begins, from 1.

    suggested: what each column seems to be, one use a column, each use once.
    """

    source: str
    encoding: str
    delimiter: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    suggested: tuple[ColumnUse, ...]


@dataclass(frozen=True, slots=True)
class ClaimMatch:
    """What one line of the table would do.

    record: whose claim it is; None if none or several fit. title: what that record is called.
    before, after: the claim now and then. due_before, due: its deadline now and then.
    code, text: why the line cannot be applied; empty if it can. `unchanged` as code: the record says so already.
    """

    line: int
    key: str
    record: RecordId | None
    title: str
    before: Claim
    after: Claim
    code: str = ""
    text: str = ""
    due_before: datetime | None = None
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class ClaimOutcome:
    """What came of one line: applied if `code` is empty."""

    line: int
    record: RecordId
    code: str = ""
    text: str = ""

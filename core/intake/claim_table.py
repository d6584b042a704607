"""Claims from a table: finding each line's record, what applying it would change, and setting the claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final, Protocol

from core.domain.claim import Claim
from core.domain.claim_table import ClaimKey, ClaimMatch, ClaimOutcome, ClaimTable, ColumnUse, RecordFact
from core.domain.deadline import read_moment
from core.domain.field import DATE_FIELDS, FieldName
from core.domain.ids import RecordId
from core.domain.normal import typed_value
from core.domain.rows import RecordRow
from core.domain.states import DECIDED, ProcessStatus
from core.errors import HoldpointError, UsageError

MAX_VALUE: Final = 500
_LONGEST_NUMBER: Final = 15
_IN_WORK: Final = frozenset({ProcessStatus.PENDING, ProcessStatus.IN_PROGRESS})


class Finder(Protocol):
    """How records are found by what a line calls them."""

    def rows(self, records: Sequence[RecordId]) -> tuple[RecordRow, ...]: ...  # noqa: D102
    def named(self, name: str) -> tuple[RecordId, ...]: ...  # noqa: D102
    def numbered(self, number: str) -> tuple[RecordId, ...]: ...  # noqa: D102
    def claim(self, record: RecordId) -> Claim: ...  # noqa: D102


class ClaimImport:
    """Finds records for lines and sets their claims and deadlines; each is one transaction."""

    def __init__(
        self,
        finder: Finder,
        set_claim: Callable[[RecordId, Claim], None],
        set_due: Callable[[RecordId, datetime | None], None],
    ) -> None:
        self._finder = finder
        self._set_claim = set_claim
        self._set_due = set_due

    def match(self, table: ClaimTable, uses: Sequence[ColumnUse]) -> tuple[ClaimMatch, ...]:
        """See `core.domain.desk.Desk.match_claims`."""
        _check_uses(table, uses)
        matches = tuple(self._line(line, row, uses) for line, row in zip(table.lines, table.rows, strict=True))
        times = Counter(match.record for match in matches if match.record is not None)
        return tuple(_once(match, times[match.record] if match.record is not None else 0) for match in matches)

    def _line(self, line: int, row: Sequence[str], uses: Sequence[ColumnUse]) -> ClaimMatch:
        keys = [(use, cell) for use, cell in zip(uses, row, strict=True) if isinstance(use, ClaimKey) and cell]
        key = keys[0][1] if keys else ""
        values = tuple((use, cell) for use, cell in zip(uses, row, strict=True) if isinstance(use, FieldName) and cell)
        said = ClaimMatch(line, key, None, "", Claim(), Claim(values))
        if not keys:
            return _refused(said, "no_key", "The line does not say which record it means.")
        found = self._finder.rows(sorted(set.intersection(*(set(self._records(use, cell)) for use, cell in keys))))
        if len(found) != 1:
            code, text = ("several", f"{len(found)} records fit.") if found else ("no_record", "No record fits.")
            return _refused(said, code, text)
        due = next((cell for use, cell in zip(uses, row, strict=True) if use is RecordFact.DUE), "")
        return self._for_record(said, found[0], due)

    def _records(self, key: ClaimKey, cell: str) -> tuple[RecordId, ...]:
        match key:
            case ClaimKey.RECORD:
                is_number = cell.isascii() and cell.isdecimal() and len(cell) <= _LONGEST_NUMBER
                return (RecordId(int(cell)),) if is_number else ()
            case ClaimKey.FILE:
                return self._finder.named(cell)
            case ClaimKey.NUMBER:
                return self._finder.numbered(cell)

    def _for_record(self, said: ClaimMatch, row: RecordRow, due: str) -> ClaimMatch:
        before = self._finder.claim(row.id)
        kept = tuple((name, value) for name, value in before.values if said.after.get(name) is None)
        after = Claim(tuple(sorted((*kept, *said.after.values), key=lambda item: list(FieldName).index(item[0]))))
        until = read_moment(due) if due else row.due
        match = ClaimMatch(
            said.line, said.key, row.id, row.title, before, after, due_before=row.due, due=until or row.due
        )
        if until is None and due:
            return _refused(match, "bad_value", "The deadline is no day; write it as 2024-03-02.")
        for name, value in said.after.values:
            if problem := _problem(name, value):
                return _refused(match, "bad_value", problem)
        if refusal := _refusal(row):
            return _refused(match, *refusal)
        if not _changes_claim(match) and match.due == match.due_before:
            return _refused(match, "unchanged", "The record has this claim already.")
        return match

    def apply(self, matches: Sequence[ClaimMatch]) -> tuple[ClaimOutcome, ...]:
        """Set the claims of the lines that have nothing against it; what one is refused for never stops the others.

        A line that the record says already counts as applied: whoever asks again after a lost answer learns so.
        """
        outcomes = []
        for match in matches:
            if match.record is None or match.code:
                continue
            rows = self._finder.rows((match.record,))
            if rows and self._stands(rows[0], match):
                outcomes.append(ClaimOutcome(match.line, match.record))
                continue
            if refusal := _refusal(rows[0]) if rows else ("not_found", f"There is no record {match.record}."):
                outcomes.append(ClaimOutcome(match.line, match.record, *refusal))
                continue
            try:
                self._set(match.record, match)
                outcomes.append(ClaimOutcome(match.line, match.record))
            except HoldpointError as error:
                outcomes.append(ClaimOutcome(match.line, match.record, error.code, error.text))
        return tuple(outcomes)

    def _stands(self, row: RecordRow, match: ClaimMatch) -> bool:
        claim = self._finder.claim(row.id)
        return not claim.problem and dict(claim.values) == dict(match.after.values) and row.due == match.due

    def _set(self, record: RecordId, match: ClaimMatch) -> None:
        if match.due != match.due_before:
            self._set_due(record, match.due)
        if _changes_claim(match):
            self._set_claim(record, match.after)


def _changes_claim(match: ClaimMatch) -> bool:
    return bool(match.before.problem) or dict(match.before.values) != dict(match.after.values)


def _check_uses(table: ClaimTable, uses: Sequence[ColumnUse]) -> None:
    if len(uses) != len(table.headers):
        raise UsageError(f"The table has {len(table.headers)} columns; say for each what it is.", code="bad_mapping")
    given = [use for use in uses if use is not None]
    if twice := next((use for use in given if given.count(use) > 1), None):
        raise UsageError(f"Two columns are taken for {twice.value}; one must do.", code="bad_mapping")
    if not any(isinstance(use, ClaimKey) for use in given):
        raise UsageError("Say which column names the record: file, record or number.", code="no_key")
    if not any(isinstance(use, FieldName | RecordFact) for use in given):
        raise UsageError("Say which columns hold the claim's fields, or the deadline.", code="no_fields")


def _refused(match: ClaimMatch, code: str, text: str) -> ClaimMatch:
    return replace(match, code=code, text=text)


def _once(match: ClaimMatch, times: int) -> ClaimMatch:
    if times > 1 and match.code in ("", "unchanged"):
        return _refused(match, "twice", "Another line means the same record; leave one of them out.")
    return match


def _refusal(row: RecordRow) -> tuple[str, str] | None:
    """Why a record's claim cannot be set from a table now: code and text."""
    if row.status in DECIDED:
        return "decided", f"The record is {row.status} already."
    if row.status in _IN_WORK:
        return "in_work", "The record is still in work; import again when it is done."
    return None


def _problem(name: FieldName, value: str) -> str:
    if len(value) > MAX_VALUE:
        return f"{name.value} has more than {MAX_VALUE} letters."
    if name in DATE_FIELDS and not typed_value(name, value):
        return f"{name.value} is no date; write it as 2024-03-02."
    return ""

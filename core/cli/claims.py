"""What `holdpoint claims import` does: tell what each line would change, then set the claims."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from core.cli.output import print_json, say
from core.cli.progress import visible
from core.cli.session import opened, settle
from core.domain.claim_table import ClaimKey, ClaimMatch, ClaimOutcome, ClaimTable, ColumnUse, RecordFact
from core.domain.field import FieldName
from core.errors import UsageError

OK: Final = 0
FAILED: Final = 1
_HARMLESS: Final = frozenset({"", "unchanged"})


def import_table(file: Path, mapping: Sequence[str], data_dir: Path | None, *, as_json: bool, dry_run: bool) -> int:
    """See `holdpoint claims import`."""
    with opened(data_dir) as app:
        table = app.desk.read_claims(file)
        uses = column_uses(table, mapping)
        say(
            "columns: "
            + ", ".join(f"{name} = {use.value if use else '-'}" for name, use in zip(table.headers, uses, strict=True))
        )
        matches = app.desk.match_claims(table, uses)
        outcomes = () if dry_run else app.desk.apply_claims(matches)
        settled = settle(app, [outcome.record for outcome in outcomes if not outcome.code]) if outcomes else True
    _tell(matches, outcomes, as_json=as_json, dry_run=dry_run)
    codes = {match.code for match in matches} | {outcome.code for outcome in outcomes}
    return OK if settled and codes <= _HARMLESS else FAILED


def column_uses(table: ClaimTable, mapping: Sequence[str]) -> tuple[ColumnUse, ...]:
    """What each column is taken for: as guessed, but for what `COLUMN=USE` texts say; a column by header or number."""
    uses = list(table.suggested)
    for text in mapping:
        name, equals, use = text.rpartition("=")
        place = _column(table, name.strip())
        if not equals or place is None:
            raise UsageError(f"--map wants COLUMN=USE; columns are {', '.join(map(visible, table.headers))}.")
        wanted = _use(use.strip())
        uses = [None if other == wanted else other for other in uses]
        uses[place] = wanted
    return tuple(uses)


def _column(table: ClaimTable, name: str) -> int | None:
    if name in table.headers:
        return table.headers.index(name)
    return int(name) - 1 if name.isascii() and name.isdecimal() and 0 < int(name) <= len(table.headers) else None


def _use(text: str) -> ColumnUse:
    if text == "-":
        return None
    if text in set(ClaimKey):
        return ClaimKey(text)
    if text in set(RecordFact):
        return RecordFact(text)
    if text in set(FieldName):
        return FieldName(text)
    known = ", ".join((*ClaimKey, *RecordFact, *FieldName))
    raise UsageError(f"--map does not know {visible(text)}; use {known} or -.")


def _tell(matches: Sequence[ClaimMatch], outcomes: Sequence[ClaimOutcome], *, as_json: bool, dry_run: bool) -> None:
    made = {outcome.line: outcome for outcome in outcomes}
    results = []
    for match in matches:
        outcome = made.get(match.line)
        code, text = (outcome.code, outcome.text) if outcome else (match.code, match.text)
        result = code or ("would be set" if dry_run else "set")
        results.append({"line": match.line, "key": match.key, "record": match.record, "result": result, "text": text})
    if as_json:
        for found in results:
            print_json(found)
        return
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for name in ("line", "key", "record", "result", "text"):
        table.add_column(name, overflow="fold")
    for found in results:
        cells = (Text(visible("–" if value is None else str(value))) for value in found.values())
        table.add_row(*cells)
    Console(file=sys.stdout, highlight=False).print(table)

"""`holdpoint rerun`: which records, with what settings, what would come of it, and doing it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from core.bootstrap import Application
from core.cli.output import print_json, print_records, say
from core.cli.progress import visible
from core.cli.session import opened, settle
from core.domain.desk import RerunRequest
from core.domain.hold import ReasonCode
from core.domain.ids import RecordId
from core.domain.rerun import RerunLine, RerunOrder, RerunTotals
from core.domain.rows import RecordQuery
from core.domain.run_settings import RunSettings
from core.domain.states import ProcessStatus, StageName
from core.errors import ConflictError, NotFoundError, UsageError

OK: Final = 0
FAILED: Final = 1
_BATCH: Final = 2000
_SHOWN: Final = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which records, as typed: numbers, or a filter. every: all there are."""

    records: tuple[int, ...]
    statuses: tuple[ProcessStatus, ...]
    text: str
    reasons: tuple[ReasonCode, ...]
    document_types: tuple[str, ...]
    every: bool

    @property
    def is_filter(self) -> bool:
        """Whether a filter was given."""
        return bool(self.statuses or self.text or self.reasons or self.document_types or self.every)


@dataclass(frozen=True, slots=True)
class Own:
    """The run's own settings, as typed."""

    page_limit: int | None
    languages: str | None
    recogniser: str | None
    model: bool | None
    policy: Path | None


def rerun(
    wanted: Wanted,
    stage: StageName,
    chain: bool | None,
    own: Own,
    data_dir: Path | None,
    *,
    as_json: bool,
    dry_run: bool,
    agreed: bool,
) -> int:
    """See `holdpoint rerun`."""
    if wanted.is_filter == bool(wanted.records):
        raise UsageError("Name records by their numbers, or say which by a filter (--status, --search, --all).")
    if chain is None and (wanted.is_filter or len(wanted.records) > 1):
        raise UsageError("Say --from-here (with what follows the stage) or --only (the stage alone).")
    with opened(data_dir) as app:
        order = RerunOrder(stage, chain is not False, _settings(app, own))
        records = _records(app, wanted)
        lines = _lines(app, records, order)
        if dry_run or (wanted.is_filter and not agreed):
            _tell(lines, as_json=as_json)
            if not dry_run:
                say("nothing was run; add --yes to do it")
            return OK
        return _run(app, lines, order, as_json=as_json)


def _settings(app: Application, own: Own) -> RunSettings:
    languages = tuple(own.languages.split("+")) if own.languages is not None else None
    policy = app.desk.read_policy(own.policy) if own.policy is not None else None
    return RunSettings(own.page_limit, languages, own.recogniser, own.model, policy)


def _records(app: Application, wanted: Wanted) -> tuple[RecordId, ...]:
    if wanted.records:
        return tuple(RecordId(record) for record in dict.fromkeys(wanted.records))
    return app.desk.matching(
        RecordQuery(wanted.statuses, wanted.text, reasons=wanted.reasons, document_types=wanted.document_types)
    )


def _lines(app: Application, records: Sequence[RecordId], order: RerunOrder) -> list[RerunLine]:
    lines: list[RerunLine] = []
    for begin in range(0, len(records), _BATCH):
        lines += app.desk.plan_rerun(records[begin : begin + _BATCH], order)
    return lines


def _run(app: Application, lines: Sequence[RerunLine], order: RerunOrder, *, as_json: bool) -> int:
    if len(lines) == 1:
        _refuse(lines[0])
        app.desk.rerun(RerunRequest(lines[0].record, order.stage, order.chain, order.settings))
        begun, left = [lines[0].record], 0
    else:
        seen = [line.seen for line in lines if line.runs and line.seen is not None]
        outcomes = app.desk.rerun_many(seen, order)
        refused = [outcome for outcome in outcomes if outcome.version is None]
        said = [(line.record, line.text) for line in lines if line.code]
        for record, text in (*said, *((outcome.record, outcome.text) for outcome in refused)):
            say(f"left out: record {record}: {text}")
        begun = [outcome.record for outcome in outcomes if outcome.version is not None]
        left = len(lines) - len(begun)
    settled = settle(app, begun)
    good = print_records(app, begun, as_json=as_json)
    return OK if settled and good and not left else FAILED


def _refuse(line: RerunLine) -> None:
    if line.code == "not_found":
        raise NotFoundError(line.text)
    if line.code:
        raise ConflictError(line.text, code=line.code)


def _tell(lines: Sequence[RerunLine], *, as_json: bool) -> None:
    totals = RerunTotals().plus(lines)
    if as_json:
        print_json({"totals": asdict(totals)})
        for line in lines:
            print_json(asdict(line))
        return
    console = Console(file=sys.stdout, highlight=False)
    for text in totals_told(totals):
        console.print(Text(text))
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for name in ("id", "record", "runs", "outdated", "stays", "why not"):
        table.add_column(name, overflow="fold")
    for line in lines[:_SHOWN]:
        stays = "a person's values" if line.is_approved_by_person else ""
        stays = f"{stays} ({', '.join(line.locked)})" if line.locked else stays
        version = f"version {line.seen.version}; " if line.makes_version and line.seen else ""
        table.add_row(
            str(line.record), Text(visible(line.title)), ", ".join(line.runs), ", ".join(line.outdated),
            version + stays, Text(visible(line.text), style="red"),
        )  # fmt: skip
    console.print(table)
    if len(lines) > _SHOWN:
        say(f"and {len(lines) - _SHOWN:,} more; --json tells each")


def totals_told(totals: RerunTotals) -> list[str]:
    """The totals, a line each."""

    def counted(pairs: Sequence[tuple[str, int]]) -> str:
        return ", ".join(f"{name} {number:,}" for name, number in pairs)

    told = [f"{totals.will_run:,} of {totals.records:,} records would run: {counted(totals.runs) or 'nothing'}"]
    if totals.new_versions:
        told.append(f"{totals.new_versions:,} get a new version; {totals.decided:,} of them are decided, and stay so")
    if totals.outdated:
        told.append(f"results that no longer stand: {counted(totals.outdated)}")
    if totals.locked:
        fields = f"; corrected: {counted(totals.fields)}" if totals.fields else ""
        told.append(f"{totals.locked:,} hold values that a person stands for; they stay{fields}")
    if totals.left_out:
        told.append(f"left out: {counted(totals.left_out)}")
    return told

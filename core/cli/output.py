"""What commands print: JSON objects, a line each, or tables for a person."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from core.bootstrap import Application
from core.cli.progress import visible
from core.cli.sent import sent_table
from core.cli.session import language
from core.domain.desk import Refusal
from core.domain.ids import RecordId
from core.domain.rows import RecordDetail, RecordRow
from core.domain.states import ProcessStatus
from core.report import record_object

_STYLES = {
    ProcessStatus.APPROVED: "green",
    ProcessStatus.HOLD: "yellow",
    ProcessStatus.FAILED: "red",
    ProcessStatus.REJECTED: "magenta",
}


def print_json(value: object) -> None:
    """One object on a line of stdout."""
    # Escaped beyond ASCII only where the stream cannot carry it; a lone surrogate of a name never breaks a line.
    line = json.dumps(value, ensure_ascii=False)
    try:
        line.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        line = json.dumps(value)
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def say(text: str) -> None:
    """A line to the person on stderr."""
    sys.stderr.write(visible(text) + "\n")


def say_refused(refused: Sequence[Refusal]) -> None:
    """What was left aside and why."""
    for item in refused:
        say(f"left out: {item.source}: {item.text}")


def print_records(app: Application, records: Sequence[RecordId], *, as_json: bool) -> bool:
    """Print these records in their order; True if none has failed."""
    good = True
    table = _table()
    for record in records:
        detail = app.desk.open(record)
        good = good and detail.row.status is not ProcessStatus.FAILED
        if as_json:
            print_json(record_object(detail, language(app.settings)))
        else:
            _add(table, detail, language(app.settings))
    if not as_json and records:
        Console(file=sys.stdout, highlight=False).print(table)
    return good


def _table() -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for name, options in (
        ("id", {"justify": "right"}),
        ("source", {"overflow": "fold", "max_width": 28}),
        ("status", {}),
        ("document", {}),
        ("holder", {}),
        ("seconds", {"justify": "right"}),
        ("why", {"overflow": "fold"}),
    ):
        table.add_column(name, **options)
    return table


def _add(table: Table, detail: RecordDetail, tongue: str) -> None:
    row = detail.row
    why = "\n".join((row.error_text or "\n".join(reason.text(tongue) for reason in row.reasons), *_waiting(row)))
    seconds = sum(run.seconds or 0 for run in detail.runs if run.version == detail.version)
    table.add_row(
        str(row.id),
        Text(visible(row.source.rstrip("/").rpartition("/")[2])),
        Text(row.status.value, style=_STYLES.get(row.status, "")),
        Text(row.document_type or "–"),
        Text(visible(row.holder_name) or "–"),
        f"{seconds:.1f}",
        Text("\n".join(visible(line) for line in why.splitlines())),
    )


def _waiting(row: RecordRow) -> list[str]:
    """What a reviewer did with a held record instead of deciding it."""
    told = [f"due {row.due.astimezone():%Y-%m-%d %H:%M}"] if row.due is not None else []
    if row.postponed_until is not None:
        told.append(f"put off until {row.postponed_until.astimezone():%Y-%m-%d %H:%M}")
    if row.escalation is not None:
        to = f" to {row.escalation.to}" if row.escalation.to else ""
        told.append(f"escalated{to} by {row.escalation.by}: {row.escalation.note}")
    return told


def print_detail(app: Application, detail: RecordDetail) -> None:
    """Everything about one version of a record, for a person."""
    console = Console(file=sys.stdout, highlight=False)
    summary = _table()
    _add(summary, detail, language(app.settings))
    console.print(summary)
    fields = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0), title_justify="left")
    for name in ("field", "value", "page", "confidence", "says", "doubts"):
        fields.add_column(name)
    for item in detail.extraction.fields if detail.extraction else ():
        fields.add_row(
            item.name.value,
            Text(visible(item.value)),
            str(item.page or "–"),
            f"{item.confidence:.0%}",
            ", ".join(item.sources),
            ", ".join(item.doubts),
        )
    stages = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for name in ("version", "stage", "attempt", "status", "engine", "seconds", "with", "error"):
        stages.add_column(name)
    for run in detail.runs:
        seconds = "–" if run.seconds is None else f"{run.seconds:.2f}"
        engine = f"{run.engine} {run.engine_version}".strip()
        status = "paused" if run.paused else f"{run.status}, outdated" if run.outdated else run.status
        own = ", ".join(f"{name}={value}" for name, value in run.settings.told)
        error = Text(visible(run.error_text))
        stages.add_row(str(run.version), run.stage, str(run.attempt), status, engine, seconds, visible(own), error)
    console.print()
    console.print(fields)
    console.print()
    console.print(stages)
    if sent := app.desk.egress(detail.row.id):
        console.print()
        console.print(sent_table(sent))

"""`holdpoint retention` and `holdpoint erase`: what is kept no longer. Without --yes nothing is deleted."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from pydantic import TypeAdapter
from rich.console import Console
from rich.table import Table
from rich.text import Text

from core.bootstrap import Application
from core.cli.output import print_json, say
from core.cli.progress import visible
from core.cli.session import opened
from core.domain.ids import RecordId
from core.domain.keeping import Deleted, Deletion

_ROWS = 50
_MEGA = 1_000_000


def retention(data_dir: Path | None, *, yes: bool, as_json: bool) -> int:
    """See `holdpoint retention`."""
    with opened(data_dir) as app:
        if app.settings.retention.is_off:
            say("nothing is deleted: no times are set; see retention in the settings")
        return _go(app, app.retention.plan(), yes=yes, as_json=as_json)


def erase(records: Sequence[int], data_dir: Path | None, *, yes: bool, as_json: bool) -> int:
    """See `holdpoint erase`."""
    with opened(data_dir) as app:
        plan = app.retention.plan_erasing([RecordId(record) for record in records])
        for copy in sorted(app.settings.data_dir.glob("*-before-*.db")):
            say(f"a copy made before an upgrade or a mending still holds what it held then: {copy}")
        return _go(app, plan, yes=yes, as_json=as_json)


def _go(app: Application, plan: Sequence[Deletion], *, yes: bool, as_json: bool) -> int:
    _show(plan, as_json=as_json)
    if not plan:
        return 0
    if not yes:
        say("nothing was deleted; say --yes to delete this for good")
        return 0
    done = app.retention.delete(plan)
    if as_json:
        print_json(TypeAdapter(Deleted).dump_python(done, mode="json"))
    say(f"deleted: {len(done.records)} records or parts of them, {done.files} files, {done.freed / _MEGA:.1f} MB")
    return 0


def _show(plan: Sequence[Deletion], *, as_json: bool) -> None:
    if as_json:
        for deletion in plan:
            print_json({**asdict(deletion), "decided_at": deletion.decided_at and deletion.decided_at.isoformat()})
        return
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for name in ("record", "name", "document", "decided", "will be deleted", "files", "MB"):
        table.add_column(name, justify="right" if name in ("record", "files", "MB") else "left")
    for deletion in plan[:_ROWS]:
        table.add_row(
            str(deletion.record),
            Text(visible(deletion.title)),
            deletion.document_type or "–",
            deletion.decided_at.astimezone().strftime("%Y-%m-%d") if deletion.decided_at else "–",
            ", ".join(deletion.parts),
            str(deletion.files),
            f"{deletion.size / _MEGA:.1f}",
        )
    if plan:
        Console(file=sys.stdout, highlight=False).print(table)
    if len(plan) > _ROWS:
        say(f"and {len(plan) - _ROWS} more records; see --json")

"""What `holdpoint resubmit` does: new files for a record, read at once, and what changed since the last decision."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from core.cli.output import print_records, say
from core.cli.session import opened, settle
from core.domain.desk import NewFiles, ResubmitRequest
from core.domain.ids import RecordId


def resubmit(record: int, paths: Sequence[Path], files: NewFiles, data_dir: Path | None, *, as_json: bool) -> int:
    """See `holdpoint resubmit`."""
    with opened(data_dir) as app:
        row = app.desk.resubmit(ResubmitRequest(RecordId(record), tuple(paths), files))
        settled = settle(app, [row.id])
        good = print_records(app, [row.id], as_json=as_json)
        if settled and row.version > 1:
            say(f"what changed: holdpoint compare {row.id}")
    return 0 if settled and good else 1

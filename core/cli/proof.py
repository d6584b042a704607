"""What the commands of proof do: evidence packs, and walking the chain of hashes."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from core.cli.output import print_json, say
from core.cli.session import opened
from core.domain.ids import RecordId

OK: Final = 0
FAILED: Final = 1


def evidence(record: int, out: Path, data_dir: Path | None, *, as_json: bool) -> int:
    """See `holdpoint evidence`."""
    with opened(data_dir) as app:
        pack = app.desk.evidence_pack(RecordId(record), out.absolute())
    if as_json:
        print_json({"file": str(pack.path), "sha256": pack.sha256, "size": pack.size, "members": pack.members})
    else:
        say(f"{pack.path}: {pack.members} files, {pack.size} bytes, sha256 {pack.sha256}")
    return OK


def verify(data_dir: Path | None, *, as_json: bool, head: str) -> int:
    """See `holdpoint audit verify`."""
    with opened(data_dir) as app:
        report = app.store.views.verify_audit(head.strip().lower())
    if as_json:
        found = {"rows": report.rows, "head": report.head, "broken": report.broken, "problem": report.problem}
        print_json(found)
    elif report.broken is None:
        say(f"the chain of {report.rows} rows holds; its head is {report.head or 'none yet'}")
    else:
        say(f"row {report.broken} does not hold: {report.problem}; the {report.rows} rows before it do")
    return OK if report.broken is None else FAILED

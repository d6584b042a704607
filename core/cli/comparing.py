"""What `holdpoint compare` and `keep` do: two versions side by side, and letting the earlier one's decision stand."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from core.cli.output import print_json, print_records, say
from core.cli.progress import visible
from core.cli.session import language, opened
from core.domain.compare import Aspect, Change, Comparison, FieldSide, PageSide, VersionSide
from core.domain.hold import HoldReason, field_label
from core.domain.ids import RecordId
from core.domain.page import Engine
from core.domain.rows import AttachmentRow

_NOTHING = "–"
_HASH = 12
_STYLES = {Change.ADDED: "green", Change.REMOVED: "magenta", Change.CHANGED: "yellow", Change.SAME: "dim"}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is compared, as text."""

    part: str
    name: str
    change: Change
    before: str
    after: str
    aspects: tuple[Aspect, ...] = ()


def compare(
    record: int, versions: tuple[int | None, int | None], data_dir: Path | None, *, all_: bool, as_json: bool
) -> int:
    """See `holdpoint compare`."""
    with opened(data_dir) as app:
        whole = app.desk.compare(RecordId(record), *versions)
        tongue = language(app.settings)
    lines = tuple(lines_of(whole if all_ else whole.only_changes, tongue))
    if as_json:
        print_json(_object(whole, lines))
        return 0
    console = Console(file=sys.stdout, highlight=False)
    console.print(_heads(whole))
    if lines:
        console.print()
        console.print(_table(lines))
    if not whole.changes:
        say("nothing differs between these versions")
    return 0


def keep(record: int, data_dir: Path | None, *, as_json: bool) -> int:
    """See `holdpoint keep`."""
    with opened(data_dir) as app:
        row = app.desk.keep(RecordId(record))
        print_records(app, [row.id], as_json=as_json)
    return 0


def lines_of(found: Comparison, tongue: str) -> Iterator[Line]:
    """What there is to compare, part by part."""
    for file in found.files:
        yield Line("file", "", file.change, _file(file.before), _file(file.after))
    for page in found.pages:
        yield Line("page", "", page.change, _page(page.before), _page(page.after), page.aspects)
    for field in found.fields:
        before, after = _field(field.before), _field(field.after)
        yield Line("field", field.name.value, field.change, before, after, field.aspects)
    for reason in found.reasons:
        yield Line("reason", "", reason.change, _reason(reason.before, tongue), _reason(reason.after, tongue))
    for check in found.checks:
        name = f"{check.code} ({field_label(check.field, tongue)})" if check.field else check.code
        yield Line("check", name, check.change, _passed(check.before), _passed(check.after))
    for engine in found.engines:
        yield Line("engine", engine.stage.value, engine.change, _engine(engine.before), _engine(engine.after))


def _file(file: AttachmentRow | None) -> str:
    return f"{file.name} {file.sha256[:_HASH]}" if file else ""


def _page(page: PageSide | None) -> str:
    if page is None:
        return ""
    picture = page.picture[:_HASH] if page.picture else _NOTHING
    return f"{page.file} p {page.number}, {page.words} words, {page.problem_code or page.status.value}, {picture}"


def _field(side: FieldSide) -> str:
    read = side.field
    if read is None:
        return side.value
    place = f"p {read.page}" if read.page is not None else ""
    facts = (f"{read.confidence:.0%}", place, "+".join(read.sources), ", ".join(read.doubts))
    told = f"{read.value} ({', '.join(fact for fact in facts if fact)})"
    return told if side.set_to is None else f"{side.set_to} (person; read as {told})"


def _reason(reason: HoldReason | None, tongue: str) -> str:
    return reason.text(tongue) if reason else ""


def _passed(passed: bool | None) -> str:
    return "" if passed is None else ("passed" if passed else "failed")


def _engine(engine: Engine | None) -> str:
    return f"{engine.name} {engine.version}" if engine else ""


def _heads(found: Comparison) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for name in ("version", "status", "policy", "decided"):
        table.add_column(name, overflow="fold")
    for side in (found.before, found.after):
        policy = f"{side.policy.name} {side.policy.version}" if side.policy else _NOTHING
        table.add_row(str(side.version), side.status.value, policy, Text(visible(_decided(side)) or _NOTHING))
    return table


def _decided(side: VersionSide) -> str:
    decision = side.decision
    if decision is None:
        return ""
    kind = f" {decision.kind}" if decision.kind else ""
    comment = f": {decision.public_comment}" if decision.public_comment else ""
    return f"{decision.verdict}{kind} ({decision.reason}) by {decision.actor}{comment}"


def _table(lines: tuple[Line, ...]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for name in ("what", "change", "before", "after"):
        table.add_column(name, overflow="fold")
    for line in lines:
        change = Text(line.change.value, style=_STYLES[line.change])
        before, after = (Text(visible(text) or _NOTHING) for text in (line.before, line.after))
        table.add_row(Text(f"{line.part} {line.name}".strip()), change, before, after)
    return table


def _object(found: Comparison, lines: tuple[Line, ...]) -> dict[str, object]:
    return {
        "record": found.record,
        "versions": list(found.versions),
        "before": _side(found.before),
        "after": _side(found.after),
        "changes": found.changes,
        "lines": [
            {
                "part": line.part,
                "name": line.name or None,
                "change": line.change.value,
                "before": line.before or None,
                "after": line.after or None,
                "aspects": [aspect.value for aspect in line.aspects],
            }
            for line in lines
        ],
    }


def _side(side: VersionSide) -> dict[str, object]:
    return {
        "version": side.version,
        "process_status": side.status.value,
        "changed_at": side.changed_at.isoformat(),
        "policy": side.policy.sha256 if side.policy else None,
        "decision": side.decision.id if side.decision else None,
    }

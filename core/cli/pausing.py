"""`holdpoint pause`, `resume` and `pauses`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from core.bootstrap import Application
from core.cli.output import print_json, print_records, say
from core.cli.progress import visible
from core.cli.session import opened, settle
from core.domain.ids import RecordId
from core.domain.pausing import Pause, PauseTarget
from core.domain.states import StageName

OK: Final = 0
FAILED: Final = 1


def pause(record: int | None, stage: StageName | None, note: str, data_dir: Path | None, *, as_json: bool) -> int:
    """See `holdpoint pause`."""
    target = _target(record, stage)
    with opened(data_dir) as app:
        if not app.desk.pause(target, note):
            say(f"{named(target)} was paused already")
        _print(app.desk.pauses(), as_json=as_json)
    return OK


def resume(record: int | None, stage: StageName | None, data_dir: Path | None, *, as_json: bool) -> int:
    """See `holdpoint resume`."""
    target = _target(record, stage)
    with opened(data_dir) as app:
        is_ended = app.desk.resume(target)
        if target != PauseTarget() and not is_ended:
            say(f"{named(target)} was not paused")
        app.recover()
        found = app.store.views.unsettled()
        records = tuple(sorted(found if target.record is None else found & {target.record}))
        if not records:
            say("nothing unfinished")
        settled = settle(app, records)
        good = print_records(app, records, as_json=as_json)
        _say_held_back(app)
    return OK if settled and good else FAILED


def pauses(data_dir: Path | None, *, as_json: bool) -> int:
    """See `holdpoint pauses`."""
    with opened(data_dir) as app:
        found = app.desk.pauses()
        if not found:
            say("nothing is paused")
        _print(found, as_json=as_json)
    return OK


def named(target: PauseTarget) -> str:
    """What is paused, in words."""
    stage = target.stage.value if target.stage else ""
    if target.record is None:
        return stage or "the chain"
    return f"{stage} of record {target.record}" if stage else f"record {target.record}"


def _target(record: int | None, stage: StageName | None) -> PauseTarget:
    return PauseTarget(RecordId(record) if record is not None else None, stage)


def _print(found: tuple[Pause, ...], *, as_json: bool) -> None:
    for one in found:
        since = one.at.astimezone().isoformat(timespec="seconds")
        if as_json:
            target = {"record": one.target.record, "stage": one.target.stage}
            print_json({**target, "since": one.at.isoformat(), "actor": one.actor, "note": one.note})
        else:
            note = f": {one.note}" if one.note else ""
            sys.stdout.write(visible(f"{named(one.target)} is paused since {since} by {one.actor}{note}") + "\n")


def _say_held_back(app: Application) -> None:
    counts = app.desk.counts()
    if counts.paused:
        what = ", ".join(named(one.target) for one in counts.pauses[:5])
        say(f"{counts.paused:,} stage runs are still paused ({what}{', ...' if len(counts.pauses) > 5 else ''})")  # noqa: PLR2004

"""What `holdpoint try-reader` does: one recogniser on one file of one's own, outside of any record."""

from __future__ import annotations

import sys
from dataclasses import asdict, replace
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from core.bootstrap_stages import outfit_of
from core.cli.output import print_json, say
from core.cli.progress import visible
from core.cli.session import opened
from core.domain.ids import RecordId, RunId
from core.domain.recogniser import Recognition, Task
from core.domain.record import ReadingOptions
from core.errors import UsageError
from core.readers import registry
from core.readers.checked import checked
from core.readers.ledger import NoLedger
from core.readers.material import material_of
from core.reading.command import child_command
from core.reading.limits import ReadingLimits
from core.reading.process import ChildReader

OK = 0
_NO_RECORD = RecordId(0)


class _Unhurried:
    """A control that never stops anything; Ctrl+C does."""

    def checkpoint(self) -> None:
        """Go on."""

    def report(self, done: int, total: int) -> None:
        """Nobody looks."""


def try_reader(name: str, file: Path, data_dir: Path | None, *, page: int, as_json: bool) -> int:
    """See `holdpoint try-reader`."""
    if not file.is_file():
        raise UsageError(f"There is no file {file}.", code="not_found")
    control = _Unhurried()
    with opened(data_dir) as app, registry.opened(name, replace(outfit_of(app), ledger=NoLedger())) as recogniser:
        if problem := recogniser.usable().problem:
            raise UsageError(problem, code="reader_unusable")
        child = ChildReader(child_command(), ReadingLimits(), app.store.scratch)
        try:
            options = ReadingOptions(0, app.settings.languages, app.settings.recogniser)
            material = material_of(file, page, child, options, control.checkpoint)
        finally:
            child.close()
        task = Task(_NO_RECORD, RunId(0), 0, page, app.settings.page_seconds)
        found = checked(recogniser.recognise(material, task, control), material)
    if as_json:
        print_json(asdict(found))
    else:
        _print(found)
    return OK


def _print(found: Recognition) -> None:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for word in found.words:
        table.add_row(f"{word.confidence:.2f}", f"line {word.line}", Text(visible(word.text), overflow="fold"))
    for segment in found.segments:
        times = f"{segment.start:.1f} to {segment.end:.1f} s"
        table.add_row(f"{segment.confidence:.2f}", times, Text(visible(segment.text), overflow="fold"))
    Console(file=sys.stdout, highlight=False).print(table)
    say(f"{found.engine.name} {found.engine.version}: {len(found.words) + len(found.segments)} found")

"""What the `reader` commands do: a recogniser's key, its test, and one reading outside of any record."""

from __future__ import annotations

import getpass
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from core.bootstrap_stages import outfit_of
from core.cli.output import print_json, say
from core.cli.progress import visible
from core.cli.session import opened
from core.domain.control import Unhurried
from core.domain.ids import RecordId, RunId
from core.domain.recogniser import Recognition, Task
from core.domain.record import ReadingOptions
from core.errors import UsageError
from core.readers import registry
from core.readers.checked import checked
from core.readers.keys import reader_keys, server_of
from core.readers.ledger import NoLedger
from core.readers.material import material_of
from core.readers.trial import try_recogniser
from core.reading.command import child_command
from core.reading.limits import ReadingLimits
from core.reading.process import ChildReader
from core.settings import load_settings

OK: Final = 0
FAILED: Final = 1
_LONGEST: Final = 4096
_NO_RECORD = RecordId(0)


def key(name: str, data_dir: Path | None, *, remove: bool) -> int:
    """See `holdpoint reader key`."""
    server, keys = server_of(name, load_settings(data_dir=data_dir)), reader_keys(name)
    if remove:
        keys.remove(server)
        say(f"no key is kept for {server}")
        return OK
    text = getpass.getpass(f"Key for {server}: ") if sys.stdin.isatty() else sys.stdin.readline(_LONGEST)
    keys.store(server, text)
    say(f"the key for {server} is in the system keyring")
    return OK


def test(name: str, data_dir: Path | None, *, as_json: bool) -> int:
    """See `holdpoint reader test`."""
    with opened(data_dir) as app, registry.opened(name, replace(outfit_of(app), ledger=NoLedger())) as recogniser:
        report = try_recogniser(recogniser, app.settings.page_seconds)
    if as_json:
        print_json(asdict(report))
    else:
        words = f"{report.right} of {report.asked} words right" if report.asked else "answered"
        told = f"{report.engine}: {words} in {report.seconds:.1f} s"
        say(report.problem_text or told)
    return OK if report.is_good else FAILED


def try_reader(name: str, file: Path, data_dir: Path | None, *, page: int, as_json: bool) -> int:
    """See `holdpoint reader try`."""
    if not file.is_file():
        raise UsageError(f"There is no file {file}.", code="not_found")
    control = Unhurried()
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

"""What the `schools` commands do: take in a list of one's own, and look a name up."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import typer

from core.approval.schools import read_rows, write_rows
from core.bootstrap import SCHOOLS, load_schools
from core.cli.output import print_json, say
from core.cli.progress import visible
from core.settings import load_settings

OK: Final = 0


def import_file(file: Path, data_dir: Path | None, *, replace: bool) -> int:
    """See `holdpoint schools import`."""
    place = load_settings(data_dir=data_dir).data_dir
    new = {row.name: row for row in read_rows(file)}
    own = place / SCHOOLS
    before = {row.name: row for row in read_rows(own)} if own.exists() and not replace else {}
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    merged = {**before, **new}
    write_rows(own, merged.values())
    say(f"{len(new)} schools taken in; your own list has {len(merged)}. It counts from the next start on.")
    return OK


def find(name: str, data_dir: Path | None, *, as_json: bool) -> int:
    """See `holdpoint schools find`."""
    found = load_schools(load_settings(data_dir=data_dir).data_dir).find(name)
    if as_json:
        print_json({"name": name, "standing": found.standing.value, "listed": found.name or None})
    else:
        typer.echo(visible(f"{found.standing.value}: {found.name}" if found.name else found.standing.value))
    return OK

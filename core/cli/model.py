"""What the `model` commands do: put the server's key away, and try the connection."""

from __future__ import annotations

import getpass
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from core.cli.output import print_json, say
from core.cli.progress import visible
from core.clock import SystemClock
from core.errors import UsageError
from core.settings import ModelSettings, load_settings

if TYPE_CHECKING:
    from core.language_model.connection import ConnectionReport

OK: Final = 0
FAILED: Final = 1
_LONGEST: Final = 4096


def key(data_dir: Path | None, *, remove: bool) -> int:
    """See `holdpoint model key`."""
    from core.language_model.keys import Keys  # noqa: PLC0415 - most commands have no use for it

    endpoint = load_settings(data_dir=data_dir).model.endpoint
    if remove:
        Keys().remove(endpoint)
        say(f"no key is kept for {endpoint}")
        return OK
    text = getpass.getpass(f"Key for {endpoint}: ") if sys.stdin.isatty() else sys.stdin.readline(_LONGEST)
    Keys().store(endpoint, text)
    say(f"the key for {endpoint} is in the system keyring")
    return OK


def test(data_dir: Path | None, *, as_json: bool) -> int:
    """See `holdpoint model test`."""
    from core.language_model.connection import test_connection  # noqa: PLC0415 - see above
    from core.language_model.keys import Keys  # noqa: PLC0415 - see above

    settings = load_settings(data_dir=data_dir).model
    if not settings.name:
        raise UsageError('Say which model to ask: name = "..." under [model] in the settings file.')
    found = Keys().find(settings.endpoint)
    report = test_connection(settings, found.text, SystemClock())
    if as_json:
        print_json({**asdict(report), "key": found.source.value})
    else:
        _print(settings, report, found.source.value)
    return OK if report.is_good else FAILED


def _print(settings: ModelSettings, report: ConnectionReport, key_source: str) -> None:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    rows = (
        ("server", report.endpoint),
        ("model", f"{report.model} (answers as {report.answered_by})" if report.answered_by else report.model),
        ("used by the chain", "yes" if settings.enabled else "no (enabled = true under [model] switches it on)"),
        ("key", key_source),
        ("gives JSON by", report.rung.value if report.rung else "–"),
        ("read rightly", f"{report.right} of {report.asked}"),
        ("calls, seconds", f"{report.calls}, {report.seconds:.1f}"),
        ("result", report.problem_text or "ready"),
    )
    for what, value in rows:
        table.add_row(what, Text(visible(value), overflow="fold"))
    Console(file=sys.stdout, highlight=False).print(table)

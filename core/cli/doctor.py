"""`holdpoint doctor`: what is installed, where things lie, and whether the store is sound."""

from __future__ import annotations

import platform
import sqlite3
import sys
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

import resources
from core import logs
from core.approval.policy import Policy
from core.bootstrap import DEFAULT_POLICY, Application
from core.cli.doctor_readers import language_model, recognisers
from core.cli.finding import Finding
from core.cli.output import print_json
from core.cli.session import opened
from core.domain.mending import Fault
from core.domain.times import Cause, Stuck
from core.reading.doctor import engines
from core.settings import load_settings
from core.store.mending import faults_of, mend
from core.store.store import check_database

_MOST_STUCK: Final = 10
_CAUSES: Final = {
    Cause.NO_LANES: "no lane is at work; holdpoint resume goes on",
    Cause.LANE_DEAD: "its lane has died; it is taken over",
    Cause.NOT_TAKEN: "next, but no lane takes this stage",
    Cause.PAUSED: "paused; holdpoint resume goes on",
    Cause.SLOW: "still at work; look at the file or cancel it",
}
_PACKAGES: Final = ("holdpoint", "PySide6_Essentials", "SQLAlchemy", "pymupdf", "tesserocr", "pytesseract", "openai")


def doctor(data_dir: Path | None, *, as_json: bool, mends: bool = False, files: bool = False) -> int:
    """Print the report; 1 if something is wrong that stops the work."""
    mended = _mended(data_dir) if mends else ()
    with opened(data_dir) as app:
        folder, policy = app.settings.data_dir, app.policy.ref.sha256
        faults = faults_of(folder, with_hashes=files, named=(policy,))
        findings = (
            *_versions(), *_paths(app), *_engines(),
            *recognisers(app), *language_model(app), *_database(app),
            *mended, *(_fault(fault) for fault in faults), *_stuck(app),
        )  # fmt: skip
    if as_json:
        for finding in findings:
            print_json(asdict(finding))
    else:
        _print(findings)
    return 1 if any(finding.good is False for finding in findings) else 0


def _mended(data_dir: Path | None) -> tuple[Finding, ...]:
    """Before the store is opened: a damaged one would not be."""
    settings = load_settings(data_dir=data_dir)
    policy = Policy.load(settings.policy or resources.path(DEFAULT_POLICY))
    return tuple(_fault(fault) for fault in mend(settings.data_dir, (policy.ref.sha256,)) if fault.is_mended)


def _fault(fault: Fault) -> Finding:
    if fault.is_mended:
        return Finding("mended", f"{fault.kind}: {fault.where}: {fault.text}", good=True)
    hint = "" if not fault.can_be_mended else " (holdpoint doctor --mend)"
    return Finding("fault", f"{fault.kind}: {fault.where}: {fault.text}{hint}", good=False)


def _stuck(app: Application) -> list[Finding]:
    """What has not moved for longer than its limit; nobody at work is usual while this command runs alone."""
    found = app.times.stuck()
    told = [
        Finding("not moving", f"record {row.record} {row.stage} {row.lap} {row.seconds:.0f} s: {_cause(row)}")
        for row in found[:_MOST_STUCK]
    ]
    rest = len(found) - len(told)
    return [*told, Finding("not moving", f"and {rest} more; see holdpoint times")] if rest else told


def _cause(row: Stuck) -> str:
    match row.cause:
        case Cause.BEHIND:
            return f"behind {row.ahead} others"
        case Cause.LATER:
            return f"put off until {row.due.astimezone().isoformat(timespec='seconds') if row.due else ''}"
        case _:
            return _CAUSES[row.cause]


def _versions() -> list[Finding]:
    found = [
        Finding("python", platform.python_version()),
        Finding("system", platform.platform()),
        Finding("sqlite", sqlite3.sqlite_version),
    ]
    for package in _PACKAGES:
        try:
            found.append(Finding(package, metadata.version(package)))
        except metadata.PackageNotFoundError:
            # A frozen program carries no package metadata for its parts; what works is shown by the engines below.
            if not getattr(sys, "frozen", False):
                found.append(Finding(package, "not installed", good=package != "holdpoint" and None))
    return found


def _paths(app: Application) -> list[Finding]:
    settings = app.settings
    return [
        Finding("data folder", str(settings.data_dir)),
        Finding("database", str(app.store.database)),
        Finding("log", str(logs.log_folder(settings.data_dir) / logs.LOG_FILE)),
        Finding("policy", f"{settings.policy or DEFAULT_POLICY} ({app.policy.ref.name} {app.policy.ref.version})"),
        Finding("page limit", str(settings.page_limit or "all")),
        Finding("lanes", str(settings.lanes)),
    ]


def _engines() -> list[Finding]:
    return [
        Finding(report.name, report.version if report.usable else report.problem, report.usable or None)
        for report in engines()
    ]


def _database(app: Application) -> list[Finding]:
    problems = check_database(app.store.database)
    counts = app.desk.counts()
    chain = app.store.views.verify_audit()
    told = f"row {chain.broken} does not hold: {chain.problem}" if chain.broken else f"{chain.rows} rows, sound"
    return [
        Finding("database health", "; ".join(problems) or "sound", not problems),
        Finding("chain of hashes", told, chain.broken is None),
        Finding("records", str(counts.total)),
        Finding("stage runs queued / running", f"{counts.queued} / {counts.running}"),
    ]


def _print(findings: tuple[Finding, ...]) -> None:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    marks = {True: Text("ok", style="green"), False: Text("wrong", style="red"), None: Text("")}
    for finding in findings:
        table.add_row(finding.what, Text(finding.value, overflow="fold"), marks[finding.good])
    Console(file=sys.stdout, highlight=False).print(table)

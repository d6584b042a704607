"""The window's command line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Arguments:
    """Where the data lies, which server to work on (None: as the settings say), and what to take in at once."""

    data_dir: Path | None
    server: str | None
    paths: tuple[Path, ...]


def parse(argv: Sequence[str]) -> Arguments:
    """Read the command line; exits with 2 on wrong use."""
    parser = argparse.ArgumentParser(
        prog="holdpoint-window", description="Reads credential documents and shows what needs a person."
    )
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="where the records are kept")
    parser.add_argument("--server", metavar="URL", help="work on that Holdpoint server instead of this machine")
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files or folders to take in at once")
    found = parser.parse_args(list(argv))
    return Arguments(found.data_dir, found.server, tuple(path.absolute() for path in found.paths))

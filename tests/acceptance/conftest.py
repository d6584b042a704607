from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.kit.house import HOUSES, KILLED, THERE, House

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "record.schema.json").read_text())


@dataclass
class Ran:
    code: int
    stdout: str
    stderr: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The records printed, each checked against the published schema."""
        found = [json.loads(line) for line in self.stdout.splitlines()]
        for item in found:
            jsonschema.validate(item, SCHEMA, format_checker=jsonschema.FormatChecker())
        return found


def command(*args: object) -> list[str]:
    return [sys.executable, "-m", "core.cli", *map(str, args)]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "HOLDPOINT_LANES": "2"}


@pytest.fixture(params=HOUSES)
def house(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[House]:
    """A window's place: each test that asks for it runs on a store of the window's own and on a server."""
    if request.param == KILLED:
        from tests.remote.killer import killed  # with the window's modules, which few tests need

        with killed(tmp_path) as restless:
            yield restless
        return
    is_server = request.param == THERE
    made = House(tmp_path / "data", tmp_path / ("window" if is_server else "data"), is_server)
    try:
        yield made
    finally:
        made.stop()


@pytest.fixture
def holdpoint(tmp_path: Path) -> Callable[..., Ran]:
    """Run the command line on a data folder of the test's own."""

    def run(*args: object, data: Path | None = None) -> Ran:
        name, *rest = args
        done = subprocess.run(
            command(name, "--data-dir", data or tmp_path / "data", *rest),
            check=False,
            capture_output=True,
            text=True,
            timeout=120,
            env=environment(),
            cwd=tmp_path,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return run

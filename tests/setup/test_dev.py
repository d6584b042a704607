"""dev.py itself: starts bare, is readable for old Pythons, and its locks hold."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib

import pytest

from devtools.console import ROOT

SOURCES = [ROOT / "dev.py", *sorted((ROOT / "devtools").glob("*.py"))]


def pins(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==([^ ;\\]+)", text, flags=re.MULTILINE))


def test_starts_with_the_standard_library_alone():
    done = subprocess.run([sys.executable, "-S", str(ROOT / "dev.py")], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "python3 dev.py run" in done.stderr


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_old_pythons_can_read_it(source):
    ast.parse(source.read_text(encoding="utf-8"), feature_version=(3, 7))


def test_both_locks_name_the_same_versions():
    small, large = pins("requirements.lock"), pins("requirements-dev.lock")
    assert small
    assert small.items() <= large.items()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_package_has_a_hash(lock):
    entries = re.split(r"\n(?=[A-Za-z0-9])", (ROOT / lock).read_text(encoding="utf-8"))[1:]
    assert entries
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_what_the_project_asks_for_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    for lock, wanted in (
        ("requirements.lock", [*project["dependencies"], *extras["build"]]),
        ("requirements-dev.lock", [*project["dependencies"], *extras["build"], *extras["dev"]]),
    ):
        names = {re.split(r"[<>=;\[ ]", each)[0].lower().replace("_", "-") for each in wanted}
        assert names <= pins(lock).keys()

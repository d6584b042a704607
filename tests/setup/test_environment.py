"""When `.venv` counts as set up, and when it has to be made anew."""

from __future__ import annotations

import json
import shutil
import sys

import pytest

from devtools import environment

PROJECT = (
    '[build-system]\nrequires = ["hatchling"]\n[project]\nname = "holdpoint"\n[tool.ruff]\nline-length = {length}\n'
)


@pytest.fixture
def project(tmp_path):
    (tmp_path / "pyproject.toml").write_text(PROJECT.format(length=120))
    (tmp_path / "requirements.lock").write_text("a==1\n")
    (tmp_path / "requirements-dev.lock").write_text("a==1\nb==2\n")
    return tmp_path


@pytest.fixture
def venv(tmp_path, monkeypatch):
    """An environment that is set up for `run`."""
    folder = tmp_path / "venv"
    folder.mkdir()
    monkeypatch.setattr(environment, "VENV", folder)
    monkeypatch.setattr(environment, "PYTHON", folder / "python")
    monkeypatch.setattr(environment, "STAMP", folder / "stamp")
    monkeypatch.setattr(environment, "BUSY", folder / "busy")
    (folder / "python").symlink_to(sys.executable)
    version = f"{sys.version_info.major}.{sys.version_info.minor}.9"
    (folder / "pyvenv.cfg").write_text(f"version = {version}\ncommand = python -m venv {folder}\n")
    (folder / "stamp").write_text(json.dumps({"run": environment.fingerprint("run")}))
    return folder


def test_the_fingerprint_follows_what_the_environment_depends_on(project, tmp_path):
    python = tmp_path / "python3.11"
    before = environment.fingerprint("test", project, python)
    seen = {before, environment.fingerprint("test", project, tmp_path / "python3.12")}
    (project / "requirements.lock").write_text("a==2\n")
    seen.add(environment.fingerprint("test", project, python))
    (project / "requirements-dev.lock").write_text("a==2\nb==3\n")
    seen.add(environment.fingerprint("test", project, python))
    moved = tmp_path / "moved"
    shutil.copytree(project, moved, ignore=shutil.ignore_patterns("moved"))
    seen.add(environment.fingerprint("test", moved, python))
    assert len(seen) == 5


def test_a_change_of_the_linter_is_no_reason_to_install_again(project, tmp_path):
    before = environment.fingerprint("run", project, tmp_path)
    (project / "pyproject.toml").write_text(PROJECT.format(length=100))
    assert environment.fingerprint("run", project, tmp_path) == before


def test_an_environment_for_run_is_not_yet_one_for_the_tests(venv):
    assert environment.is_current("run")
    assert not environment.is_current("test")


@pytest.mark.parametrize("damage", ["stamp", "python"])
def test_an_environment_that_lost_a_part_is_not_current(venv, damage):
    (venv / damage).unlink()
    assert not environment.is_current("run")


def test_a_torn_stamp_is_no_stamp(venv):
    (venv / "stamp").write_text('{"run": "')
    assert not environment.is_current("run")


def test_an_interrupted_set_up_is_neither_current_nor_reusable(venv):
    assert environment.is_reusable()
    (venv / "busy").touch()
    assert not environment.is_current("run")
    assert not environment.is_reusable()


def test_an_environment_that_was_moved_is_made_anew(venv):
    settings = (venv / "pyvenv.cfg").read_text()
    (venv / "pyvenv.cfg").write_text(settings.replace(str(venv), "/elsewhere/venv"))
    assert not environment.is_reusable()


def test_an_environment_whose_python_was_replaced_is_made_anew(venv):
    (venv / "pyvenv.cfg").write_text(f"version = 3.10.1\ncommand = python -m venv {venv}\n")
    assert not environment.is_reusable()


def test_a_folder_that_is_no_environment_is_made_anew(venv):
    (venv / "pyvenv.cfg").unlink()
    assert not environment.is_reusable()


def test_nothing_is_done_where_all_is_done(venv, capsys):
    environment.set_up("run")
    assert capsys.readouterr().err == ""

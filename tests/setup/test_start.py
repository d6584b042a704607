"""What `dev.py run` asks of the command line where there is no display."""

from __future__ import annotations

import pytest

from devtools import start
from devtools.start import SAMPLES, terminal_arguments

FOLDER = "fresh"


def test_reads_the_samples_into_a_fresh_folder():
    assert terminal_arguments([], FOLDER) == [str(SAMPLES), "--data-dir", FOLDER]


def test_options_alone_still_mean_the_samples():
    assert terminal_arguments(["--json"], FOLDER) == [str(SAMPLES), "--data-dir", FOLDER, "--json"]


def test_a_path_takes_the_place_of_the_samples(tmp_path):
    assert terminal_arguments([str(tmp_path)], FOLDER) == ["--data-dir", FOLDER, str(tmp_path)]


def test_a_named_folder_is_used_and_is_not_taken_for_a_document(tmp_path):
    for named in (["--data-dir", str(tmp_path)], [f"--data-dir={tmp_path}"]):
        assert terminal_arguments(named, FOLDER) == [str(SAMPLES), *named]


@pytest.mark.parametrize(
    ("display", "qt", "program"),
    [
        (True, True, "holdpoint-window"),
        (True, False, "holdpoint"),
        (False, True, "holdpoint"),
        (False, False, "holdpoint"),
    ],
)
def test_the_window_opens_where_it_can_and_else_the_terminal_is_used(monkeypatch, tmp_path, display, qt, program):
    started = []
    monkeypatch.setattr(start, "set_up", lambda _kind: None)
    monkeypatch.setattr(start, "has_display", lambda *_arguments: display)
    monkeypatch.setattr(start, "set_up_qt", lambda *_arguments: qt)
    monkeypatch.setattr(start, "wait_for", lambda command: started.append(command) or 5)
    monkeypatch.setattr(start.tempfile, "mkdtemp", lambda **_options: str(tmp_path))
    assert start.run([]) == 5
    assert [command[0] for command in started] == [str(start.SCRIPTS / program)]

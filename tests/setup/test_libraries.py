"""Which system packages the set-up asks for, and what it says when it may not install them."""

from __future__ import annotations

import pytest

from devtools import libraries


def loader_without(*missing):
    def load(name):
        if name in missing:
            raise OSError(name)

    return load


def test_nothing_is_asked_for_where_everything_loads():
    assert libraries.missing_packages(libraries.OFFSCREEN, loader_without()) == []


def test_each_library_that_does_not_load_names_its_package():
    load = loader_without("libEGL.so.1", "libdbus-1.so.3")
    assert libraries.missing_packages(libraries.OFFSCREEN, load) == ["libegl1", "libdbus-1-3"]


@pytest.mark.parametrize(
    ("platform", "environment", "display"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("darwin", {}, True),
        ("win32", {}, True),
    ],
)
def test_knows_a_display(platform, environment, display):
    assert libraries.has_display(platform, environment) is display


def test_only_what_the_display_needs_is_wanted():
    assert "libxcb-cursor.so.0" in libraries.wanted_libraries({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"})
    assert "libxcb-cursor.so.0" not in libraries.wanted_libraries({"WAYLAND_DISPLAY": "wayland-0"})
    assert libraries.wanted_libraries({}) == libraries.OFFSCREEN


def test_without_leave_to_install_one_line_says_what_and_how(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(libraries, "apt_get", lambda: None)
    libraries.install_packages(["libegl1", "libgl1"], "the window (Qt)", tmp_path / "refused")
    line = capsys.readouterr().err
    assert line.count("\n") == 1
    assert "apt-get install -y --no-install-recommends libegl1 libgl1" in line


def test_a_refused_installation_is_not_tried_again(monkeypatch, tmp_path, capsys):
    calls = []
    monkeypatch.setattr(libraries, "apt_get", lambda: ["apt-get"])
    monkeypatch.setattr(libraries, "succeeds", lambda command, **_environment: bool(calls.append(command)))
    for _ in range(2):
        libraries.install_packages(["libegl1"], "the window (Qt)", tmp_path / "refused")
    assert [command[1] for command in calls] == ["update", "install"]
    assert capsys.readouterr().err.count("MISSING") == 2


def test_a_successful_installation_says_only_what_it_does(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(libraries, "apt_get", lambda: ["apt-get"])
    monkeypatch.setattr(libraries, "succeeds", lambda _command, **_environment: True)
    libraries.install_packages(["libegl1"], "the window (Qt)", tmp_path / "refused")
    assert capsys.readouterr().err == "[dev] Installing system packages for the window (Qt): libegl1\n"
    assert not (tmp_path / "refused").exists()


def test_tells_whether_qt_has_what_it_needs_in_the_end(monkeypatch, tmp_path):
    monkeypatch.setattr(libraries.sys, "platform", "linux")
    for answers, complete in (([[]], True), ([["libegl1"], []], True), ([["libegl1"], ["libegl1"]], False)):
        left = iter(answers)
        monkeypatch.setattr(libraries, "missing_packages", lambda _libraries, left=left: next(left))
        monkeypatch.setattr(libraries, "install_packages", lambda *_arguments: None)
        assert libraries.set_up_qt(libraries.OFFSCREEN, tmp_path / "refused") is complete

"""Which Python the set-up takes."""

from __future__ import annotations

import pytest

from devtools import interpreter
from devtools.console import SetUpError


@pytest.mark.parametrize(
    ("version", "fits"),
    [((3, 10), False), ((3, 11), True), ((3, 12, 4), True), ((3, 13), True), ((3, 14), False), ((4, 0), False)],
)
def test_fits_from_3_11_to_3_13(version, fits):
    assert interpreter.is_fit(version) is fits


def test_takes_the_newest_that_really_starts():
    on_path = {"python3.13": "/shims/python3.13", "python3.11": "/usr/bin/python3.11"}
    starts = {"/usr/bin/python3.11": (3, 11)}  # the other is a shim for a version that is not installed
    assert interpreter.find_python(on_path.get, lambda python: starts.get(python, ())) == "/usr/bin/python3.11"


def test_finds_none_where_none_is():
    assert interpreter.find_python(lambda _name: None, lambda _python: (3, 12)) is None


def test_an_interpreter_that_does_not_start_has_no_version():
    assert interpreter.version_of("/does/not/exist") == ()


def test_an_unfit_python_without_another_is_told_in_one_line(monkeypatch):
    monkeypatch.setattr(interpreter, "is_fit", lambda _version: False)
    with pytest.raises(SetUpError) as caught:
        interpreter.insist_on_python(["run"])
    assert "3.11, 3.12 or 3.13" in str(caught.value)
    assert "\n" not in str(caught.value)

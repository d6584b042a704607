"""The bundle, away from everything it was built with. Runs on the folder named in HOLDPOINT_TEST_BUNDLE."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

BUILT = os.environ.get("HOLDPOINT_TEST_BUNDLE")
SECONDS = 120

pytestmark = [
    pytest.mark.skipif(BUILT is None, reason="asked for by HOLDPOINT_TEST_BUNDLE, as `python3 dev.py bundle` does"),
    pytest.mark.timeout(600),
]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    """The bundle, copied to an empty folder."""
    folder = tmp_path_factory.mktemp("elsewhere") / "holdpoint"
    shutil.copytree(Path(BUILT), folder, symlinks=True)
    return folder


@pytest.fixture
def bare(tmp_path):
    """An environment with no Python, no Tesseract and no display in reach."""
    return {"PATH": "/nonexistent", "HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}


def ask(bundle, bare, *arguments):
    """What `holdpoint ... --json` answers, line by line."""
    done = subprocess.run(
        [bundle / "holdpoint", *arguments, "--json"],
        env=bare, cwd=bare["HOME"], capture_output=True, text=True, timeout=SECONDS * 2, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@contextmanager
def window(bundle, bare, *arguments):
    """The window, open; asked to close at the end."""
    command = [bundle / "holdpoint-window", *arguments]
    running = subprocess.Popen(command, env=bare, cwd=bare["HOME"], stderr=subprocess.PIPE, text=True)
    try:
        yield running
        running.send_signal(signal.SIGTERM)
        _, complaints = running.communicate(timeout=30)
        # Without a fontconfig on the machine Qt complains about it and takes the bundled typeface.
        assert [line for line in complaints.splitlines() if "Fontconfig" not in line] == []
        assert running.returncode == 0
    finally:
        running.kill()
        running.wait()


def test_the_samples_are_read_and_judged(bundle, bare, tmp_path):
    samples = bundle / "_internal" / "resources" / "samples"
    records = ask(bundle, bare, "process", samples, "--data-dir", tmp_path / "data")
    assert len(records) == len(list(samples.iterdir()))
    assert {record["process_status"] for record in records} == {"approved", "hold"}


def test_the_engines_lie_inside(bundle, bare, tmp_path):
    findings = {each["what"]: each for each in ask(bundle, bare, "doctor", "--data-dir", tmp_path / "data")}
    assert findings["tesserocr"]["good"]
    assert findings["holdpoint"]["value"]


def test_the_window_opens_and_reads(bundle, bare, tmp_path):
    sample = bundle / "_internal" / "resources" / "samples" / "01-graduation-approved"
    data = tmp_path / "data"
    with window(bundle, bare, "--data-dir", data, sample) as running:
        end = time.monotonic() + SECONDS
        while [each["process_status"] for each in ask(bundle, bare, "list", "--data-dir", data)] != ["approved"]:
            assert running.poll() is None
            assert time.monotonic() < end, "the sample did not settle"
            time.sleep(0.5)


def test_nothing_is_told_of_the_place_it_was_built_in(bundle):
    assert list(bundle.rglob("direct_url.json")) == []
    assert list(bundle.rglob("libqgtk3*")) == []


def test_the_licences_of_what_lies_inside_come_along(bundle):
    inside = bundle / "_internal"
    assert list(inside.glob("pymupdf-*.dist-info"))
    assert (inside / "LICENSE").is_file()
    assert (inside / "resources" / "LICENSES" / "LGPL-3.txt").is_file()
    assert (inside / "licences").is_dir()

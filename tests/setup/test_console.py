"""Starting other programs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from devtools import console
from devtools.console import ROOT

WAIT = "import sys; from devtools.console import wait_for; sys.exit(wait_for([sys.executable, '-c', sys.argv[1]]))"


def test_the_exit_code_is_the_programs_own():
    assert console.wait_for([sys.executable, "-c", "raise SystemExit(3)"]) == 3


def test_the_environment_is_added_to_ours(capfd):
    assert (
        console.wait_for(
            [sys.executable, "-c", "import os; print(os.environ['EXTRA'], 'PATH' in os.environ)"], EXTRA="1"
        )
        == 0
    )
    assert capfd.readouterr().out == "1 True\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows ends programs without asking")
def test_a_request_to_end_is_handed_on():
    inner = (
        "import signal, sys, time\n"
        "signal.signal(signal.SIGTERM, lambda *_: sys.exit(7))\n"
        "print('ready', flush=True)\n"
        "time.sleep(60)\n"
    )
    outer = subprocess.Popen([sys.executable, "-c", WAIT, inner], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    with outer:
        assert outer.stdout.readline() == "ready\n"
        outer.send_signal(signal.SIGTERM)
        assert outer.wait(timeout=30) == 7

"""Sets Holdpoint up and starts it, its tests or its build. Needs nothing but Python's standard library.

    python3 dev.py run [...]      set up, then open the window; without a display, read the samples in the terminal
    python3 dev.py test [...]     set up, then the whole gate: format, lint, types, walls, tests (... goes to pytest)
    python3 dev.py check          the gate without the tests
    python3 dev.py bench [...]    measure: lists the benchmarks, or runs the one that is named
    python3 dev.py screenshots [OUT]  draw every screen, in both languages and colours
    python3 dev.py bundle         build dist/holdpoint, a folder that runs without Python, and try it
    python3 dev.py lock [...]     resolve the dependencies again, with hashes (--upgrade takes newer ones)

Old Pythons must be able to read this file in order to be told so: no syntax newer than 3.7.
"""

from __future__ import annotations

import sys

from devtools.bench import bench
from devtools.console import SetUpError, say
from devtools.gate import check, test
from devtools.interpreter import insist_on_python
from devtools.release import bundle, lock
from devtools.screenshots import screenshots
from devtools.start import run

COMMANDS = {
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "bundle": bundle,
    "lock": lock,
    "screenshots": screenshots,
}


def main(arguments: list[str]) -> int:
    """Do what the first argument says; returns the exit code."""
    if not arguments or arguments[0] not in COMMANDS:
        sys.stderr.write(__doc__)
        return 2
    try:
        insist_on_python(arguments)
        return COMMANDS[arguments[0]](arguments[1:])
    except SetUpError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        say("Interrupted; the next start begins where it is safe to.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Read and write UTF-8 where the environment names no language, as an installed Python does; else Qt complains."""

from __future__ import annotations

import os
import sys

NAMED = any(os.environ.get(name, "C") not in {"", "C", "POSIX"} for name in ("LC_ALL", "LC_CTYPE", "LANG"))

if sys.platform == "linux" and not NAMED:
    os.environ.pop("LC_ALL", None)
    os.environ["LC_CTYPE"] = "C.UTF-8"

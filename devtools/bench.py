"""Measuring: each benchmark started by its name, with what it needs. What the figures mean: docs/benchmarks.md."""

from __future__ import annotations

import os
import sys

from devtools.console import ROOT, wait_for
from devtools.environment import PYTHON, REFUSALS, set_up
from devtools.libraries import set_up_qt, set_up_tesseract, wanted_libraries

BENCHMARKS = {
    "accuracy": "FOLDER | --generate N: fields read rightly, records approved wrongly",
    "chain_cost": "milliseconds a stage costs beside its engine, in a small and in a full store",
    "clean_up": "what making pages readable costs beside recognising them",
    "desk_lists": "milliseconds of lists, filters and searches at 100,000 records",
    "far_desk": "milliseconds to the next record on a server, with time added to every call",
    "full_desk": "how long a window on 100,000 records ever keeps a hand waiting, while lanes read",
    "keys_only": "keys and seconds to settle held records without a mouse",
    "language_model": "--base-url URL --model NAME: what a language model reads rightly, and how fast",
    "page_view": "milliseconds a frame of a page that is zoomed, moved and pointed at",
    "recall": "FOLDER: words found on pages that nobody here made, against Tesseract's default call",
    "service": "what handing in by wire costs against a bare route, with listeners",
    "speech": "CLIPS REFERENCES.tsv: words misheard by a recogniser of speech",
    "start": "seconds to a usable window, against an empty one",
    "throughput": "pages per second against bare engines, and how smooth the window stays",
    "times": "milliseconds the times of few and of many stage runs take to look at",
}


def bench(arguments: list[str]) -> int:
    """Run the benchmark named first, with the other arguments; list them if none is named."""
    if not arguments or arguments[0] not in BENCHMARKS:
        for name, purpose in BENCHMARKS.items():
            sys.stderr.write(f"    python3 dev.py bench {name:<16}{purpose}\n")
        return 2
    set_up("test")
    set_up_qt(wanted_libraries(os.environ), REFUSALS)
    set_up_tesseract(REFUSALS)
    os.chdir(ROOT)
    return wait_for([str(PYTHON), "-m", f"benchmarks.{arguments[0]}", *arguments[1:]])

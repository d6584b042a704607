"""`python -m benchmarks.clean_up`: processor time of making pages readable beside that of recognising them.

Documents are drawn; decoding the file counts for neither. One process, one run, the best of some tries of each page.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.domain.page import Engine, Word
from core.reading.child.codes import codes_on
from core.reading.child.document import open_document
from core.reading.child.pages import sheet_as_shown
from core.reading.child.recogniser import Recogniser, recogniser
from core.reading.child.recognition import recognise
from core.reading.child.recording import RecordingDocument
from core.reading.child.values import Pixels, Sheet
from tests.documents import KINDS, LAYOUTS, NOISES, make_document

TRIES = 3


@dataclass
class Timed:
    """A recogniser that adds up its own processor time."""

    inner: Recogniser
    seconds: float = 0.0

    @property
    def engine(self) -> Engine:
        return self.inner.engine

    @property
    def languages(self) -> tuple[str, ...]:
        return self.inner.languages

    def read(self, grey: Pixels, dpi: int) -> tuple[Word, ...]:
        return self._timed(lambda: self.inner.read(grey, dpi))

    def read_line(self, grey: Pixels, dpi: int, language: str) -> tuple[Word, ...]:
        return self._timed(lambda: self.inner.read_line(grey, dpi, language))

    def close(self) -> None:
        self.inner.close()

    def _timed(self, work: Callable[[], tuple[Word, ...]]) -> tuple[Word, ...]:
        started = time.process_time()
        try:
            return work()
        finally:
            self.seconds += time.process_time() - started


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.clean_up", description=__doc__)
    parser.add_argument("--pages", type=int, default=4, help="of each kind of noise")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    timed = Timed(recogniser("tesserocr", ("kor", "eng")))
    print(f"{'ms of processor time a page':28}{'clean-up':>10}{'recognising':>13}{'ratio':>7}")
    for noise in NOISES:
        cost = [best(sheet, timed) for sheet in sheets(noise, given.pages, given.seed)]
        cleaning, reading = (1000 * sum(column) / len(cost) for column in zip(*cost, strict=True))
        print(f"{noise:28}{cleaning:10.1f}{reading:13.1f}{cleaning / reading:7.2f}", flush=True)
    timed.close()
    return 0


def best(sheet: Sheet, timed: Timed) -> tuple[float, float]:
    """Seconds of cleaning and of recognising: the try with the least of both."""
    tries = []
    for _ in range(TRIES):
        timed.seconds, started = 0.0, time.process_time()
        codes_on(recognise(sheet, timed).sheet)
        tries.append((time.process_time() - started - timed.seconds, timed.seconds))
    return min(tries, key=sum)


def sheets(noise: str, count: int, seed: int) -> list[Sheet]:
    found = []
    with tempfile.TemporaryDirectory() as scratch:
        for number in range(count):
            kind = KINDS[number % len(KINDS)]
            made = make_document(kind, LAYOUTS[kind][(seed + number) % len(LAYOUTS[kind])], seed + number, noise)
            path = Path(scratch) / f"{number}{made.suffix}"
            path.write_bytes(made.data)
            document = open_document(path)
            assert not isinstance(document, RecordingDocument)
            found.append(sheet_as_shown(document, 1, 0))
            document.close()
    return found


if __name__ == "__main__":
    sys.exit(main())

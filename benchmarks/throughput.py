"""Pages per second of the whole window at work, against engines that do nothing else; and how smooth the window stays.

    python -m benchmarks.throughput [--pages 24] [--rounds 3] [--lanes 2]

The same rasterised pages go, in turn and several times in one run, through

* bare: as many `tesseract` processes at once as there are lanes, one page a process, OMP_THREAD_LIMIT=1;
* pool: as many warm processes with a recogniser each, which do nothing but recognise;
* window: the whole application: dropped, stored, read, extracted, judged, shown in the live table.

Prints the medians and ratios, and the gaps between the ticks of a 2 ms timer on the GUI thread while the window was at
work. Needs the `tesseract` program for the bare run (Debian: tesseract-ocr). Without a display it runs offscreen.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import numpy as np

import resources
from benchmarks.window_run import WindowRun
from tests.documents import LAYOUTS, make_document

TESSDATA = resources.path("tessdata")
LANGUAGES = "kor+eng"
KINDS = ("graduation_certificate", "enrolment_certificate", "diploma")


def make_pages(folder: Path, count: int) -> list[Path]:
    """One-page scans as pictures, all different."""
    import io

    import pymupdf
    from PIL import Image

    pages = []
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        made = make_document(kind, LAYOUTS[kind][number % len(LAYOUTS[kind])], number, "digital")
        document = pymupdf.open(stream=made.data, filetype="pdf")  # type: ignore[no-untyped-call]
        drawn = document[0].get_pixmap(dpi=200, colorspace=pymupdf.csGRAY)
        raw = drawn.tobytes("png")  # type: ignore[no-untyped-call]
        path = folder / f"page-{number:03d}.png"
        with Image.open(io.BytesIO(raw)) as image:
            image.save(path, dpi=(200, 200))
        pages.append(path)
    return pages


def bare(pages: list[Path], lanes: int) -> float:
    """Seconds for bare `tesseract` processes."""
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1", "TESSDATA_PREFIX": str(TESSDATA)}

    def one(page: Path) -> None:
        subprocess.run(
            ["tesseract", page, "-", "-l", LANGUAGES, "--psm", "4", "tsv"],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True,
        )  # fmt: skip

    begin = time.perf_counter()
    with ThreadPoolExecutor(lanes) as threads:
        list(threads.map(one, pages))
    return time.perf_counter() - begin


_engine = None


def _warm() -> None:
    global _engine  # noqa: PLW0603 - a worker process keeps one recogniser
    import tesserocr

    _engine = tesserocr.PyTessBaseAPI(path=str(TESSDATA), lang=LANGUAGES, psm=tesserocr.PSM.SINGLE_COLUMN)


def _recognise(page: Path) -> int:
    from PIL import Image

    assert _engine is not None
    with Image.open(page) as image:
        _engine.SetImage(image)
        return len(_engine.GetTSVText(0))


def pool(pages: list[Path], processes: ProcessPoolExecutor) -> float:
    """Seconds for a warm pool."""
    begin = time.perf_counter()
    list(processes.map(_recognise, pages))
    return time.perf_counter() - begin


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=24)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--lanes", type=int, default=2)
    args = parser.parse_args()
    if shutil.which("tesseract") is None:
        sys.exit("The bare run needs the tesseract program: apt-get install tesseract-ocr")
    os.environ["OMP_THREAD_LIMIT"] = "1"
    times: dict[str, list[float]] = {"bare": [], "pool": [], "window": []}
    gaps: list[float] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = make_pages(folder, args.pages)
        with ProcessPoolExecutor(args.lanes, initializer=_warm) as processes:
            pool(pages[: args.lanes * 2], processes)
            for number in range(args.rounds):
                times["bare"].append(bare(pages, args.lanes))
                times["pool"].append(pool(pages, processes))
                run = WindowRun(folder / f"data-{number}", pages, args.lanes)
                times["window"].append(run.seconds)
                gaps += run.gaps
    show(times, gaps, args.pages)


def show(times: dict[str, list[float]], gaps: list[float], pages: int) -> None:
    """Print medians, ratios and gaps."""
    for name, found in times.items():
        speed = pages / statistics.median(found)
        print(f"{name:>7}: {speed:.2f} pages/s ({pages / max(found):.2f} to {pages / min(found):.2f})")
    for other in ("bare", "pool"):
        ratios = [base / ours for base, ours in zip(times[other], times["window"], strict=True)]
        print(f"window / {other}: {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})")
    p99, longest = np.percentile(gaps, 99), max(gaps)
    print(f"GUI gaps: p99 {p99:.1f} ms, longest {longest:.1f} ms ({len(gaps)} ticks)")


if __name__ == "__main__":
    main()

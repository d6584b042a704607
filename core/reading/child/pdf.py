"""PDF files: opening, rasterising, and the facts about a page that decide how it is read. PyMuPDF lives here."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final

import numpy as np

from core.errors import EngineError, InputError
from core.reading import limits
from core.reading.child.image import damaged, truncated
from core.reading.child.mupdf import mupdf
from core.reading.child.values import Sheet

_POINTS: Final = 72.0
RASTER_DPI: Final = 220.0
"""Pages without a scan: the picture for the screen is no sharper, and reading it to check the text layer is faster."""
_SCAN_DPI: Final = 300.0
_LEAST_DPI: Final = 200.0
_TAIL_BYTES: Final = 2048
_RIGHT_ANGLES: Final = (0, 90, 180, 270)


class PdfDocument:
    """A PDF file. is_repaired: its structure was broken and MuPDF guessed."""

    def __init__(self, path: Path) -> None:
        mupdf.TOOLS.mupdf_display_errors(False)
        mupdf.TOOLS.mupdf_display_warnings(False)
        try:
            self._file: Any = mupdf.open(path, filetype="pdf")
        except MemoryError:
            raise
        except Exception as error:
            raise _as_input(error, path) from error
        try:
            self.pages = self._checked_pages(path)
        except BaseException:
            self.close()
            raise
        self.is_repaired = bool(self._file.is_repaired)

    def page(self, number: int) -> Any:
        """Page `number` (1-based).

        Raises:
            InputError: it cannot be loaded.
        """
        try:
            return self._file.load_page(number - 1)
        except MemoryError:
            raise
        except Exception as error:
            raise _as_input(error, None) from error

    def sheet(self, page: Any, turn: int = 0) -> Sheet:
        """The page as shown, as pixels, turned clockwise by `turn` degrees beyond what the page itself says.

        Raises:
            InputError: it cannot be drawn within the limits.
        """
        try:
            page.set_rotation((page.rotation + turn) % 360)
            _refuse_huge_images(page)
            dpi = _dpi(page)
            space = mupdf.csGRAY if _is_grey_scan(page) else mupdf.csRGB
            matrix = mupdf.Matrix(dpi / _POINTS, dpi / _POINTS)
            pixmap = page.get_pixmap(matrix=matrix, colorspace=space, alpha=False)
        except (MemoryError, InputError):
            raise
        except Exception as error:
            raise _as_input(error, None) from error
        shape = (pixmap.height, pixmap.width) if pixmap.n == 1 else (pixmap.height, pixmap.width, pixmap.n)
        return Sheet(np.frombuffer(pixmap.samples, dtype=np.uint8).reshape(shape), dpi)

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        mupdf.TOOLS.store_shrink(100)

    def _checked_pages(self, path: Path) -> int:
        if self._file.needs_pass:
            raise InputError("The PDF is protected by a password; ask for a copy without one.", code="encrypted")
        if self._file.is_repaired and _lacks_end(path):
            # MuPDF shows what is left; pages or text may be gone without a trace.
            raise truncated()
        try:
            count = int(self._file.page_count)
        except Exception as error:
            raise _as_input(error, path) from error
        if count < 1:
            raise damaged()
        return min(count, limits.PAGES_CLAIMED)


def shown_size(page: Any) -> tuple[float, float]:
    """Width and height of the page as shown, in points."""
    return float(page.rect.width), float(page.rect.height)


def images(page: Any) -> list[tuple[mupdf.Rect, float]]:
    """Boxes of the images on the page as shown, each with its resolution in dots per inch."""
    found = []
    for info in page.get_image_info():
        box = mupdf.Rect(info["bbox"]) * page.rotation_matrix
        shown = (box & page.rect).get_area()
        if shown > 0 and box.width > 0 and box.height > 0:
            pixels = info["width"] * info["height"]
            found.append((box & page.rect, _POINTS * (pixels / (box.width * box.height)) ** 0.5))
    return found


def _dpi(page: Any) -> float:
    """What suits a drawn page, or what the one page-wide scan has, up to 300; lowered to fit the limits."""
    width, height = shown_size(page)
    if width <= 0 or height <= 0:
        raise damaged()
    area = width * height
    scans = [dpi for box, dpi in images(page) if box.get_area() > area / 2]
    wanted = min(_SCAN_DPI, max([_LEAST_DPI, *scans])) if scans else RASTER_DPI
    fits = min(limits.SIDE / max(width, height), (limits.PIXELS / area) ** 0.5) * _POINTS * 0.99
    return float(min(wanted, fits))


def is_scan(page: Any) -> bool:
    """True if nothing can be seen on the page but pictures."""
    kinds = {kind for kind, _ in page.get_bboxlog()}
    return bool(page.get_image_info()) and kinds <= {"fill-image", "fill-imgmask", "ignore-text"}


def _is_grey_scan(page: Any) -> bool:
    """True if nothing is on the page but pictures without colour."""
    return is_scan(page) and all(info["colorspace"] <= 1 for info in page.get_image_info())


def _refuse_huge_images(page: Any) -> None:
    for info in page.get_image_info():
        if info["width"] * info["height"] > limits.PIXELS:
            most = limits.PIXELS // 1_000_000
            raise InputError(
                f"A picture on the page has more than {most} million pixels; make it smaller.", code="too_many_pixels"
            )


def _lacks_end(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL_BYTES), os.SEEK_SET)
        return b"%%EOF" not in file.read()


def _as_input(error: Exception, path: Path | None) -> InputError | EngineError:
    text = str(error).lower()
    if "malloc" in text or "out of memory" in text or "memory" in type(error).__name__.lower():
        return EngineError("The document needs more memory than a reading process may use.", code="child_memory")
    if path is not None and _lacks_end(path):
        return truncated()
    return damaged()

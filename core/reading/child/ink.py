"""Where a PDF page shows letters that are not in its text layer: pictures, stamps, form fields, outlines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from core.domain.page import Box
from core.reading.child.mupdf import mupdf
from core.reading.child.pdf import images

_SCAN_SHARE: Final = 0.5
_PICTURE_SHARE: Final = 0.04
"""Of the page: smaller pictures are seals and logos; an identity photo has 0.02."""
_OUTLINE_POINTS: Final = (3.0, 60.0)
_OUTLINES: Final = 150
"""This many small filled shapes may well be letters turned into outlines."""
_COVERING: Final = frozenset({"fill-image", "fill-imgmask", "fill-shade"})
_WHOLE: Final = Box(0.0, 0.0, 1.0, 1.0)
_SPEAKING: Final = frozenset({"FreeText", "Stamp", "Widget", "Ink"})


@dataclass(frozen=True, slots=True)
class OtherInk:
    """Boxes in fractions of the page.

    regions: may hold letters that the layer lacks. covers: pictures drawn over some text. is_scan: one picture fills
    most of the page.
    """

    regions: tuple[Box, ...]
    covers: tuple[Box, ...]
    is_scan: bool


def other_ink(page: Any) -> OtherInk:
    """Look at everything on the page that is no text."""
    area = page.rect.get_area()
    boxes = [box for box, _ in images(page)]
    regions = [_share(page, box) for box in boxes if box.get_area() > _PICTURE_SHARE * area]
    regions += [_share(page, box) for box in _annotations(page)]
    covers, outlines = _drawn(page)
    if outlines > _OUTLINES:
        regions.append(_WHOLE)
    is_scan = any(box.get_area() > _SCAN_SHARE * area for box in boxes)
    return OtherInk(tuple(regions) + tuple(covers), tuple(covers), is_scan)


def _drawn(page: Any) -> tuple[list[Box], int]:
    """Pictures drawn after some text that they cover, and the number of shapes of a letter's size."""
    texts: list[Any] = []
    covers: list[Box] = []
    outlines = 0
    for kind, corners in page.get_bboxlog():
        box = mupdf.Rect(corners)
        if kind in ("fill-text", "stroke-text"):
            texts.append(box)
        elif kind in _COVERING and any(box.intersects(text) for text in texts):
            covers.append(_share(page, box * page.rotation_matrix))
        elif kind == "fill-path":
            least, most = _OUTLINE_POINTS
            outlines += least < box.height < most and 1 < box.width < most
    return covers, outlines


def _annotations(page: Any) -> list[Any]:
    found = [note.rect for note in page.annots() if note.type[1] in _SPEAKING]
    found += [widget.rect for widget in page.widgets() if widget.field_value]
    return [rect * page.rotation_matrix for rect in found]


def _share(page: Any, box: mupdf.Rect) -> Box:
    width, height = float(page.rect.width), float(page.rect.height)
    shares = (box.x0 / width, box.y0 / height, box.x1 / width, box.y1 / height)
    return Box(*(min(1.0, max(0.0, share)) for share in shares))

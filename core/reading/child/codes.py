"""Barcodes and QR codes on a page. They are decoded only where the page is as densely black and white as they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import cv2
import numpy as np

from core.domain.page import Box, Code
from core.reading.child.halving import halved
from core.reading.child.ink_mask import tones
from core.reading.child.values import Pixels, Sheet

_PAGE_INCHES: Final = 11.7
_HALVINGS: Final = 2
_STEP: Final = 2**_HALVINGS
_BLOCK_INCHES: Final = 0.25
_DENSE: Final = 0.33
"""Of full black, over such a block: a code has about a half, text a quarter at most."""
_LEAST_INCHES: Final = 0.16
"""Of a dense place's sides: lower ones are lines of bold text."""
_LEAST_CONTRAST: Final = 60
_MOST_PLACES: Final = 8
_MOST_CODES: Final = 20
_PAD_INCHES: Final = 0.3
_FORMATS: Final = ("QRCode", "MicroQRCode", "DataMatrix", "Aztec", "PDF417", "Code128", "Code39", "EAN13")
"""Those that certificates carry; formats without a check digit of their own find themselves in any text."""
_LEAST_TEXT, _MOST_TEXT = 3, 2000


def codes_on(sheet: Sheet) -> tuple[Code, ...]:
    """The codes, boxes in fractions of the sheet, each once."""
    grey = sheet.grey()
    found: dict[tuple[str, str], Code] = {}
    for left, top, right, bottom in _dense_places(grey):
        for code in _decoded(np.ascontiguousarray(grey[top:bottom, left:right]), (left, top), grey.shape):
            found.setdefault((code.format, code.text), code)
    return tuple(found.values())[:_MOST_CODES]


def _dense_places(grey: Pixels) -> list[tuple[int, int, int, int]]:
    """Left, top, right, bottom in pixels, the largest first."""
    small = halved(grey, _HALVINGS)
    inch = max(small.shape) / _PAGE_INCHES
    side = max(3, round(_BLOCK_INCHES * inch))
    found = tones(small)
    dark = cv2.blur(cv2.subtract(np.full_like(small, found.paper), small), (side, side))
    dense = cv2.threshold(dark, _DENSE * max(_LEAST_CONTRAST, found.paper - found.dark), 255, cv2.THRESH_BINARY)[1]
    joined = cv2.morphologyEx(dense, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    outlines = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0]  # a tenth of labelling's time
    pieces = [box for box in map(cv2.boundingRect, outlines) if min(box[2:]) >= _LEAST_INCHES * inch]
    large = sorted(pieces, key=lambda box: -box[2] * box[3])[:_MOST_PLACES]
    pad, (high, wide) = round(_PAD_INCHES * inch), grey.shape
    return [
        (
            max(0, (int(x) - pad) * _STEP),
            max(0, (int(y) - pad) * _STEP),
            min(wide, (int(x + w) + pad) * _STEP),
            min(high, (int(y + h) + pad) * _STEP),
        )
        for x, y, w, h in large
    ]


def _decoded(part: Pixels, start: tuple[int, int], shape: tuple[int, ...]) -> Iterator[Code]:
    import zxingcpp  # noqa: PLC0415 - only few pages have a place for a code

    formats = zxingcpp.BarcodeFormats([getattr(zxingcpp.BarcodeFormat, name) for name in _FORMATS])
    for barcode in zxingcpp.read_barcodes(part, formats=formats, text_mode=zxingcpp.TextMode.Plain):
        text = barcode.text.strip()[:_MOST_TEXT]
        if barcode.valid and len(text) >= _LEAST_TEXT:
            yield Code(text, str(barcode.format), _box(barcode.position, start, shape))


def _box(position: Any, start: tuple[int, int], shape: tuple[int, ...]) -> Box:
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    xs = [(corner.x + start[0]) / shape[1] for corner in corners]
    ys = [(corner.y + start[1]) / shape[0] for corner in corners]
    x0, y0, x1, y1 = (min(1.0, max(0.0, side)) for side in (min(xs), min(ys), max(xs), max(ys)))
    return Box(x0, y0, x1, y1)

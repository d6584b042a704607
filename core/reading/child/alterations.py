"""What was done to a drawn page after its text was set: struck through, painted over, noted upon, typed into a form.

A text layer says what was set, and pixels say that some ink stands there; neither tells that a person took it back.
The order in which things were drawn does: a line or a patch that came after the letters it meets was put there on
purpose. Rules of tables and shaded cells come before theirs, or lie beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from core.domain.page import Box, Flagged
from core.reading.child.drawn import Glyph, Patch, Stroke, glyphs, patches, strokes, words_of
from core.reading.child.flags import ANNOTATED, FORM_FILLED, HIDDEN_TEXT, PAINTED_OVER, STRUCK_OUT
from core.reading.child.mupdf import mupdf

_BAND: Final = (0.1, 0.62)
"""Above the baseline, in the letters' size: where a line strikes them out; below it underlines, above it is a rule."""
_SLOPE: Final = 0.6
_STRUCK: Final = 0.6
"""Of a word's width."""
_THICK: Final = 0.4
_LONG: Final = 0.35
"""Of the page's diagonal: as long as this, and aslant, a stroke crosses out the page."""
_CROSSING: Final = (0.18, 5.7)
_CROSSED_WORDS: Final = 2
_FEW: Final = 6
"""More strokes across the page are its pattern."""
_LETTERS: Final = 2
_SAME: Final = 0.3
"""Of its size: a letter drawn again this near was not replaced."""
_LINES: Final = 4.0
"""A patch no higher than this, in the size of what is typed on it, was made for that."""
_SCAN_SHARE: Final = 0.5
_INKED: Final = 60
_HARMLESS: Final = frozenset({"Highlight", "Underline", "Squiggly", "Link", "Popup", "Widget", "FileAttachment"})
_SWITCH_ON, _SWITCH_OFF = 0, 2
_UNSEEN: Final = 2 | 32
_READ_ONLY: Final = 1
_TYPED: Final = frozenset({"Text", "ComboBox", "ListBox"})


def alterations(page: Any) -> tuple[Flagged, ...]:
    """What was done to the PyMuPDF page, whichever way it is turned, and where on it."""
    found: list[tuple[str, Any]] = []
    drawings = page.get_drawings()
    if drawings:
        letters, lines = glyphs(page), strokes(drawings)
        crossed = list(_struck(letters, lines)) or list(_crossed(page, letters, lines))
        found += [(STRUCK_OUT, box) for box in crossed]
        found += [(PAINTED_OVER, patch.box) for patch in patches(drawings) if _hides(page, patch, letters)]
    found += [(HIDDEN_TEXT, page.rect * ~page.rotation_matrix)] if _has_text_off(page) else []
    found += [(ANNOTATED, note.rect) for note in page.annots() if _is_note(note)]
    found += [(FORM_FILLED, widget.rect) for widget in page.widgets() if _is_typed(widget)]
    return tuple(Flagged(flag, _fractions(page, box)) for flag, box in found)


def _has_text_off(page: Any) -> bool:
    """True if the page has text in a layer that is switched off: whoever opens the file may switch it on."""
    file = page.parent
    off = [layer["number"] for layer in file.layer_ui_configs() if layer["type"] != "label" and not layer["on"]]
    if not off:
        return False
    shown = len(page.get_text().split())
    for number in off:
        file.set_layer_ui_config(number, _SWITCH_ON)
    everything = len(page.get_text().split())
    for number in off:
        file.set_layer_ui_config(number, _SWITCH_OFF)
    return everything > shown


def _fractions(page: Any, box: Any) -> Box:
    """The PyMuPDF rectangle as a part of the page as it is turned; what lies off the page, at its rim."""
    turned = mupdf.Rect(box) * page.rotation_matrix
    xs, ys = (turned.x0, turned.x1), (turned.y0, turned.y1)
    x0, x1 = (min(1.0, max(0.0, x / page.rect.width)) for x in sorted(xs))
    y0, y1 = (min(1.0, max(0.0, y / page.rect.height)) for y in sorted(ys))
    return Box(x0, y0, x1, y1)


def _is_note(note: Any) -> bool:
    return note.type[1] not in _HARMLESS and not note.flags & _UNSEEN


def _is_typed(widget: Any) -> bool:
    """True for a field whose text whoever has the file may change."""
    return widget.field_type_string in _TYPED and bool(widget.field_value) and not widget.field_flags & _READ_ONLY


def _struck(letters: Sequence[Glyph], lines: Sequence[Stroke]) -> Iterator[Any]:
    """Around words through whose letters a line runs that was drawn later."""
    level = [line for line in lines if line.slope <= _SLOPE or line.slope >= 1 / _SLOPE]
    if level:
        for word in words_of(letters):
            if any(_strikes(line, word) for line in level):
                yield word[0].box | word[-1].box


def _strikes(line: Stroke, word: Sequence[Glyph]) -> bool:
    first, last = word[0], word[-1]
    if line.order <= first.order or line.width > _THICK * first.size:
        return False
    along = line.along(first)
    start, end = first.start, last.end
    shared = min(end, along.end) - max(start, along.start)
    if shared < _STRUCK * (end - start) or along.slope > _SLOPE:
        return False
    above = first.baseline - along.at((start + end) / 2)
    return _BAND[0] * first.size <= above <= _BAND[1] * first.size


def _crossed(page: Any, letters: Sequence[Glyph], lines: Sequence[Stroke]) -> Iterator[Any]:
    """Around long strokes that run aslant over several words."""
    least = _LONG * float(mupdf.Point(page.rect.width, page.rect.height).__abs__())
    long = [line for line in lines if line.length > least and _CROSSING[0] < line.slope < _CROSSING[1]]
    if not 0 < len(long) <= _FEW:
        return
    words = list(words_of(letters))
    for line in long:
        if sum(_crosses(line, word) for word in words) >= _CROSSED_WORDS:
            yield mupdf.Rect(line.start, line.start).include_point(line.end)


def _crosses(line: Stroke, word: Sequence[Glyph]) -> bool:
    return line.order > word[0].order and any(line.meets(glyph.box) for glyph in word)


def _hides(page: Any, patch: Patch, letters: Sequence[Glyph]) -> bool:
    """True if earlier letters lie under the patch, or a scan's ink under one that was typed upon."""
    inside = [glyph for glyph in letters if patch.holds(glyph)]
    over = [glyph for glyph in inside if glyph.order > patch.order]
    under = [glyph for glyph in inside if glyph.order < patch.order and not _is_again(glyph, over)]
    if sum(glyph.text.isalnum() for glyph in under) >= _LETTERS:
        return True
    typed = bool(over) and patch.box.height <= _LINES * max(glyph.size for glyph in over)
    return typed and any(_has_ink(page, image, patch) for image in _scans(page, patch))


def _is_again(glyph: Glyph, later: Sequence[Glyph]) -> bool:
    """True if the same letter was drawn once more at the same place."""
    near = _SAME * glyph.size
    return any(other.text == glyph.text and other.is_near(glyph, near) for other in later)


def _scans(page: Any, patch: Patch) -> Iterator[Any]:
    least = _SCAN_SHARE * page.rect.get_area()
    for info in page.get_image_info(xrefs=True):
        box = mupdf.Rect(info["bbox"])
        if info["xref"] and box.get_area() > least and box.contains(patch.box):
            yield info


def _has_ink(page: Any, info: Any, patch: Patch) -> bool:
    """True if the picture is not plain paper where the patch covers it."""
    picture = mupdf.Pixmap(mupdf.csGRAY, mupdf.Pixmap(page.parent, info["xref"]))
    whole = mupdf.Rect(info["bbox"])
    scale_x, scale_y = picture.width / whole.width, picture.height / whole.height
    x0, x1 = (int((x - whole.x0) * scale_x) for x in (patch.box.x0, patch.box.x1))
    y0, y1 = (int((y - whole.y0) * scale_y) for y in (patch.box.y0, patch.box.y1))
    rows = (picture.samples[y * picture.stride + x0 : y * picture.stride + x1] for y in range(y0, y1, 2))
    shades = [shade for row in rows for shade in row]
    return bool(shades) and max(shades) - min(shades) > _INKED

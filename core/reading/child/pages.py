"""Reading one page: text layer or pixels, and what to tell of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from core.domain.page import Box, TextSource, Word
from core.reading.child.alterations import PAINTED_OVER, STRUCK_OUT, alterations
from core.reading.child.aslant import behind, with_aslant
from core.reading.child.codes import codes_on
from core.reading.child.comparing import alone, layer_differs, shows_nothing
from core.reading.child.document import PagedDocument
from core.reading.child.image import ImageDocument
from core.reading.child.ink import OtherInk, other_ink
from core.reading.child.lines import number_lines
from core.reading.child.paper_edges import straightened
from core.reading.child.pdf import PdfDocument, is_scan
from core.reading.child.recogniser import Recogniser
from core.reading.child.recognition import Recognised, recognise, reread
from core.reading.child.textlayer import TextLayer, text_layer, upright_turn
from core.reading.child.values import ReadSheet, Sheet

_OVERLAP = 0.3
_TEXT, _SURE = 4, 0.8
"""Letters in one line of what is taken for text, and how surely they were read."""


def read_page(document: PagedDocument, number: int, recogniser: Callable[[], Recogniser]) -> ReadSheet:
    """Read page `number` (1-based); the recogniser is asked for only if pixels must be read.

    Raises:
        InputError: the page can never be read.
        EngineError: an engine failed.
    """
    if isinstance(document, ImageDocument):
        read = _from_pixels(straightened(document.sheet(number)), recogniser(), 0, ())
    else:
        read = _read_pdf(document, number, recogniser)
    return replace(read, codes=codes_on(read.sheet))


def sheet_as_shown(document: PagedDocument, number: int, turned: int) -> Sheet:
    """Page `number` (1-based) as its picture for the screen shows it. turned: what its reading told.

    Raises:
        InputError: the page can never be drawn.
    """
    if isinstance(document, ImageDocument):
        return straightened(document.sheet(number)).turned(turned)
    page = document.page(number)
    if not is_scan(page):
        return document.sheet(page, turned)
    turn = upright_turn(page)
    return straightened(document.sheet(page, turn)).turned((turned - turn) % 360)


def _read_pdf(document: PdfDocument, number: int, recogniser: Callable[[], Recogniser]) -> ReadSheet:
    page = document.page(number)
    turn = upright_turn(page)
    sheet = document.sheet(page, turn)
    layer = text_layer(page, sheet.grey())
    ink = other_ink(page)
    flags = (*_pdf_flags(document, layer, ink), *alterations(page))
    if not layer.words or layer.is_garbage or layer.has_clash:
        read = _from_pixels(straightened(sheet) if is_scan(page) else sheet, recogniser(), turn, flags)
    else:
        told = ReadSheet(sheet, TextSource.TEXT_LAYER, layer.words, turn, flags)
        read = _compared(told, ink, recogniser())
    return with_aslant(read, layer.aslant, turn)


def _compared(told: ReadSheet, ink: OtherInk, ready: Recogniser) -> ReadSheet:
    """The page by its layer, as far as its pixels say the same."""
    sheet, turn, flags = told.sheet, told.turned, told.flags
    seen = recognise(sheet, ready)
    if seen.turned:
        return _from_both(told, ink, seen) if ink.regions else told

    def again(box: Box) -> Iterator[tuple[Word, ...]]:
        return reread(sheet, box, ready)

    if layer_differs(told.words, seen.words, again):
        words = behind(seen.words, seen.lifted)
        return ReadSheet(sheet, TextSource.RECOGNISED, words, turn, (*flags, "layer_differs", *_seen_flags(seen)))
    lonely = alone(told.words, seen.words)
    is_strange = shows_nothing(lonely, again)
    # Where the layer has words that were not recognised, the ink that was not may be theirs.
    is_unread = seen.has_unread_ink and (bool(ink.regions) or not lonely)
    if is_strange or is_unread:
        told = replace(told, flags=(*told.flags, "unread_ink"))
    read = _from_both(told, ink, seen)
    return replace(read, words=behind(read.words, seen.lifted))


def _pdf_flags(document: PdfDocument, layer: TextLayer, ink: OtherInk) -> tuple[str, ...]:
    flags = ["repaired"] if document.is_repaired else []
    if layer.has_hidden and not ink.is_scan:  # under a scan it is only an old recogniser's layer, and not used
        flags.append("hidden_text")
    return tuple(flags)


def _from_pixels(sheet: Sheet, recogniser: Recogniser, turn: int, flags: tuple[str, ...]) -> ReadSheet:
    found = recognise(sheet, recogniser)
    told = (*flags, *_seen_flags(found))
    words = behind(found.words, found.lifted)
    return ReadSheet(found.sheet, TextSource.RECOGNISED, words, (turn + found.turned) % 360, told)


def _seen_flags(found: Recognised) -> tuple[str, ...]:
    if not found.words:
        return ("no_text",)
    told = {"unread_ink": found.has_unread_ink, STRUCK_OUT: found.has_struck, PAINTED_OVER: found.has_patch}
    return tuple(flag for flag, holds in told.items() if holds)


def _from_both(told: ReadSheet, ink: OtherInk, found: Recognised) -> ReadSheet:
    """The layer's words where nothing covers them, and recognised words where only pixels tell."""
    trusted = [word for word in told.words if not any(_is_within(word.box, cover) for cover in ink.covers)]
    if found.turned:  # the two readers do not agree on which way is up: believe the pixels
        turned = (told.turned + found.turned) % 360
        return ReadSheet(found.sheet, TextSource.RECOGNISED, found.words, turned, told.flags)
    lacking = _lacking(told.words, found.words)
    added = [word for word in found.words if _is_new(word, trusted, ink.regions) or word in lacking]
    if not added and len(trusted) == len(told.words):
        return told
    source = TextSource.TEXT_LAYER if len(trusted) >= len(added) else TextSource.RECOGNISED
    words = number_lines((*trusted, *added))
    return ReadSheet(told.sheet, source, words, told.turned, (*told.flags, "mixed_page"))


def _lacking(known: Sequence[Word], found: Sequence[Word]) -> list[Word]:
    """Words surely read where the layer has nothing: a small picture's, or drawn as shapes. Seals give few letters."""
    sure = [word for word in found if word.confidence >= _SURE and any(map(str.isalnum, word.text))]
    off = [word for word in sure if not any(_meets(word.box, one.box) for one in known)]
    letters = Counter(word.line for word in off for letter in word.text if letter.isalnum())
    return [word for word in off if letters[word.line] >= _TEXT]


def _is_new(word: Word, known: list[Word], regions: tuple[Box, ...]) -> bool:
    return any(_is_within(word.box, region) for region in regions) and not any(
        _covers(word.box, other.box) for other in known
    )


def _is_within(box: Box, region: Box) -> bool:
    """True if the middle of the box lies in the region."""
    middle_x, middle_y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return region.x0 <= middle_x <= region.x1 and region.y0 <= middle_y <= region.y1


def _covers(one: Box, other: Box) -> bool:
    """True if the other box takes a good part of this one."""
    return _common(one, other) > _OVERLAP * one.width * one.height


def _meets(one: Box, other: Box) -> bool:
    """True if either box takes a good part of the other: a recogniser's may be far too wide."""
    if one.y0 >= other.y1 or other.y0 >= one.y1:
        return False
    return _covers(one, other) or _covers(other, one)


def _common(one: Box, other: Box) -> float:
    """The area that both share."""
    wide = min(one.x1, other.x1) - max(one.x0, other.x0)
    high = min(one.y1, other.y1) - max(one.y0, other.y0)
    return wide * high if wide > 0 and high > 0 else 0.0

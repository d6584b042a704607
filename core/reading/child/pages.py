"""Reading one page: text layer or pixels, and what to tell of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from core.domain.page import Box, Flagged, TextSource, Word
from core.reading.child import flags
from core.reading.child.alterations import alterations
from core.reading.child.aslant import behind, with_aslant
from core.reading.child.codes import codes_on
from core.reading.child.comparing import alone, besides_seals, not_shown, shown_otherwise
from core.reading.child.document import PagedDocument
from core.reading.child.geometry import box_through, turning
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
        read = _from_pixels(straightened(document.sheet(number)), recogniser(), 0, (), ())
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
    altered = alterations(page)
    told = tuple(dict.fromkeys((*_pdf_flags(document, layer, ink), *flags.names(altered))))
    if not layer.words or layer.is_garbage or layer.has_clash:
        straight = straightened(sheet) if is_scan(page) else sheet
        known = altered if straight is sheet else ()  # the paper lies elsewhere on what is shown
        read = _from_pixels(straight, recogniser(), turn, told, known)
    else:
        by_layer = ReadSheet(sheet, TextSource.TEXT_LAYER, layer.words, turn, told, flagged=altered)
        read = _compared(by_layer, ink, recogniser())
    return with_aslant(read, layer.aslant, turn)


def _compared(told: ReadSheet, ink: OtherInk, ready: Recogniser) -> ReadSheet:
    """The page by its layer, as far as its pixels say the same."""
    sheet = told.sheet
    seen = recognise(sheet, ready)
    if seen.turned:
        return _from_both(told, ink, seen) if ink.regions else told

    def again(box: Box) -> Iterator[tuple[Word, ...]]:
        return reread(sheet, box, ready)

    if differing := shown_otherwise(told.words, seen.words, again):
        words = behind(seen.words, seen.lifted)
        told = replace(told, source=TextSource.RECOGNISED, words=words)
        return _with_flags(told, (*_flagged(flags.LAYER_DIFFERS, differing), *seen.flagged), _seen_flags(seen))
    lonely = alone(told.words, seen.words)
    strange = _flagged(flags.UNREAD_INK, not_shown(besides_seals(lonely, told.words), again))
    # Where the layer has words that were not recognised, the ink that was not may be theirs.
    if bool(ink.regions) or not lonely:
        strange += tuple(one for one in seen.flagged if one.flag == flags.UNREAD_INK)
    told = _with_flags(told, strange)
    read = _from_both(told, ink, seen)
    return replace(read, words=behind(read.words, seen.lifted))


def _pdf_flags(document: PdfDocument, layer: TextLayer, ink: OtherInk) -> tuple[str, ...]:
    told = [flags.REPAIRED] if document.is_repaired else []
    if layer.has_hidden and not ink.is_scan:  # under a scan it is only an old recogniser's layer, and not used
        told.append(flags.HIDDEN_TEXT)
    return tuple(told)


def _flagged(flag: str, words: Iterable[Word]) -> tuple[Flagged, ...]:
    return tuple(Flagged(flag, word.box) for word in words)


def _with_flags(read: ReadSheet, flagged: tuple[Flagged, ...], more: tuple[str, ...] = ()) -> ReadSheet:
    told = tuple(dict.fromkeys((*read.flags, *flags.names(flagged), *more)))
    return replace(read, flags=told, flagged=(*read.flagged, *flagged))


def _from_pixels(
    sheet: Sheet, recogniser: Recogniser, turn: int, told: tuple[str, ...], known: tuple[Flagged, ...]
) -> ReadSheet:
    found = recognise(sheet, recogniser)
    words, turned = behind(found.words, found.lifted), (turn + found.turned) % 360
    read = ReadSheet(found.sheet, TextSource.RECOGNISED, words, turned, told, flagged=_turned(known, found.turned))
    return _with_flags(read, found.flagged, _seen_flags(found))


def _seen_flags(found: Recognised) -> tuple[str, ...]:
    return flags.names(found.flagged) if found.words else (flags.NO_TEXT,)


def _turned(flagged: Iterable[Flagged], turn: int) -> tuple[Flagged, ...]:
    """Boxes in fractions are turned as those of a picture of one dot."""
    onto = turning(turn, 1, 1)
    return tuple(replace(one, box=box_through(one.box, onto, (1, 1), (1, 1))) for one in flagged)


def _from_both(told: ReadSheet, ink: OtherInk, found: Recognised) -> ReadSheet:
    """The layer's words where nothing covers them, and recognised words where only pixels tell."""
    trusted = [word for word in told.words if not any(_is_within(word.box, cover) for cover in ink.covers)]
    if found.turned:  # the two readers do not agree on which way is up: believe the pixels
        turned = (told.turned + found.turned) % 360
        return ReadSheet(
            found.sheet,
            TextSource.RECOGNISED,
            found.words,
            turned,
            told.flags,
            flagged=_turned(told.flagged, found.turned),
        )
    lacking = _lacking(told.words, found.words)
    added = [word for word in found.words if _is_new(word, trusted, ink.regions) or word in lacking]
    if not added and len(trusted) == len(told.words):
        return told
    source = TextSource.TEXT_LAYER if len(trusted) >= len(added) else TextSource.RECOGNISED
    words = number_lines((*trusted, *added))
    return replace(told, source=source, words=words, flags=(*told.flags, flags.MIXED_PAGE))


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

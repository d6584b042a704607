"""What a page must tell of its own reading: words that were touched, ink that was not read."""

from __future__ import annotations

import random
from collections.abc import Callable

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from core.domain.page import Box, Engine, Word
from core.reading.child import geometry
from core.reading.child.cleaning import Prepared, flattened, prepared
from core.reading.child.recognition import recognise
from core.reading.child.touched import Removal, with_covered, with_touched
from core.reading.child.unread_ink import unread
from core.reading.child.values import Pixels, Sheet
from core.reading.child.view import View
from tests.documents import hard, make
from tests.documents.layouts import rows
from tests.documents.pen import REGULAR, Pen, font
from tests.documents.render import to_image, to_words

DPI = 200


def drawn(*, korean: bool = True, seed: int = 5) -> tuple[Image.Image, tuple[Word, ...]]:
    """A page and its words, boxes in fractions of the page."""
    rng = random.Random(seed)
    pen = Pen()
    rows(pen, "graduation_certificate", make.draw_facts("graduation_certificate", korean=korean, rng=rng), rng)
    return to_image(pen, DPI), to_words(pen)


def as_read(image: Image.Image, words: tuple[Word, ...]) -> tuple[Prepared, tuple[Word, ...]]:
    """The page as the recogniser gets it, and the words where they are in it."""
    ready = prepared(flattened(Sheet(np.asarray(image, dtype=np.uint8), float(DPI))).view)
    wide, high = ready.view.size
    x, y, scale = ready.view.back[0, 2], ready.view.back[1, 2], ready.view.back[0, 0]

    def moved(box: Box) -> Box:
        across = ((side * image.width - x) / scale / wide for side in (box.x0, box.x1))
        down = ((side * image.height - y) / scale / high for side in (box.y0, box.y1))
        (x0, x1), (y0, y1) = across, down
        return Box(x0, y0, x1, y1)

    return ready, tuple(Word(word.text, moved(word.box), 0.95, word.line) for word in words)


@pytest.mark.parametrize("korean", [True, False])
def test_line_without_a_word_is_unread_ink(*, korean: bool) -> None:
    image, words = drawn(korean=korean)
    long = [line for line in {word.line for word in words} if sum(len(w.text) for w in words if w.line == line) > 9]
    assert not unread(*reversed(as_read(image, words))).lines
    for line in long:
        left = tuple(word for word in words if word.line != line)
        assert unread(*reversed(as_read(image, left))).lines, line


def test_faint_line_without_a_word_is_unread_ink() -> None:
    image, words = drawn()
    ImageDraw.Draw(image).text((200, 1900), "성명 홍길동 1999-03-04", fill=140, font=font(REGULAR, 36))
    assert unread(*reversed(as_read(image, words))).lines


def seal(draw: ImageDraw.ImageDraw) -> None:
    draw.ellipse((1000, 1800, 1200, 2000), outline=40, width=8)
    draw.text((1100, 1900), "학교\n장인", fill=40, font=font(REGULAR, 60), anchor="mm")


def frame(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((40, 40, 1610, 2290), outline=30, width=6)
    draw.rectangle((60, 60, 1590, 2270), outline=30, width=2)


def signature(draw: ImageDraw.ImageDraw) -> None:
    rng = random.Random(2)
    points = [(900 + 14 * step, 1980 + rng.uniform(-40, 40)) for step in range(30)]
    draw.line(points, fill=25, width=4, joint="curve")


def barcode(draw: ImageDraw.ImageDraw) -> None:
    rng, x = random.Random(1), 900
    while x < 1400:
        bar = rng.randint(3, 11)
        draw.rectangle((x, 2100, x + bar, 2136), fill=10)
        x += bar + rng.randint(3, 11)


def logo(draw: ImageDraw.ImageDraw) -> None:
    draw.polygon([(800, 60), (860, 160), (740, 160)], fill=30)
    draw.ellipse((760, 60, 840, 140), outline=20, width=10)


def watermark(draw: ImageDraw.ImageDraw) -> None:
    for y in range(200, 2200, 300):
        draw.text((150, y), "인터넷발급  인터넷발급  인터넷발급", fill=214, font=font(REGULAR, 44))


def leaders(draw: ImageDraw.ImageDraw) -> None:
    draw.text((200, 2000), "." * 60, fill=20, font=font(REGULAR, 33))


@pytest.mark.parametrize("extra", [seal, frame, signature, barcode, logo, watermark, leaders])
@pytest.mark.parametrize("seed", range(4))
def test_what_is_no_text_is_no_unread_ink(extra: Callable[[ImageDraw.ImageDraw], None], seed: int) -> None:
    image, words = drawn(seed=seed, korean=bool(seed % 2))
    extra(ImageDraw.Draw(image))
    assert not unread(*reversed(as_read(image, words))).lines


class Reader:
    """A recogniser that reads pages and lines as it is told."""

    engine = Engine("fake", "1")
    languages = ("kor", "eng")

    def __init__(self, page: Callable[[Pixels], tuple[Word, ...]], line: Callable[[Pixels], str]) -> None:
        self._page = page
        self._line = line

    def read(self, grey: Pixels, dpi: int) -> tuple[Word, ...]:
        return self._page(grey)

    def read_line(self, grey: Pixels, dpi: int, language: str) -> tuple[Word, ...]:
        return (Word(self._line(grey), Box(0.0, 0.0, 1.0, 1.0), 0.95, 0),)

    def close(self) -> None:
        """Nothing to let go."""


def sealed_word(read_before: str, sure: float = 0.96, place: float = 0.5) -> tuple[Word, ...]:
    """Two words of one line, a stroke over the first taken out, and that line read again from the page before."""
    after = np.full((400, 600), 255, np.uint8)
    after[int(place * 400) : int(place * 400) + 30, 100:300] = 10
    before = after.copy()
    cv2.line(before, (120, 170), (190, 260), (90,), 8)
    image = prepared(flattened(Sheet(after, float(DPI))).view)
    (_, high), back = image.view.size, image.view.back

    def box(x0: float, x1: float) -> Box:
        wide = image.view.size[0]
        return Box(
            (x0 - back[0, 2]) / wide, (195 - back[1, 2]) / high, (x1 - back[0, 2]) / wide, (235 - back[1, 2]) / high
        )

    words = (Word("1993", box(100, 200), sure, 0), Word("02", box(210, 300), 0.96, 0))
    return with_touched(words, image, Removal.between(before, after), Reader(lambda _: (), lambda _: read_before))


def test_word_that_reads_otherwise_without_the_removal_is_touched() -> None:
    assert [word.touched for word in sealed_word("1999 02")] == [True, False]


def test_word_that_reads_alike_both_ways_is_not() -> None:
    assert [word.touched for word in sealed_word("1993 02")] == [False, False]


def test_unsure_word_is_touched_even_if_it_reads_alike() -> None:
    assert [word.touched for word in sealed_word("1993 02", sure=0.6)] == [True, False]


def test_words_far_from_every_seal_are_not_touched_and_not_read_again() -> None:
    image = drawn()[0]
    clean, words = as_read(*drawn())
    spoilt = np.asarray(hard.sealed(image, [(1400, 2100)], random.Random(3)).convert("L"))
    removal = Removal.between(spoilt, np.asarray(image))

    def never(_: Pixels) -> str:
        raise AssertionError

    assert with_touched(words, clean, removal, Reader(lambda _: (), never)) == words


def marked_words(as_it_is: str, without: str) -> list[bool]:
    """Which of three words are marked, over two of which a pale bar runs.

    Args:
        as_it_is: what their line says with the bar.
        without: what it says when the bar is taken away in another way than it was.
    """
    grey = np.full((400, 900), 250, np.uint8)
    for x in range(100, 820, 24):
        grey[190:218, x : x + 5] = 10
    bare = View(grey.copy(), geometry.identity())
    grey[196:210, 140:420][grey[196:210, 140:420] > 100] = 190
    image = Prepared(bare, DPI, 28.0, bare)
    words = tuple(
        Word(text, Box(x0 / 900, 185 / 400, x1 / 900, 222 / 400), 0.95, line)
        for text, x0, x1, line in (("1993", 90, 250, 0), ("02", 270, 430, 0), ("03", 700, 820, 1))
    )

    def line(part: Pixels) -> str:
        return as_it_is if ((part > 150) & (part < 220)).mean() > 0.05 else without

    return [word.touched for word in with_covered(words, image, grey, Reader(lambda _: (), line))]


@pytest.mark.parametrize(("as_it_is", "without"), [("1993 02", "?"), ("?", "1993 02"), ("1993 02", "1993 02")])
def test_word_under_a_watermark_that_reads_alike_in_another_way_is_not_touched(as_it_is: str, without: str) -> None:
    assert marked_words(as_it_is, without) == [False, False, False]


def test_word_under_a_watermark_that_reads_otherwise_in_every_other_way_is_touched() -> None:
    assert marked_words("1999 02", "1998 02") == [True, False, False]
    assert marked_words("?", "?") == [True, True, False]


def test_page_is_not_turned_for_a_few_lucky_lines() -> None:
    page = np.asarray(drawn()[0], dtype=np.uint8)

    def luckier_upside_down(grey: Pixels) -> tuple[Word, ...]:
        is_band = grey.shape[0] < 400
        sure = 0.95 if is_band else 0.65 if np.array_equal(grey[:50], upright[:50]) else 0.3
        return (Word("가나다라", Box(0.1, 0.1, 0.5, 0.2), sure, 0),)

    upright = prepared(flattened(Sheet(page, float(DPI))).view).view.grey
    found = recognise(Sheet(page, float(DPI)), Reader(luckier_upside_down, lambda _: ""))
    assert found.turned == 0

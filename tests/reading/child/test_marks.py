"""Marks over the whole page: gone from the recogniser's copy, and none of the ink with them."""

from __future__ import annotations

import random

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from core.reading.child.cleaning import flattened
from core.reading.child.marks import without_marks
from core.reading.child.seals import grey_without_seals, mended
from core.reading.child.values import Pixels, Sheet
from tests.documents import hard, make
from tests.documents.layouts import rows
from tests.documents.pen import BOLD, Pen, font
from tests.documents.render import to_image

INK, PAPER = 110, 235
COLOURS = {"grey": (60, 60, 60), "blue": (20, 50, 190), "red": (200, 20, 30)}


def clean(seed: int = 5) -> Pixels:
    rng = random.Random(seed)
    pen = Pen()
    rows(pen, "graduation_certificate", make.draw_facts("graduation_certificate", korean=True, rng=rng), rng)
    return np.asarray(to_image(pen, 200), dtype=np.uint8)


def marked(page: Pixels, colour: tuple[int, int, int], opacity: float) -> Sheet:
    """A large word across the page, as see-through as that."""
    high, wide = page.shape
    mark = Image.new("L", (wide, high), 0)
    ImageDraw.Draw(mark).text((wide / 2, high / 3), "원본", fill=255, font=font(BOLD, wide // 3), anchor="mm")
    share = np.asarray(mark.rotate(30), dtype=np.float32)[..., None] / 255 * opacity
    shown = page[..., None].astype(np.float32) * (1 - share) + np.array(colour, dtype=np.float32) * share
    return Sheet(np.ascontiguousarray(shown.astype(np.uint8)), 200.0)


@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize("opacity", [0.15, 0.3, 0.4])
def test_mark_goes_and_the_ink_on_it_stays(colour: str, opacity: float) -> None:
    page = clean()
    flat = flattened(marked(page, COLOURS[colour], opacity))
    assert (
        flat.marked is not None or flat.sealed is not None
    )  # as long as they are strong, colours go as those of seals do
    assert (flat.view.grey[page > 250] > PAPER).mean() > 0.995
    assert (flat.view.grey[page < 40] < INK).mean() > 0.97


def test_fine_lines_of_security_paper_go() -> None:
    page = clean()
    y, x = np.mgrid[0 : page.shape[0], 0 : page.shape[1]]
    lines = np.abs(np.sin((y + 30 * np.sin(x / 90)) / 15)) < 0.12
    grey = np.where(lines & (page > 160), 160, page).astype(np.uint8)
    found = without_marks(grey, None)
    assert (found[lines & (page > 250)] > PAPER).mean() > 0.99
    assert (found[page < 40] < INK).mean() > 0.97


@pytest.mark.parametrize(
    "spoil", ["nothing", "noise", "faded", "photographed", "grey print", "all print grey", "white on a band"]
)
def test_page_without_marks_stays_as_it_is(spoil: str) -> None:
    image = Image.fromarray(clean())
    if spoil == "noise":
        noisy = np.asarray(image, dtype=np.float32) * 0.94 + np.random.default_rng(1).normal(5, 8, image.size[::-1])
        image = Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8))
    elif spoil == "faded":
        image = hard.faded(image, random.Random(2))
    elif spoil == "photographed":
        image = hard.photographed(image, random.Random(2))
    elif spoil == "grey print":
        for y in range(1900, 2300, 40):
            ImageDraw.Draw(image).text(
                (120, y), "위 증명서는 인터넷으로 발급되었습니다" * 2, fill=140, font=font(BOLD, 26)
            )
    elif spoil == "all print grey":
        image = Image.fromarray(np.maximum(np.asarray(image), 150))
        ImageDraw.Draw(image).text((150, 60), "3180404", fill=0, font=font(BOLD, 44))
    elif spoil == "white on a band":
        ImageDraw.Draw(image).rectangle((100, 1900, 1550, 1960), fill=130)
        ImageDraw.Draw(image).text((150, 1910), "과목 학점 성적", fill=255, font=font(BOLD, 36))
    assert flattened(Sheet(np.asarray(image, dtype=np.uint8), 200.0)).marked is None


def test_strokes_that_a_thick_seal_hides_are_carried_on() -> None:
    grey = np.full((600, 900), 252, np.uint8)
    grey[290:310, 100:800] = 10
    colour = cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB)
    cv2.rectangle(colour, (400, 240), (500, 360), (200, 25, 30), 8)
    sheet = Sheet(colour, 100.0)
    seen = sheet.grey()
    assert grey_without_seals(sheet, seen)[300, 400] > PAPER
    assert mended(sheet, seen)[300, 400] < INK
    assert mended(sheet, seen)[250, 400] > PAPER

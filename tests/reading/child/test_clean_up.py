"""What is done to a page's pixels before they are recognised; no recogniser is needed here."""

from __future__ import annotations

import random

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from core.domain.page import Box, Word
from core.reading.child import geometry
from core.reading.child.cleaning import flattened, prepared
from core.reading.child.halving import halved, halvings
from core.reading.child.ink_map import ink_map
from core.reading.child.ink_mask import ink_mask
from core.reading.child.light import evened, is_uneven, paper_map
from core.reading.child.orientation import is_sideways
from core.reading.child.paper_edges import straightened
from core.reading.child.seals import grey_without_seals
from core.reading.child.slant import ink_picture, slant
from core.reading.child.specks import without_specks
from core.reading.child.values import Pixels, Sheet
from core.reading.child.view import View
from tests.documents import hard, make
from tests.documents.layouts import above, grid, rows
from tests.documents.pen import Pen
from tests.documents.render import to_image


def page(draw=rows, seed: int = 5, dpi: int = 200) -> Image.Image:
    rng = random.Random(seed)
    pen = Pen()
    draw(pen, "graduation_certificate", make.draw_facts("graduation_certificate", korean=True, rng=rng), rng)
    return to_image(pen, dpi)


def pixels(image: Image.Image) -> Pixels:
    return np.asarray(image, dtype=np.uint8)


def test_halving_keeps_the_proportion_and_never_fails_on_a_line() -> None:
    assert halved(np.zeros((101, 64), np.uint8), 2).shape == (25, 16)
    assert halved(np.zeros((1, 64), np.uint8), 3).shape == (1, 64)
    assert halvings(np.zeros((2339, 1653), np.uint8), 800) == 2


def test_clean_page_is_only_cropped_and_its_letters_brought_to_size() -> None:
    image = prepared(flattened(Sheet(pixels(page()), 200.0)).view)
    shrunk = image.view.back[0, 0]
    assert image.view.size[0] * shrunk < 1653
    assert image.view.size[1] * shrunk < 2339
    assert 1.0 <= shrunk < 1.5
    assert 18 <= image.text_height <= 23.5
    as_it_is = prepared(flattened(Sheet(pixels(page(dpi=160)), 160.0)).view)
    assert as_it_is.view.back[0, 0] == 1.0


def test_small_text_is_enlarged_and_large_text_shrunk() -> None:
    small = prepared(flattened(Sheet(pixels(page(dpi=100)), None)).view)
    large = prepared(flattened(Sheet(pixels(page(dpi=500)), None)).view)
    assert small.view.back[0, 0] < 1 < large.view.back[0, 0]
    assert 18 < small.text_height < 40


@pytest.mark.parametrize("degrees", [-3.0, -0.7, 0.0, 0.5, 2.2])
def test_slant_is_measured_to_a_fifth_of_a_degree(degrees: float) -> None:
    slanted = page(grid).rotate(-degrees, fillcolor=255, resample=Image.Resampling.BICUBIC)
    assert slant(ink_picture(pixels(slanted))) == pytest.approx(degrees, abs=0.2)


def test_empty_page_has_no_slant_no_ink_and_no_direction() -> None:
    empty = np.full((1000, 700), 250, np.uint8)
    assert slant(ink_picture(empty)) == 0.0
    assert not ink_mask(empty).any()
    assert ink_map(empty).text_height == 0.0
    assert not is_sideways(View(empty, geometry.identity()))


@pytest.mark.parametrize("draw", [rows, grid, above])
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_quarter_turns_are_told_by_the_looks(draw, turned: int) -> None:
    image = page(draw).rotate(-turned, expand=True)
    assert is_sideways(View(pixels(image), geometry.identity())) is (turned in (90, 270))


def test_faded_page_is_not_evened_and_its_ink_is_seen() -> None:
    faded = pixels(hard.faded(page(), random.Random(1)))
    assert not is_uneven(paper_map(faded))
    assert 50 < ink_map(faded).letters < 2000


def test_shade_is_evened_out() -> None:
    light = np.linspace(1.0, 0.35, 1653)[None, :]
    shaded = np.asarray(pixels(page()) * light, dtype=np.uint8)
    paper = paper_map(shaded)
    assert is_uneven(paper)
    even = evened(shaded, paper)
    assert np.percentile(even, 20) > 225
    assert even.min() < 60


def test_photo_of_a_whole_sheet_is_seen_straight_on() -> None:
    photo = pixels(hard.photographed(page(grid), random.Random(4)))
    sheet = straightened(Sheet(photo, None))
    assert (sheet.width, sheet.height) != (photo.shape[1], photo.shape[0])
    assert sheet.width / sheet.height == pytest.approx(1653 / 2339, abs=0.06)
    assert abs(slant(ink_picture(flattened(sheet).view.grey))) < 0.5


def shot(corners: list[tuple[int, int]], shadow: list[tuple[int, int]]) -> Pixels:
    """A photo of a sheet on a table with that shadow over both; corners from the top left, shadow in pixels."""
    grey = np.full((1600, 1200), 90, np.uint8)
    cv2.fillConvexPoly(grey, np.array(corners, np.int32), (230,))
    for y in range(300, 1300, 60):
        cv2.putText(grey, "GRADUATION 2014", (300, y), cv2.FONT_HERSHEY_SIMPLEX, 1.4, (20,), 3)
    dark = np.zeros_like(grey)
    cv2.fillConvexPoly(dark, np.array(shadow, np.int32), (255,))
    return np.asarray(np.where(dark > 0, grey // 2, grey), dtype=np.uint8)


SHEET = [(90, 60), (1090, 110), (1120, 1490), (60, 1530)]


@pytest.mark.parametrize(
    "shadow",
    [
        [(0, 0), (1, 0), (0, 1), (0, 0)],
        [(0, 500), (1200, 800), (1200, 1600), (0, 1600)],
        [(0, 0), (1200, 0), (1200, 500), (0, 900)],
        [(0, 0), (600, 0), (500, 1600), (0, 1600)],
    ],
    ids=["none", "below", "above", "left"],
)
def test_edge_of_a_shadow_is_no_side_of_the_sheet(shadow: list[tuple[int, int]]) -> None:
    sheet = straightened(Sheet(shot(SHEET, shadow), None))
    assert (sheet.width, sheet.height) == (pytest.approx(1060, abs=30), pytest.approx(1470, abs=40))


def test_sheet_that_leaves_the_picture_on_one_side_is_seen_straight_on() -> None:
    corners = [(90, 60), (1260, 110), (1290, 1490), (60, 1530)]
    sheet = straightened(Sheet(shot(corners, [(0, 500), (1200, 800), (1200, 1600), (0, 1600)]), None))
    assert (sheet.width, sheet.height) == (pytest.approx(1140, abs=40), pytest.approx(1470, abs=50))


def test_shadow_over_a_page_that_fills_the_picture_cuts_nothing_off() -> None:
    corners = [(-50, -50), (1250, -50), (1250, 1650), (-50, 1650)]
    photo = Sheet(shot(corners, [(0, 500), (1200, 700), (1200, 1600), (0, 1600)]), None)
    assert straightened(photo) is photo


def test_page_without_visible_edges_is_left_as_it_is() -> None:
    sheet = Sheet(pixels(page()), 200.0)
    assert straightened(sheet) is sheet


def test_seal_goes_and_the_text_beneath_stays() -> None:
    clean = page()
    sealed = Sheet(pixels(hard.sealed(clean, [(700, 900)], random.Random(3))), 200.0)
    around = (slice(780, 1020), slice(580, 820))
    grey = grey_without_seals(sealed, sealed.grey())[around]
    inked = pixels(clean)[around] < 80
    assert (grey[~cv2.dilate(inked.astype(np.uint8), np.ones((5, 5))).astype(bool)] > 215).mean() > 0.97
    assert (grey[inked] < 140).mean() > 0.95


def test_coloured_title_is_no_seal() -> None:
    black = np.stack([pixels(page())] * 3, axis=2).astype(np.float32)
    red = np.asarray(255 - (255 - black) * np.array([0.2, 0.9, 0.9]), dtype=np.uint8)
    sheet = Sheet(red, 200.0)
    grey = grey_without_seals(sheet, sheet.grey())
    assert (grey < 120).sum() > 0.7 * (pixels(page()) < 80).sum()


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_words_come_back_to_where_they_stood(degrees: int) -> None:
    grey = np.zeros((200, 100), np.uint8)
    view = View(grey, geometry.identity()).turned(degrees).cropped(5, 10, 85, 90)
    onto = geometry.turning(degrees, 100, 200) @ view.back
    size = (100, 200) if degrees % 180 == 0 else (200, 100)
    word = Word("a", Box(0.25, 0.5, 0.5, 0.75), 1.0, 0)
    box = geometry.words_through([word], onto, view.size, size)[0].box
    wanted = ((5 + 20) / size[0], (10 + 40) / size[1], (5 + 40) / size[0], (10 + 60) / size[1])
    assert (box.x0, box.y0, box.x1, box.y1) == pytest.approx(wanted)


@pytest.mark.parametrize("mark", [".", "·", "-", "…"])
@pytest.mark.parametrize("dpi", [110, 200, 300])
def test_leaders_go_and_the_words_beside_them_stay(mark: str, dpi: int) -> None:
    plain, dotted = Pen(), Pen()
    for y in range(100, 800, 40):
        for pen in (plain, dotted):
            pen.left(60, y, "생년월일")
            pen.left(380, y, "2011.03.04. A-1")
        dotted.left(130, y, mark * (15 if mark == "…" else 40))
    without = prepared(flattened(Sheet(pixels(to_image(dotted, dpi)), float(dpi))).view)
    wanted = prepared(flattened(Sheet(pixels(to_image(plain, dpi)), float(dpi))).view)
    assert without.text_height == pytest.approx(wanted.text_height, rel=0.15)
    assert ink_mask(without.view.grey).mean() == pytest.approx(ink_mask(wanted.view.grey).mean(), rel=0.12)


def test_short_leaders_go_and_the_dots_of_letters_stay() -> None:
    def inked(*marks: str) -> float:
        pen = Pen()
        for y in range(100, 700, 40):
            pen.left(60, y, "Name")
            pen.left(380, y, "visibility in civil initiation")
            for mark in marks:
                pen.left(250, y, mark)
        return float(ink_mask(prepared(flattened(Sheet(pixels(to_image(pen, 200)), 200.0)).view).view.grey).sum())

    assert inked(".....") == pytest.approx(inked(), rel=0.002)
    assert inked("ivivivi") > 1.05 * inked()


def test_page_of_leaders_is_not_taken_for_a_turned_one() -> None:
    pen = Pen()
    for y in range(100, 800, 24):
        pen.left(60, y, "성명")
        pen.left(130, y, "." * 70)
    assert not is_sideways(View(pixels(to_image(pen, 300)), geometry.identity()))


def test_specks_of_a_fax_go_and_its_full_stops_stay() -> None:
    pen = Pen()
    for y in range(100, 800, 40):
        pen.left(60, y, "2011. 3. 4. 제 2011-38 호")
    fax = np.where(pixels(to_image(pen, 200)) > 140, 255, 0).astype(np.uint8)
    spoilt = fax.copy()
    spoilt[np.random.default_rng(1).random(fax.shape) < 0.002] = 0
    clean = without_specks(spoilt) < 128
    assert (clean & (fax == 255)).mean() < 0.1 * ((spoilt == 0) & (fax == 255)).mean()
    assert np.array_equal(without_specks(fax) < 128, cv2.GaussianBlur(fax, (0, 0), 0.8) < 128)


def test_page_with_tones_has_no_specks_to_take() -> None:
    grey = pixels(page())
    assert without_specks(grey) is grey


def test_letters_within_a_frame_are_seen() -> None:
    image = page()
    framed = image.copy()
    ImageDraw.Draw(framed).rectangle((12, 12, image.width - 12, image.height - 12), outline=20, width=9)
    bare, inside = ink_map(pixels(image)), ink_map(pixels(framed))
    assert inside.text_height == bare.text_height
    assert inside.letters == pytest.approx(bare.letters, rel=0.02)


def test_thin_figure_at_the_end_of_a_small_line_is_not_cut_off() -> None:
    pen = Pen()
    pen.left(60, 100, "생년월일")
    pen.left(420, 60, "2017-064051", 9)
    for y in range(140, 700, 30):
        pen.left(60, y, "위 사람은 본교를 졸업하였음")
    grey = pixels(to_image(pen, 110))
    found = ink_map(grey)
    inked = np.flatnonzero((ink_mask(grey) > 0).any(axis=0))
    assert found.right > inked[-1]


def test_a_barcode_does_not_pass_for_letters() -> None:
    """Its bars are many and high: a page that was measured by them was shrunk until its print could not be read."""
    page = Pen()
    for y in range(100, 400, 40):
        page.left(60, y, "생년월일 : 2011년 3월 4일")
    plain = to_image(page, 200)
    barred = plain.copy()
    for place in range(60):
        barred.paste(0, (900 + 6 * place, 2000, 902 + 6 * place + place % 3, 2070))
    heights = [prepared(flattened(Sheet(pixels(picture), 200.0)).view).text_height for picture in (plain, barred)]
    assert heights[1] == pytest.approx(heights[0], rel=0.1)

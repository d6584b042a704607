"""Born-digital pages: what is used of their text layer, and what never is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest

import resources
from core.domain.page import Page, TextSource
from tests.kit.papers import certificate
from tests.reading.conftest import text_of

Draw = Callable[[pymupdf.Page], None]
FONT = str(resources.path("fonts/NanumGothic-Regular.ttf"))
LINES = ("CERTIFICATE OF GRADUATION", "Name : Jane Doe", "University : Riverside Institute", "Date : 2024-11-28")


@pytest.fixture
def drawn(tmp_path: Path) -> Callable[[Draw], Path]:
    """A page with four visible lines, and whatever else is drawn on it."""

    def make(draw: Draw) -> Path:
        document = pymupdf.open()
        page = document.new_page(width=595, height=842)
        for number, line in enumerate(LINES):
            page.insert_text((80, 120 + 60 * number), line, fontsize=14)
        draw(page)
        path = tmp_path / "drawn.pdf"
        path.write_bytes(document.tobytes())
        return path

    return make


def picture_of(text: str) -> bytes:
    """A small opaque picture that shows a text."""
    document = pymupdf.open()
    page = document.new_page(width=300, height=40)
    page.insert_text((8, 27), text, fontsize=18)
    return page.get_pixmap(dpi=300).tobytes("png")


def test_born_digital_page_gives_its_own_words_and_a_picture(read, tmp_path: Path, blobs) -> None:
    page = read(certificate(tmp_path / "a.pdf"))
    assert page.source is TextSource.TEXT_LAYER
    assert "한가람" in text_of(page)
    assert page.flags == ()
    assert {word.confidence for word in page.words} == {1.0}
    assert blobs.path(page.picture).read_bytes().startswith(b"\xff\xd8\xff")
    assert max(page.width, page.height) <= 2400


def test_words_lie_where_they_are_drawn_and_share_lines(read, drawn) -> None:
    page = read(drawn(lambda page: None))
    name = next(word for word in page.words if word.text == "Name")
    jane = next(word for word in page.words if word.text == "Jane")
    assert name.box.x0 == pytest.approx(80 / 595, abs=0.005)
    assert name.box.y0 < 180 / 842 < name.box.y1 + 0.01
    assert name.line == jane.line
    assert sorted(word.line for word in page.words) == [word.line for word in page.words]


@pytest.mark.parametrize(
    "draw",
    [
        pytest.param(
            lambda page: page.insert_text((80, 600), "HIDDEN secret", fontsize=12, render_mode=3), id="mode 3"
        ),
        pytest.param(
            lambda page: page.insert_text((80, 600), "HIDDEN secret", fontsize=12, color=(1, 1, 1)), id="white"
        ),
        pytest.param(
            lambda page: page.insert_text((80, 600), "HIDDEN secret", fontsize=12, color=(0.96, 0.96, 0.96)), id="pale"
        ),
        pytest.param(
            lambda page: page.insert_text((80, 600), "HIDDEN secret", fontsize=12, fill_opacity=0.03), id="transparent"
        ),
        pytest.param(lambda page: page.insert_text((80, 600), "HIDDEN secret", fontsize=1.2), id="tiny"),
        pytest.param(lambda page: page.insert_text((700, 600), "HIDDEN secret", fontsize=12), id="off the page"),
        pytest.param(lambda page: page.insert_text((80, -30), "HIDDEN secret", fontsize=12), id="above the page"),
        pytest.param(
            lambda page: (
                page.insert_text((80, 600), "HIDDEN secret", fontsize=12),
                page.draw_rect(pymupdf.Rect(70, 580, 300, 610), color=(1, 1, 1), fill=(1, 1, 1)),
            ),
            id="under white",
        ),
        pytest.param(
            lambda page: (
                page.draw_rect(pymupdf.Rect(70, 580, 300, 610), color=(0, 0, 0), fill=(0, 0, 0)),
                page.insert_text((80, 600), "HIDDEN secret", fontsize=12),
            ),
            id="black on black",
        ),
        pytest.param(
            lambda page: page.insert_text((80, 122), "HIDDEN secret", fontsize=12, color=(1, 1, 1)), id="white on text"
        ),
    ],
)
def test_text_that_nobody_can_see_is_not_used_and_flagged(read, drawn, draw: Draw) -> None:
    page = read(drawn(draw))
    assert "HIDDEN" not in text_of(page)
    assert "secret" not in text_of(page)
    assert "hidden_text" in page.flags
    assert "Doe" in text_of(page)


def test_large_pale_watermark_is_neither_used_nor_a_reason_to_hold(read, drawn) -> None:
    page = read(drawn(lambda page: page.insert_text((60, 500), "COPY", fontsize=120, color=(0.95, 0.95, 0.95))))
    assert "COPY" not in text_of(page)
    assert page.flags == ()


def test_hyphen_that_its_font_calls_soft_is_kept(read, drawn) -> None:
    def number(page: pymupdf.Page) -> None:
        font = str(resources.path("fonts/Pretendard-SemiBold.otf"))
        page.insert_text((80, 420), "No CG\u00ad2025\u00ad74246", fontsize=14, fontname="soft", fontfile=font)

    page = read(drawn(number))
    assert "CG-2025-74246" in text_of(page)


def test_white_text_on_a_dark_band_is_visible(read, drawn) -> None:
    def band(page: pymupdf.Page) -> None:
        page.draw_rect(pymupdf.Rect(0, 580, 595, 620), color=(0, 0, 0.4), fill=(0, 0, 0.4))
        page.insert_text((80, 605), "Registrar Office", fontsize=14, color=(1, 1, 1))

    page = read(drawn(band))
    assert "Registrar Office" in text_of(page)
    assert "hidden_text" not in page.flags


def test_what_lies_under_a_picture_is_read_from_the_pixels(read, drawn) -> None:
    def replaced(page: pymupdf.Page) -> None:
        page.insert_text((80, 600), "Degree : Forged Doctor", fontsize=18)
        page.insert_image(pymupdf.Rect(75, 575, 375, 615), stream=picture_of("Degree : Bachelor"))

    page = read(drawn(replaced))
    assert "Forged" not in text_of(page)
    assert "Bachelor" in text_of(page)


def test_text_in_a_picture_beside_the_layer_is_read_too(read, drawn) -> None:
    page = read(
        drawn(lambda page: page.insert_image(pymupdf.Rect(60, 500, 535, 563), stream=picture_of("Award No 4711")))
    )
    assert "4711" in text_of(page)
    assert "Jane" in text_of(page)
    assert "mixed_page" in page.flags


def test_different_texts_on_one_place_are_settled_by_the_pixels(read, drawn) -> None:
    page = read(drawn(lambda page: page.insert_text((80, 180), "Name : Jxhn Roe", fontsize=14)))
    assert page.source is TextSource.RECOGNISED


def test_bold_by_printing_twice_gives_each_word_once(read, drawn) -> None:
    page = read(drawn(lambda page: page.insert_text((80.3, 180), LINES[1], fontsize=14)))
    assert page.source is TextSource.TEXT_LAYER
    assert text_of(page).count("Jane") == 1


def test_letters_without_meaning_are_recognised_instead(read, drawn, tmp_path: Path) -> None:
    path = drawn(lambda page: None)
    document = pymupdf.open()
    page = document.new_page()
    page.insert_font("ko", FONT)
    page.insert_text((80, 200), "Graduation 2024", fontsize=30, fontname="ko")
    for xref in range(1, document.xref_length()):  # the letters stay, their meaning goes
        if document.xref_get_key(xref, "ToUnicode")[0] == "xref":
            document.xref_set_key(xref, "ToUnicode", "null")
    path = tmp_path / "meaningless.pdf"
    path.write_bytes(document.tobytes())
    page = read(path)
    assert page.source is TextSource.RECOGNISED
    assert "2024" in text_of(page)


def test_scan_with_an_old_invisible_layer_is_a_scan(read, tmp_path: Path) -> None:
    scan = pymupdf.open(certificate(tmp_path / "scan.pdf", scan=True))
    scan[0].insert_text((90, 240), "Somebody Else", fontsize=14, render_mode=3)
    path = tmp_path / "layered.pdf"
    path.write_bytes(scan.tobytes())
    page = read(path)
    assert page.source is TextSource.RECOGNISED
    assert "Somebody" not in text_of(page)
    assert "hidden_text" not in page.flags


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_boxes_follow_the_page_as_it_is_shown(read, tmp_path: Path, rotation: int) -> None:
    """Turned content on a page that is turned back: shown upright, whatever the numbers in the file say."""
    document = pymupdf.open()
    page = document.new_page(width=842, height=595) if rotation % 180 else document.new_page(width=595, height=842)
    page.set_rotation(rotation)
    for number, line in enumerate(LINES):
        spot = pymupdf.Point(80, 120 + 60 * number) * page.derotation_matrix
        page.insert_text(spot, line, fontsize=14, rotate=rotation)
    path = tmp_path / "turned.pdf"
    path.write_bytes(document.tobytes())
    read_page: Page = read(path)
    name = next(word for word in read_page.words if word.text == "Name")
    assert read_page.source is TextSource.TEXT_LAYER
    assert (read_page.width < read_page.height, read_page.turned) == (True, 0)
    assert name.box.x0 == pytest.approx(80 / 595, abs=0.01)
    assert name.box.y1 == pytest.approx(180 / 842, abs=0.01)


def test_page_whose_text_runs_upwards_is_turned(read, tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page(width=842, height=595)
    for number, line in enumerate(LINES):
        page.insert_text((120 + 60 * number, 515), line, fontsize=14, rotate=90)
    path = tmp_path / "sideways.pdf"
    path.write_bytes(document.tobytes())
    read_page: Page = read(path)
    assert read_page.turned == 90
    assert read_page.width < read_page.height
    assert text_of(read_page).startswith("CERTIFICATE OF GRADUATION Name")


def test_cropped_page_is_read_as_it_is_cropped(read, drawn, tmp_path: Path) -> None:
    document = pymupdf.open(drawn(lambda page: None))
    document[0].set_cropbox(pymupdf.Rect(0, 150, 595, 500))
    path = tmp_path / "cropped.pdf"
    path.write_bytes(document.tobytes())
    page = read(path)
    name = next(word for word in page.words if word.text == "Name")
    assert "CERTIFICATE" not in text_of(page)
    assert name.box.y1 == pytest.approx(30 / 350, abs=0.015)

from __future__ import annotations

from dataclasses import replace

import pytest
from fake_desk import FakeDesk
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from core.domain.ids import BlobHash
from core.domain.page import Box, Page, PageStatus, TextSource, Word
from desktop.page_messages import LoadPicture, PictureLoaded, Rendering
from desktop.ui.page.hand import Grip, Press, grip_for
from desktop.ui.page.picks import in_reading_order, run_of, text_of, widened
from desktop.ui.page.view import PageView
from desktop.ui.page.zoom import Fit, Zoom
from desktop.workers.pictures import levels, small, strong

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
BLOBS = (BlobHash("a" * 64), BlobHash("b" * 64))


def word(text: str, left: float, top: float, line: int = 0, confidence: float = 0.9) -> Word:
    return Word(text, Box(left, top, left + 0.1, top + 0.04), confidence, line)


WORDS = (word("한국", 0.2, 0.2), word("대학교", 0.32, 0.2), word("2021-02-19", 0.2, 0.4, 1, 0.5))


def picture(colour: int = 0xFFFFFF) -> QImage:
    made = QImage(800, 1100, QImage.Format.Format_RGB32)
    made.fill(colour)
    return made


@pytest.fixture
def view(qtbot, any_look):
    desk = FakeDesk()
    record = desk.add(title="Kim")
    detail = desk.open(record)
    pages = tuple(
        Page(0, number, PageStatus.READ, TextSource.RECOGNISED, 800, 1100, 90, picture=blob, words=WORDS)
        for number, blob in enumerate(BLOBS, 1)
    )
    shown = PageView(any_look, picks=True)
    qtbot.addWidget(shown)
    shown.resize(900, 800)
    wanted: list[LoadPicture] = []
    shown.picture_wanted.connect(wanted.append)
    shown.show()
    assert detail.reading is not None
    shown.show_detail(replace(detail, reading=replace(detail.reading, pages=pages)))
    shown.show_picture(PictureLoaded(BLOBS[0], tuple(levels(picture()))))
    shown.wanted = wanted
    return shown


def at(view: PageView, across: float, down: float) -> QPoint:
    area = view.canvas.page_area
    return view.canvas.mapFromScene(QPointF(across * area.width(), down * area.height()))


def drag(qtbot, view, begin, end, keys=NONE):
    port = view.canvas.viewport()
    qtbot.mousePress(port, LEFT, keys, at(view, *begin))
    qtbot.mouseMove(port, at(view, *end))
    qtbot.mouseRelease(port, LEFT, keys, at(view, *end))


def point(view, across, down):
    """The mouse comes to stand there; sent, as where the cursor was before must not matter."""
    where = QPointF(at(view, across, down))
    port, none = view.canvas.viewport(), Qt.MouseButton.NoButton
    QApplication.sendEvent(port, QMouseEvent(QEvent.Type.MouseMove, where, port.mapToGlobal(where), none, none, NONE))


def test_a_click_takes_the_word_under_the_mouse(qtbot, view):
    with qtbot.waitSignal(view.picked) as got:
        qtbot.mouseClick(view.canvas.viewport(), LEFT, NONE, at(view, 0.37, 0.22))
    pick = got.args[0]
    assert (pick.text, pick.page, pick.attachment, pick.adds) == ("대학교", 1, 0, False)
    assert pick.box == WORDS[1].box


def test_a_lasso_takes_words_in_reading_order_with_the_box_around_them(qtbot, view):
    with qtbot.waitSignal(view.picked) as got:
        drag(qtbot, view, (0.6, 0.3), (0.15, 0.15), keys=Qt.KeyboardModifier.ControlModifier)
    pick = got.args[0]
    assert (pick.text, pick.adds) == ("한국 대학교", True)
    assert pick.box == WORDS[0].box.union(WORDS[1].box)


def test_a_click_on_nothing_takes_nothing(qtbot, view):
    with qtbot.assertNotEmitted(view.picked):
        qtbot.mouseClick(view.canvas.viewport(), LEFT, NONE, at(view, 0.8, 0.9))


def test_shift_or_the_tool_marks_a_region_to_be_read_again(qtbot, view):
    for keys, tool in ((SHIFT, False), (NONE, True)):
        view.tools.reading.setChecked(tool)
        with qtbot.waitSignal(view.region_wanted) as got, qtbot.assertNotEmitted(view.picked):
            drag(qtbot, view, (0.18, 0.38), (0.34, 0.46), keys=keys)
        region = got.args[0]
        assert (region.attachment, region.page, region.turned) == (0, 1, 90)
        assert region.box.x0 == pytest.approx(0.18, abs=0.01)
        assert region.box.y1 == pytest.approx(0.46, abs=0.01)


def test_the_word_under_the_mouse_says_what_was_read(view):
    point(view, 0.25, 0.42)
    assert view._hover.isVisible()
    assert "2021-02-19" in view._hover.text()
    assert "50 %" in view._hover.text()
    point(view, 0.8, 0.9)
    assert not view._hover.isVisible()


def test_middle_button_and_space_pan(qtbot, view):
    view.canvas.zoom(6)
    for button, space in ((MIDDLE, False), (LEFT, True)):
        before = view.canvas.mapToScene(0, 0)
        port = view.canvas.viewport()
        if space:
            qtbot.keyPress(view.canvas, Qt.Key.Key_Space)
        with qtbot.assertNotEmitted(view.picked):
            qtbot.mousePress(port, button, NONE, QPoint(200, 200))
            qtbot.mouseMove(port, QPoint(160, 150))
            qtbot.mouseRelease(port, button, NONE, QPoint(160, 150))
        moved = view.canvas.mapToScene(0, 0) - before
        scale = view.canvas.zoom_now.scale
        assert (moved.x() * scale, moved.y() * scale) == (pytest.approx(40, abs=2), pytest.approx(50, abs=2))
    qtbot.keyRelease(view.canvas, Qt.Key.Key_Space)


@pytest.mark.parametrize(
    ("press", "grip"),
    [
        (Press(LEFT, NONE, space=False, reads=False, picks=True), Grip.WORDS),
        (Press(LEFT, SHIFT, space=False, reads=False, picks=True), Grip.REGION),
        (Press(LEFT, NONE, space=False, reads=True, picks=True), Grip.REGION),
        (Press(LEFT, SHIFT, space=True, reads=True, picks=True), Grip.PAN),
        (Press(LEFT, SHIFT, space=False, reads=False, picks=False), Grip.PAN),
        (Press(MIDDLE, NONE, space=False, reads=False, picks=True), Grip.PAN),
        (Press(Qt.MouseButton.RightButton, NONE, space=False, reads=False, picks=True), Grip.NOTHING),
    ],
)
def test_what_a_press_begins(press, grip):
    assert grip_for(press) is grip


def test_the_wheel_zooms_at_the_mouse(view):
    view.canvas.zoom(2)
    scale = view.canvas.zoom_now.scale
    where = QPointF(at(view, 0.6, 0.6))
    before = view.canvas.mapToScene(where.toPoint())
    QApplication.sendEvent(
        view.canvas.viewport(),
        QWheelEvent(where, view.canvas.viewport().mapToGlobal(where), QPoint(), QPoint(0, 360), LEFT, NONE,
                    Qt.ScrollPhase.NoScrollPhase, False),
    )  # fmt: skip
    assert view.canvas.zoom_now.scale == pytest.approx(scale * 1.2**3)
    assert view.canvas.zoom_now.fit is Fit.NOTHING
    assert (view.canvas.mapToScene(where.toPoint()) - before).manhattanLength() < 3


def test_fit_width_turn_and_fit(view):
    canvas, room = view.canvas, view.canvas.viewport().width()
    canvas.fit_width()
    assert canvas.zoom_now.scale * 800 == pytest.approx(room - 24, abs=20)
    canvas.fit()
    upright = canvas.zoom_now.scale
    canvas.turn_view()
    assert canvas.zoom_now.turns == 1
    assert canvas.zoom_now.scale != upright
    shown = canvas.mapFromScene(canvas.page_area).boundingRect()
    assert shown.width() > shown.height()
    for _ in range(3):
        canvas.turn_view()
    assert (canvas.zoom_now.turns, canvas.zoom_now.scale) == (0, pytest.approx(upright))


def test_words_are_found_where_they_are_on_a_turned_view(qtbot, view):
    view.canvas.turn_view()
    with qtbot.waitSignal(view.picked) as got:
        qtbot.mouseClick(view.canvas.viewport(), LEFT, NONE, at(view, 0.25, 0.22))
    assert got.args[0].text == "한국"


def test_zoom_stays_within_reason():
    assert Zoom(1).by(1000).scale == 6
    assert Zoom(1).by(0.0001).scale == pytest.approx(0.05)


def test_pages_stand_in_a_row_and_are_a_click_away(qtbot, view):
    assert view.thumbs.isVisible()
    assert [one.blob for one in view.wanted if one.rendering is Rendering.THUMB] == list(BLOBS)
    view.show_picture(PictureLoaded(BLOBS[1], (small(picture()),), Rendering.THUMB))
    second = view.thumbs.model().index(1, 0)
    qtbot.mouseClick(view.thumbs.viewport(), LEFT, NONE, view.thumbs.visualRect(second).center())
    assert view.wanted[-1] == LoadPicture(BLOBS[1])
    view.show_picture(PictureLoaded(BLOBS[1], tuple(levels(picture()))))
    assert view.canvas.words.words == WORDS
    assert not view.tools.following.isEnabled()


def test_colours_go_round_and_keep_the_view(view):
    view.canvas.zoom(3)
    scale = view.canvas.zoom_now
    for rendering in (Rendering.GREY, Rendering.STRONG, Rendering.PLAIN):
        view.tools.colours.click()
        assert view.wanted[-1] == LoadPicture(BLOBS[0], rendering)
        view.show_picture(PictureLoaded(BLOBS[0], tuple(levels(picture(0x808080))), rendering))
        assert view.canvas.zoom_now == scale
        assert view.canvas.words.words == WORDS


def test_an_answer_in_other_colours_than_wanted_is_dropped(view):
    view.tools.colours.click()
    before = view.canvas._picture._levels
    view.show_picture(PictureLoaded(BLOBS[0], tuple(levels(picture(0))), Rendering.PLAIN))
    assert view.canvas._picture._levels is before


def test_strong_contrast_parts_paper_from_ink():
    made = picture(0xEEEEEE)
    made.setPixelColor(0, 0, 0x505050)
    made.setPixelColor(1, 0, Qt.GlobalColor.gray)
    done = strong(made)
    assert done.pixelColor(5, 5).lightness() == 255
    assert done.pixelColor(0, 0).lightness() == 0
    assert 0 < done.pixelColor(1, 0).lightness() < 255


def test_a_field_is_looked_at_closely_and_back(view):
    names = view.canvas.focused_boxes()
    view.focus_field(names[0])
    whole = view.canvas.zoom_now.scale
    view.canvas.look_closely(names[0])
    assert view.canvas.zoom_now.scale > whole
    view.canvas.look_closely(names[0])
    assert view.canvas.zoom_now.scale == pytest.approx(whole)


def test_the_focused_fields_place_is_read_again(qtbot, view):
    name = view.canvas.focused_boxes()[0]
    view.focus_field(name)
    with qtbot.waitSignal(view.region_wanted) as got:
        view.read_field()
    box = next(one.box for one in view._boxes if one.name is name)
    assert got.args[0].box == widened(box)


def test_syllables_that_stand_close_are_one_word():
    page = Page(0, 1, PageStatus.READ, TextSource.RECOGNISED, 1000, 1000)
    line = [Word(text, Box(left, 0.1, left + 0.02, 0.12), 0.9, 0) for text, left in
            (("경", 0.10), ("제", 0.121), ("학", 0.142), ("과", 0.163), ("졸", 0.2), ("업", 0.221))]  # fmt: skip
    assert text_of(page, line) == "경제학과 졸업"
    assert run_of(page, line, 2) == (0, 1, 2, 3)
    assert run_of(page, line, 5) == (4, 5)
    below = replace(line[1], line=1)
    assert text_of(page, [line[0], below]) == "경 제"


def test_a_field_without_a_place_lets_a_region_be_drawn_once(qtbot, view):
    view.focus_field(None)
    view.read_field()
    assert view.canvas.reads
    with qtbot.waitSignal(view.region_wanted):
        drag(qtbot, view, (0.18, 0.38), (0.34, 0.46))
    assert not view.canvas.reads


def test_words_of_several_lines_are_read_line_by_line():
    words = (word("b", 0.5, 0.1, 2), word("d", 0.5, 0.3, 7), word("c", 0.1, 0.3, 7), word("a", 0.1, 0.1, 2))
    assert "".join(one.text for one in in_reading_order(words)) == "abcd"


def test_leaving_the_page_hides_the_note(view):
    point(view, 0.25, 0.42)
    QApplication.sendEvent(view.canvas.viewport(), QEvent(QEvent.Type.Leave))
    assert not view._hover.isVisible()

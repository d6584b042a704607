from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QGraphicsView,
    QLineEdit,
    QTabBar,
    QWidget,
)

from core.domain.claim import Claim
from core.domain.field import FieldName
from core.domain.states import ProcessStatus
from desktop.ui.keyboard import Keyboard
from desktop.ui.keys import keyboard, use

CONTROLS = (QAbstractButton, QLineEdit, QAbstractItemView, QGraphicsView)


@pytest.fixture
def desk_of_all(qtbot, open_window, desk, any_look, a_page):
    for name in ("홍길동", "Kim"):
        record = desk.add(ProcessStatus.HOLD, name, tell=False)
        desk.claims[record] = Claim(((FieldName.SCHOOL, "Hanbat"),))
        desk.pictures[desk.open(record).attachments[0].sha256] = a_page
    wired = open_window(any_look)
    wired.window.resize(1280, 720)
    wired.window.activateWindow()
    wired.window.show_review()
    qtbot.waitUntil(lambda: wired.window.review.panel.current_card is not None)
    qtbot.waitUntil(wired.window.review.pages.canvas.isVisible)
    return wired


def parts(wired) -> Iterator[QWidget]:
    """The window with everything opened that can be."""
    review = wired.window.review
    yield wired.window
    review.judging.start_reject()
    yield wired.window
    review.judging.leave_palette()
    review.extras.start_escalation()
    yield wired.window
    review.extras.leave_escalation()
    review.panel.head.history.click()
    yield wired.window
    review.panel.head.history.click()
    wired.window.show_records()
    wired.window.records.table.select([1])
    yield wired.window
    for place in range(wired.window.records.panel.sections.count()):
        wired.window.records.panel.sections.setCurrentIndex(place)
        yield wired.window


def controls(window: QWidget) -> list[QWidget]:
    """Everything that can be worked with; what Qt puts together by itself (scroll bars, headers) is its own."""
    found = [widget for widget in window.findChildren(QWidget) if isinstance(widget, CONTROLS)]
    ours = [one for one in found if not one.objectName().startswith("qt_")]
    return [one for one in ours if not isinstance(one.parentWidget(), QTabBar | QAbstractItemView)]


def name_of(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text


def test_every_control_has_a_name(desk_of_all):
    seen = 0
    for window in parts(desk_of_all):
        for widget in controls(window):
            assert name_of(widget).strip(), (widget, widget.parentWidget(), widget.objectName())
            seen += 1
    assert seen > 200


def chain(first: QWidget) -> list[QWidget]:
    """What the tab key visits, from that widget on."""
    found, widget = [first], first.nextInFocusChain()
    while widget is not first:
        policy = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if policy and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None:
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def test_the_tab_key_goes_by_the_reading_order(desk_of_all):
    review = desk_of_all.window.review
    panes = (review.side, review.pages, review.panel)
    order = [one for one in chain(review.side.search) if review.isAncestorOf(one)]
    pane_of = [next(at for at, pane in enumerate(panes) if pane.isAncestorOf(one)) for one in order]
    assert pane_of == sorted(pane_of)
    assert set(pane_of) == {0, 1, 2}
    for at in range(len(panes)):
        tops = [one.mapTo(review, QPoint()) for one, pane in zip(order, pane_of, strict=True) if pane == at]
        lines = [(point.y() // 20, point.x()) for point in tops]
        assert lines == sorted(lines)


def test_where_the_focus_is_can_be_seen(desk_of_all):
    window = desk_of_all.window
    for screen in (window.show_review, window.show_records):
        screen()
        QApplication.processEvents()
        for widget in chain(QApplication.focusWidget()):
            if not window.isAncestorOf(widget):
                continue
            window.bar.add.setFocus()
            if widget is window.bar.add:
                window.bar.review.setFocus()
            before = widget.grab().toImage()
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            if QApplication.focusWidget() is widget:
                assert widget.grab().toImage() != before, (widget, widget.objectName(), name_of(widget))


def test_keys_that_type_characters_can_be_switched_off(qtbot, open_window, desk):
    before = keyboard()
    use(Keyboard(has_character_keys=False))
    try:
        desk.add(ProcessStatus.HOLD, "홍길동", tell=False)
        wired = open_window()
        wired.window.activateWindow()
        wired.window.show_review()
        qtbot.waitUntil(lambda: wired.window.review.panel.current_card is not None)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
        form = wired.window.review.panel.palette_panel.form
        qtbot.keyClick(form._list, Qt.Key.Key_1)
        assert form.reason is None
        qtbot.keyClick(form._list, Qt.Key.Key_Down)
        assert form.reason is not None
    finally:
        use(before)


def test_nothing_is_said_by_colour_alone(desk_of_all):
    """Every mark of a field is an icon of a shape of its own, and says in words what it means."""
    words = desk_of_all.window.look.words
    looks = [words.status(status) for status in ProcessStatus]
    assert len({look.text for look in looks}) == len(looks)
    for card in desk_of_all.window.review.panel.cards:
        assert card._mark.accessibleName()

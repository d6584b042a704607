from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from core.domain.states import ProcessStatus
from desktop.ui.composing import ComposingEdit, deed_of
from desktop.ui.hangul_keys import LATIN, sequence_of
from desktop.ui.keys import KEYS, Deed

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


def jamo(letter: str, keys=CTRL, kind=QEvent.Type.KeyPress) -> QKeyEvent:
    return QKeyEvent(kind, ord(letter), keys, letter)


def test_every_latin_letter_has_its_jamo():
    assert sorted(set(LATIN.values())) == [chr(code) for code in range(ord("A"), ord("Z") + 1)]
    assert len(LATIN) == 33


@pytest.mark.parametrize(
    ("letter", "keys", "text"),
    [("ㅋ", CTRL, "Ctrl+Z"), ("ㄷ", CTRL, "Ctrl+E"), ("ㄲ", CTRL | Qt.KeyboardModifier.ShiftModifier, "Ctrl+Shift+R")],
)
def test_a_jamo_is_the_key_it_stands_on(qapp, letter, keys, text):
    assert sequence_of(jamo(letter, keys)) == QKeySequence(text)


def test_the_number_pads_enter_is_enter(qapp):
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Enter, CTRL | Qt.KeyboardModifier.KeypadModifier)
    assert deed_of(event) is Deed.APPROVE


def test_the_desk_acts_with_the_hangul_layout_on(qtbot, open_window, desk):
    for name in ("홍길동", "Kim"):
        desk.add(ProcessStatus.HOLD, name, tell=False)
    wired = open_window()
    wired.window.activateWindow()
    wired.window.show_review()
    qtbot.waitUntil(lambda: wired.window.review.panel.current_card is not None)
    field = QApplication.focusWidget()
    QApplication.sendEvent(field, jamo("ㄷ"))
    assert wired.window.review.panel.escalation.isVisible()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    QApplication.sendEvent(field, jamo("ㅗ"))
    assert wired.window.review.panel.history.isVisible()


def test_letters_that_are_typed_stay_letters(qtbot, open_window, desk):
    desk.add(ProcessStatus.HOLD, "홍길동", tell=False)
    wired = open_window()
    wired.window.activateWindow()
    wired.window.show_review()
    qtbot.waitUntil(lambda: wired.window.review.panel.current_card is not None)
    field = QApplication.focusWidget()
    field.clear()
    QApplication.sendEvent(field, jamo("ㄷ", NONE))
    assert field.text() == "ㄷ"


@pytest.mark.parametrize("deed", [deed for deed in KEYS if deed not in {Deed.PASTE, Deed.UNDO}])
def test_no_text_field_keeps_a_key_of_the_desk(qtbot, deed):
    edit = ComposingEdit("text")
    qtbot.addWidget(edit)
    QApplication.sendEvent(edit, QFocusEvent(QEvent.Type.FocusIn))
    for keys in KEYS[deed].keys:
        pressed = QKeySequence(keys)[0]
        if not pressed.keyboardModifiers() & (CTRL | Qt.KeyboardModifier.AltModifier):
            continue
        event = QKeyEvent(QEvent.Type.ShortcutOverride, pressed.key(), pressed.keyboardModifiers())
        event.ignore()
        QApplication.sendEvent(edit, event)
        assert not event.isAccepted(), keys

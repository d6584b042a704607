"""Keys by their place, not by their letter: with a Hangul layout on, Ctrl+ㅋ is Ctrl+Z, and ㅔ what P is.

Qt finds the Latin letter by itself where the system knows a Latin layout as well. Where it does not, the key arrives
as a jamo; each has one place on the two-set keyboard, so that it is known which key was pressed.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

_JAMO: Final = "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ"
_LATIN: Final = "QWERTYUIOPASDFGHJKLZXCVBNM"
_SHIFTED: Final = MappingProxyType({"ㅃ": "Q", "ㅉ": "W", "ㄸ": "E", "ㄲ": "R", "ㅆ": "T", "ㅒ": "O", "ㅖ": "P"})
LATIN: Final = MappingProxyType(
    {ord(jamo): letter for jamo, letter in (*zip(_JAMO, _LATIN, strict=True), *_SHIFTED.items())}
)


def sequence_of(event: QKeyEvent) -> QKeySequence:
    """What was pressed, in Latin letters and without the mark of the number pad."""
    key = event.keyCombination()
    letter = LATIN.get(event.key())
    wanted = Qt.Key(ord(letter)) if letter else key.key()
    return QKeySequence(QKeyCombination(key.keyboardModifiers() & ~Qt.KeyboardModifier.KeypadModifier, wanted))


def act_on_jamo(window: QWidget, event: QKeyEvent) -> bool:
    """Do what is bound in that window to the key on which the jamo stands; False if it is none, or nothing is bound.

    For keys that no widget wanted: what is typed into a field never comes here.
    """
    if event.key() not in LATIN or event.isAutoRepeat():
        return False
    pressed = sequence_of(event)
    for shortcut in window.findChildren(QShortcut):
        where = shortcut.parent()
        if shortcut.key() == pressed and shortcut.isEnabled() and isinstance(where, QWidget) and where.isVisible():
            shortcut.activated.emit()
            return True
    return False

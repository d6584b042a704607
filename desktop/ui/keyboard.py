"""The keys as the person has them: the table's own, changed where the settings say so, and which of them collide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from desktop.ui.keytable import KEYS, Deed, KeyPhrase

_SIGNS: Final = MappingProxyType(
    {"Return": "↵", "Enter": "↵", "Backspace": "⌫", "Right": "→", "Left": "←", "Up": "↑", "Down": "↓"}
)
"""As they stand on the keys."""
_CHORD: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_TOGETHER: Final = frozenset({KeyPhrase.IN_REVIEW, KeyPhrase.ON_PAGE})
_FIRST_NAMED_KEY: Final = 0x01000000
"""Qt's codes from here on are keys that type nothing: Esc, F1, the arrows."""


@dataclass(frozen=True, slots=True)
class Keyboard:
    """changed: deeds that were given another key, in Qt's portable spelling ("Ctrl+Shift+A").

    has_character_keys: False leaves out every key that types a character, for people who dictate or whose hands slip.
    """

    changed: Mapping[Deed, str] = field(default_factory=dict)
    has_character_keys: bool = True

    def keys_of(self, deed: Deed) -> tuple[str, ...]:
        """The keys that do it; the first one is shown. () if all of them are switched off."""
        key = KEYS[deed]
        mine = (self.changed[deed],) if deed in self.changed and not key.is_fixed else key.keys
        return tuple(one for one in mine if self.has_character_keys or not types_a_character(one))

    def shown(self, deed: Deed) -> str:
        """How the deed's key is written on screen, for instance Ctrl+↵; "" if it has none."""
        keys, key = self.keys_of(deed), KEYS[deed]
        if not keys:
            return ""
        return key.shown if key.shown and deed not in self.changed else written(keys[0])

    def rivals(self, deed: Deed, keys: str) -> tuple[Deed, ...]:
        """The deeds that already have those keys where this deed would hear them too."""
        wanted, here = QKeySequence(keys), KEYS[deed].place
        return tuple(
            other
            for other in KEYS
            if other is not deed
            and _meet(here, KEYS[other].place)
            and any(QKeySequence(one) == wanted for one in self.keys_of(other))
        )


def keyboard_of(keys: Mapping[str, str], *, has_character_keys: bool) -> Keyboard:
    """The keyboard that the settings describe; deeds and keys that this version does not know are passed over."""
    known = {deed.value: deed for deed in KEYS}
    changed = {
        known[name]: spelled
        for name, text in keys.items()
        if name in known and (spelled := spelling(QKeySequence(text))) and not KEYS[known[name]].is_fixed
    }
    return Keyboard(MappingProxyType(changed), has_character_keys)


def spelling(sequence: QKeySequence) -> str:
    """One key in Qt's portable spelling; "" if it is none, or one key alone that may not be taken for a deed."""
    text = sequence.toString(QKeySequence.SequenceFormat.PortableText)
    if sequence.count() != 1 or _pressed(sequence).key() == Qt.Key.Key_unknown:
        return ""
    return text


def types_a_character(keys: str) -> bool:
    """True for a letter, a digit or a sign without Ctrl, Alt or Meta: a key that would write something in a field."""
    sequence = QKeySequence(keys)
    if sequence.count() == 0:
        return False
    pressed = _pressed(sequence)
    return not pressed.keyboardModifiers() & _CHORD and pressed.key().value < _FIRST_NAMED_KEY


def _pressed(sequence: QKeySequence) -> QKeyCombination:
    first: QKeyCombination = sequence[0]  # type: ignore[index] # Qt's stubs leave it out
    return first


def written(keys: str) -> str:
    """How keys are written on screen."""
    if keys.endswith("++"):  # Ctrl and the plus key
        return keys
    return "+".join(_SIGNS.get(part, part) for part in keys.split("+")) if keys != "+" else keys


def _meet(one: KeyPhrase, other: KeyPhrase) -> bool:
    """What is heard anywhere is heard everywhere; the page stands beside the fields."""
    return one is other or KeyPhrase.ANYWHERE in (one, other) or {one, other} == _TOGETHER

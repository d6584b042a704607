"""One back end's settings: address, what it is told, where it may be; its secret and a test."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.domain.delivery import DeliveryEvent
from core.settings_file import Plain
from core.wire_settings import EndpointSettings
from desktop.program import Edits
from desktop.ui.look import Look
from desktop.ui.parts import column_of
from desktop.ui.settings.editors import SettingRow
from desktop.ui.settings.lines import Kind, Line
from desktop.ui.settings.secret import SecretTools
from desktop.ui.settings.wire_phrases import WirePhrase as W
from desktop.ui.theme import PADDING

PART: Final = "delivery.endpoints"
_EVENTS: Final = tuple((event.value, W[event.name]) for event in DeliveryEvent)


class EndpointEditor(QWidget):
    """`changed` as it is typed, `asked` with a `WireAsk`, `test_wanted`."""

    changed = Signal()
    asked = Signal(object)
    test_wanted = Signal()

    def __init__(self, look: Look, name: str, settings: EndpointSettings | None, *, fixed: bool) -> None:
        super().__init__()
        self.name = name
        self._is_new = settings is None
        self.rows = [
            SettingRow(look, line, value, fixed=fixed)
            for line, value in zip(_lines(name), _values(settings), strict=True)
        ]
        self.secret = SecretTools(look, name)
        box = column_of(*self.rows[:1], self.secret, *self.rows[1:])
        box.insertSpacing(2, PADDING)
        box.addStretch()
        self.setLayout(box)
        for row in self.rows:
            row.changed.connect(self.changed)
        self.secret.asked.connect(self.asked)
        self.secret.test_wanted.connect(self.test_wanted)

    @property
    def names(self) -> frozenset[str]:
        """The settings of the lines, and the back end as a whole."""
        return frozenset({f"{PART}.{self.name}", *(row.line.name for row in self.rows)})

    @property
    def edits(self) -> Edits:
        """What was changed; a new one always says its address."""
        found = dict(edit for row in self.rows for edit in row.edits)
        if self._is_new:
            found.setdefault(self.rows[0].line.name, "")
        return tuple(found.items())

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Tell each line's problem below it."""
        for row in self.rows:
            row.show_problem(problems.get(row.line.name, ""))


def _lines(name: str) -> tuple[Line, ...]:
    def at(key: str) -> str:
        return f"{PART}.{name}.{key}"

    return (
        Line(at("url"), Kind.TEXT, W.ADDRESS, W.ADDRESS_BAD, W.ADDRESS_HINT),
        Line(at("events"), Kind.SEVERAL, W.EVENTS, W.EVENTS_BAD, None, _EVENTS),
        Line(at("personal"), Kind.FLAG, W.PERSONAL, hint=W.PERSONAL_HINT),
        Line(at("allow_private"), Kind.FLAG, W.PRIVATE, hint=W.PRIVATE_HINT),
        Line(at("allow_plain_http"), Kind.FLAG, W.PLAIN, hint=W.PLAIN_HINT),
    )


def _values(settings: EndpointSettings | None) -> tuple[Plain, ...]:
    """In the order of the lines; events in the order of their buttons, so that only a change is one."""
    if settings is None:
        return "", tuple(event.value for event in DeliveryEvent), True, False, False
    events = tuple(event.value for event in DeliveryEvent if event in settings.events)
    return settings.url, events, settings.personal, settings.allow_private, settings.allow_plain_http

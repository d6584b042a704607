"""A real desktop that is shown in one look after the other and drawn."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from core.bootstrap import build
from core.settings import load_settings
from desktop.app import Desktop
from desktop.ui.theme import DARK, LIGHT, Theme
from desktop.ui.window import MainWindow
from desktop.ui.words import Language

Size = tuple[int, int]
SIZES: Final[dict[str, tuple[Size, ...]]] = {"1": ((1280, 720), (1920, 1080)), "2": ((1280, 720),)}
LANGUAGES: Final[tuple[Language, ...]] = ("en", "ko")
THEMES: Final = (LIGHT, DARK)
_PATIENCE: Final = 60.0
SETTLE_MS: Final = 350


@dataclass(frozen=True, slots=True)
class Look:
    """One way the window looks."""

    language: Language
    theme: Theme
    size: Size
    scale: str

    @property
    def suffix(self) -> str:
        """For the file's name."""
        sharp = "-sharp" if self.scale != "1" else ""
        return f"{self.language}-{self.theme.name}-{self.size[0]}x{self.size[1]}{sharp}"


class Studio:
    """A desktop that is taken through scenes; a scene brings the window there and returns the widget to be drawn."""

    def __init__(self, app: QApplication, data: Path, out: Path, scale: str) -> None:
        settings = load_settings(data_dir=data, lanes=2, ui_language="en", theme="light", reduced_motion=True)
        self._out = out
        self._scale = scale
        self.desktop = Desktop(app, settings, [], lambda: build(settings))
        self.desktop.start()
        self.until(lambda: self.desktop.supervisor is not None)
        self.until(lambda: self.window.records.table.isVisible() or self.is_empty())

    @property
    def window(self) -> MainWindow:
        """The window of the moment: another language has another one."""
        return self.desktop.shell.window

    def take(self, scenes: Mapping[str, Scene], *, sizes: Sequence[Size], wanted: str = "") -> None:
        """Draw those scenes in every look of these sizes, or in those alone whose name has `wanted` in it."""
        for look in self._looks(sizes):
            if not scenes or wanted not in look.suffix:
                continue
            self._wear(look)
            for name, scene in scenes.items():
                widget = scene(self)
                rest()
                widget.grab().save(str(self._out / f"{name}-{look.suffix}.png"))
                self._tidy()

    def close(self) -> None:
        """End as the program does."""
        ended: list[bool] = []
        self.desktop.closer.done.connect(lambda: ended.append(True))
        self.desktop.shell.close()
        self.until(lambda: bool(ended))
        self.desktop.wait_for_threads()
        self.desktop.shell.destroy()

    def is_empty(self) -> bool:
        """True if nothing was taken in yet."""
        return self.window.records.welcome.isVisible()

    def until(self, condition: Callable[[], bool]) -> None:
        """Let the window work until that is so; a scene that never comes is an error."""
        deadline = time.monotonic() + _PATIENCE
        while not condition():
            if time.monotonic() > deadline:
                told = " ".join(self.window.banner.texts)
                raise TimeoutError(f"a scene did not come about; the window says: {told}")
            rest(20)

    def _looks(self, sizes: Sequence[Size]) -> Iterator[Look]:
        for language in LANGUAGES:
            for theme in THEMES:
                for size in sizes:
                    yield Look(language, theme, size, self._scale)

    def _wear(self, look: Look) -> None:
        shell = self.desktop.shell
        if shell.language != look.language:
            shell._speak(look.language)  # noqa: SLF001 - as the button does, but to a named language
        shell.set_theme(look.theme)
        shell.window.resize(*look.size)

    def _tidy(self) -> None:
        window = self.window
        self.desktop.shell.dialogs.close()
        for dialog in window.findChildren(QDialog):
            dialog.close()
        for menu in window.findChildren(QMenu):
            menu.close()
        window.banner.hide()
        window.adding.target.hide()
        if window.review_if_made is not None:
            window.review.panel.palette_panel.closed.emit()
            window.review.extras.leave_escalation()
            window.review.extras.leave_history()
            window.review.deadlines.leave()
            window.review.side.search.clear()
        window.records.filters.search.clear()


Scene = Callable[[Studio], QWidget]


def rest(milliseconds: int = SETTLE_MS) -> None:
    """Let the window work for so long."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()

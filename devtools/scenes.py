"""The scenes of `dev.py screenshots`: one window on a real store, taken from screen to screen and drawn.

Run by the project's own Python: `python -m devtools.scenes OUT DATA SCALE`. DATA holds records that were read before.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

import resources
from core.bootstrap import build
from core.domain.desk import Refusal
from core.domain.states import ProcessStatus
from core.settings import Settings
from desktop.app import Desktop
from desktop.assets import app_icon, load_font
from desktop.trouble import Trouble
from desktop.ui.theme import DARK, LIGHT, Theme
from desktop.ui.words import Language

SIZES: Final = {"1": ((1280, 720), (1600, 1000)), "2": ((1280, 720),)}
LANGUAGES: Final[tuple[Language, ...]] = ("en", "ko")
THEMES: Final = (LIGHT, DARK)
REFUSED: Final = (
    Refusal("/in/scan.exe", "unsupported_type", "This kind of file cannot be read; add a PDF or a picture."),
)
_PATIENCE: Final = 60.0
_SETTLE_MS: Final = 350


@dataclass(frozen=True, slots=True)
class Look:
    """One way the window looks."""

    language: Language
    theme: Theme
    size: tuple[int, int]
    scale: str

    @property
    def suffix(self) -> str:
        """For the file's name."""
        sharp = "-sharp" if self.scale != "1" else ""
        return f"{self.language}-{self.theme.name}-{self.size[0]}x{self.size[1]}{sharp}"


class Studio:
    """A desktop that is taken through the scenes; every scene returns the widget to be drawn."""

    def __init__(self, app: QApplication, data: Path, out: Path, scale: str) -> None:
        settings = Settings(data_dir=data, lanes=2, ui_language="en", theme="light", reduced_motion=True)
        self._out = out
        self._scale = scale
        self.desktop = Desktop(app, settings, [], lambda: build(settings))
        self.desktop.start()
        self.until(lambda: self.desktop.supervisor is not None)
        self.until(lambda: self.desktop.shell.window.records.table.isVisible() or self._is_empty())

    def take(self, names: tuple[str, ...]) -> None:
        """Draw those scenes in every look."""
        for look in self._looks():
            self._wear(look)
            for name in names:
                widget: QWidget = getattr(self, name)()
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

    def empty(self) -> QWidget:
        """Nothing was taken in yet."""
        self.until(self._is_empty)
        return self.desktop.shell.window

    def records(self) -> QWidget:
        """The list, with one record beside it."""
        window = self.desktop.shell.window
        window.show_records()
        model = window.records.model
        self.until(lambda: model.rowCount() > 0)
        chosen = next((row for row in model.rows if row.status is ProcessStatus.HOLD), model.rows[0])
        window.records.select(chosen.id)
        self.until(lambda: window.records.panel.shown == chosen.id)
        self.until(lambda: not window.records.panel.pages.canvas.page_area.isEmpty())
        return window

    def review(self) -> QWidget:
        """A held record at the review desk."""
        window = self.desktop.shell.window
        window.show_review()
        self.until(lambda: window.review.panel.detail is not None)
        return window

    def reject(self) -> QWidget:
        """The reasons to reject it."""
        window = self.review()
        self.desktop.shell.window.review.reject()
        return window

    def deliveries(self) -> QWidget:
        """Where results go, and the service."""
        window = self.desktop.shell.window
        window.by_wire.show()
        rest(3 * _SETTLE_MS)
        return window

    def times(self) -> QWidget:
        """How long everything takes."""
        window = self.desktop.shell.window
        window.show_times()
        rest(3 * _SETTLE_MS)
        return window

    def error(self) -> QWidget:
        """Something was refused."""
        window = self.desktop.shell.window
        window.show_records()
        self.until(lambda: window.records.model.rowCount() > 0)
        window.banner.show_refusals(REFUSED)
        return window

    def settings(self) -> QWidget:
        """The settings, at the policy."""
        shell = self.desktop.shell
        shell.dialogs.open_settings(shell.window.look, Settings(data_dir=Path("/home/me/holdpoint")), shell.window)
        dialog = shell.dialogs.settings
        assert dialog is not None  # noqa: S101 - it was opened above
        dialog.show_page(dialog.keys)
        return dialog

    def fault(self) -> QWidget:
        """What happened, in plain words."""
        shell = self.desktop.shell
        trouble = Trouble("ValueError", ("desktop/ui/page/view.py:1 show",), datetime.now(UTC))
        shell.dialogs.open_fault(shell.window.look, trouble, shell.window)
        dialog = shell.dialogs.fault
        assert dialog is not None  # noqa: S101 - as above
        return dialog

    def busy(self) -> QWidget:
        """Records while they are read."""
        window = self.desktop.shell.window
        window.show_records()
        self.until(lambda: window.records.model.rowCount() > 0)
        window.records.table.clearSelection()
        if window.strip.dots.isVisible() and not self._is_busy():
            window.take_in((resources.path("samples"),))
        self.until(self._is_busy)
        return window

    def until(self, condition: Callable[[], bool]) -> None:
        """Let the window work until that is so; a scene that never comes is an error."""
        deadline = time.monotonic() + _PATIENCE
        while not condition():
            if time.monotonic() > deadline:
                told = " ".join(self.desktop.shell.window.banner.texts)
                raise TimeoutError(f"a scene did not come about; the window says: {told}")
            rest(20)

    def _looks(self) -> Iterator[Look]:
        for language in LANGUAGES:
            for theme in THEMES:
                for size in SIZES[self._scale]:
                    yield Look(language, theme, size, self._scale)

    def _wear(self, look: Look) -> None:
        shell = self.desktop.shell
        if shell.language != look.language:
            shell._speak(look.language)  # noqa: SLF001 - as the button does, but to a named language
        shell.set_theme(look.theme)
        shell.window.resize(*look.size)

    def _tidy(self) -> None:
        shell = self.desktop.shell
        shell.dialogs.close()
        shell.window.banner.hide()
        if shell.window.review_if_made is not None:
            shell.window.review.panel.palette_panel.closed.emit()

    def _is_empty(self) -> bool:
        return self.desktop.shell.window.records.welcome.isVisible()

    def _is_busy(self) -> bool:
        return any(row.status is ProcessStatus.IN_PROGRESS for row in self.desktop.shell.window.records.model.rows)


def rest(milliseconds: int = _SETTLE_MS) -> None:
    """Let the window work for so long."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def main(arguments: list[str]) -> int:
    """Draw all scenes; returns the exit code."""
    out, data, scale = Path(arguments[0]), Path(arguments[1]), arguments[2]
    app = QApplication(["holdpoint"])
    app.setQuitOnLastWindowClosed(False)
    app.setStyle("Fusion")
    app.setFont(load_font())
    app.setWindowIcon(app_icon())
    still = ("records", "review", "reject", "times", "deliveries", "error", "settings", "fault")
    for folder, acts in ((data.with_name(f"{data.name}-empty"), (("empty",),)), (data, (still, ("busy",)))):
        studio = Studio(app, folder, out, scale)
        try:
            for names in acts:
                studio.take(names)
        finally:
            studio.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

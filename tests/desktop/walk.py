"""Opens everything the window has and gathers every text that is on it, for tests that look at all of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from fake_desk import FakePlace
from fitting import cut_texts
from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot
from seen_texts import texts_of
from walk_aside import walk_aside

from core.domain.claim_table import ClaimTable
from core.domain.decision import Verdict
from core.domain.desk import Refusal
from core.domain.hold import PolicyRef
from core.domain.pausing import PauseTarget
from core.domain.watching import WatchReport
from core.settings import Settings
from desktop.app import Desktop
from desktop.appearance import Appearance
from desktop.service_messages import ServiceReport, Standing
from desktop.trouble import Trouble
from desktop.ui.brought import Brought
from desktop.ui.keys_sheet import KeysSheet
from desktop.ui.words import Language

WIDTHS = (1280, 1440, 1920)
"""Of the window, at which everything must have room."""
OF_QT = frozenset({"QTipLabel"})


@dataclass
class Opened:
    """A whole window with everything opened in it."""

    desktop: Desktop
    place: FakePlace
    others: list[QWidget]
    """What earlier tests left open: not part of this window."""
    texts: list[tuple[str, str]] = field(default_factory=list)
    rich: list[str] = field(default_factory=list)
    tested: int = 0
    widths: tuple[int, ...] = ()
    cut: dict[str, int] = field(default_factory=dict)
    """What there is no room for, and the width of the window."""

    def look_at(self) -> None:
        """Gather what can be seen now, and labels that would show markup as such; test every model from now on."""
        self._measure()
        for top in QApplication.topLevelWidgets():
            if any(top is other for other in self.others):
                continue
            for view in top.findChildren(QAbstractItemView):
                model = view.model()
                if isinstance(model, QSortFilterProxyModel):
                    model = model.sourceModel()
                ours = type(model).__module__.startswith("desktop.")
                if ours and model is not None and not model.findChildren(QAbstractItemModelTester):
                    mode = QAbstractItemModelTester.FailureReportingMode.Warning
                    QAbstractItemModelTester(model, mode, model)
                    self.tested += 1
            self.texts += [(where, text) for where, text in texts_of(top) if text]
            labels = (label for label in top.findChildren(QLabel) if type(label).__name__ not in OF_QT)
            self.rich += [
                f"{type(label).__name__}#{label.objectName()}: {label.text()[:40]}"
                for label in labels
                if label.text() and label.textFormat() is not Qt.TextFormat.PlainText
            ]

    def _measure(self) -> None:
        """The window at each width; what stands beside it has a size of its own."""
        window = self.desktop.shell.window
        for width in self.widths:
            window.resize(width, width * 9 // 16)
            for _ in range(3):  # what is shown, what that makes of the layout, and where that puts things
                QApplication.processEvents()
            tops = QApplication.topLevelWidgets() if width == self.widths[0] else (window,)
            for top in tops:
                if top.isVisible() and not any(top is other for other in self.others):
                    for told in cut_texts(top):
                        self.cut.setdefault(told, width)


@dataclass(frozen=True)
class Show:
    """What to show: the place, the language, a text for wherever one may come in, a table of claims."""

    place: FakePlace
    language: Language
    untrusted: str
    table: ClaimTable
    widths: tuple[int, ...] = ()
    """Of the window, at which everything must have room for its text."""


@contextmanager
def everything_opened(qtbot: QtBot, qapp: QApplication, folder: Path, show: Show) -> Iterator[Opened]:
    """Every screen, section, dialog, menu and banner, in a window that is closed at the end."""
    settings = Settings(data_dir=folder / "data", lanes=1, ui_language=show.language, theme="light")
    others = QApplication.topLevelWidgets()
    desktop = Desktop(qapp, settings, [], show.place.opened)
    opened = Opened(desktop, show.place, others, widths=show.widths)
    desktop.start()
    try:
        with qtbot.waitSignal(desktop.ready, timeout=10_000):
            pass
        _records(qtbot, opened)
        _review(qtbot, opened)
        _times(qtbot, opened)
        _deliveries(qtbot, opened)
        _banners(opened, show.untrusted)
        _dialogs(qtbot, opened, show.table)
        walk_aside(desktop.shell.window, show.place.desk, show.untrusted, opened.look_at)
        yield opened
    finally:
        with qtbot.waitSignal(desktop.closer.done, timeout=5000):
            desktop.shell.close()
        desktop.wait_for_threads()
        desktop.shell.destroy()
        Appearance(qapp).speak("en")


def _records(qtbot: QtBot, opened: Opened) -> None:
    window = opened.desktop.shell.window
    records = window.records
    qtbot.waitUntil(lambda: records.model.rowCount() == len(opened.place.desk.rows_by_id))
    for number in sorted(opened.place.desk.rows_by_id):
        records.table.select([number])
        qtbot.waitUntil(lambda number=number: records.panel.shown == number)
        for tabs in records.findChildren(QTabWidget):
            for at in range(tabs.count()):
                tabs.setCurrentIndex(at)
                qtbot.wait(5)
        opened.look_at()
    records.table.selectAll()
    opened.look_at()
    _run_again(qtbot, opened)
    records.filters.search.setText("아무도 아닌 사람")
    qtbot.waitUntil(records._no_match.isVisible)
    opened.look_at()
    records.filters.choose(None)
    records.filters.search.clear()


def _run_again(qtbot: QtBot, opened: Opened) -> None:
    """Of all that is selected, with its settings, and what can be paused."""
    window, desk = opened.desktop.shell.window, opened.place.desk
    desk.pause(PauseTarget())
    desk.pause(PauseTarget(next(iter(desk.rows_by_id))))
    window.again._on_selected()
    dialog = window.again.dialog
    dialog.form.show_policy(PolicyRef("7", "7", "0" * 64))
    for chip in dialog.stages.buttons():
        chip.click()
        qtbot.waitUntil(lambda: bool(dialog.totals[0].text()))
        opened.look_at()
    dialog.reject()
    for target in list(desk.paused):
        desk.resume(target)


def _review(qtbot: QtBot, opened: Opened) -> None:
    window = opened.desktop.shell.window
    window.show_review()
    review = window.review
    qtbot.waitUntil(lambda: review.panel.detail is not None)
    qtbot.wait(30)
    opened.look_at()
    if opened.widths:
        review.split.setSizes([0, opened.widths[-1], 0])
        opened.look_at()
    review.deadlines.start()
    opened.look_at()
    review.deadlines.leave()
    review.reject()
    opened.look_at()
    review.panel.palette_panel.closed.emit()
    review.extras.start_escalation()
    opened.look_at()
    review.extras.leave_escalation()
    review.panel.head.history.click()
    qtbot.wait(50)
    opened.look_at()
    review.extras.decide_many(Verdict.REJECT, list(opened.place.desk.rows_by_id.values()))
    qtbot.wait(30)
    opened.look_at()
    if review.extras.sheet is not None:
        review.extras.sheet.reject()


def _times(qtbot: QtBot, opened: Opened) -> None:
    window = opened.desktop.shell.window
    window.show_times()
    for tab in window.times.tabs.buttons():
        tab.click()
        qtbot.wait(30)
        opened.look_at()


def _deliveries(qtbot: QtBot, opened: Opened) -> None:
    by_wire, kept = opened.desktop.shell.window.by_wire, opened.place.wire.deliveries.kept
    by_wire.show()
    qtbot.waitUntil(lambda: by_wire.screen.table.model.rowCount() == len(kept))
    opened.look_at()
    for row in kept:
        by_wire.screen.detail.show_row(row)
        qtbot.wait(5)
        opened.look_at()
    for standing in Standing:
        opened.desktop.shell.by_wire.show_service(ServiceReport(standing, "http://127.0.0.1:8737", "address_taken"))
        opened.look_at()


def _banners(opened: Opened, untrusted: str) -> None:
    shell = opened.desktop.shell
    window = shell.window
    refused = tuple(Refusal(untrusted, code, untrusted) for code in ("unsupported_type", "link"))
    window.banner.show_refusals(refused)
    shell.show_watch(WatchReport(Path("/in") / (untrusted.replace("/", "") or "x"), problem=untrusted, waiting=2))
    window.strip.show_place(untrusted)
    window.adding.target.announce(Brought())
    window.adding.target.show_counts(2, 1)
    opened.look_at()
    window.adding.target.hide()
    window.show_problem(untrusted, untrusted)
    opened.look_at()


def _dialogs(qtbot: QtBot, opened: Opened, table: ClaimTable) -> None:
    shell = opened.desktop.shell
    shell._on_settings_wanted()
    settings = shell.dialogs.settings
    assert settings is not None
    for page in settings.pages:
        settings.show_page(page)
        qtbot.wait(5)
        opened.look_at()
    shell.dialogs.open_claims(shell.window.look, table, shell.window)
    claims = shell.dialogs.claims
    assert claims is not None
    qtbot.waitUntil(lambda: claims.table.model.rowCount() > 0)
    opened.look_at()
    trouble = Trouble("ValueError", ("desktop/x.py:1 f",), datetime(2026, 3, 2, tzinfo=UTC))
    shell.show_trouble(trouble)
    shell.dialogs.open_fault(shell.window.look, trouble, shell.window)
    sheet = KeysSheet(shell.window.look, shell.window)
    sheet.show()
    sheet.resize(sheet._body.sizeHint() * 1.1)  # the screen of the tests is smaller than any real one
    opened.look_at()
    sheet.close()
    sheet.deleteLater()
    shell.dialogs.close()

"""Tabs that need no arrows: what does not fit beside the others is in a menu behind one button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QTabBar, QTabWidget, QToolButton, QWidget

_BUTTON_AROUND = 6


class _Bar(QTabBar):
    """Tells how wide a tab would be, and lets itself be made narrower than all of them."""

    def width_of(self, index: int) -> int:
        """In pixels, also of a tab that is hidden."""
        return self.tabSizeHint(index).width()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """What does not fit goes into the menu, so it holds no window wide."""
        return QSize(0, super().minimumSizeHint().height())


class FittingTabs(QTabWidget):
    """The first tabs that fit, the chosen one always among them; the others are in `more`'s menu.

    `picked` when a person chose a tab.
    """

    picked = Signal()

    def __init__(self, more: str) -> None:
        super().__init__()
        self._bar = _Bar()
        self.setTabBar(self._bar)
        self.setDocumentMode(True)
        self.setUsesScrollButtons(False)
        self._absent: set[int] = set()
        self._is_fitting = False
        self.more = QToolButton()
        self.more.setObjectName("flat")
        self.more.setText(f"{more} ▾")
        self.more.setAccessibleName(more)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.more)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._menu.triggered.connect(self._bring_forward)
        self.tabBarClicked.connect(self.picked)
        self.more.setMenu(self._menu)
        self.setCornerWidget(self.more, Qt.Corner.TopRightCorner)
        self.currentChanged.connect(self.fit)

    @property
    def behind(self) -> list[int]:
        """The tabs that are in the menu, by their places."""
        return [at for at in self._present if not self.isTabVisible(at)]

    @property
    def _present(self) -> list[int]:
        return [at for at in range(self.count()) if at not in self._absent]

    def set_present(self, part: QWidget, *, is_present: bool) -> None:
        """Have that tab, whether it fits or not, or do without it."""
        (self._absent.discard if is_present else self._absent.add)(self.indexOf(part))
        self.fit()

    def fit(self) -> None:
        """Show what there is room for. Called by what changes a tab's text."""
        if self._is_fitting:
            return
        self._is_fitting = True
        try:
            self._show_these(self._fitting())
        finally:
            self._is_fitting = False

    def setCurrentIndex(self, index: int) -> None:  # noqa: N802 - Qt's name
        """Turn to that tab; Qt turns to none that is hidden."""
        self.setTabVisible(index, True)
        super().setCurrentIndex(index)
        self.fit()

    def setCurrentWidget(self, widget: QWidget) -> None:  # noqa: N802 - Qt's name
        """Turn to that part."""
        self.setCurrentIndex(self.indexOf(widget))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl+Tab goes on to the next tab, also to one in the menu."""
        step = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()))
        if step is None or not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        present = self._present
        self.picked.emit()
        self.setCurrentIndex(present[(present.index(self.currentIndex()) + step) % len(present)])

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """There is another room."""
        super().resizeEvent(event)
        self.fit()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """The style has said how wide letters are."""
        super().showEvent(event)
        self.fit()

    def _fitting(self) -> Sequence[int]:
        """The tabs to be shown: all, or as many as leave room for the button."""
        present = self._present
        widths = {at: self._bar.width_of(at) for at in present}
        if sum(widths.values()) <= self.width():
            return present
        room = self.width() - self.more.sizeHint().width() - _BUTTON_AROUND
        chosen = self.currentIndex()
        room -= widths.get(chosen, 0)
        shown = {chosen}
        for at in present:
            if at != chosen:
                room -= widths[at]
                if room < 0:
                    break
                shown.add(at)
        return sorted(shown)

    def _show_these(self, shown: Sequence[int]) -> None:
        """Show first, hide then: the chosen tab stays the chosen one."""
        for at in shown:
            self.setTabVisible(at, True)
        for at in set(range(self.count())) - set(shown):
            self.setTabVisible(at, False)
        self.more.setVisible(bool(self.behind))

    def _fill_menu(self) -> None:
        self._menu.clear()
        for at in self.behind:
            action = self._menu.addAction(self.tabText(at).replace("&", "&&"))
            action.setData(at)

    def _bring_forward(self, action: QAction) -> None:
        self.picked.emit()
        self.setCurrentIndex(action.data())

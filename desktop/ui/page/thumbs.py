"""All pages of a record in a row, small: which one is shown, and a click away the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListView

from core.domain.ids import BlobHash
from core.domain.page import Page
from desktop.ui.look import Look
from desktop.ui.models.rows import Column, RowsModel
from desktop.ui.page.phrases import PagePhrase
from desktop.ui.shown import tip

HEIGHT: Final = 104
_ICON: Final = QSize(72, 72)
_CELL: Final = QSize(84, 94)


@dataclass(frozen=True, slots=True)
class Thumb:
    """One page: its place in the record (1-based), the file it is of, and its small picture once it has come."""

    place: int
    page: Page
    name: str
    icon: QIcon | None = None


class ThumbBar(QListView):
    """`chosen` with the place (0-based) of a page; hidden while there is but one."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        words = look.words

        def label(row: Thumb) -> str:
            return tip(words.say(PagePhrase.THUMB, name=row.name, page=row.page.number))

        column: Column[Thumb] = Column(
            words.say(PagePhrase.PAGES), lambda row: str(row.place), tip=label, icon=self._icon
        )
        self._rows: RowsModel[Thumb] = RowsModel((column,), lambda row: row.place, self)
        self.setModel(self._rows)
        self.setObjectName("thumbs")
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setIconSize(_ICON)
        self.setGridSize(_CELL)
        self.setFixedHeight(HEIGHT)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(words.say(PagePhrase.PAGES))
        self.clicked.connect(self._on_clicked)
        self.hide()

    def show_pages(self, pages: Sequence[Page], names: Sequence[str]) -> None:
        """These pages; `names`: the file each is of."""
        if [row.page for row in self._rows.rows] != list(pages):
            rows = [Thumb(at, page, name) for at, (page, name) in enumerate(zip(pages, names, strict=True), 1)]
            self._rows.reset(rows)
        self.setVisible(len(pages) > 1)

    def show_picture(self, blob: BlobHash, picture: QImage) -> None:
        """A page's small picture came."""
        icon = QIcon(QPixmap.fromImage(picture))
        self._rows.update([replace(row, icon=icon) for row in self._rows.rows if row.page.picture == blob])

    def show_current(self, number: int) -> None:
        """That page (0-based) is shown."""
        self.setCurrentIndex(self._rows.index(number, 0))

    def _icon(self, row: Thumb) -> QIcon:
        return row.icon or self._look.icon("file", self._look.theme.muted)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(index.row())

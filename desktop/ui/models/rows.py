"""A table model over frozen rows: columns are data, rows are known by id, changes are the fewest there are."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from desktop.ui.shown import plain

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

SORT_ROLE = Qt.ItemDataRole.UserRole + 1
ID_ROLE = Qt.ItemDataRole.UserRole + 2
ROW_ROLE = Qt.ItemDataRole.UserRole + 3


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column: its title and what it shows of a row.

    sort: the native value it sorts by; tip: a tooltip (HTML, escaped); icon: decoration. shows: what of the row is
    drawn (default: its text); as long as that stays the same the cell is not drawn again.
    """

    title: str
    text: Callable[[Row], str]
    sort: Callable[[Row], Any] | None = None
    tip: Callable[[Row], str] | None = None
    icon: Callable[[Row], QIcon | None] | None = None
    right: bool = False
    shows: Callable[[Row], object] | None = None

    def differs(self, old: Row, new: Row) -> bool:
        """True if the cell has to be drawn again."""
        shows = self.shows or self.text
        return shows(old) != shows(new)


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows in the order given."""

    def __init__(
        self, columns: Sequence[Column[Row]], key: Callable[[Row], Hashable], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._key = key
        self._rows: list[Row] = []
        self._places: dict[Hashable, int] = {}

    @property
    def rows(self) -> Sequence[Row]:
        """All rows, in order."""
        return self._rows

    def find(self, key: Hashable) -> Row | None:
        """The row of that id."""
        place = self._places.get(key)
        return None if place is None else self._rows[place]

    def place(self, key: Hashable) -> int:
        """Where the row of that id is; -1 if it is not here."""
        return self._places.get(key, -1)

    def reset(self, rows: Iterable[Row]) -> None:
        """Show other rows altogether: selection and scroll are lost, so only for another question."""
        self.beginResetModel()
        self._rows = list(rows)
        self._index()
        self.endResetModel()

    def show(self, rows: Sequence[Row]) -> None:
        """Come to show exactly these rows by the fewest removals, insertions and changes."""
        wanted = {self._key(row) for row in rows}
        self.remove(key for key in list(self._places) if key not in wanted)
        kept = [self._key(row) for row in self._rows]
        if kept != [self._key(row) for row in rows if self._key(row) in self._places]:
            self.reset(rows)
            return
        self.update(rows)
        self._insert_missing(rows)

    def update(self, rows: Iterable[Row]) -> None:
        """Replace rows that are here by newer ones; others are passed over."""
        for row in rows:
            place = self._places.get(self._key(row))
            if place is None or self._rows[place] == row:
                continue
            old, self._rows[place] = self._rows[place], row
            changed = [number for number, column in enumerate(self._columns) if column.differs(old, row)]
            for first, last in _runs(changed or [0]):  # the row itself may be asked for by its role
                self.dataChanged.emit(self.index(place, first), self.index(place, last))

    def redraw(self) -> None:
        """What cells say beside their rows has changed."""
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._columns) - 1))

    def insert(self, place: int, rows: Sequence[Row]) -> None:
        """Insert new rows there."""
        if rows:
            self.beginInsertRows(QModelIndex(), place, place + len(rows) - 1)
            self._rows[place:place] = rows
            self._index()
            self.endInsertRows()

    def append(self, rows: Sequence[Row]) -> None:
        """Insert new rows at the end; those that are here already are updated."""
        self.update(rows)
        self.insert(len(self._rows), [row for row in rows if self._key(row) not in self._places])

    def remove(self, keys: Iterable[Hashable]) -> None:
        """Take rows out."""
        places = sorted(self._places[key] for key in keys if key in self._places)
        for first, last in reversed(list(_runs(places))):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._rows[first : last + 1]
            self._index()
            self.endRemoveRows()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Rows at the top level; none below."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Columns."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' titles."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows and sorts by."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row, column = self._rows[index.row()], self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return plain(column.text(row))
        if role == SORT_ROLE:
            return column.sort(row) if column.sort else column.text(row)
        if role == ID_ROLE:
            return self._key(row)
        if role == ROW_ROLE:
            return row
        return self._decoration(row, column, role)

    def _decoration(self, row: Row, column: Column[Row], role: int) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole and column.tip:
            return column.tip(row) or None
        if role == Qt.ItemDataRole.DecorationRole and column.icon:
            return column.icon(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    def _insert_missing(self, rows: Sequence[Row]) -> None:
        start = 0
        while start < len(rows):
            if self._key(rows[start]) in self._places:
                start += 1
                continue
            end = start
            while end < len(rows) and self._key(rows[end]) not in self._places:
                end += 1
            self.insert(start, list(rows[start:end]))
            start = end

    def _index(self) -> None:
        self._places = {self._key(row): place for place, row in enumerate(self._rows)}


def _alignment(column: Column[Any]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _runs(places: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Neighbouring places as (first, last)."""
    start = 0
    for at in range(1, len(places) + 1):
        if at == len(places) or places[at] != places[at - 1] + 1:
            yield places[start], places[at - 1]
            start = at

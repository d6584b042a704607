"""Files that are dropped on a record are for that record, if who dropped them says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_desk import FakeDesk
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.domain.desk import NewFiles, ResubmitRequest
from core.domain.ids import RecordId
from core.domain.states import ProcessStatus
from desktop.intake_messages import TakeIn
from desktop.ui.look import Look
from desktop.ui.phrases import Phrase
from desktop.ui.versions.handing_in import HandInDialog
from desktop.ui.versions.phrases import VersionPhrase as V
from desktop.ui.window import MainWindow
from desktop.version_messages import HandInAgain

KEYS = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
FILES = (Path("/in/new.pdf"), Path("/in/두 번째.pdf"))


@pytest.fixture
def shown(open_window, desk: FakeDesk, qtbot: QtBot) -> Iterator[tuple[MainWindow, list[object], QPoint]]:
    """A window with two records, what it asks, and where the second one's row is."""
    for name in ("Kim", "홍길동"):
        desk.add(ProcessStatus.REJECTED, name)
    window, asked = open_window().window, []
    qtbot.waitUntil(lambda: window.records.model.rowCount() == 2)
    window.asked.connect(asked.append)
    table = window.records.table
    spot = table.visualRect(table.model().index(1, 0)).center()
    yield window, asked, table.viewport().mapTo(window, spot)
    if window.versions.question is not None:
        window.versions.question.close()


def files() -> QMimeData:
    made = QMimeData()
    made.setUrls([QUrl.fromLocalFile(str(path)) for path in FILES])
    return made


def hold(window: MainWindow, place: QPoint, mime: QMimeData) -> None:
    QApplication.sendEvent(window, QDragEnterEvent(place, Qt.DropAction.CopyAction, mime, *KEYS))
    QApplication.sendEvent(window, QDragMoveEvent(place, Qt.DropAction.CopyAction, mime, *KEYS))


def drop(window: MainWindow, place: QPoint) -> None:
    mime = files()
    hold(window, place, mime)
    QApplication.sendEvent(window, QDropEvent(QPointF(place), Qt.DropAction.CopyAction, mime, *KEYS))


def test_the_mouse_over_a_row_says_whose_it_would_be(shown) -> None:
    window, _, place = shown
    mime = files()
    hold(window, place, mime)
    hint = window.adding.target._hint
    assert "Kim" in hint.text()
    hold(window, QPoint(5, 5), mime)
    assert hint.text() == window.look.words.say(Phrase.DROP_HINT)


@pytest.mark.parametrize(("deed", "how"), [("instead", NewFiles.INSTEAD), ("beside", NewFiles.BESIDE)])
def test_who_says_so_hands_them_in_for_it(shown, deed: str, how: NewFiles) -> None:
    window, asked, place = shown
    drop(window, place)
    question = window.versions.question
    assert "Kim" in question.asked.text()
    assert "1" in question.facts.text()
    assert not [one for one in asked if isinstance(one, TakeIn | HandInAgain)]
    getattr(question, deed).click()
    assert [one for one in asked if isinstance(one, HandInAgain)] == [
        HandInAgain(ResubmitRequest(RecordId(1), FILES, how))
    ]


def test_they_may_be_a_record_of_their_own_or_nothing(shown, qtbot: QtBot) -> None:
    window, asked, place = shown
    drop(window, place)
    window.versions.question.anew.click()
    assert [one for one in asked if isinstance(one, TakeIn)] == [TakeIn(FILES)]
    asked.clear()
    drop(window, place)
    qtbot.keyClick(window.versions.question, Qt.Key.Key_Escape)
    assert not [one for one in asked if isinstance(one, TakeIn | HandInAgain)]
    assert window.versions.question is None


def test_beside_the_rows_nothing_is_asked(shown) -> None:
    window, asked, _ = shown
    drop(window, QPoint(5, 5))
    assert [one for one in asked if isinstance(one, TakeIn)] == [TakeIn(FILES)]
    assert window.versions.question is None


def test_many_files_are_counted(qtbot: QtBot, any_look: Look) -> None:
    desk = FakeDesk()
    number = desk.add(ProcessStatus.HOLD, "<b>Kim</b>", tell=False)
    dialog = HandInDialog(any_look, desk.rows_by_id[number], [Path(f"{at}\u202e.pdf") for at in range(9)])
    qtbot.addWidget(dialog)
    assert dialog.names[-1].text() == any_look.words.say(V.HAND_IN_MORE, count=3)
    assert "\u202e" not in "".join(label.text() for label in dialog.names)
    assert "<b>Kim</b>" in dialog.asked.text()

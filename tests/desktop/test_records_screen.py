from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication

from core.domain.field import FieldName
from core.domain.queue import RecordOrder
from core.domain.states import ProcessStatus, StageName
from desktop.ui.brought import Trouble, read
from desktop.ui.models.records import Col

S = ProcessStatus


def shown(wired) -> list[int]:
    return [row.id for row in wired.window.records.model.rows]


def mime(*paths: Path) -> QMimeData:
    made = QMimeData()
    made.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return made


def test_an_empty_desk_offers_the_samples(qtbot, open_window, desk, tmp_path):
    (tmp_path / "samples").mkdir()
    wired = open_window()
    first = wired.window.records._first_run
    qtbot.waitUntil(first.isVisible)
    qtbot.mouseClick(first.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.taken == [(tmp_path / "samples",)])
    qtbot.waitUntil(wired.window.records.table.isVisible)


def test_a_drop_is_never_taken_as_a_move(open_window, tmp_path):
    """After a move some file managers delete the originals."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.pdf"))])
    both = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    held = (both, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier)
    window = open_window().window
    QApplication.sendEvent(window, QDragEnterEvent(window.rect().center(), *held))
    event = QDropEvent(QPointF(50, 50), *held)
    event.setDropAction(Qt.DropAction.MoveAction)
    QApplication.sendEvent(window, event)
    assert event.isAccepted()
    assert event.dropAction() is Qt.DropAction.CopyAction


def test_dropping_files_and_folders_tells_first_and_takes_in_then(qtbot, open_window, desk, tmp_path):
    wired = open_window()
    window = wired.window
    (tmp_path / "folder").mkdir()
    files = [tmp_path / "졸업 증명서.pdf", tmp_path / "-b.png"]
    for file in files:
        file.write_bytes(b"x")
    data = mime(*files, tmp_path / "folder")
    copy, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(window.rect().center(), copy, data, button, keys)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    qtbot.waitUntil(lambda: window.adding.target.text == "2 files, 1 folder")
    assert window.adding.target.isVisible()
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not window.adding.target.isVisible()
    assert desk.taken == []
    QApplication.sendEvent(window, QDragEnterEvent(window.rect().center(), copy, data, button, keys))
    QApplication.sendEvent(window, QDropEvent(QPointF(50, 50), copy, data, button, keys))
    assert not window.adding.target.isVisible()
    qtbot.waitUntil(lambda: desk.taken == [(*files, tmp_path / "folder")])


def test_addresses_that_are_no_files_are_never_taken(qtbot, open_window, desk):
    wired = open_window()
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a.pdf"), QUrl("smb://host/a.pdf"), QUrl("javascript:alert(1)")])
    args = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(wired.window, QDragEnterEvent(wired.window.rect().center(), *args))
    QApplication.sendEvent(wired.window, QDropEvent(QPointF(50, 50), *args))
    qtbot.wait(50)
    assert desk.taken == []
    assert read(data).trouble is Trouble.ELSEWHERE


def test_a_refusal_is_a_banner_with_file_and_next_step(qtbot, open_window, tmp_path):
    wired = open_window()
    wired.window.take_in((tmp_path / "gone\u202efdp.exe",))
    banner = wired.window.banner
    qtbot.waitUntil(banner.isVisible)
    assert banner.texts == ("1 file was not taken in", "gone‹U+202E›fdp.exe: There is no such file; check the path.")


def test_a_pasted_picture_is_taken_in_as_a_file(qtbot, open_window, desk, qapp):
    wired = open_window()
    picture = QImage(30, 20, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    qapp.clipboard().setImage(picture)
    wired.window.adding.paste()
    qtbot.waitUntil(lambda: len(desk.taken) == 1)
    assert desk.taken[0][0].suffix == ".png"
    qapp.clipboard().setText("only text")
    wired.window.adding.paste()
    assert wired.window.banner.isVisible()
    qapp.clipboard().setImage(picture)
    wired.window.adding.paste()
    assert not wired.window.banner.isVisible(), "what it told of is over"


def test_filters_ask_the_store_and_count(qtbot, open_window, desk):
    for status in (S.HOLD, S.APPROVED, S.APPROVED, S.FAILED):
        desk.add(status, tell=False)
    wired = open_window()
    qtbot.waitUntil(lambda: shown(wired) == [4, 3, 2, 1])
    filters = wired.window.records.filters
    qtbot.waitUntil(lambda: filters._chips[S.APPROVED].text() == "Approved  2")
    assert not filters._chips[S.REJECTED].isVisible()
    qtbot.mouseClick(filters._chips[S.APPROVED], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown(wired) == [3, 2])
    qtbot.keyClicks(filters.search, "nobody")
    qtbot.waitUntil(wired.window.records._no_match.isVisible)
    qtbot.mouseClick(wired.window.records._no_match.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown(wired) == [4, 3, 2, 1])


def test_an_arrow_selects_the_only_row(qtbot, open_window, desk):
    desk.add(S.HOLD, tell=False)
    wired = open_window()
    qtbot.waitUntil(lambda: shown(wired) == [1])
    wired.window.records.table.setFocus()
    qtbot.keyClick(wired.window.records.table, Qt.Key.Key_Down)
    assert wired.window.records.table.selected() == (1,)


def test_slash_puts_the_cursor_into_search_and_is_a_letter_there(qtbot, open_window, desk):
    desk.add(tell=False)
    wired = open_window()
    qtbot.waitUntil(lambda: shown(wired) == [1])
    qtbot.keyClick(wired.window.records.table, Qt.Key.Key_Slash)
    search = wired.window.records.filters.search
    qtbot.waitUntil(search.hasFocus)
    qtbot.keyClicks(search, "a/b")
    assert search.text() == "a/b"


def test_live_changes_keep_selection_and_scroll(qtbot, open_window, desk):
    for _ in range(80):
        desk.add(S.IN_PROGRESS, tell=False)
    wired = open_window()
    table = wired.window.records.table
    qtbot.waitUntil(lambda: len(shown(wired)) == 80)
    table.select([40])
    qtbot.waitUntil(lambda: wired.window.records.panel.shown == 40)
    top = table.indexAt(table.rect().topLeft()).row()
    desk.progress(40, 1, 3)
    qtbot.waitUntil(lambda: wired.window.records.model.index(40, Col.OCR).data() == "2 of 3")
    desk.move(70, S.APPROVED)
    desk.move(40, S.HOLD)
    qtbot.waitUntil(lambda: wired.window.records.model.find(40).status is S.HOLD)
    assert table.selected() == (40,)
    assert table.indexAt(table.rect().topLeft()).row() == top
    new = desk.add(S.PENDING)
    qtbot.waitUntil(lambda: shown(wired)[0] == new)
    assert table.selected() == (40,)


def test_a_fresh_row_keeps_the_progress_that_is_known(qtbot, open_window, desk):
    desk.add(S.IN_PROGRESS, tell=False)
    wired = open_window()
    qtbot.waitUntil(lambda: shown(wired) == [1])
    desk.progress(1, 2, 5)
    desk.move(1, S.IN_PROGRESS)
    qtbot.waitUntil(lambda: wired.window.records.model.find(1).revision == 2)
    assert wired.window.records.model.index(0, Col.OCR).data() == "3 of 5"


def test_a_selected_row_that_leaves_the_filter_stays_until_it_is_let_go(qtbot, open_window, desk):
    for _ in range(3):
        desk.add(S.PENDING, tell=False)
    desk.add(S.APPROVED, tell=False)
    wired = open_window()
    qtbot.waitUntil(lambda: shown(wired) == [4, 3, 2, 1])
    wired.window.records.filters.choose(S.PENDING)
    qtbot.waitUntil(lambda: shown(wired) == [3, 2, 1])
    wired.window.records.table.select([2])
    desk.move(2, S.HOLD)
    desk.move(1, S.HOLD)
    qtbot.waitUntil(lambda: shown(wired) == [3, 2])
    wired.window.records.table.select([3])
    qtbot.waitUntil(lambda: shown(wired) == [3])


def test_more_rows_come_on_scroll_and_only_once(qtbot, open_window, desk):
    for _ in range(320):
        desk.add(S.APPROVED, tell=False)
    wired = open_window()
    qtbot.waitUntil(lambda: len(shown(wired)) == 200)
    bar = wired.window.records.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    bar.setValue(bar.maximum() - 1)
    qtbot.waitUntil(lambda: len(shown(wired)) == 320)
    assert [query.after for query in desk.queries if query.order is RecordOrder.NEWEST] == [None, 121]
    assert len(set(shown(wired))) == 320


def test_a_stage_can_be_run_alone_or_from_there(qtbot, open_window, desk):
    desk.add(S.APPROVED, tell=False)
    wired = open_window()
    qtbot.waitUntil(lambda: shown(wired) == [1])
    wired.window.records.table.select([1])
    panel = wired.window.records.panel
    qtbot.waitUntil(lambda: panel.shown == 1)
    qtbot.mouseClick(panel._again, Qt.MouseButton.LeftButton)
    dialog = wired.window.again.dialog
    dialog.stages.button(1).click()
    dialog.reach.button(1).click()
    qtbot.waitUntil(dialog.confirm.isEnabled)
    qtbot.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(desk.reruns) == 1)
    assert (desk.reruns[0][0], desk.reruns[0][1].stage, desk.reruns[0][1].chain) == (1, StageName.EXTRACT, False)
    qtbot.waitUntil(panel._cancel.isVisible)
    qtbot.mouseClick(panel._cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.cancelled == [1])


def test_failed_records_are_tried_again_one_or_all(qtbot, open_window, desk):
    for _ in range(2):
        desk.add(S.FAILED, tell=False)
    wired = open_window()
    qtbot.waitUntil(lambda: shown(wired) == [2, 1])
    records = wired.window.records
    records.table.select([2])
    qtbot.waitUntil(lambda: records.panel.shown == 2)
    assert records.panel._error.isVisible()
    qtbot.mouseClick(records.panel._retry, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(records.filters.retry, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.retried == [(2,), None])
    records.table.selectAll()
    qtbot.waitUntil(lambda: records.panel._title.accessibleName() == "2 records selected")
    qtbot.mouseClick(records.panel._retry, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.retried[-1] == (2, 1))


def test_a_claim_is_typed_in_and_kept_while_news_come(qtbot, open_window, desk):
    desk.add(S.HOLD, tell=False)
    wired = open_window()
    qtbot.waitUntil(lambda: shown(wired) == [1])
    wired.window.records.table.select([1])
    panel = wired.window.records.panel
    qtbot.waitUntil(lambda: panel.shown == 1)
    panel.sections.setCurrentWidget(panel.sections.claim)
    edit = panel.sections.claim._edits[FieldName.HOLDER_NAME]
    qtbot.keyClicks(edit, "Kim")
    desk.move(1, S.HOLD)
    qtbot.waitUntil(lambda: wired.window.records.model.find(1).revision == 2)
    qtbot.wait(30)
    qtbot.keyClicks(edit, " Min-jun")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: 1 in desk.claims)
    assert desk.claims[1].values == ((FieldName.HOLDER_NAME, "Kim Min-jun"),)


def test_the_page_and_its_boxes_are_shown(qtbot, open_window, desk, a_page):
    desk.add(S.HOLD, tell=False)
    blob = desk.open(1).attachments[0].sha256
    desk.pictures[blob] = a_page
    wired = open_window()
    qtbot.waitUntil(lambda: shown(wired) == [1])
    wired.window.records.table.select([1])
    pages = wired.window.records.panel.pages
    qtbot.waitUntil(lambda: len(pages.canvas.focused_boxes()) == 3)
    before = pages.canvas.transform().m11()
    pages.canvas.zoom_in()
    assert pages.canvas.transform().m11() > before
    pages.focus_field(FieldName.SCHOOL)
    box = pages.canvas._boxes[FieldName.SCHOOL]
    view = pages.canvas.mapToScene(pages.canvas.viewport().rect()).boundingRect()
    assert view.contains(box.rect())
    assert box.pen().widthF() > pages.canvas._boxes[FieldName.HOLDER_NAME].pen().widthF()


def test_what_a_person_asked_and_could_not_have_is_told(qtbot, open_window, desk, monkeypatch):
    desk.add(S.FAILED, tell=False)
    wired = open_window()
    qtbot.waitUntil(lambda: shown(wired) == [1])

    def broken(_records):
        raise RuntimeError("secret value of a document")

    monkeypatch.setattr(desk, "retry_failed", broken)
    qtbot.mouseClick(wired.window.records.filters.retry, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(wired.window.banner.isVisible)
    assert "secret" not in " ".join(wired.window.banner.texts)

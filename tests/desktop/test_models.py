from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester

from core.domain.events import StageProgress
from core.domain.ids import RecordId, RunId
from core.domain.states import ProcessStatus, StageName
from desktop.ui.look import Look
from desktop.ui.models.records import Col, RecordsModel, status_tip
from desktop.ui.models.rows import ID_ROLE, SORT_ROLE, RowsModel
from desktop.ui.records.parts import Question, question_columns
from desktop.ui.review.queue import QueueModel
from desktop.ui.review.reject import ReasonModel
from desktop.ui.words import Words
from tests.desktop.fake_rows import DOUBT, a_row


def rows(*numbers: int, status: ProcessStatus = ProcessStatus.HOLD):
    return [a_row(number, status, reasons=(DOUBT,)) for number in numbers]


def texts(model, column: int = 0) -> list[int]:
    return [model.index(row, column).data(ID_ROLE) for row in range(model.rowCount())]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_records_model_keeps_every_promise_of_a_model(qtmodeltester: ModelTester, language):
    model = RecordsModel(Words(language))
    model.show(rows(5, 3, 1))
    qtmodeltester.check(model, force_py=True)
    model.show(rows(6, 5, 4, 1))
    model.update([replace(rows(4)[0], title="other")])
    model.append(rows(0))
    model.remove([RecordId(5)])
    qtmodeltester.check(model, force_py=True)
    assert texts(model) == [6, 4, 1, 0]


def test_other_models_keep_every_promise_of_a_model(qtmodeltester: ModelTester, look: Look):
    queue = QueueModel(look)
    queue.show(rows(1, 2))
    qtmodeltester.check(queue, force_py=True)
    qtmodeltester.check(ReasonModel(look.words), force_py=True)
    questions = RowsModel(question_columns(look), lambda row: row.number)
    questions.show([Question(0, DOUBT)])
    qtmodeltester.check(questions, force_py=True)


def test_show_makes_the_fewest_changes(qtbot):
    model = RecordsModel(Words("en"))
    model.show(rows(9, 7, 5, 3))
    seen: list[tuple[str, int, int]] = []
    model.rowsInserted.connect(lambda _parent, first, last: seen.append(("insert", first, last)))
    model.rowsRemoved.connect(lambda _parent, first, last: seen.append(("remove", first, last)))
    model.dataChanged.connect(lambda first, last: seen.append(("change", first.row(), last.row())))
    model.modelReset.connect(lambda: seen.append(("reset", 0, 0)))
    wanted = rows(10, 9, 8, 7, 3)
    wanted[3] = replace(wanted[3], title="changed")
    model.show(wanted)
    assert seen == [("remove", 2, 2), ("change", 1, 1), ("insert", 0, 0), ("insert", 2, 2)]
    assert texts(model) == [10, 9, 8, 7, 3]


def test_same_rows_again_change_nothing(qtbot):
    model = RecordsModel(Words("en"))
    model.show(rows(2, 1))
    with qtbot.assertNotEmitted(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        model.show(rows(2, 1))


def test_columns_sort_by_native_values(qtbot):
    model = RecordsModel(Words("en"))
    model.show(rows(1))
    assert isinstance(model.index(0, Col.ADDED).data(SORT_ROLE), float)
    assert isinstance(model.index(0, Col.ELAPSED).data(SORT_ROLE), float)
    assert isinstance(model.index(0, Col.STATUS).data(SORT_ROLE), int)


def test_progress_changes_only_a_running_stage(qtbot):
    model = RecordsModel(Words("en"))
    model.show([*rows(2, status=ProcessStatus.IN_PROGRESS), *rows(1)])
    news = [StageProgress(RecordId(number), RunId(1), StageName.OCR, 1, 3) for number in (1, 2, 99)]
    with qtbot.waitSignal(model.dataChanged) as caught:
        model.progress(news)
    assert caught.args[0].row() == 0
    assert model.index(0, Col.OCR).data() == "2 of 3"
    assert model.index(1, Col.OCR).data() == "2.0 s"


def test_hidden_letters_of_a_name_are_shown(qtbot):
    model = RecordsModel(Words("en"))
    model.show([replace(rows(1)[0], title="a\u202etxt.exe\nb", source="x\u200by")])
    assert model.index(0, Col.TITLE).data() == "a‹U+202E›txt.exe‹U+000A›b"
    assert model.index(0, Col.SOURCE).data() == "x‹U+200B›y"
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Status"
    assert model.rowCount(QModelIndex()) == 1


def test_only_cells_that_show_something_else_are_drawn_again():
    model = RecordsModel(Words("en"))
    model.show(rows(2, 1))
    seen: list[tuple[int, int, int]] = []
    model.dataChanged.connect(lambda first, last: seen.append((first.row(), first.column(), last.column())))
    model.update([replace(rows(1)[0], title="other")])
    assert seen == [(1, Col.TITLE, Col.TITLE)]


def test_a_record_of_which_only_some_stages_were_to_run_is_not_told_as_queued() -> None:
    words, queued = Words("en"), a_row(1, ProcessStatus.PENDING)
    done = replace(queued, stages=a_row(1, ProcessStatus.APPROVED).stages[:1])
    assert (words.standing(queued).text, words.standing(done).text) == ("Queued", "Part done")
    assert "nothing follows" in status_tip(done, words)
    assert words.standing(replace(done, status=ProcessStatus.HOLD)).text == "Held"

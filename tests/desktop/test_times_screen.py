from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.domain.ids import RecordId
from core.domain.states import ProcessStatus, StageName
from core.domain.times import Lap
from core.errors import NotFoundError
from desktop import times_messages as t
from desktop.ui import open as dialogs
from desktop.ui.look import Look
from desktop.ui.times.screen import PERIODS, TRENDS, TimesScreen
from desktop.workers.times import TimesWorker
from tests.desktop.fake_times import NOW, STUCK, FakeTimes, a_report, nothing

HOSTILE = '<img src="file:///etc/passwd">\u202egnp.exe\n=1+1'


class Wired:
    """The screen and its worker, joined as the program joins them but for the threads."""

    def __init__(self, qtbot: QtBot, look: Look, times: FakeTimes) -> None:
        self.screen, self.worker, self.times = TimesScreen(look), TimesWorker(lambda: NOW), times
        qtbot.addWidget(self.screen)
        self.worker.use(times)
        self.notes: list[str] = []
        self.records: list[object] = []
        self.screen.asked.connect(self.worker.ask)
        self.worker.answered.connect(self.screen.show_answer)
        self.screen.told.connect(self.notes.append)
        self.screen.record_wanted.connect(self.records.append)
        self.screen.resize(1100, 700)
        self.screen.show()
        self.screen.reload()

    def cells(self, name: t.TimesTable) -> list[list[str]]:
        model = self.screen.page[name].table.model
        return [
            [str(model.index(row, column).data()) for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]


@pytest.fixture
def wired(qtbot: QtBot, any_look: Look) -> Wired:
    return Wired(qtbot, any_look, FakeTimes())


def test_every_page_shows_its_rows_and_can_be_drawn(wired: Wired, qtbot: QtBot) -> None:
    expected = {
        t.TimesTable.STAGES: 3,
        t.TimesTable.TREND: 5,
        t.TimesTable.FLOW: 5,
        t.TimesTable.LATE: 2,
        t.TimesTable.REASONS: 2,
        t.TimesTable.ERRORS: 1,
        t.TimesTable.REVIEWERS: 1,
        t.TimesTable.STUCK: len(STUCK),
    }
    for place, (name, rows) in enumerate(expected.items()):
        wired.screen.tabs.button(place).click()
        assert wired.screen.pages.currentWidget() is wired.screen.page[name]
        assert len(wired.cells(name)) == rows
        assert not wired.screen.grab().isNull()


def test_figures_of_the_moment(wired: Wired) -> None:
    figures = wired.screen.figures
    assert figures.alone.number.text() == "78 %"
    assert {"39", "50"} <= set(re.findall(r"\d+", figures.alone.below.text()))
    assert figures.standing[ProcessStatus.HOLD].number.text() == "12"
    assert "3" in figures.standing[ProcessStatus.HOLD].below.text()
    assert figures.stuck.number.text() == str(len(STUCK))
    assert figures.late.number.text() == "4 %"


def test_a_store_without_history_says_so_in_one_sentence(qtbot: QtBot, any_look: Look) -> None:
    wired = Wired(qtbot, any_look, FakeTimes(nothing(), ()))
    assert wired.screen.empty.isVisible()


@pytest.mark.parametrize("steps", [1, 2, 1000])
def test_plots_are_drawn_of_one_step_and_of_a_thousand(qtbot: QtBot, any_look: Look, steps: int) -> None:
    wired = Wired(qtbot, any_look, FakeTimes(a_report(steps)))
    for place in range(len(wired.screen.page)):
        wired.screen.tabs.button(place).click()
        assert not wired.screen.grab().isNull()


def test_another_period_is_asked_for_and_an_answer_to_the_older_question_dropped(wired: Wired) -> None:
    before = wired.screen.figures.alone.number.text()
    late = t.TimesLoaded(wired.screen._generation, nothing(), ())
    wired.screen.periods.button(2).click()
    period = wired.times.asked[-1]
    first, last = period.since.astimezone(), period.until.astimezone()
    assert (last.date() - first.date()).days == 29, "the day of now is the thirtieth"
    assert PERIODS[2][1].days == 30
    wired.screen.show_answer(late)
    assert wired.screen.figures.alone.number.text() == before


def test_another_stages_trend_is_shown(wired: Wired) -> None:
    wired.screen.which.setCurrentIndex(TRENDS.index((StageName.APPROVE, Lap.HOLDING)))
    assert len(wired.cells(t.TimesTable.TREND)) == 5
    wired.screen.which.setCurrentIndex(0)
    assert wired.cells(t.TimesTable.TREND) == []


def test_a_late_record_is_followed_to_its_timeline_and_to_the_record(wired: Wired) -> None:
    wired.screen.tabs.button(3).click()
    page = wired.screen.page[t.TimesTable.LATE]
    assert page.table.table is not None
    page.table.table.selectRow(1)
    assert wired.times.asked[-1] == 9
    wired.screen._looks[0].click()
    assert wired.screen.pages.currentWidget() is wired.screen.page[t.TimesTable.TIMELINE]
    assert len(wired.cells(t.TimesTable.TIMELINE)) == 3
    assert not wired.screen.grab().isNull()
    wired.screen._open.click()
    assert wired.records == [9]


def test_the_timeline_of_a_number_that_was_typed(wired: Wired) -> None:
    wired.screen.open_record(RecordId(5))
    assert wired.times.asked[-1] == 5
    wired.times.error = NotFoundError("There is no record 6.")
    wired.screen.open_record(RecordId(6))
    assert len(wired.notes) == 1


@pytest.mark.parametrize("place", range(9))
def test_every_table_is_saved_as_csv(wired: Wired, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: int) -> None:
    target = tmp_path / "out.csv"
    monkeypatch.setattr(dialogs, "ask_where_to_save", lambda *_: (target,))
    wired.screen.open_record(RecordId(5))
    wired.screen.tabs.button(place).click()
    wired.screen.pages.currentWidget()._export.click()
    head, *rows = csv.reader(io.StringIO(target.read_text("utf-8-sig"), newline=""))
    assert rows
    assert all(len(row) == len(head) for row in rows)
    assert str(target) in wired.notes[-1]


def test_a_file_that_cannot_be_written_is_told(wired: Wired, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "folder").mkdir()
    monkeypatch.setattr(dialogs, "ask_where_to_save", lambda *_: (tmp_path / "folder",))
    wired.screen.page[t.TimesTable.STAGES]._export.click()
    assert len(wired.notes) == 1


def test_a_reviewers_name_is_shown_as_it_is_and_never_calculated(
    qtbot: QtBot, any_look: Look, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wired = Wired(qtbot, any_look, FakeTimes(a_report(names=(HOSTILE, "=cmd|calc"))))
    wired.screen.tabs.button(6).click()
    assert wired.cells(t.TimesTable.REVIEWERS)[0][0].startswith('<img src="file:///etc/passwd">‹U+202E›')
    assert not wired.screen.grab().isNull()
    target = tmp_path / "out.csv"
    monkeypatch.setattr(dialogs, "ask_where_to_save", lambda *_: (target,))
    wired.screen.page[t.TimesTable.REVIEWERS]._export.click()
    assert "'=cmd|calc" in target.read_text("utf-8-sig")


def test_faults_become_answers(qtbot: QtBot, any_look: Look) -> None:
    wired = Wired(qtbot, any_look, FakeTimes(error=RuntimeError("broken")))
    assert len(wired.notes) == 1
    assert "broken" not in wired.notes[0]


def test_nothing_is_asked_once_the_program_ends(wired: Wired) -> None:
    asked = len(wired.times.asked)
    wired.worker.stop()
    wired.screen.reload()
    assert len(wired.times.asked) == asked


def test_before_anything_was_timed_the_screen_says_where_to_begin(qtbot: QtBot, any_look: Look) -> None:
    wired = Wired(qtbot, any_look, FakeTimes(nothing()))
    assert wired.screen.empty.isVisible()
    with qtbot.waitSignal(wired.screen.files_wanted):
        wired.screen.empty.action.click()
    with qtbot.waitSignal(wired.screen.records_wanted):
        wired.screen.empty.second.click()
    wired.times.told = a_report()
    wired.screen.reload()
    assert not wired.screen.empty.isVisible()
    assert wired.screen.figures.isVisible()

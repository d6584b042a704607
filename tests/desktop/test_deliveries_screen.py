from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from core.domain.delivery import AttemptOutcome, DeliveryState
from core.domain.sending import SendingState
from core.errors import StoreError
from desktop import delivery_messages as d
from desktop.service_messages import ServiceReport, Standing
from desktop.ui.deliveries.in_strip import StripByWire
from desktop.ui.deliveries.phrases import OUTCOME, STATE, DeliveryPhrase, ProblemPhrase, problem_text, state_look
from desktop.ui.deliveries.screen import PAGE, DeliveriesScreen
from desktop.ui.look import Look
from desktop.ui.shown import clock_time
from desktop.ui.words import Words
from desktop.workers.deliveries import DeliveriesWorker
from tests.desktop.fake_desk import FakePlace
from tests.desktop.fake_wire import NOW, FakeDeliveries, FakeWire, a_delivery, an_attempt, an_endpoint

REFUSED = an_attempt(1, AttemptOutcome.REFUSED, 404, "status_404")
DOWN = an_attempt(1, AttemptOutcome.UNAVAILABLE, None, "timeout")
GOOD = an_attempt(2, AttemptOutcome.CONFIRMED, 204)


class Wired:
    """The screen and its worker, joined as the program joins them but for the threads."""

    def __init__(self, qtbot: QtBot, look: Look, deliveries: FakeDeliveries) -> None:
        self.screen, self.worker, self.desk = DeliveriesScreen(look), DeliveriesWorker(), deliveries
        qtbot.addWidget(self.screen)
        self.worker.use(FakePlace(wire=FakeWire(deliveries)))
        self.notes: list[str] = []
        self.problems: list[str] = []
        self.records: list[object] = []
        self.asked: list[object] = []
        self.screen.asked.connect(self.asked.append)
        self.screen.asked.connect(self.worker.ask)
        self.worker.answered.connect(self.screen.show_answer)
        self.screen.told.connect(self.notes.append)
        self.screen.failed.connect(self.problems.append)
        self.screen.record_wanted.connect(self.records.append)
        self.screen.resize(1240, 640)
        self.screen.show()
        self.screen.reload()

    @property
    def cells(self) -> list[list[str]]:
        model = self.screen.table.model
        return [
            [str(model.index(row, column).data()) for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    def choose(self, number: int) -> None:
        assert self.screen.table.table is not None
        self.screen.table.table.selectRow(self.screen.table.model.place(number))


@pytest.fixture
def wired(qtbot: QtBot, any_look: Look) -> Wired:
    rows = [
        a_delivery(1, attempts=(DOWN, GOOD)),
        a_delivery(2, DeliveryState.FAILED, (REFUSED,), code="status_404"),
        a_delivery(3, DeliveryState.WAITING, (DOWN,), code="timeout"),
        a_delivery(4, DeliveryState.WAITING, endpoint="portal"),
    ]
    return Wired(qtbot, any_look, FakeDeliveries(rows, [an_endpoint(confirmed_at=NOW), an_endpoint("portal")]))


def test_every_promise_is_listed_with_how_it_stands(wired: Wired) -> None:
    say = wired.screen._words
    QAbstractItemModelTester(wired.screen.table.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert [row[1] for row in wired.cells] == ["4 v1", "3 v1", "2 v1", "1 v1"]
    states = [state_look(row.state, row.failures, say).text for row in wired.screen.table.model.rows]
    assert [row[0] for row in wired.cells] == states
    assert len(set(states)) == 4, "one that is tried again is told from one that is new"
    assert wired.cells[2][7] == problem_text("status_404", say)
    assert not wired.screen.grab().isNull()


def test_the_list_is_narrowed_by_state_back_end_and_record(wired: Wired) -> None:
    wired.screen.filters.chips[DeliveryState.FAILED].click()
    assert [row[1] for row in wired.cells] == ["2 v1"]
    wired.screen.filters.chips[None].click()
    wired.screen.filters.endpoint.setCurrentIndex(2)
    wired.screen.filters.endpoint.activated.emit(2)
    assert [row[3] for row in wired.cells] == ["portal"]
    wired.screen.filters.endpoint.setCurrentIndex(0)
    wired.screen.filters.record.setText("3")
    assert [row[1] for row in wired.cells] == ["3 v1"]
    wired.screen.filters.record.setText("77")
    assert wired.cells == []
    assert wired.screen._body.currentIndex() == 1, "a filter that finds nothing can be taken back"


def test_every_try_is_shown_and_one_delivery_is_sent_again(wired: Wired) -> None:
    wired.choose(1)
    tries = wired.screen.detail.tries.model
    assert [str(tries.index(row, 0).data()) for row in range(tries.rowCount())] == ["1", "2"]
    wired.choose(2)
    wired.screen.detail.send.click()
    assert wired.desk.sent == [2]
    assert len(wired.notes) == 1
    assert wired.screen.table.model.find(2).state is DeliveryState.WAITING
    wired.screen.detail.open.click()
    assert wired.records == [2]


def test_all_that_failed_since_a_time_is_sent_again(wired: Wired) -> None:
    assert wired.screen.filters.send_all.isEnabled()
    wired.screen.filters.send_all.menu().actions()[1].trigger()
    since, endpoint = wired.desk.recovered[0]
    assert endpoint == ""
    assert timedelta(hours=23) < datetime.now(UTC) - since < timedelta(hours=25)
    wired.screen.filters.endpoint.setCurrentIndex(1)
    wired.screen.filters.send_all.menu().actions()[0].trigger()
    assert wired.desk.recovered[1][1] == "backend"
    assert "2" in wired.notes[1], "those that were overtaken are told"


def test_where_nothing_failed_nothing_can_be_sent_again(qtbot: QtBot, any_look: Look) -> None:
    wired = Wired(qtbot, any_look, FakeDeliveries([a_delivery(1)], [an_endpoint()]))
    assert not wired.screen.filters.send_all.isEnabled()


def test_an_endpoint_that_is_off_says_so_and_is_called_again(qtbot: QtBot, any_look: Look) -> None:
    off = an_endpoint("portal", failures=9, failing_since=NOW, off_at=NOW, off_code="gone")
    wired = Wired(qtbot, any_look, FakeDeliveries([], [an_endpoint(confirmed_at=NOW), off]))
    line, other = wired.screen.lines.lines["portal"], wired.screen.lines.lines["backend"]
    assert line.action.isVisible()
    assert not other.action.isVisible()
    assert "410" in line.more.accessibleName()
    line.action.click()
    assert not wired.screen.lines.lines["portal"].action.isVisible()
    assert len(wired.notes) == 1
    assert not wired.screen.grab().isNull()


def test_older_ones_come_page_by_page_and_stay_when_looked_at_again(qtbot: QtBot, any_look: Look) -> None:
    wired = Wired(
        qtbot, any_look, FakeDeliveries([a_delivery(number) for number in range(1, PAGE + 31)], [an_endpoint()])
    )
    assert len(wired.cells) == PAGE
    wired.screen.older.click()
    assert len(wired.cells) == PAGE + 30
    assert not wired.screen.older.isVisible()
    wired.screen.reload()
    assert len(wired.cells) == PAGE + 30


def test_an_answer_to_an_older_question_is_dropped(wired: Wired) -> None:
    old = d.LoadDeliveries(wired.screen._generation - 1, wired.screen.filters.query)
    wired.screen.show_answer(d.DeliveriesLoaded(old, ()))
    assert len(wired.cells) == 4


def test_where_no_back_end_is_set_up_one_sentence_and_the_way_there(qtbot: QtBot, any_look: Look) -> None:
    wired = Wired(qtbot, any_look, FakeDeliveries())
    assert wired.screen._body.currentIndex() == 0
    with qtbot.waitSignal(wired.screen.set_up_wanted, timeout=1000):
        wired.screen.empty.action.click()


def test_what_waits_for_a_back_end_that_is_set_up_no_more_says_so(qtbot: QtBot, any_look: Look) -> None:
    rows = [a_delivery(1, DeliveryState.WAITING), a_delivery(2, DeliveryState.WAITING, endpoint="portal")]
    wired = Wired(qtbot, any_look, FakeDeliveries(rows, [an_endpoint()]))
    say = wired.screen._words.say
    assert wired.cells[0][-2:] == ["", say(DeliveryPhrase.NOT_SET_UP)]
    assert wired.cells[1][-2:] == [say(DeliveryPhrase.NOW), ""]
    wired.desk.standing.append(an_endpoint("portal"))
    with qtbot.waitSignal(wired.screen.table.model.dataChanged, timeout=1000):
        wired.screen.reload()
    assert wired.cells[0][-1] == ""


def test_what_waits_for_a_back_end_that_is_left_alone_says_until_when(qtbot: QtBot, any_look: Look) -> None:
    until = datetime.now(UTC) + timedelta(hours=2)
    rows = [
        a_delivery(1, DeliveryState.WAITING),
        a_delivery(2, DeliveryState.WAITING, (DOWN,), endpoint="portal", code="timeout"),
        a_delivery(3, DeliveryState.WAITING, endpoint="portal"),
        a_delivery(4, endpoint="portal"),
    ]
    wired = Wired(qtbot, any_look, FakeDeliveries(rows, [an_endpoint(), an_endpoint("portal", paused_until=until)]))
    sent, fresh, tried, free = (row[-2] for row in wired.cells)
    assert fresh == tried == clock_time(until)
    assert sent != fresh
    assert free == wired.screen._words.say(DeliveryPhrase.NOW)
    wired.desk.standing[1] = an_endpoint("portal", paused_until=NOW)
    with qtbot.waitSignal(wired.screen.table.model.dataChanged, timeout=1000):
        wired.screen.reload()
    assert wired.cells[1][-2] == wired.screen._words.say(DeliveryPhrase.NOW)


def test_nothing_is_said_of_back_ends_before_it_is_known(qtbot: QtBot, any_look: Look) -> None:
    screen = DeliveriesScreen(any_look)
    qtbot.addWidget(screen)
    screen.show()
    assert not screen.empty.isVisible()


def test_faults_are_told_and_never_by_their_text(qtbot: QtBot, any_look: Look) -> None:
    wired = Wired(qtbot, any_look, FakeDeliveries(error=RuntimeError("홍길동")))
    assert len(wired.problems) == 1
    assert "홍길동" not in wired.problems[0]
    wired.desk.error = StoreError("The disk is full.", code="store_failed")
    wired.screen.reload()
    assert len(wired.problems) == 2


def test_news_are_gathered_and_only_looked_at_while_somebody_sees_them(qtbot: QtBot, wired: Wired) -> None:
    before = len(wired.asked)
    for _ in range(50):
        wired.screen.hear()
    qtbot.waitUntil(lambda: len(wired.asked) == before + 2, timeout=3000)
    wired.screen.hide()
    wired.screen.hear()
    assert not wired.screen._settle.isActive()
    assert not wired.screen._again.isActive()


def test_the_service_is_turned_on_and_off(qtbot: QtBot, wired: Wired) -> None:
    wanted: list[bool] = []
    wired.screen.service_wanted.connect(wanted.append)
    wired.screen.lines.service.action.click()
    wired.screen.show_service(ServiceReport(Standing.ON, "http://127.0.0.1:8737"))
    assert "http://127.0.0.1:8737" in wired.screen.lines.service.state.text()
    wired.screen.lines.service.action.click()
    assert wanted == [True, False]
    wired.screen.show_service(ServiceReport(Standing.FAILED, code="address_taken", text="Somebody has that port."))
    assert wired.screen.lines.service.state.text()
    assert not wired.screen.grab().isNull()


def test_the_key_for_sending_again(qtbot: QtBot, wired: Wired) -> None:
    wired.choose(2)
    qtbot.keyClick(wired.screen.table.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: wired.desk.sent == [2])


def test_nothing_is_asked_once_the_program_ends(wired: Wired) -> None:
    before = len(wired.desk.asked)
    wired.worker.stop()
    wired.screen.reload()
    assert len(wired.desk.asked) == before


def test_the_strip_is_silent_while_all_is_well(qtbot: QtBot, any_look: Look) -> None:
    strip = StripByWire(any_look)
    qtbot.addWidget(strip)
    assert strip.isHidden()
    strip.show_sending(SendingState(waiting=3, failed=1, off=("portal", "backend")))
    assert not strip.isHidden()
    assert "3" in strip.waiting.text()
    assert "portal" in strip.trouble.text()
    assert "backend" in strip.trouble.toolTip()
    strip.show_service(ServiceReport(Standing.FAILED, code="address_taken"))
    assert strip.service.objectName() == "error"
    strip.show_sending(SendingState())
    strip.show_service(ServiceReport(Standing.OFF))
    assert strip.isHidden()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_state_outcome_and_problem_has_its_words(language) -> None:
    words = Words(language)
    assert set(STATE) == set(DeliveryState)
    assert set(OUTCOME) == set(AttemptOutcome)
    for phrase in set(ProblemPhrase) - {ProblemPhrase.STATUS}:
        assert problem_text(phrase.name.lower(), words) == words.say(phrase)
    assert problem_text("status_418", words) == words.say(ProblemPhrase.STATUS, status="418")
    assert "503" in problem_text("status_503", words)
    assert problem_text("some_new_code", words) == "some new code"

from __future__ import annotations

import itertools
import threading
import time

import pytest
from fake_desk import FakeDesk, FakePlace
from PySide6.QtCore import Qt, QThread
from PySide6.QtGui import QImage

from core.domain.events import RecordAdded, RecordChanged, RecordsErased, StageChanged, StageProgress
from core.domain.ids import RecordId, RunId
from core.domain.states import ProcessStatus, StageName, StageStatus
from core.errors import StoreError
from desktop import messages as m
from desktop.workers.bridge import Bridge
from desktop.workers.desk import DeskWorker
from desktop.workers.pictures import levels
from desktop.workers.requests import PlaceFailed
from desktop.workers.supervisor import Supervisor


def test_events_of_many_threads_come_gathered_in_the_gui_thread(qtbot):
    bridge = Bridge()
    heard: list[tuple[m.News, float, QThread]] = []
    bridge.news.connect(lambda news: heard.append((news, time.monotonic(), QThread.currentThread())))
    stop = threading.Event()

    def shout(number: int) -> None:
        done = 0
        while not stop.is_set():
            done += 1
            bridge.hear(StageProgress(RecordId(number), RunId(number), StageName.OCR, done, 9))
            bridge.hear(RecordChanged(RecordId(number), ProcessStatus.HOLD, settled=True))
            time.sleep(0.0005)

    threads = [threading.Thread(target=shout, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    qtbot.wait(650)
    stop.set()
    for thread in threads:
        thread.join()
    qtbot.wait(150)
    assert 4 <= len(heard) <= 9
    assert all(thread is QThread.currentThread() for _, _, thread in heard)
    gaps = [second - first for (_, first, _), (_, second, _) in itertools.pairwise(heard)]
    assert min(gaps) > 0.08
    assert set(heard[2][0].changed) == {0, 1, 2}
    assert len(heard[2][0].progress) == 3


def test_the_first_fact_after_quiet_comes_at_once(qtbot):
    bridge = Bridge()
    qtbot.wait(120)
    start = time.monotonic()
    with qtbot.waitSignal(bridge.news) as caught:
        bridge.hear(RecordsErased((RecordId(4),)))
    assert time.monotonic() - start < 0.08
    assert caught.args[0].erased == (4,)


def test_progress_of_a_stage_that_ended_is_not_told(qtbot):
    bridge = Bridge()
    with qtbot.waitSignal(bridge.news) as caught:
        bridge.hear(StageProgress(RecordId(1), RunId(7), StageName.OCR, 1, 2))
        bridge.hear(StageChanged(RecordId(1), RunId(7), StageName.OCR, StageStatus.DONE, 1))
    assert caught.args[0].progress == ()


@pytest.mark.parametrize(
    ("event", "wakes"),
    [
        (RecordAdded(RecordId(1)), True),
        (StageChanged(RecordId(1), RunId(1), StageName.OCR, StageStatus.QUEUED, 1), True),
        (StageChanged(RecordId(1), RunId(1), StageName.OCR, StageStatus.DONE, 1), False),
    ],
)
def test_queued_work_wakes_the_lanes(qtbot, event, wakes):
    bridge, woken = Bridge(), []
    bridge.work_queued.connect(lambda: woken.append(1))
    bridge.hear(event)
    assert bool(woken) is wakes


def test_lanes_work_wake_at_once_and_end(qtbot):
    place = FakePlace()
    supervisor = Supervisor(place.lane, ("a", "b"))
    supervisor.start()
    qtbot.waitUntil(lambda: len(place.steps) == 2)
    qtbot.wait(30)
    place.desk.add(ProcessStatus.PENDING)
    start = time.monotonic()
    supervisor.wake()
    qtbot.waitUntil(lambda: place.desk.rows_by_id[1].status is ProcessStatus.HOLD)
    assert time.monotonic() - start < 0.4  # the slow poll alone would take half a second
    with qtbot.waitSignal(supervisor.ended):
        supervisor.stop()
        supervisor.stop()
    supervisor.wait()
    assert all(step.closed for step in place.steps)
    assert supervisor.running == 0


def test_each_wake_is_for_the_lanes_that_it_concerns(qtbot, monkeypatch):
    monkeypatch.setattr("desktop.workers.lane.IDLE_MS", 60_000)
    looked = {"reads": 0, "follows": 0}

    class Idle:
        def __init__(self, name):
            self.name = name

        def step(self, token):
            looked[self.name] += 1
            return False

        def close(self):
            pass

    supervisor = Supervisor(Idle, ("reads",), beside=("follows",))
    supervisor.start()
    qtbot.waitUntil(lambda: looked == {"reads": 1, "follows": 1})
    supervisor.wake()
    qtbot.waitUntil(lambda: looked == {"reads": 2, "follows": 1})
    supervisor.wake_beside()
    qtbot.waitUntil(lambda: looked == {"reads": 2, "follows": 2})
    with qtbot.waitSignal(supervisor.ended):
        supervisor.stop()
    supervisor.wait()


def test_a_lane_that_fails_tells_and_goes_on(qtbot, monkeypatch):
    place = FakePlace()
    monkeypatch.setattr("desktop.workers.lane.TROUBLE_MS", 10)
    calls: list[int] = []

    class Broken:
        def step(self, token):
            calls.append(1)
            raise StoreError("The disk is full.")

        def close(self):
            raise RuntimeError("even this")

    supervisor = Supervisor(lambda name: Broken(), ("a",))
    with qtbot.waitSignal(supervisor.lane_failed) as caught:
        supervisor.start()
    assert caught.args == ["store_failed"]
    qtbot.waitUntil(lambda: len(calls) > 2)
    with qtbot.waitSignal(supervisor.ended):
        supervisor.stop()
    supervisor.wait()
    assert place.steps == []


def test_a_desk_that_cannot_be_opened_says_why(qtbot):
    def refuse() -> FakePlace:
        raise StoreError("The store is newer than this program; update Holdpoint.", code="newer")

    worker = DeskWorker(refuse)
    with qtbot.waitSignal(worker.opened) as caught:
        worker.start()
    assert caught.args[0] == PlaceFailed("newer", "The store is newer than this program; update Holdpoint.")
    worker.ask(m.RefreshRows(()))  # nobody to ask: dropped


def test_records_that_are_gone_are_told(qtbot, desk: FakeDesk):
    desk.add(tell=False)
    worker = DeskWorker(lambda: FakePlace(desk))
    worker.start()
    with qtbot.waitSignal(worker.answered) as caught:
        worker.ask(m.RefreshRows((RecordId(1), RecordId(9))))
    assert caught.args[0].gone == (9,)
    assert [row.id for row in caught.args[0].rows] == [1]
    worker._recovery.stop()


def test_a_picture_is_halved_until_it_is_small():
    picture = QImage(2480, 3508, QImage.Format.Format_Grayscale8)
    picture.fill(Qt.GlobalColor.white)
    made = list(levels(picture))
    assert [(one.width(), one.height()) for one in made] == [(2480, 3508), (1240, 1754), (620, 877)]
    assert all(one.format() is QImage.Format.Format_RGB32 for one in made)

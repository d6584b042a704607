from __future__ import annotations

import pytest
from fake_desk import FakeDesk, FakePlace
from PySide6.QtCore import QMetaObject, Qt, QThread

from core.domain.page import Box
from core.errors import InputError
from desktop.messages import AskFailed
from desktop.page_messages import ReadRegion, RegionRead
from desktop.workers.desk import DeskWorker
from desktop.workers.regions import RegionWorker

BOX = Box(0.1, 0.1, 0.5, 0.2)


class Regions:
    """A region worker in its thread, fed by a desk worker in the test's."""

    def __init__(self, tmp_path) -> None:
        self.desk = FakeDesk()
        self.place = FakePlace(self.desk)
        self.row = self.desk.open(self.desk.add()).attachments[0]
        self.path = tmp_path / "file"
        self.desk.pictures[self.row.sha256] = self.path
        self.asker = DeskWorker(lambda: self.place)
        self.asker._place = self.place
        self.worker, self.thread = RegionWorker(), QThread()
        self.worker.use(self.place.regions)
        self.asker.region_found.connect(self.worker.note, Qt.ConnectionType.DirectConnection)
        self.asker.region_found.connect(self.worker.read)
        self.answers: list[object] = []
        self.worker.answered.connect(self.answers.append)
        self.worker.moveToThread(self.thread)
        self.thread.start()

    def ask(self, generation: int) -> ReadRegion:
        ask = ReadRegion(generation, self.row, 1, BOX, 90)
        self.asker.ask(ask)
        return ask


@pytest.fixture
def regions(tmp_path):
    made = Regions(tmp_path)
    yield made
    made.worker.stop()
    made.place.reader.holds = False
    QMetaObject.invokeMethod(made.worker, "finish", Qt.ConnectionType.QueuedConnection)
    assert made.thread.wait(2000)


def test_a_region_is_read_in_its_own_thread(qtbot, regions):
    ask = regions.ask(1)
    qtbot.waitUntil(lambda: bool(regions.answers))
    assert regions.answers == [RegionRead(ask, regions.place.reader.words)]
    attachment, page, box, turned = regions.place.reader.asked[0]
    assert (attachment.path, attachment.sha256) == (regions.path, regions.row.sha256)
    assert (page, box, turned) == (1, BOX, 90)


def test_a_newer_question_ends_the_older_one(qtbot, regions):
    regions.place.reader.holds = True
    regions.ask(1)
    qtbot.waitUntil(lambda: len(regions.place.reader.asked) == 1)
    regions.ask(2)
    qtbot.waitUntil(lambda: len(regions.place.reader.asked) == 2)
    regions.place.reader.holds = False
    qtbot.waitUntil(lambda: bool(regions.answers))
    assert [answer.ask.generation for answer in regions.answers] == [2]


@pytest.mark.parametrize(
    ("problem", "code"), [(InputError("No.", code="bad_region"), "bad_region"), (RuntimeError("x"), "internal")]
)
def test_what_goes_wrong_is_an_answer(qtbot, regions, caplog, problem, code):
    regions.place.reader.problem = problem
    ask = regions.ask(1)
    qtbot.waitUntil(lambda: bool(regions.answers))
    failed = regions.answers[0]
    assert isinstance(failed, AskFailed)
    assert (failed.ask, failed.code) == (ask, code)


def test_closing_ends_what_is_being_read_and_the_child(qtbot, regions):
    regions.place.reader.holds = True
    regions.ask(1)
    qtbot.waitUntil(lambda: len(regions.place.reader.asked) == 1)
    regions.worker.stop()
    QMetaObject.invokeMethod(regions.worker, "finish", Qt.ConnectionType.QueuedConnection)
    assert regions.thread.wait(2000)
    assert regions.place.reader.is_closed
    assert regions.answers == []

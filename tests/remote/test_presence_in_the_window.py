"""The window tells which record is open in it, and shows who else has it open; an idle one says nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

import resources
from core.domain.ids import RecordId
from core.domain.presence import Holder
from core.errors import StoreError
from desktop.messages import OpenRecord, RefreshRows, Screen
from desktop.presence import PresenceKeeper
from desktop.presence_messages import LookAt, OthersSeen
from desktop.ui.link import show_link
from desktop.ui.link_phrases import LinkPhrase
from desktop.ui.look import Look
from desktop.ui.review.head import PanelHead
from desktop.ui.review.queue import QueueView
from desktop.ui.review.queue_rows import QueueModel
from desktop.ui.words import Words
from desktop.workers.presence import PresenceWorker

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
LEE = Holder(RecordId(3), "<b>lee</b>", AT, AT)


class FakeShell(QObject):
    asked = Signal(object)


@pytest.fixture
def head(qtbot):
    made = PanelHead(Look(Words("en"), resources.path("icons/ui")))
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def keeper(head, qtbot):
    detail = SimpleNamespace(row=SimpleNamespace(id=RecordId(3)))
    review = QWidget()
    qtbot.addWidget(review)
    review.show()
    review.panel = SimpleNamespace(detail=detail, head=head)
    look = Look(Words("en"), resources.path("icons/ui"))
    review.queue = QueueView(look, QueueModel(look))
    qtbot.addWidget(review.queue)
    shell = FakeShell()
    shell.window = SimpleNamespace(review_if_made=review, look=SimpleNamespace(words=Words("en")))
    made = PresenceKeeper(shell)
    made.shell_kept = shell
    return made


def test_an_open_record_is_told_and_an_idle_reviewer_is_not_taken_for_active(keeper) -> None:
    told: list[LookAt] = []
    keeper.looked.connect(told.append)
    keeper._on_look()
    keeper._on_look()
    keeper.shell_kept.asked.emit(RefreshRows((RecordId(3),)))
    keeper._on_look()
    keeper.shell_kept.asked.emit(OpenRecord(Screen.REVIEW, 1, RecordId(4), ahead=True))
    keeper._on_look()
    keeper.shell_kept.asked.emit(OpenRecord(Screen.REVIEW, 1, RecordId(3)))
    keeper._on_look()
    assert told == [LookAt(RecordId(3), active) for active in (True, False, False, False, True)]


def test_who_else_has_it_open_stands_in_the_head_as_plain_text(keeper, head) -> None:
    keeper._on_look()
    keeper.receive(OthersSeen((LEE,)))
    assert head._holder.isVisible()
    assert "<b>lee</b>" in head._holder.text()
    queue = keeper.shell_kept.window.review_if_made.queue
    assert queue._delegate._holders == {RecordId(3): "Open with <b>lee</b>"}
    keeper.receive(OthersSeen(()))
    assert not head._holder.isVisible()


class Presence:
    def __init__(self) -> None:
        self.calls: list[object] = []

    def look_at(self, record):
        self.calls.append(record)
        return (LEE,)

    def others(self):
        self.calls.append("others")
        raise StoreError("gone")


def test_the_worker_asks_only_where_several_people_work() -> None:
    worker, presence, told = PresenceWorker(), Presence(), []
    worker.answered.connect(told.append)
    worker.use(SimpleNamespace())
    worker.ask(LookAt(RecordId(3), is_active=True))
    assert told == []
    worker.use(SimpleNamespace(presence=presence))
    worker.ask(LookAt(RecordId(3), is_active=True))
    worker.ask(LookAt(RecordId(3), is_active=False))
    assert presence.calls == [RecordId(3), "others"]
    assert told == [OthersSeen((LEE,))], "a lost server is told of elsewhere"


def test_a_lost_server_is_said_and_everything_is_looked_at_anew_when_it_is_back() -> None:
    from core.domain.events import LinkChanged

    said: list[object] = []
    note = SimpleNamespace(
        look=SimpleNamespace(words=Words("en")),
        strip=SimpleNamespace(
            show_lost=lambda: said.append("lost"), show_place=lambda place: said.append(f"place {place}")
        ),
        banner=SimpleNamespace(show_text=lambda title, *_args, **_named: said.append(title)),
        records=SimpleNamespace(
            reload=lambda: said.append("records"), refresh_panel=lambda: said.append("what is selected")
        ),
        feed=SimpleNamespace(refresh_counts=lambda: said.append("counts")),
        review_if_made=SimpleNamespace(reload=lambda: said.append("review")),
    )
    show_link(note, LinkChanged("http://there", is_up=False))
    assert said == ["lost", LinkPhrase.LOST.english]
    said.clear()
    show_link(note, LinkChanged("http://there", is_up=True))
    assert said == ["place http://there", LinkPhrase.BACK.english, "records", "what is selected", "counts", "review"]

"""New holds while the window is not in front: told once for many, without names, and never if switched off."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from core.domain.rows import Counts
from core.domain.states import ProcessStatus
from desktop.messages import RowsRefreshed
from desktop.notices import HoldWatch, Notices, badged
from desktop.ui.words import Words
from tests.desktop.fake_review import START
from tests.desktop.fake_rows import a_row

HOLD = ProcessStatus.HOLD


class FakeTeller:
    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []
        self.badges: list[int] = []
        self.tips: list[str] = []
        self.closed = 0
        self.has_place = True

    def tell(self, title: str, text: str) -> bool:
        if self.has_place:
            self.told.append((title, text))
        return self.has_place

    def badge(self, held: int, tip: str) -> None:
        self.badges.append(held)
        self.tips.append(tip)

    def close(self) -> None:
        self.closed += 1


@pytest.fixture
def teller() -> FakeTeller:
    return FakeTeller()


@pytest.fixture
def away(monkeypatch):
    """Whether somebody else's window is in front."""
    state = {"away": True}
    monkeypatch.setattr(QApplication, "activeWindow", lambda: None if state["away"] else object())
    return state


@pytest.fixture
def notices(qtbot, teller, away):
    window = QWidget()
    qtbot.addWidget(window)
    made = Notices(teller, START, gather_ms=40, apart_ms=300)
    made.watch(window, Words("en"), is_on=True)
    made.window = window
    yield made
    made.close()


def held(*numbers: int, name: str = "") -> list:
    return [a_row(number, HOLD, name) for number in numbers]


def counts(number: int) -> Counts:
    return Counts(((HOLD, number),), 0, 0)


def test_many_holds_are_one_message_and_carry_no_name(qtbot, notices, teller):
    for number in range(1, 8):
        notices.hear(held(number, name="<b>홍길동</b>"), counts(number))
    assert teller.told == []
    qtbot.waitUntil(lambda: len(teller.told) == 1)
    assert teller.told == [("Holdpoint", "7 records wait for a person")]
    assert notices.window.windowTitle() == "(7) Holdpoint"
    assert teller.badges[-1] == 7
    assert "홍길동" not in "".join(teller.tips)


def test_messages_keep_apart(qtbot, notices, teller):
    notices.hear(held(1), counts(1))
    qtbot.waitUntil(lambda: len(teller.told) == 1)
    notices.hear(held(2, 3), counts(3))
    qtbot.wait(120)
    assert len(teller.told) == 1
    qtbot.waitUntil(lambda: len(teller.told) == 2)
    assert teller.told[1][1] == "2 records wait for a person"


def test_a_hold_is_told_once_whatever_a_person_does_to_it(qtbot, notices, teller):
    row = held(1)[0]
    notices.hear([row], counts(1))
    qtbot.waitUntil(lambda: len(teller.told) == 1)
    notices.hear([replace(row, revision=9, changed_at=row.changed_at + timedelta(hours=1))], counts(1))
    notices.hear([a_row(2, ProcessStatus.APPROVED)], counts(1))
    qtbot.wait(400)
    assert len(teller.told) == 1


def test_what_was_held_before_the_start_is_no_news():
    watch = HoldWatch(START + timedelta(days=1))
    assert watch.new(held(1, 2)) == 0
    later = held(3)[0]
    ended = START + timedelta(days=2)
    fresh = replace(later, stages=tuple(replace(cell, finished_at=ended) for cell in later.stages))
    assert [watch.new([fresh]), watch.new([fresh])] == [1, 0]


def test_nothing_is_told_to_who_is_looking(qtbot, notices, teller, away):
    away["away"] = False
    notices.hear(held(1), counts(1))
    qtbot.wait(120)
    assert teller.told == []
    assert notices.window.windowTitle() == "Holdpoint"


def test_who_comes_back_has_seen_it(qtbot, notices, teller, away):
    notices.hear(held(1, 2), counts(2))
    assert notices.window.windowTitle() == "(2) Holdpoint"
    away["away"] = False
    notices._on_focus()
    assert notices.window.windowTitle() == "Holdpoint"
    qtbot.wait(120)
    assert teller.told == []


def test_switched_off_means_silent(qtbot, notices, teller):
    notices.hear(held(1), counts(1))
    notices.watch(notices.window, Words("en"), is_on=False)
    assert notices.window.windowTitle() == "Holdpoint"
    notices.hear(held(2, 3), counts(3))
    qtbot.wait(120)
    assert teller.told == []
    assert teller.closed == 1
    assert len(teller.badges) == 1


def test_without_a_tray_the_window_itself_calls(qtbot, notices, teller, monkeypatch):
    alerted: list[QWidget] = []
    monkeypatch.setattr(QApplication, "alert", alerted.append)
    teller.has_place = False
    notices.hear(held(1), counts(1))
    qtbot.waitUntil(lambda: alerted == [notices.window])


def test_the_message_is_korean_where_the_window_is(qtbot, notices, teller):
    notices.watch(notices.window, Words("ko"), is_on=True)
    notices.hear(held(1), counts(1))
    qtbot.waitUntil(lambda: teller.told == [("Holdpoint", "사람이 검토할 기록 1건")])


@pytest.mark.parametrize("number", [1, 42, 1000])
def test_the_badge_is_drawn_over_the_icon(qapp, number):
    picture = QPixmap(64, 64)
    picture.fill("#2A55C9")
    icon = QIcon(picture)
    assert badged(icon, 0) is icon
    drawn = badged(icon, number).pixmap(64, 64).toImage()
    assert drawn.pixelColor(4, 4).name() == "#2a55c9"
    assert drawn.pixelColor(60, 60).name() != "#2a55c9"


def test_the_shell_hands_on_what_comes(qapp, tmp_path, away):
    from core.settings import Settings
    from desktop.shell import Shell

    shell = Shell(qapp, Settings(data_dir=tmp_path, ui_language="en", theme="light"))
    heard: list[object] = []
    shell.notices.hear = lambda rows, counts: heard.append((rows, counts))
    rows = tuple(held(1))
    shell.receive(RowsRefreshed(rows, (), counts(1)))
    assert heard == [(rows, counts(1))]
    shell._on_notice_chosen()
    assert shell.window.bar.review.isChecked()
    shell.destroy()

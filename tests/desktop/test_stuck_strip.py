"""The strip tells what does not move though nothing explains it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

import resources
from core.domain.ids import RecordId
from core.domain.states import StageName
from core.domain.times import Cause, Lap, Stuck
from desktop.times_messages import LoadStuck, StuckLoaded, TimesFailed
from desktop.ui.look import Look
from desktop.ui.theme import LIGHT
from desktop.ui.times.in_strip import StuckInStrip
from desktop.ui.words import Language, Words


def stuck(*causes: Cause) -> StuckLoaded:
    return StuckLoaded(
        tuple(
            Stuck(RecordId(number), 1, StageName.OCR, Lap.WAITING, 1000.0, 900.0, cause)
            for number, cause in enumerate(causes, 1)
        )
    )


@pytest.mark.parametrize("language", ["en", "ko"])
def test_only_what_nothing_explains_is_told(qtbot: QtBot, language: Language) -> None:
    part = StuckInStrip(Look(Words(language), resources.path("icons/ui"), LIGHT))
    qtbot.addWidget(part)
    part.show_answer(stuck(Cause.BEHIND, Cause.LATER, Cause.PAUSED))
    assert (part.text(), part.isHidden()) == ("", True)
    part.show_answer(stuck(Cause.LANE_DEAD, Cause.SLOW, Cause.SLOW, Cause.BEHIND))
    assert "3" in part.text()
    assert "2" in part.toolTip()
    assert not part.isHidden()
    part.hide()


def test_it_is_asked_when_the_desk_opens_and_a_failure_waits_for_the_next_time(qtbot: QtBot, open_window) -> None:
    wired = open_window()
    asked: list[object] = []
    wired.window.asked.connect(asked.append)
    wired.window.strip.stuck.begin()
    assert asked == [LoadStuck()]
    wired.window.receive(TimesFailed(LoadStuck(), "internal", ""))
    assert wired.window._times is None
    wired.window.receive(stuck(Cause.NO_LANES))
    assert not wired.window.strip.stuck.isHidden()
    wired.window.receive(stuck())
    assert wired.window.strip.stuck.isHidden()

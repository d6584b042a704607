"""What every recogniser must do, whatever it is made of: a class of its tests derives from `RecogniserContract`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from core.domain.ids import RecordId, RunId
from core.domain.media import JPEG
from core.domain.recogniser import MATERIALS, Material, Recogniser, Task
from core.errors import EngineError, InputError, Stopped, StopReason
from core.readers.checked import checked

TASK = Task(RecordId(1), RunId(1), 0, 1, seconds=60)


class CountingControl:
    """Lets everything pass, up to the given number of questions; then the work must stop."""

    def __init__(self, most: int = 1_000_000) -> None:
        self.checks = 0
        self._most = most

    def checkpoint(self) -> None:
        self.checks += 1
        if self.checks > self._most:
            raise Stopped(StopReason.CANCELLED)

    def report(self, done: int, total: int) -> None:
        """Nobody looks."""


class RecogniserContract:
    """Give `recogniser` (set up and usable) and `good` (material with something in it)."""

    @pytest.fixture
    def recogniser(self) -> Iterator[Recogniser]:
        raise NotImplementedError

    @pytest.fixture
    def good(self) -> Material:
        raise NotImplementedError

    def test_it_has_a_plain_name_and_takes_something(self, recogniser: Recogniser) -> None:
        assert re.fullmatch(r"[a-z][a-z0-9-]{1,30}", recogniser.name)
        assert recogniser.media_types
        assert recogniser.media_types <= MATERIALS

    def test_it_says_that_it_is_usable(self, recogniser: Recogniser) -> None:
        assert recogniser.usable().is_usable
        assert recogniser.usable().detail

    def test_it_reads_and_makes_sense(self, recogniser: Recogniser, good: Material) -> None:
        control = CountingControl()
        found = checked(recogniser.recognise(good, TASK, control), good)
        assert found.words if good.media_type == JPEG else found.segments
        assert control.checks >= 1

    def test_it_reads_the_same_twice(self, recogniser: Recogniser, good: Material) -> None:
        first = recogniser.recognise(good, TASK, CountingControl())
        assert recogniser.recognise(good, TASK, CountingControl()) == first

    def test_it_refuses_what_it_does_not_take(self, recogniser: Recogniser, good: Material) -> None:
        with pytest.raises(InputError):
            recogniser.recognise(replace(good, media_type="application/pdf"), TASK, CountingControl())

    def test_it_stops_when_asked_to_and_can_go_on(self, recogniser: Recogniser, good: Material) -> None:
        with pytest.raises(Stopped):
            recogniser.recognise(good, TASK, CountingControl(most=0))
        assert checked(recogniser.recognise(good, TASK, CountingControl()), good)

    def test_rubbish_is_an_error_or_nothing_and_does_no_harm(self, recogniser: Recogniser, good: Material) -> None:
        try:
            found = recogniser.recognise(replace(good, data=b"\xff\xd8\xffrubbish" * 50), TASK, CountingControl())
        except (InputError, EngineError):
            pass  # either says so in words of its own
        else:
            checked(found, good)
        assert checked(recogniser.recognise(good, TASK, CountingControl()), good)

    def test_closing_twice_is_harmless_and_no_end(self, recogniser: Recogniser, good: Material) -> None:
        recogniser.close()
        recogniser.close()
        assert checked(recogniser.recognise(good, TASK, CountingControl()), good)

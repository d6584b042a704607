from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.domain.claim import Claim
from core.domain.handing import HandIn, Upload
from core.domain.ids import BlobHash
from core.errors import ConflictError, StoreError
from core.intake.handing import HandingIn
from core.intake.together import HandingInTogether
from tests.kit.desk import Bench, bench

MANY = 8


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


@pytest.fixture
def sizes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many were handed in with each commit."""
    found: list[int] = []
    take_all = HandingIn.take_all

    def noted(handing: HandingIn, given: list[HandIn]) -> object:
        found.append(len(given))
        return take_all(handing, given)

    monkeypatch.setattr(HandingIn, "take_all", noted)
    return found


def together(desk: Bench) -> HandingInTogether:
    return HandingInTogether(HandingIn(desk.app.store.work, desk.app.store.blobs.path, desk.clock))


def wait_for(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < until
        threading.Event().wait(0.002)


def given(number: int, key: str = "") -> HandIn:
    file = Upload(f"{number}.pdf", BlobHash(f"{number:064x}"), 10, "application/pdf")
    return HandIn((file,), Claim(), chain=True, key=key)


def at_once(desk: Bench, wanted: list[HandIn]) -> list[object]:
    """What became of each, all handed in while somebody else writes."""
    door = together(desk)

    def take(one: HandIn) -> object:
        try:
            return door.take(one).record
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what became of it
            return type(error)

    with ThreadPoolExecutor(len(wanted)) as pool:
        with desk.app.store.work():
            first = pool.submit(take, wanted[0])
            wait_for(door._turn.locked)
            wait_for(lambda: not door._waiting)
            rest = [pool.submit(take, one) for one in wanted[1:]]
            wait_for(lambda: len(door._waiting) == len(wanted) - 1)
        return [job.result() for job in (first, *rest)]


def test_who_comes_while_the_disk_is_waited_for_goes_with_the_next_commit(desk: Bench, sizes: list[int]) -> None:
    made = at_once(desk, [given(number) for number in range(MANY)])
    assert sizes == [1, MANY - 1]
    assert sorted(made) == list(range(1, MANY + 1))
    assert desk.app.desk.counts().queued == MANY
    assert len(desk.events) == 2 * MANY


def test_a_key_used_twice_at_once_makes_one_record_and_its_misuse_stops_nobody(desk: Bench) -> None:
    made = at_once(desk, [given(0), given(1, "k"), given(1, "k"), given(2, "k"), given(3)])
    assert len({record for record in made if isinstance(record, int)}) == 3
    assert made[0] == 1
    assert isinstance(made[4], int)
    misused = [what for what in made[1:4] if what is ConflictError]
    assert misused, "the same key for other content is refused"
    assert desk.app.desk.counts().queued == 3


def test_one_that_breaks_stops_no_other(desk: Bench, sizes: list[int]) -> None:
    broken = HandIn((), Claim(), chain=True)
    made = at_once(desk, [given(0), given(1), broken, given(2)])
    assert sizes == [1, 3, 1, 1, 1]
    assert made[2] is IndexError
    assert sorted(record for record in made if isinstance(record, int)) == [1, 2, 3]


def test_a_store_in_trouble_is_told_to_all_who_wait(desk: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handing: HandingIn, given: list[HandIn]) -> object:
        with handing._work():
            raise StoreError("The disk is full.")

    monkeypatch.setattr(HandingIn, "take_all", full)
    assert at_once(desk, [given(number) for number in range(4)]) == [StoreError] * 4

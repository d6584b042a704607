"""The window while its server goes away and comes back; and one whose server is not there."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.test_window import wait_until_settled
from tests.kit.house import House
from tests.kit.invariants import broken
from tests.kit.papers import certificate


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path / "there", tmp_path / "here", is_server=True)
    yield made
    made.stop()


def test_without_a_server_the_window_says_so_and_opens_by_itself_once_it_is_there(house: House) -> None:
    house.server.kill()
    shown = house.window()
    logged(shown, house, b"not opened", 1)
    house.server.start()
    house.close(shown)


def test_a_server_that_is_killed_and_comes_back_leaves_the_window_standing(tmp_path: Path, house: House) -> None:
    (tmp_path / "papers").mkdir()
    shown = house.window(certificate(tmp_path / "papers" / "a.pdf", 1))
    wait_until_settled(house.data, 1)
    for times in (1, 2):
        house.server.kill()
        logged(shown, house, b"server lost", times)
        house.server.start()
        logged(shown, house, b"server there again", times)
    house.close(shown)
    assert broken(house.data) == []


def logged(shown: subprocess.Popen[str], house: House, text: bytes, times: int) -> None:
    until = time.monotonic() + 60
    while sum(path.read_bytes().count(text) for path in (house.own / "logs").glob("*") if path.is_file()) < times:
        assert shown.poll() is None, "the window stays"
        assert time.monotonic() < until
        time.sleep(0.1)

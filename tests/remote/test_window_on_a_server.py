"""A window whose server is not there yet."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.house import House


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path / "there", tmp_path / "here", is_server=True)
    yield made
    made.stop()


def test_without_a_server_the_window_says_so_and_opens_by_itself_once_it_is_there(house: House) -> None:
    house.server.kill()
    shown = house.window()
    logged(shown, house, b"not opened")
    house.server.start()
    house.close(shown)


def logged(shown: subprocess.Popen[str], house: House, text: bytes) -> None:
    until = time.monotonic() + 60
    while not any(text in path.read_bytes() for path in (house.own / "logs").glob("*") if path.is_file()):
        assert shown.poll() is None, "the window stays"
        assert time.monotonic() < until
        time.sleep(0.1)

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.delivery.kit import Post, post


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Post]:
    with post(tmp_path) as made:
        yield made

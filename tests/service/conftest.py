from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.service.kit import Counter, counter


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Counter]:
    with counter(tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    """One service for all tests that change nothing."""
    with counter(tmp_path_factory.mktemp("shared")) as made:
        yield made

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.kit.desk import Bench, bench


@pytest.fixture
def desk(tmp_path) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made

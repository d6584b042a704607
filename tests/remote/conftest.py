from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.bootstrap import actor
from tests.kit.desk import Bench
from tests.remote.kit import far


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Bench]:
    """As the local fixture of that name: what is asked of the desk goes over a socket."""
    with far(tmp_path, actor()) as made:
        made.bench.app.desk = made.desk
        yield made.bench

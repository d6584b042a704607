"""An application for tests that open hundreds: what only takes time is done once for all of them."""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path
from unittest.mock import patch

from sqlalchemy import Engine

from core import bootstrap
from core.approval.policy import Policy
from core.approval.schools import SchoolList
from core.bootstrap import Application, build
from core.extraction.types import DocumentTypes
from core.settings import Settings
from core.store import store
from tests.kit.clock import HandClock
from tests.kit.stages import FixedStages

LOAD_SCHOOLS = bootstrap.load_schools
NO_SCHOOLS_OF_ONES_OWN = Path("/nowhere")
TYPES = functools.cache(DocumentTypes.load)
POLICIES = functools.cache(Policy.load)
OPEN_ENGINE = store.open_engine
WARM: dict[tuple[bool, bool], Engine] = {}


def open_engine(path: Path, *, write: bool, waits_for_disk: bool = True) -> Engine:
    """An engine that knows the statements of the one before: making them anew would be a third of an example's time."""
    made = OPEN_ENGINE(path, write=write, waits_for_disk=waits_for_disk)
    first = WARM.setdefault((write, waits_for_disk), made)
    made.dialect, made._compiled_cache = first.dialect, first._compiled_cache
    return made


@functools.cache
def _schools() -> SchoolList:
    return LOAD_SCHOOLS(NO_SCHOOLS_OF_ONES_OWN)


def load_schools(_folder: Path) -> SchoolList:
    """The shipped ones, whatever the folder."""
    return _schools()


@functools.cache
def template() -> Path:
    """An empty store, made once: bringing a database to its form takes longer than an example."""
    folder = Path(tempfile.mkdtemp(prefix="holdpoint-machine-"))
    build(Settings(data_dir=folder), HandClock(), FixedStages()).close()
    return folder / "holdpoint.db"


def quick_build(data: Path, clock: HandClock, stages: FixedStages) -> Application:
    """As `build`, on that data folder."""
    with (
        patch.object(bootstrap, "load_schools", load_schools),
        patch.object(DocumentTypes, "load", TYPES),
        patch.object(Policy, "load", POLICIES),
        patch.object(store, "open_engine", open_engine),
    ):
        return build(Settings(data_dir=data), clock, stages)

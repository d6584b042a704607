"""An outfit for recognisers of tests: settings as told, a ledger that only counts."""

from __future__ import annotations

from pathlib import Path

from core.domain.work import UnitOfWork
from core.readers.outfit import Outfit
from core.settings import Settings
from tests.kit.clock import HandClock


def _no_work() -> UnitOfWork:
    raise AssertionError("nothing is to be noted")


def outfit(scratch: Path, **given: object) -> Outfit:
    """An outfit whose ledger must not be needed."""
    settings = Settings.model_validate({"data_dir": scratch / "data", **given})
    return Outfit(settings, HandClock(), _no_work, scratch)

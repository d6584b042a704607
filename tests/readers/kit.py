"""An outfit for recognisers of tests: settings as told, a ledger in memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from core.domain.egress import EgressCall, EgressEnd
from core.domain.ids import EgressId
from core.readers.ledger import DayLimit
from core.readers.outfit import Outfit
from core.settings import Settings
from tests.kit.clock import HandClock


@dataclass
class Noted:
    """A ledger in memory."""

    calls: list[EgressCall] = field(default_factory=list)
    limits: list[DayLimit] = field(default_factory=list)
    ends: list[EgressEnd] = field(default_factory=list)

    def begin(self, call: EgressCall, limit: DayLimit) -> EgressId:
        self.calls.append(call)
        self.limits.append(limit)
        return EgressId(len(self.calls))

    def end(self, call: EgressId, end: EgressEnd) -> None:
        assert call == len(self.calls)
        self.ends.append(end)

    @property
    def outcomes(self) -> list[str]:
        return [end.outcome.value for end in self.ends]


def outfit(scratch: Path, noted: Noted | None = None, **given: object) -> Outfit:
    """An outfit with those settings."""
    settings = Settings.model_validate({"data_dir": scratch / "data", **given})
    return Outfit(settings, HandClock(), noted or Noted(), scratch, {})

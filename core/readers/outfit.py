"""What a recogniser is made with; each takes from it what it needs."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.domain.ports import Clock
from core.language_model.breaker import Breaker
from core.settings import Settings

if TYPE_CHECKING:
    from core.readers.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Outfit:
    """settings: all of them. ledger: notes what leaves this machine. scratch: a folder for private files under way.

    breakers: those of the services, by name; shared, so that all lanes leave a failing server alone.
    """

    settings: Settings
    clock: Clock
    ledger: Ledger
    scratch: Path
    breakers: MutableMapping[str, Breaker]

    def breaker(self, name: str) -> Breaker:
        """That service's circuit breaker, the same for all who ask."""
        return self.breakers.setdefault(name, Breaker())

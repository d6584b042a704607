"""What a recogniser is made with; each takes from it what it needs."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from core.domain.ports import Clock
from core.keychain import Key, KeySource
from core.language_model.breaker import Breaker
from core.readers.keys import reader_keys
from core.settings import Settings

if TYPE_CHECKING:
    from core.readers.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Outfit:
    """settings: all of them. ledger: notes what leaves this machine. scratch: a folder for private files under way.

    breakers: those of the services, by name; shared, so that all lanes leave a failing server alone.
    key: to be used instead of the one that is kept; empty for that one.
    """

    settings: Settings
    clock: Clock
    ledger: Ledger
    scratch: Path
    breakers: MutableMapping[str, Breaker]
    key: str = field(default="", repr=False)

    def breaker(self, name: str) -> Breaker:
        """That service's circuit breaker, the same for all who ask."""
        return self.breakers.setdefault(name, Breaker())

    def find_key(self, name: str, server: str) -> Key:
        """The key of that recogniser's server.

        Raises:
            EngineMissingError: the keyring cannot be opened.
        """
        return Key(self.key, KeySource.NONE) if self.key else reader_keys(name).find(server)

"""What a stage may ask of whoever runs it."""

from __future__ import annotations

from typing import Protocol

from core.domain.record import Dossier
from core.domain.states import StageName


class Control(Protocol):
    """Passed into every call of a stage; never kept."""

    def checkpoint(self) -> None:
        """Return at once if the work may go on; keeps the lease alive. Call at every page and while waiting.

        Raises:
            Stopped: the work must end now.
        """

    def report(self, done: int, total: int) -> None:
        """Tell progress, as often as one likes: `done` of `total` pages (or steps)."""


class Unhurried:
    """A control that never stops anything: for a trial outside of the chain."""

    def checkpoint(self) -> None:
        """Go on."""

    def report(self, done: int, total: int) -> None:
        """Nobody looks."""


class Stage(Protocol):
    """One stage of the chain: pure work on frozen values, safe to run twice."""

    @property
    def name(self) -> StageName:
        """Which stage this is."""

    def run(self, dossier: Dossier, control: Control) -> Dossier:
        """Return the dossier with this stage's section filled.

        Raises:
            InputError: it will never work.
            EngineError: it may work later.
            Stopped: let through from `control.checkpoint()`.
        """

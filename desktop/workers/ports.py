"""What the workers need of the application, without knowing its rooms."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, runtime_checkable

from core.chain.token import StopToken
from core.domain.desk import Desk
from core.domain.desk_state import DeskState
from core.domain.keeping import KeepingDesk
from core.domain.page import Box, Word
from core.domain.presence import PresenceDesk
from core.domain.record import Attachment
from core.domain.sending import DeliveryDesk
from core.domain.times import TimesDesk
from core.domain.watching import Folders, WatchReport
from core.wire_settings import ServiceSettings


class Step(Protocol):
    """A lane's one step; see `core.chain.lane`."""

    def step(self, token: StopToken) -> bool:
        """Do one stage run if one is due; True if it did."""

    def close(self) -> None:
        """End the lane's child process; in the lane's thread."""


StepMaker = Callable[[str], Step]
"""Makes a lane's step by the lane's name; called in the lane's thread."""


class Checkpoint(Protocol):
    """What a reader asks while it waits."""

    def checkpoint(self) -> None:
        """Return if the work may go on."""


class Regions(Protocol):
    """Reads places of pages again; see `core.reading.region`. In one thread at a time."""

    def read(
        self, attachment: Attachment, page: int, box: Box, control: Checkpoint, *, turned: int = 0
    ) -> tuple[Word, ...]:
        """The words in that box of that page (1-based), boxes and box in fractions of the page as shown."""

    def close(self) -> None:
        """End the child process."""


class StateKeeper(Protocol):
    """Keeps what the desk is set to; see `core.review.desk_state`."""

    def load(self) -> DeskState:
        """What was kept."""

    def save(self, state: DeskState) -> None:
        """Keep that."""


class Watcher(Protocol):
    """Looks into a folder for new files; see `core.intake.watching`."""

    def look(self) -> WatchReport:
        """Take in what has come and no longer changes."""


class Served(Protocol):
    """The service at work."""

    @property
    def address(self) -> str:
        """As clients call it."""

    @property
    def is_alive(self) -> bool:
        """Whether it still answers."""

    def stop(self) -> None:
        """End all connections."""


class Wire(Protocol):
    """What a window does by wire; see `core.bootstrap_wire`."""

    @property
    def deliveries(self) -> DeliveryDesk:
        """What was promised to back ends."""

    def courier(self, name: str) -> Step:
        """The step of a courier; called in its thread."""

    def serve(self, settings: ServiceSettings) -> Served:
        """Start the service; returns once it answers. Called in the thread that will stop it."""


class Place(Protocol):
    """The opened application, as far as the desk worker needs it."""

    @property
    def desk(self) -> Desk:
        """The desk to ask."""

    @property
    def state(self) -> StateKeeper:
        """Where the desk's state is kept."""

    @property
    def times(self) -> TimesDesk:
        """Where records spend their time."""

    @property
    def wire(self) -> Wire:
        """What comes in and goes out by wire."""

    @property
    def lane_names(self) -> tuple[str, ...]:
        """A name for each lane that shall run."""

    def lane(self, name: str) -> Step:
        """The step of the lane of that name; called in the lane's thread."""

    def regions(self) -> Regions:
        """What reads places of pages again, with a child of its own; called in its thread."""

    def watch(
        self, folder: Path | None = None, seconds: float | None = None, folders: Folders | None = None
    ) -> Watcher:
        """What looks into that folder; called in the thread that will look."""

    @property
    def retention(self) -> KeepingDesk:
        """What plans and deletes."""

    def sweep(self) -> Step:
        """What deletes by itself what is over its time; called in its thread."""

    def follow(self) -> Step:
        """What tells of other programs' work on the same records; called in its thread."""

    def recover(self) -> int:
        """Take over what dead lanes left behind."""

    def close(self) -> None:
        """Close the store; after all lanes have been closed."""


@runtime_checkable
class Shared(Protocol):
    """A place where several people may work at the same time."""

    @property
    def presence(self) -> PresenceDesk:
        """Who has what open."""


OpenPlace = Callable[[], Place]
"""Opens the application; called in the desk's thread."""

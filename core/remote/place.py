"""A place whose store is elsewhere: what a window works on instead of an application of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, cast

from core.calls.ports import DELIVERIES, KEEPING, PRESENCE, TIMES
from core.calls.signatures import call_of
from core.domain.desk import Desk
from core.domain.keeping import KeepingDesk
from core.domain.presence import PresenceDesk
from core.domain.sending import DeliveryDesk
from core.domain.times import TimesDesk
from core.errors import UsageError
from core.remote.cache import BlobCache
from core.remote.events import ServerEvents
from core.remote.keeping import RemoteKeeping
from core.remote.link import Link
from core.remote.stub import with_calls
from core.review.desk_state import DeskStateFile
from core.wire_settings import ServiceSettings

if TYPE_CHECKING:
    from core.reading.region import RegionReader


@dataclass(frozen=True, slots=True)
class RemoteWire:
    """What a window does by wire: deliveries are the server's; nothing is sent or served from here."""

    deliveries: DeliveryDesk

    def courier(self, name: str) -> NoReturn:
        """The server's own couriers deliver; raises UsageError."""
        raise _elsewhere(name)

    def serve(self, settings: ServiceSettings) -> NoReturn:  # noqa: ARG002 - whatever is wished
        """A service needs a store; raises UsageError."""
        raise _elsewhere("serve")


@dataclass(frozen=True, slots=True)
class RemotePlace:
    """As `core.bootstrap.Application` to a window, but the work is done elsewhere.

    state: of the person at this desk, kept here. read_regions: makes a reader of places of pages; it reads here.
    release: gives up what was taken on this machine.
    """

    link: Link
    cache: BlobCache
    events: ServerEvents
    desk: Desk
    state: DeskStateFile
    read_regions: Callable[[], RegionReader]
    release: Callable[[], None]

    @property
    def times(self) -> TimesDesk:
        """Where records spend their time."""
        return cast("TimesDesk", with_calls(TIMES)(self.link))

    @property
    def wire(self) -> RemoteWire:
        """What comes in and goes out by wire."""
        return RemoteWire(cast("DeliveryDesk", with_calls(DELIVERIES)(self.link)))

    @property
    def lane_names(self) -> tuple[str, ...]:
        """None: the server's lanes do the work."""
        return ()

    def lane(self, name: str) -> NoReturn:
        """See `lane_names`; raises UsageError."""
        raise _elsewhere(name)

    def regions(self) -> RegionReader:
        """What reads places of pages again, with a child process on this machine."""
        return self.read_regions()

    def watch(self, folder: Path | None = None, *_how: object) -> NoReturn:  # noqa: ARG002 - see above
        """A folder is watched where the records are; raises UsageError."""
        raise UsageError(
            "A folder of this machine is not watched while you work on a server; set one there.", code="watch_elsewhere"
        )

    @property
    def retention(self) -> KeepingDesk:
        """What plans and deletes, there."""
        return cast("KeepingDesk", with_calls(KEEPING, RemoteKeeping)(self.link))

    @property
    def presence(self) -> PresenceDesk:
        """Who has what open there."""
        return cast("PresenceDesk", with_calls(PRESENCE)(self.link))

    def sweep(self) -> NoReturn:
        """The server deletes by itself what is over its time; raises UsageError."""
        raise _elsewhere("sweep")

    def follow(self) -> NoReturn:
        """The server tells what all do; raises UsageError."""
        raise _elsewhere("follow")

    def recover(self) -> int:
        """The server looks after its own lanes."""
        return 0

    def close(self) -> None:
        """Leave the record open here to others, end the link, remove what was kept for a while; harmless twice."""
        if self.link.is_closing:
            return
        leave = call_of(PRESENCE, "look_at")
        self.link.tell(f"/desk/{PRESENCE}/{leave.name}", leave.pack((None,), {}))
        self.link.stop()
        self.events.close()
        self.cache.close()
        self.link.close()
        self.release()


def _elsewhere(what: str) -> UsageError:
    return UsageError(f"The server does that itself ({what}).", code="elsewhere")

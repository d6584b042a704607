"""The composition root's far end: a window's place on a server instead of a store of its own."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from core.bootstrap import actor
from core.calls.ports import DESK
from core.calls.signatures import call_of, fingerprint
from core.domain.events import Event, RecordsErased
from core.domain.ids import BlobHash
from core.domain.record import ReadingOptions
from core.domain.rows import Counts
from core.domain.states import ProcessStatus
from core.errors import NotFoundError, UsageError
from core.remote.address import VARIABLE, Server, server_keys
from core.remote.cache import BlobCache
from core.remote.desk import remote_desk
from core.remote.events import ServerEvents
from core.remote.link import Link
from core.remote.place import RemotePlace
from core.remote.stub import asked
from core.review.desk_state import DeskStateFile
from core.settings import Settings
from core.store.owners import Owners
from core.store.scratch import Scratch

if TYPE_CHECKING:
    import httpx2

    from core.reading.region import RegionReader

_FOLDER: Final = "server"


def connect(settings: Settings, token: str | None = None, transport: httpx2.BaseTransport | None = None) -> RemotePlace:
    """Work on the server that the settings name; a token and a network of one's own are for tests and figures.

    Raises:
        StoreError: the server does not answer.
        UsageError: no token is known for it, it refuses ours, lets no desk work there, or is of another version.
    """
    link = _link(settings, token, transport)
    try:
        _greet(link)
        return _place(settings, link)
    except BaseException:
        link.close()
        raise


@dataclass(frozen=True, slots=True)
class PlaceReport:
    """How a server answered, in seconds, and what is there."""

    url: str
    seconds: float
    total: int
    held: int


def try_place(settings: Settings, token: str = "") -> PlaceReport:
    """Ask the server that the settings name how it stands; nothing is kept. Raises as `connect` does."""
    link = _link(settings, token)
    try:
        began = time.monotonic()
        _greet(link)
        counts: Counts = asked(link, call_of(DESK, "counts"))
    finally:
        link.close()
    return PlaceReport(link.address, time.monotonic() - began, counts.total, counts.of(ProcessStatus.HOLD))


def _link(settings: Settings, token: str | None, transport: httpx2.BaseTransport | None = None) -> Link:
    server = settings.server
    token = token or server_keys().find(server.url).text
    if not token:
        text = f"No token is known for {server.url}: holdpoint server token, or set {VARIABLE}."
        raise UsageError(text, code="no_server_token")
    return Link(Server(server.url, server.authority), token, settings.reviewer.strip() or actor(), transport)


def _greet(link: Link) -> None:
    """Both ends must mean the same by every call."""
    try:
        told: Any = json.loads(link.read("GET", "/desk/hello").content)
    except NotFoundError as error:
        text = f"{link.address} lets no window work there; set desk = true under [service] on the server."
        raise UsageError(text, code="no_desk_there") from error
    except ValueError as error:
        raise UsageError(f"No Holdpoint answers at {link.address}; check the address.", code="bad_answer") from error
    if not isinstance(told, dict) or told.get("fingerprint") != fingerprint():
        text = "The server is another version of Holdpoint than this window; use the same on both."
        raise UsageError(text, code="other_program")


def _place(settings: Settings, link: Link) -> RemotePlace:
    owners = Owners(settings.data_dir / "owners")
    scratch = Scratch(settings.data_dir / "tmp", owners)

    def fetch(blob: BlobHash) -> bytes:
        return link.read("GET", f"/desk/blobs/{blob}").content

    def release() -> None:
        scratch.close()
        owners.close()

    cache = BlobCache(scratch.path / _FOLDER, fetch)
    events = ServerEvents(link)

    def forget(event: Event) -> None:
        if isinstance(event, RecordsErased):
            cache.clear()

    events.bus.subscribe(forget)
    try:
        events.start()
    except BaseException:
        link.stop()
        events.close()
        cache.close()
        release()
        raise
    return RemotePlace(
        link=link,
        cache=cache,
        events=events,
        desk=remote_desk(link, cache, events),
        state=DeskStateFile(_folder_of(settings, link.address)),
        read_regions=lambda: _regions(settings, scratch.path),
        release=release,
    )


def _folder_of(settings: Settings, address: str) -> Path:
    """Drafts and the like speak of one server's records."""
    folder = settings.data_dir / "servers" / hashlib.sha256(address.encode()).hexdigest()[:16]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _regions(settings: Settings, scratch: Path) -> RegionReader:
    from core.reading.command import child_command  # noqa: PLC0415 - in the thread of whoever reads, at the first need
    from core.reading.limits import ReadingLimits  # noqa: PLC0415
    from core.reading.process import ChildReader  # noqa: PLC0415
    from core.reading.region import RegionReader  # noqa: PLC0415

    limits = ReadingLimits.from_settings(settings.page_seconds, settings.document_seconds, settings.child_memory_mb)
    options = ReadingOptions(settings.page_limit, settings.languages, settings.recogniser)
    return RegionReader(ChildReader(child_command(), limits, scratch, options), options)

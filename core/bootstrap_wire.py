"""The composition root's second half: what goes out and comes in by wire, loaded only where it is wanted."""

from __future__ import annotations

import logging
import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from core.bootstrap import Application
from core.delivery.desk import LocalDeliveries
from core.delivery.endpoints import endpoints_of
from core.delivery.secrets import Secret, Secrets
from core.delivery.sending import Sending
from core.domain.delivery import DeliveryState, EndpointState
from core.domain.desk import NewFiles
from core.domain.handing import HandedIn, HandIn, LoggedEvent, RecordLook, Ticket, Upload
from core.domain.ids import BlobHash, EventId, RecordId
from core.domain.rows import RecordRow
from core.domain.states import JobStatus
from core.intake.handing import HandingIn, attachment_of
from core.intake.intake import MAX_AUDIO_BYTES, MAX_IMAGE_BYTES, MAX_PDF_BYTES
from core.intake.plan import MAX_ATTACHMENTS
from core.intake.together import HandingInTogether
from core.review.desk import LocalDesk
from core.wire_settings import ServiceSettings

if TYPE_CHECKING:
    from fastapi import APIRouter

    from core.delivery.courier import Courier, CourierParts
    from core.delivery.transport import Transport
    from core.service.ports import Limits, Permissions
    from core.service.server import Server
    from core.service.stream import Hub

log = logging.getLogger(__name__)

COURIER: Final = "courier-"
BUSY_SECONDS: Final = 2.0
"""Whoever hands in waits for the store; for as long as that, others had better go elsewhere."""
KEPT_OUT_SECONDS: Final = 10.0
"""After somebody was sent away: a probe looks every few seconds, and only who tries again knows better."""
SERVICE_ACTOR: Final = "service"
"""In whose name everything is done that clients ask for."""
SecretsOf = Callable[[str], Sequence[Secret]]


def courier_parts(
    app: Application, transport: Transport | None = None, secrets_of: SecretsOf | None = None
) -> CourierParts:
    """What the couriers of this process share; a transport and secrets of one's own are for tests and figures."""
    # Here, in a courier's thread: whoever only looks at deliveries need not wait for the network's libraries (0.15 s).
    from core.delivery.courier import CourierParts  # noqa: PLC0415
    from core.delivery.transport import HttpTransport  # noqa: PLC0415

    keyring = Secrets()

    def is_due(endpoints: Sequence[str]) -> bool:
        return app.store.views.is_delivery_due(endpoints, app.clock.now())

    return CourierParts(
        endpoints=endpoints_of(app.settings.delivery),
        work=app.store.work,
        claims=app.store.brief_work,
        clock=app.clock,
        transport=transport or HttpTransport(app.settings.delivery.seconds),
        secrets_of=secrets_of or (lambda endpoint: keyring.of(endpoint, app.clock.now())),
        is_due=is_due,
        dead=app.store.owners.dead,
        dice=random.Random(),  # noqa: S311 - jitter, no secret
    )


def couriers(app: Application, parts: CourierParts | None = None) -> tuple[Courier, ...]:
    """As many couriers as the settings say, one for each thread; none where no endpoint is set up."""
    shared = parts or courier_parts(app)
    if not shared.endpoints:
        return ()
    return tuple(_courier(app, f"{COURIER}{number}", shared) for number in range(app.settings.delivery.couriers))


def _courier(app: Application, name: str, parts: CourierParts) -> Courier:
    from core.delivery.courier import Courier  # noqa: PLC0415 - see courier_parts

    return Courier(f"{app.store.owners.name}/{name}", parts)


def deliveries(app: Application) -> LocalDeliveries:
    """The desk of deliveries; for any thread but the GUI's."""
    sending = Sending(app.store.work, app.clock)
    return LocalDeliveries(app.store.views, sending, endpoints_of(app.settings.delivery))


@dataclass(frozen=True, slots=True)
class LocalWire:
    """What a window does by wire: look after deliveries, run couriers in threads of its own, serve."""

    app: Application

    @property
    def deliveries(self) -> LocalDeliveries:
        """The desk of deliveries; for any thread but the GUI's."""
        return deliveries(self.app)

    def courier(self, name: str) -> Courier:
        """A courier of that name; for one thread."""
        return _courier(self.app, name, courier_parts(self.app))

    def serve(self, settings: ServiceSettings) -> Service:
        """See `service`."""
        return service(self.app, settings)


@dataclass(frozen=True, slots=True)
class LocalOffice:
    """See `core.service.ports.Office`, on a local store."""

    app: Application
    settings: ServiceSettings
    desk: LocalDesk
    handing: HandingInTogether

    @property
    def deliveries(self) -> LocalDeliveries:
        """See `Office.deliveries`."""
        return deliveries(self.app)

    @property
    def may(self) -> Permissions:
        """See `Office.may`."""
        from core.service.ports import Permissions  # noqa: PLC0415 - see service

        verdicts = frozenset(self.app.policy.decisions.by_api)
        return Permissions(self.settings.decisions, verdicts, self.settings.erasing)

    @property
    def callbacks(self) -> tuple[str, ...]:
        """See `Office.callbacks`."""
        return tuple(self.app.settings.delivery.endpoints)

    @property
    def incoming(self) -> Path:
        """See `Office.incoming`."""
        return self.app.store.scratch

    def keep(self, part: Path, blob: BlobHash) -> None:
        """See `Office.keep`."""
        self.app.store.blobs.adopt(part, blob)

    def hand_in(self, given: HandIn) -> HandedIn:
        """See `Office.hand_in`."""
        return self.handing.take(given)

    def erase(self, record: RecordId) -> None:
        """See `Office.erase`."""
        retention = self.app.retention_of(SERVICE_ACTOR)
        retention.delete(retention.plan_erasing([record]))

    def resubmit(self, record: RecordId, files: Sequence[Upload], how: NewFiles) -> None:
        """See `Office.resubmit`."""
        kept = [attachment_of(at, file, self.app.store.blobs.path) for at, file in enumerate(files)]
        self.desk.resubmission.bring(record, kept, how)

    def look(self, record: RecordId, version: int | None = None, seen: str = "") -> RecordLook | None:
        """See `Office.look`."""
        return self.app.store.views.look(record, version, seen)

    def job_statuses(self, rows: Sequence[RecordRow]) -> dict[RecordId, JobStatus]:
        """See `Office.job_statuses`."""
        return self.app.store.views.job_statuses(rows)

    def tickets(self, records: Sequence[RecordId]) -> dict[RecordId, Ticket]:
        """See `Office.tickets`."""
        return self.app.store.views.tickets(records)

    def events(self, seen: int, most: int, record: RecordId | None = None) -> tuple[LoggedEvent, ...]:
        """See `Office.events`."""
        return self.app.store.views.events(seen, most, record)

    def event_ends(self) -> tuple[EventId, EventId]:
        """See `Office.event_ends`."""
        return self.app.store.views.event_ends()

    def delivery_counts(self) -> dict[DeliveryState, int]:
        """See `Office.delivery_counts`."""
        return self.app.store.views.delivery_counts()

    def endpoint_states(self) -> tuple[EndpointState, ...]:
        """See `Office.endpoint_states`."""
        return self.app.store.views.endpoints()

    def waiting(self) -> int:
        """See `Office.waiting`."""
        return self.app.store.views.waiting(self.settings.queue_limit)

    def free_bytes(self) -> int:
        """See `Office.free_bytes`."""
        return shutil.disk_usage(self.app.store.folder).free

    def problems(self) -> tuple[str, ...]:
        """See `Office.problems`."""
        try:
            self.app.store.views.event_ends()
            is_full = self.free_bytes() < self.settings.free_bytes
        except Exception:  # whatever it is: the store does not answer, and the probe shall say so
            log.exception("store does not answer", extra={"action": "not_ready"})
            return ("store_failed",)
        kept_out = self.handing.kept_out
        if self.handing.waits > BUSY_SECONDS or (kept_out is not None and kept_out < KEPT_OUT_SECONDS):
            return ("store_busy",)
        return ("disk_full",) if is_full else ()


@dataclass(frozen=True, slots=True)
class Service:
    """The service at work. address: as clients call it."""

    server: Server
    address: str
    token: str

    @property
    def is_alive(self) -> bool:
        """Whether it still answers."""
        return self.server.is_alive

    def stop(self) -> None:
        """End all connections."""
        self.server.stop()


def service(app: Application, settings: ServiceSettings | None = None) -> Service:
    """Start the service, as told or as the settings say; returns once it answers.

    Raises:
        UsageError: it cannot listen there.
        StoreError: its token cannot be kept.
    """
    # Here: whoever serves nothing need not wait for it to load (0.3 s).
    from core.service.app import make_app  # noqa: PLC0415
    from core.service.door import host_names  # noqa: PLC0415
    from core.service.server import Server, bound  # noqa: PLC0415
    from core.service.stream import Hub  # noqa: PLC0415
    from core.service.tokens import token_of  # noqa: PLC0415

    settings = settings or app.settings.service
    token = token_of(app.settings.data_dir)
    listening = bound(settings.host, settings.port)
    port = listening.getsockname()[1]
    handing = HandingInTogether(HandingIn(app.store.prompt_work, app.store.blobs.path, app.clock))
    office = LocalOffice(app, settings, app.desks.of(SERVICE_ACTOR, app.store.prompt_work), handing)
    hub = Hub(office)
    limits = limits_of(settings)
    asgi = make_app(
        office,
        limits,
        hub,
        token=token,
        hosts=host_names(settings.host, port, settings.hosts),
        proxies=settings.proxies,
        more=_desk_routes(app, limits, settings, hub) if settings.desk else (),
    )
    server = Server(listening, asgi, hub.end)
    server.start()
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return Service(server, f"http://{host}:{port}", token)


def _desk_routes(app: Application, limits: Limits, settings: ServiceSettings, hub: Hub) -> tuple[APIRouter, ...]:
    from core.bootstrap_office import LocalDeskOffice  # noqa: PLC0415 - as above
    from core.service.desk_calls import call_routes  # noqa: PLC0415
    from core.service.desk_files import file_routes  # noqa: PLC0415
    from core.service.once import Once  # noqa: PLC0415
    from core.service.presence import Presence  # noqa: PLC0415

    presence = Presence(timedelta(minutes=settings.idle_minutes))
    office, once = LocalDeskOffice(app, app.desk, presence), Once()
    hub.when_erased(lambda _record: once.forget())
    return file_routes(office, limits, once), call_routes(office, limits, once)


def limits_of(settings: ServiceSettings) -> Limits:
    """What one client may ask of the service."""
    from core.service.ports import Limits  # noqa: PLC0415 - as above

    return Limits(
        body=settings.max_bytes,
        pdf=MAX_PDF_BYTES,
        image=MAX_IMAGE_BYTES,
        audio=MAX_AUDIO_BYTES,
        files=MAX_ATTACHMENTS,
        queue=settings.queue_limit,
        per_minute=settings.per_minute,
        free=settings.free_bytes,
    )

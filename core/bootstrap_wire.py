"""The composition root's second half: what goes out and comes in by wire, loaded only where it is wanted."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from core.bootstrap import Application
from core.delivery.courier import Courier, CourierParts
from core.delivery.endpoints import endpoints_of
from core.delivery.secrets import Secret, Secrets
from core.delivery.transport import HttpTransport, Transport

COURIER = "courier-"
SecretsOf = Callable[[str], Sequence[Secret]]


def courier_parts(
    app: Application, transport: Transport | None = None, secrets_of: SecretsOf | None = None
) -> CourierParts:
    """What the couriers of this process share; a transport and secrets of one's own are for tests and figures."""
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
    names = (f"{app.store.owners.name}/{COURIER}{number}" for number in range(app.settings.delivery.couriers))
    return tuple(Courier(name, shared) for name in names)

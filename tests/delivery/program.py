"""Our side in a process of its own, to be killed: service, lanes on fixed stages, couriers, a reviewer, an operator.

python -m tests.delivery.program DATA PORT PEER SECRET
"""

from __future__ import annotations

import sys
import threading
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from core.bootstrap import Application, build
from core.bootstrap_wire import courier_parts, couriers, service
from core.chain.crew import Crew
from core.delivery.secrets import Secret
from core.domain.control import Control
from core.domain.decision import DecisionReason, DecisionRequest, Verdict
from core.domain.record import Dossier
from core.domain.rows import RecordQuery
from core.domain.states import ProcessStatus
from core.errors import HoldpointError
from core.settings import Settings
from core.wire_settings import DeliverySettings, EndpointSettings, ServiceSettings
from tests.kit.stages import REASON, FixedApprove, FixedStages

START = datetime(2020, 1, 1, tzinfo=UTC)


class EverySecond(FixedApprove):
    """Holds every second record for the reviewer."""

    def run(self, dossier: Dossier, control: Control) -> Dossier:
        return FixedApprove((REASON,) if dossier.record % 2 else ()).run(dossier, control)


def review(app: Application) -> None:
    """A reviewer who approves whatever is held."""
    for row in app.desk.list(RecordQuery(statuses=(ProcessStatus.HOLD,), limit=20)).rows:
        request = DecisionRequest(row.id, row.version, row.revision, Verdict.APPROVE, DecisionReason.VERIFIED)
        app.desk.decide(request)


def operate(app: Application) -> None:
    """An operator who switches the endpoint on and sends again what was given up."""
    app.desk.sending.switch_on("backend")
    app.desk.sending.recover(START)


def main(data: str, port: str, peer: str, secret: str) -> None:
    backend = EndpointSettings(url=f"http://127.0.0.1:{peer}/", allow_private=True, allow_plain_http=True)
    settings = Settings(
        data_dir=Path(data),
        lanes=1,
        service=ServiceSettings(port=int(port), free_mb=0, per_minute=1_000_000, queue_limit=100_000),
        delivery=DeliverySettings(endpoints={"backend": backend}, couriers=3, seconds=1),
    )
    app = build(settings, stages=FixedStages(approve=EverySecond()))
    app.recover()
    parts = courier_parts(app, secrets_of=lambda name: (Secret(secret),))
    crew = Crew([*(app.lane(name) for name in app.lane_names), *couriers(app, parts)])
    app.desk.subscribe(crew.hear)
    crew.start()
    service(app)
    print("ready", flush=True)  # noqa: T201 - whoever started us waits for it
    while True:
        for act in (review, operate):
            with suppress(HoldpointError):  # somebody was quicker; the next round looks again
                act(app)
        threading.Event().wait(0.2)


if __name__ == "__main__":
    main(*sys.argv[1:])

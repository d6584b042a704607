"""A back end that is a plain function, endpoints and secrets, and a courier at work on a bench."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from core.bootstrap_wire import courier_parts
from core.chain.token import StopToken
from core.delivery.courier import Courier
from core.delivery.schedule import Answer
from core.delivery.secrets import Secret
from core.domain.delivery import DeliveryQuery, DeliveryRow, Endpoint
from core.wire_settings import DeliverySettings, EndpointSettings
from tests.kit.desk import Bench, bench

SECRET = Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
OTHER = Secret("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD")
GOOD = Answer(200)
DOWN = Answer(None, "connection_failed")


@dataclass
class BackEnd:
    """Answers what `script` says, then `usual`; keeps what it got."""

    script: list[Answer] = field(default_factory=list)
    usual: Answer = GOOD
    got: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    def __call__(
        self,
        endpoint: Endpoint,
        headers: Sequence[tuple[str, str]],
        payload: bytes,
        checkpoint: Callable[[], None],
    ) -> Answer:
        checkpoint()
        self.got.append((endpoint.name, dict(headers), payload))
        return self.script.pop(0) if self.script else self.usual

    @property
    def bodies(self) -> list[dict]:
        return [json.loads(payload) for _, _, payload in self.got]

    @property
    def types(self) -> list[str]:
        return [body["type"] for body in self.bodies]


@dataclass
class Post:
    """A bench with a courier."""

    desk: Bench
    back: BackEnd
    courier: Courier

    def send(self) -> int:
        """Send all that is due now; returns how many tries that took."""
        tries = 0
        while self.courier.step(StopToken()):
            tries += 1
            assert tries < 10_000
        return tries

    def rows(self, record: int | None = None) -> list[DeliveryRow]:
        """First promised first."""
        return list(self.desk.app.desk.deliveries(DeliveryQuery(record=record)))[::-1]


def settings(**endpoints: dict) -> DeliverySettings:
    made = {name: EndpointSettings(url=f"https://{name}.example/hook", **given) for name, given in endpoints.items()}
    return DeliverySettings(endpoints=made)


@contextmanager
def post(tmp_path: Path, delivery: DeliverySettings | None = None, secrets=None) -> Iterator[Post]:
    back = BackEnd()
    with bench(tmp_path, delivery=delivery or settings(backend={})) as desk:
        parts = courier_parts(desk.app, back, secrets or (lambda endpoint: (SECRET,)))
        yield Post(desk, back, Courier("test/courier-0", replace(parts, dice=random.Random(1))))

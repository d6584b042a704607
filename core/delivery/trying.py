"""Trying an endpoint: one signed call that tells of nothing, for a person who sets it up."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from core.delivery.schedule import Answer, code_of
from core.delivery.secrets import Secret
from core.delivery.signing import signed_headers
from core.delivery.transport import Transport
from core.domain.delivery import Endpoint
from core.domain.ports import Clock

TEST_EVENT = "endpoint.test"


@dataclass(frozen=True, slots=True)
class EndpointReport:
    """How the call went. status: None if no answer came. code: what is wrong, empty if nothing is."""

    endpoint: str
    url: str
    status: int | None
    code: str
    address: str
    seconds: float

    @property
    def is_good(self) -> bool:
        """True if the receiver confirmed."""
        return not self.code


def try_endpoint(endpoint: Endpoint, secrets: Sequence[Secret], transport: Transport, clock: Clock) -> EndpointReport:
    """Send a test event; failures are in the report, not raised."""
    started = time.monotonic()
    now = clock.now()
    body = {"type": TEST_EVENT, "schema": "callback-1", "timestamp": now.isoformat(), "data": {}}
    payload = json.dumps(body, separators=(",", ":")).encode()
    if secrets:
        headers = signed_headers(f"msg_{uuid.uuid4().hex}", payload, secrets, now)
        answer = transport(endpoint, headers, payload, lambda: None)
    else:
        answer = Answer(None, "no_secret")
    seconds = time.monotonic() - started
    return EndpointReport(endpoint.name, endpoint.url, answer.status, code_of(answer), answer.address, seconds)

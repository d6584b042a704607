"""What is asked about deliveries, and what is answered; see `desktop.messages`. Not the desk's thread answers these."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.domain.delivery import DeliveryQuery, DeliveryRow
from core.domain.ids import DeliveryId
from core.domain.sending import EndpointRow, SendingState


@dataclass(frozen=True, slots=True)
class LoadDeliveries:
    """List promises, the latest first."""

    generation: int
    query: DeliveryQuery


@dataclass(frozen=True, slots=True)
class LoadSending:
    """Tell what is not settled yet, and how the endpoints fare."""


@dataclass(frozen=True, slots=True)
class SendAgain:
    """Send this one again, whatever became of it."""

    delivery: DeliveryId


@dataclass(frozen=True, slots=True)
class SendAllAgain:
    """Send all again that were promised since then and given up; endpoint: to that one alone, "" for all."""

    since: datetime
    endpoint: str


@dataclass(frozen=True, slots=True)
class SwitchOn:
    """Call that endpoint again."""

    endpoint: str


DeliveryAsk = LoadDeliveries | LoadSending | SendAgain | SendAllAgain | SwitchOn


@dataclass(frozen=True, slots=True)
class DeliveriesLoaded:
    """The answer to `LoadDeliveries`."""

    ask: LoadDeliveries
    rows: tuple[DeliveryRow, ...]


@dataclass(frozen=True, slots=True)
class SendingLoaded:
    """The answer to `LoadSending`."""

    state: SendingState
    endpoints: tuple[EndpointRow, ...]


@dataclass(frozen=True, slots=True)
class Queued:
    """So many wait to be sent. overtaken: left alone, as later news of their records may have arrived."""

    ask: SendAgain | SendAllAgain | SwitchOn
    count: int
    overtaken: int = 0


@dataclass(frozen=True, slots=True)
class DeliveryFailed:
    """One of these could not be answered; see `desktop.messages.AskFailed`."""

    ask: DeliveryAsk
    code: str
    text: str


DeliveryAnswer = DeliveriesLoaded | SendingLoaded | Queued | DeliveryFailed

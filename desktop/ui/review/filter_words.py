"""How a filter of the queue is said."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from core.domain.desk_state import QueueFilter
from core.domain.queue import Band, RecordOrder
from desktop.ui.review.phrases import QueuePhrase
from desktop.ui.review.reason_words import short
from desktop.ui.words import Words

ORDERS: Final = MappingProxyType(
    {
        RecordOrder.OLDEST: QueuePhrase.OLDEST,
        RecordOrder.DEADLINE: QueuePhrase.DEADLINE,
        RecordOrder.NEWEST: QueuePhrase.NEWEST,
    }
)
AGES: Final = (4, 24, 72, 168)
"""Hours to offer."""
_DAY: Final = 24


def age(hours: int, words: Words) -> str:
    """Waiting longer than that."""
    if hours > _DAY and hours % _DAY == 0:
        return words.say(QueuePhrase.DAYS, count=hours // _DAY)
    return words.say(QueuePhrase.HOURS, count=hours)


def band(wanted: Band, words: Words) -> str:
    """A band of confidence, in percent."""
    return words.say(QueuePhrase.BAND_OF, low=round(wanted.low * 100), high=round(wanted.high * 100))


def summary(wanted: QueueFilter, words: Words) -> str:
    """The filter in one line; "" if nothing is left out and the order is the usual one."""
    parts = [] if wanted.order is RecordOrder.OLDEST else [words.say(ORDERS[wanted.order])]
    parts += [short(code, words) for code in wanted.reasons]
    parts += [words.document_type(kind) for kind in wanted.document_types]
    if wanted.older_than_hours is not None:
        parts.append(age(wanted.older_than_hours, words))
    if wanted.band is not None:
        parts.append(band(wanted.band, words))
    if wanted.escalated:
        parts.append(words.say(QueuePhrase.ESCALATED))
    if wanted.postponed:
        parts.append(words.say(QueuePhrase.POSTPONED))
    return " · ".join(parts)

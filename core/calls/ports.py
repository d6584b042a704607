"""Which ports go by wire, and what may be done with each of their calls. A test compares this with the protocols."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from core.domain.desk import Desk
from core.domain.keeping import KeepingDesk
from core.domain.presence import PresenceDesk
from core.domain.sending import DeliveryDesk
from core.domain.times import TimesDesk

DESK: Final = "desk"
TIMES: Final = "times"
DELIVERIES: Final = "deliveries"
KEEPING: Final = "keeping"
PRESENCE: Final = "presence"
PORTS: Final = MappingProxyType(
    {DESK: Desk, TIMES: TimesDesk, DELIVERIES: DeliveryDesk, KEEPING: KeepingDesk, PRESENCE: PresenceDesk}
)
"""By the word in the address. Every method is a call, but for those that are special."""

SPECIAL: Final = MappingProxyType(
    {
        DESK: frozenset(
            {"place", "take_in", "resubmit", "read_claims", "read_policy", "picture", "evidence_pack", "subscribe"}
        ),
        TIMES: frozenset[str](),
        DELIVERIES: frozenset[str](),
        KEEPING: frozenset[str](),
        PRESENCE: frozenset[str](),
    }
)
"""What carries files or goes on for ever; `core.remote.desk` answers these in its own way."""

READS: Final = MappingProxyType(
    {
        DESK: frozenset(
            {
                "list", "row", "rows", "open", "egress", "counts", "queue_counts", "history", "compare", "deliveries",
                "plan_bulk", "match_claims", "plan_rerun", "pauses", "matching",
            }
        ),
        TIMES: frozenset({"report", "timeline", "stuck"}),
        DELIVERIES: frozenset({"rows", "state", "endpoints"}),
        KEEPING: frozenset({"is_off", "plan", "plan_erasing"}),
        PRESENCE: frozenset({"look_at", "others"}),
    }
)  # fmt: skip
"""Calls that change nothing: asked again when the connection broke. A new call counts as a change until it is here."""

REPEATABLE: Final = MappingProxyType(
    {
        DESK: frozenset(
            {"decide_many", "apply_claims", "set_claim", "cancel", "retry_failed", "resend", "pause", "resume"}
        ),
        TIMES: frozenset[str](),
        DELIVERIES: frozenset({"resend", "recover", "switch_on"}),
        KEEPING: frozenset({"delete"}),
        PRESENCE: frozenset[str](),
    }
)
"""Changes that may be done twice and are as if done once: each of their parts looks whether it still stands. Of the
others the server remembers in the very transaction that they were done."""

"""The outbox: promises, and what couriers do with them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import CursorResult, Update, and_, bindparam, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from core.domain.decision import Decision
from core.domain.delivery import (
    EVENT_OF,
    AttemptEnd,
    AttemptOutcome,
    ClaimedDelivery,
    DeliveryEvent,
    DeliveryState,
    EndpointState,
    NextStep,
    Outbox,
    Recovered,
    Told,
)
from core.domain.ids import DeliveryId, RecordId
from core.domain.states import DECIDED, ProcessStatus
from core.domain.work import Submission
from core.errors import LeaseLostError, NotFoundError
from core.store.columns import EPOCH
from core.store.delivery_statements import (
    ADD,
    ADD_ATTEMPT,
    AFTER_THE_CLOCK,
    ATTEMPTS,
    BRING_FORWARD,
    END,
    END_ATTEMPT,
    LAST,
    NEXT,
    SAID,
    TAKE,
)
from core.store.delivery_tables import DeliveryAttemptTable, DeliveryTable, EndpointTable
from core.store.results import SqlResults
from core.store.rows import reasons_of
from core.store.submissions import SqlSubmissions
from core.store.tables import table_of

_DELIVERY: Final = table_of(DeliveryTable)
_ATTEMPT: Final = table_of(DeliveryAttemptTable)
_ENDPOINT: Final = table_of(EndpointTable)
_LATER: Final = _DELIVERY.alias("later")


def _is_news(after: Submission, standing: Submission) -> bool:
    """What was decided stands; another reading of the same files is news to nobody but the desk."""
    return after.status is standing.status or after.files_of > standing.version


class SqlDeliveries:
    """See `core.domain.work.Deliveries`."""

    def __init__(self, session: Session, outbox: Outbox) -> None:
        self._session = session
        self._outbox = outbox

    def _execute(self, statement: Any, values: dict[str, object]) -> Any:
        return self._session.connection().execute(statement, values)

    def promise(
        self,
        after: Submission,
        at: datetime,
        decision: Decision | None = None,
        before: ProcessStatus | None = None,
    ) -> int:
        """Write down what each endpoint shall be told; returns how many are."""
        event = self._news(after, decision, before)
        if event is None or not self._outbox.addressees(event, ""):
            return 0
        said = self._execute(SAID, {"record": after.record}).first()
        names = self._outbox.addressees(event, said.callback if said else "")
        if not names:
            return 0
        told = self._told(event, after, at, decision, said.reference if said else "")
        # Whatever waits in a long pause goes before this, and shall not hold it up.
        self._execute(BRING_FORWARD, {"record": after.record, "now": at})
        self._session.connection().execute(ADD, [self._row(told, name) for name in names])
        return len(names)

    def _news(self, after: Submission, decision: Decision | None, before: ProcessStatus | None) -> DeliveryEvent | None:
        """What has happened, as back ends are told it; None if it is no news to them."""
        event = EVENT_OF.get(after.status)
        if event is None:
            return None
        standing = SqlSubmissions(self._session).decided_before(after)
        if decision is None:
            return event if standing is None or _is_news(after, standing) else None
        is_later = decision.supersedes is not None or before in DECIDED or standing is not None
        return DeliveryEvent.SUPERSEDED if is_later else event

    def _row(self, told: Told, endpoint: str) -> dict[str, object]:
        return {
            "key": f"msg_{uuid.uuid4().hex}",
            "record_id": told.record,
            "version": told.version,
            "sequence": told.sequence,
            "endpoint": endpoint,
            "event": told.event,
            "told": told.status,
            "payload": self._outbox.payload(told, endpoint),
            "state": DeliveryState.WAITING,
            "failures": 0,
            "created_at": told.at,
            "due_at": told.at,
            "code": "",
            "owner": "",
            "fence": 0,
        }

    def _told(
        self, event: DeliveryEvent, after: Submission, at: datetime, decision: Decision | None, reference: str
    ) -> Told:
        results = SqlResults(self._session)
        last = self._execute(LAST, {"record": after.record}).scalar()
        held = after.status is ProcessStatus.HOLD
        return Told(
            event=event,
            record=after.record,
            version=after.version,
            sequence=(last or 0) + 1,
            reference=reference,
            status=after.status,
            stage=after.stage,
            error_code=after.error_code,
            at=at,
            extraction=results.extraction(after.extract_run) if after.extract_run else None,
            reasons=reasons_of(self._session.connection(), after.id) if held else (),
            policy=results.judgement(after.approve_run).policy if after.approve_run else None,
            decision=decision,
        )

    def claim(
        self, owner: str, endpoints: Sequence[str], now: datetime, lease_until: datetime
    ) -> ClaimedDelivery | None:
        """Take the next delivery that is due for one of these endpoints; a try begins."""
        row = self._execute(NEXT, {"now": now, "endpoints": tuple(endpoints)}).first()
        if row is None:
            return None
        self._execute(TAKE, {"key_": row.id, "by": owner, "until": lease_until})
        number = self._execute(ATTEMPTS, {"key_": row.id}).scalar_one() + 1
        attempt = {"delivery_id": row.id, "number": number, "started_at": now, "outcome": AttemptOutcome.STARTED}
        self._execute(ADD_ATTEMPT, {**attempt, "code": "", "address": ""})
        return ClaimedDelivery(
            id=DeliveryId(row.id),
            key=row.key,
            endpoint=row.endpoint,
            record=RecordId(row.record_id),
            payload=row.payload,
            attempt=number,
            failures=row.failures,
            fence=row.fence + 1,
            owner=owner,
        )

    def end(self, claimed: ClaimedDelivery, end: AttemptEnd, step: NextStep) -> None:
        """Close the try and say what becomes of the delivery; raises LeaseLostError if it is not ours any more."""
        values = {
            "key_": claimed.id,
            "at_fence": claimed.fence,
            "to_state": step.state,
            "due": step.due,
            "seconds": max(0.0, (step.due - end.at).total_seconds()),
            "failed": step.failures,
            "sent": end.at if step.state is DeliveryState.SENT else None,
            "why": end.code,
        }
        if self._execute(END, values).rowcount != 1:
            raise LeaseLostError("Another courier has this delivery now.")
        self._end_attempt(claimed.id, claimed.attempt, end)

    def _end_attempt(self, delivery: int, number: int, end: AttemptEnd) -> None:
        values = {"at": end.at, "how": end.outcome, "http": end.status, "why": end.code, "place": end.address}
        self._execute(END_ATTEMPT, {"key_": delivery, "at_number": number, **values})

    def owners(self) -> tuple[str, ...]:
        """Couriers that have a delivery now."""
        found = self._session.scalars(select(DeliveryTable.owner).where(DeliveryTable.owner != "").distinct())
        return tuple(found)

    def release(self, now: datetime, dead: Sequence[str]) -> int:
        """Give back what couriers left behind that are dead or whose lease has ended; returns how many."""
        stranded = self._session.scalars(
            select(DeliveryTable.id).where(
                DeliveryTable.owner != "", or_(DeliveryTable.lease_until < now, DeliveryTable.owner.in_(tuple(dead)))
            )
        ).all()
        for delivery in stranded:
            number = self._execute(ATTEMPTS, {"key_": delivery}).scalar_one()
            self._end_attempt(delivery, number, AttemptEnd(now, AttemptOutcome.INTERRUPTED, code="courier_died"))
            self._session.execute(
                update(DeliveryTable)
                .where(DeliveryTable.id == delivery)
                .values(owner="", lease_until=None, due_at=now, wait=0.0, fence=DeliveryTable.fence + 1)
            )
        return len(stranded)

    def set_right(self, now: datetime) -> int:
        """Wait no longer than was meant to be waited, whatever became of the clock; returns how many are moved."""
        at = (now - EPOCH) // timedelta(microseconds=1)
        return sum(self._execute(statement, {"at": at}).rowcount for statement in AFTER_THE_CLOCK)

    def endpoint(self, name: str) -> EndpointState:
        """How that endpoint fares; as new if nothing is known of it."""
        row = self._execute(select(_ENDPOINT).where(_ENDPOINT.c.name == bindparam("called")), {"called": name}).first()
        return EndpointState(**row._mapping) if row else EndpointState(name)  # noqa: SLF001 - SQLAlchemy's public name

    def set_endpoint(self, state: EndpointState) -> None:
        """Note how it fares."""
        self._session.execute(delete(EndpointTable).where(EndpointTable.name == state.name))
        self._session.add(
            EndpointTable(
                name=state.name,
                failures=state.failures,
                failing_since=state.failing_since,
                paused_until=state.paused_until,
                paused_for=state.paused_for,
                off_at=state.off_at,
                off_code=state.off_code,
                confirmed_at=state.confirmed_at,
            )
        )
        self._session.flush()

    def hasten(self, endpoint: str, now: datetime) -> int:
        """Try all that waits for that endpoint now; returns how many."""
        return self._changed(
            update(_DELIVERY)
            .where(
                _DELIVERY.c.endpoint == endpoint,
                _DELIVERY.c.state == DeliveryState.WAITING,
                _DELIVERY.c.due_at > now,
            )
            .values(due_at=now, wait=0.0)
        )

    def _changed(self, statement: Update) -> int:
        done: CursorResult[Any] = self._session.connection().execute(statement)
        return done.rowcount

    def again(self, delivery: DeliveryId, now: datetime) -> RecordId:
        """Send one now, whatever became of it, its schedule begun anew; raises NotFoundError."""
        row = self._session.get(DeliveryTable, delivery)
        if row is None:
            raise NotFoundError(f"There is no delivery {delivery}.")
        row.state, row.failures, row.due_at, row.wait = DeliveryState.WAITING, 0, now, 0.0
        self._session.flush()
        return RecordId(row.record_id)

    def recover(self, since: datetime, endpoint: str, now: datetime) -> Recovered:
        """Send all again that were promised since then and given up, but those that later news may have overtaken."""
        given_up = and_(
            _DELIVERY.c.state == DeliveryState.FAILED,
            _DELIVERY.c.created_at >= since,
            *([_DELIVERY.c.endpoint == endpoint] if endpoint else []),
        )
        overtaken = exists().where(
            _LATER.c.record_id == _DELIVERY.c.record_id,
            _LATER.c.endpoint == _DELIVERY.c.endpoint,
            _LATER.c.id > _DELIVERY.c.id,
            # A try is enough: it may have arrived although nothing came back.
            exists().where(_ATTEMPT.c.delivery_id == _LATER.c.id),
        )
        left = self._session.scalar(select(func.count()).select_from(_DELIVERY).where(given_up, overtaken)) or 0
        again = update(_DELIVERY).where(given_up, ~overtaken)
        return Recovered(
            self._changed(again.values(state=DeliveryState.WAITING, failures=0, due_at=now, wait=0.0)), left
        )

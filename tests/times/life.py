"""A store with a life behind it: records taken in, run, held, decided, run again, cancelled, at random times."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from core.domain.desk import RerunRequest
from core.domain.hold import HoldReason, ReasonCode
from core.domain.ids import RecordId
from core.domain.states import ProcessStatus, StageName
from core.errors import ConflictError, EngineError
from tests.kit.desk import Bench
from tests.kit.held import approval, rejection

CODES = (ReasonCode.NO_TEXT, ReasonCode.CLAIM_DIFFERS, ReasonCode.MISSING_FIELD)


@dataclass
class Life:
    """Drives a desk and writes down by itself when each version was on hold, and what the policy approved."""

    desk: Bench
    dice: random.Random
    records: list[RecordId] = field(default_factory=list)
    open_holds: dict[tuple[RecordId, int], datetime] = field(default_factory=dict)
    holds: list[tuple[datetime, float]] = field(default_factory=list)
    alone: int = 0
    judged_by_hand: int = 0
    reasons: list[str] = field(default_factory=list)
    _seen: dict[RecordId, tuple[int, ProcessStatus]] = field(default_factory=dict)

    def live(self, deeds: int) -> None:
        ways: tuple[Callable[[], None], ...] = (
            self.take_in, self.take_in, self.work, self.work, self.work, self.decide, self.decide, self.again,
            self.cancel,
        )  # fmt: skip
        for _ in range(deeds):
            self.desk.clock.turn(timedelta(seconds=self.dice.expovariate(1 / 2000)))
            self.dice.choice(ways)()
            self.look()

    def take_in(self) -> None:
        self.records.append(self.desk.drop(f"{len(self.records)}.pdf"))

    def work(self) -> None:
        self.desk.stages.approve.reasons = tuple(
            HoldReason(code, StageName.APPROVE) for code in self.dice.sample(CODES, self.dice.randrange(3))
        )
        breaks = self.dice.random() < 0.15

        def before(_dossier: object, _control: object) -> None:
            self.desk.clock.turn(timedelta(seconds=self.dice.lognormvariate(0, 2)))
            if breaks:
                raise EngineError("It broke.", code="it_broke")

        self.desk.stages.ocr.before = self.desk.stages.extract.before = before
        for _ in range(self.dice.randrange(1, 5)):
            self.desk.step()
            self.look()

    def decide(self) -> None:
        done = (ProcessStatus.HOLD, ProcessStatus.APPROVED, ProcessStatus.REJECTED)
        waiting = [record for record in self.records if self.desk.app.desk.row(record).status in done]
        if waiting:
            record = self.dice.choice(waiting)
            was = self.desk.app.desk.row(record).status
            self.desk.app.desk.decide(self.dice.choice((approval, rejection))(self.desk, record))
            self.judged_by_hand += was is ProcessStatus.HOLD

    def again(self) -> None:
        if self.records:
            try:
                self.desk.app.desk.rerun(
                    RerunRequest(
                        self.dice.choice(self.records),
                        self.dice.choice(list(StageName)),
                        chain=self.dice.random() < 0.7,
                    )
                )
            except ConflictError:
                return

    def cancel(self) -> None:
        if self.records:
            self.desk.app.desk.cancel([self.dice.choice(self.records)])

    def look(self) -> None:
        """Compare every record with what it was before; between two looks the clock does not matter."""
        now = self.desk.clock.now()
        for record in self.records:
            row = self.desk.app.desk.row(record)
            before, after = self._seen.get(record), (row.version, row.status)
            if before == after:
                continue
            self._seen[record] = after
            if before is not None and before[1] is ProcessStatus.HOLD:
                since = self.open_holds.pop((record, before[0]))
                self.holds.append((now, (now - since).total_seconds()))
            judged = before in {(row.version, ProcessStatus.PENDING), (row.version, ProcessStatus.IN_PROGRESS)}
            if row.status is ProcessStatus.HOLD:
                self.open_holds[record, row.version] = now
                if judged:
                    self.reasons += {reason.code.value for reason in row.reasons}
            self.alone += judged and row.status is ProcessStatus.APPROVED

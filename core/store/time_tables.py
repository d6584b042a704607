"""Tables of times: filled by triggers alone (time_triggers.py), in the transaction of whatever they tell of."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from core.domain.states import ProcessStatus, StageName
from core.domain.times import Lap
from core.store.columns import Key, UtcTime, enum_column
from core.store.tables import Base


class TimeBandTable(Base):
    """Where each band of times begins, in microseconds (see core/domain/bands.py)."""

    __tablename__ = "time_band"
    __table_args__ = (Index("ix_time_band_low", "low", unique=True),)

    band: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    low: Mapped[int] = mapped_column(Key)


class LapTable(Base):
    """Each lap that has ended, in the order in which the late ones are looked for. run_id: of the stage run.

    A lap of holding belongs to the run that held.
    """

    __tablename__ = "lap"
    __table_args__ = ({"sqlite_with_rowid": False},)

    stage: Mapped[StageName] = mapped_column(enum_column(StageName, "stage"), primary_key=True)
    kind: Mapped[Lap] = mapped_column(enum_column(Lap, "kind"), primary_key=True)
    band: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    ended_at: Mapped[datetime] = mapped_column(UtcTime, primary_key=True)
    run_id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    micros: Mapped[int] = mapped_column(Key)


class HoldSpanTable(Base):
    """When a version was on hold and the current one; until: none while it is."""

    __tablename__ = "hold_span"
    __table_args__ = (Index("ix_hold_span_open", "since", sqlite_where=text("until IS NULL")),)

    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    since: Mapped[datetime] = mapped_column(UtcTime, primary_key=True)
    until: Mapped[datetime | None] = mapped_column(UtcTime, default=None)
    run_id: Mapped[int] = mapped_column(Key)


class TimeRollupTable(Base):
    """The laps that ended in one hour or day: how many, how long together, and how many in each band.

    bands: digits of one width, band after band; always as long, so that a report takes as long whatever was counted.
    """

    __tablename__ = "time_rollup"
    __table_args__ = ({"sqlite_with_rowid": False},)

    grain: Mapped[str] = mapped_column(String(8), primary_key=True)
    start: Mapped[datetime] = mapped_column(UtcTime, primary_key=True)
    stage: Mapped[StageName] = mapped_column(enum_column(StageName, "stage"), primary_key=True)
    kind: Mapped[Lap] = mapped_column(enum_column(Lap, "kind"), primary_key=True)
    laps: Mapped[int] = mapped_column(Key)
    micros: Mapped[int] = mapped_column(Key)
    bands: Mapped[str] = mapped_column(Text)


class TallyTable(Base):
    """What else happened in one hour or day, counted: see the triggers for what and key."""

    __tablename__ = "tally"
    __table_args__ = ({"sqlite_with_rowid": False},)

    grain: Mapped[str] = mapped_column(String(8), primary_key=True)
    start: Mapped[datetime] = mapped_column(UtcTime, primary_key=True)
    what: Mapped[str] = mapped_column(String(16), primary_key=True)
    key: Mapped[str] = mapped_column(String(160), primary_key=True)
    number: Mapped[int] = mapped_column(Key)


class StandingTable(Base):
    """How many records stand at each status now."""

    __tablename__ = "standing"

    status: Mapped[ProcessStatus] = mapped_column(enum_column(ProcessStatus, "status"), primary_key=True)
    number: Mapped[int] = mapped_column(Key)


class ErasedTable(Base):
    """What was deleted of which record, when and by whom. `record_id` is a plain number: the record may be gone.

    wiped: the whole database was gone through since, so that nothing of it is left in any page.
    """

    __tablename__ = "erased"
    __table_args__ = (Index("ix_erased_unwiped", "wiped", sqlite_where=text("wiped = 0")),)

    record_id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    part: Mapped[str] = mapped_column(String(16), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcTime)
    actor: Mapped[str] = mapped_column(String(128))
    wiped: Mapped[bool] = mapped_column(Boolean(create_constraint=False), default=False)

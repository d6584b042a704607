"""Putting a report together from what the store has counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Final, Protocol

from core.domain import bands
from core.domain.ids import RecordId
from core.domain.ports import Clock
from core.domain.states import StageName
from core.domain.times import (
    Breach,
    FlowPoint,
    Grain,
    Lap,
    Period,
    Ranked,
    Reviewed,
    Spread,
    Standing,
    Stuck,
    Target,
    Timeline,
    TimesReport,
    TrendPoint,
)

_SHORT: Final = timedelta(hours=49)
"""Up to two days are shown by hours."""
_LONG: Final = timedelta(days=93)
"""Beyond a quarter, steps are weeks."""
_MOST: Final = 200


class Counted(Protocol):
    """The laps of one stage that ended in one step. bands: how many in each band."""

    @property
    def start(self) -> datetime: ...  # noqa: D102
    @property
    def stage(self) -> StageName: ...  # noqa: D102
    @property
    def lap(self) -> Lap: ...  # noqa: D102
    @property
    def laps(self) -> int: ...  # noqa: D102
    @property
    def micros(self) -> int: ...  # noqa: D102
    @property
    def bands(self) -> tuple[int, ...]: ...  # noqa: D102


class Tally(Protocol):
    """How often something else happened in one step."""

    @property
    def start(self) -> datetime: ...  # noqa: D102
    @property
    def what(self) -> str: ...  # noqa: D102
    @property
    def key(self) -> str: ...  # noqa: D102
    @property
    def number(self) -> int: ...  # noqa: D102


class TimeViews(Protocol):
    """What the store has counted."""

    def rolled(self, grain: Grain, period: Period) -> Sequence[Counted]: ...  # noqa: D102
    def tallied(self, grain: Grain, period: Period) -> Sequence[Tally]: ...  # noqa: D102
    def standing(self) -> tuple[Standing, ...]: ...  # noqa: D102
    def part_done(self) -> int: ...  # noqa: D102
    def holding(self, period: Period) -> int: ...  # noqa: D102
    def late(self, target: Target, band: int, period: Period, most: int) -> tuple[Breach, ...]: ...  # noqa: D102
    def late_now(self, target: Target, now: datetime) -> tuple[Breach, ...]: ...  # noqa: D102
    def timeline(self, record: RecordId, now: datetime) -> Timeline: ...  # noqa: D102


class Watch(Protocol):
    """What does not move."""

    def stuck(self, now: datetime) -> tuple[Stuck, ...]: ...  # noqa: D102


class Dashboard:
    """See `core.domain.times.TimesDesk`.

    zone: days begin at its midnights; None for this machine's own. hours_kept: how far back hours are counted.
    """

    def __init__(
        self,
        views: TimeViews,
        clock: Clock,
        targets: Sequence[Target],
        watch: Watch,
        *,
        hours_kept: timedelta,
        zone: tzinfo | None = None,
    ) -> None:
        self._views = views
        self._clock = clock
        self._targets = tuple(targets)
        self._watch = watch
        self._hours_kept = hours_kept
        self._zone = zone

    def report(self, period: Period) -> TimesReport:
        """See `TimesDesk.report`."""
        now = self._clock.now()
        grain = self._grain(period, now)
        counted = Grain.HOUR if grain is Grain.HOUR else Grain.DAY
        whole = whole_steps(period, counted, self._zone)
        rolled = self._views.rolled(counted, whole)
        tallies = self._views.tallied(counted, whole)
        outcomes = _by_key(tallies, "outcome")
        # What waits for a person counts too: else nothing but the policy's own approvals would make a hundred per cent.
        still_held = self._views.holding(whole)
        judged = outcomes["alone"] + outcomes["approved"] + outcomes["rejected"] + still_held
        spreads = _spreads(rolled, self._targets)
        return TimesReport(
            period=whole,
            grain=grain,
            now=now,
            standing=self._views.standing(),
            flow=_flow(tallies, grain, whole.since),
            spreads=spreads,
            trend=_trend(rolled, grain, whole.since),
            breaches=self._breaches(rolled, whole, now),
            alone=outcomes["alone"] / judged if judged else None,
            reasons=_ranked(_by_key(tallies, "reason")),
            errors=_ranked(_by_key(tallies, "error")),
            reviewers=_reviewers(_by_key(tallies, "decided")),
            still_held=still_held,
            judged=judged,
            part_done=self._views.part_done(),
        )

    def timeline(self, record: RecordId) -> Timeline:
        """See `TimesDesk.timeline`."""
        return self._views.timeline(record, self._clock.now())

    def stuck(self) -> tuple[Stuck, ...]:
        """See `TimesDesk.stuck`."""
        return self._watch.stuck(self._clock.now())

    def _grain(self, period: Period, now: datetime) -> Grain:
        length = period.until - period.since
        if length <= _SHORT and now - period.since < self._hours_kept:
            return Grain.HOUR
        return Grain.DAY if length <= _LONG else Grain.WEEK

    def _breaches(self, rolled: Sequence[Counted], period: Period, now: datetime) -> tuple[Breach, ...]:
        found: list[Breach] = []
        for target in self._targets:
            going_on = self._views.late_now(target, now) if period.until > now else ()
            found += going_on
            bins = _together(row for row in rolled if (row.stage, row.lap) == (target.stage, target.lap))
            left = _MOST
            for band in range(bands.COUNT - 1, bands.band_of(round(target.seconds * 1_000_000)), -1):
                if bins[band] and left > 0:
                    late = self._views.late(target, band, period, left)
                    left -= len(late)
                    found += late
        return tuple(sorted(found, key=lambda breach: (breach.ended is not None, -breach.seconds)))


def recent(length: timedelta, until: datetime, zone: tzinfo | None = None) -> Period:
    """So many steps up to that time, the one it lies in among them: 7 days are its day and the six before.

    Args:
        length: whole days, or whole hours of up to two days.
        until: aware.
        zone: days begin at its midnights; None for this machine's own.
    """
    if length <= _SHORT:
        return Period(until - length + timedelta(hours=1), until)
    # By the clock on the wall: a day of 23 or 25 hours on the way would end up in another day.
    wall = until.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    first = wall - length + timedelta(days=1)
    since = first.astimezone() if zone is None else first.replace(tzinfo=zone)
    return Period(since.astimezone(until.tzinfo), until)


def whole_steps(period: Period, grain: Grain, zone: tzinfo | None) -> Period:
    """The smallest period of whole hours or days around it."""
    since = _begin(period.since, grain, zone)
    until = _begin(period.until, grain, zone)
    if until < period.until:
        step = timedelta(hours=1) if grain is Grain.HOUR else timedelta(days=1)
        until = _begin(until + step * 1.5, grain, zone)  # past the end of the step, also where a day has 23 hours
    return Period(since, until)


def _begin(at: datetime, grain: Grain, zone: tzinfo | None) -> datetime:
    if grain is Grain.HOUR:
        return at - timedelta(minutes=at.minute, seconds=at.second, microseconds=at.microsecond)
    midnight = at.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    # Said again without its offset: midnight may have another one than the hour it was made from.
    return (midnight.replace(tzinfo=None).astimezone() if zone is None else midnight).astimezone(at.tzinfo)


def _step(at: datetime, grain: Grain, since: datetime) -> datetime:
    """The beginning of the trend's step that holds the step of the store."""
    return since + timedelta(days=(at - since).days // 7 * 7) if grain is Grain.WEEK else at


def _together(rows: Iterable[Counted]) -> list[int]:
    total = [0] * bands.COUNT
    for row in rows:
        total = [mine + more for mine, more in zip(total, row.bands, strict=True)]
    return total


def _grouped(rows: Iterable[Counted]) -> dict[tuple[StageName, Lap], list[Counted]]:
    found: dict[tuple[StageName, Lap], list[Counted]] = defaultdict(list)
    for row in rows:
        found[row.stage, row.lap].append(row)
    return found


def _spreads(rolled: Sequence[Counted], targets: Sequence[Target]) -> tuple[Spread, ...]:
    aims = {(target.stage, target.lap): target.seconds for target in targets}
    groups = _grouped(rolled)
    return tuple(
        _spread(stage, lap, groups[stage, lap], aims.get((stage, lap)))
        for stage in StageName
        for lap in Lap
        if (stage, lap) in groups
    )


def _spread(stage: StageName, lap: Lap, rows: Sequence[Counted], target: float | None) -> Spread:
    bins, laps = _together(rows), sum(row.laps for row in rows)
    return Spread(
        stage=stage,
        lap=lap,
        count=laps,
        mean=sum(row.micros for row in rows) / laps / 1_000_000,
        p50=bands.percentile(bins, 0.50) or 0.0,
        p95=bands.percentile(bins, 0.95) or 0.0,
        p99=bands.percentile(bins, 0.99) or 0.0,
        target=target,
        late=bands.beyond(bins, target) if target is not None else 0,
    )


def _trend(rolled: Sequence[Counted], grain: Grain, since: datetime) -> tuple[TrendPoint, ...]:
    steps: dict[tuple[datetime, StageName, Lap], list[Counted]] = defaultdict(list)
    for row in rolled:
        steps[_step(row.start, grain, since), row.stage, row.lap].append(row)
    points = []
    for (at, stage, lap), rows in sorted(steps.items(), key=lambda item: item[0][0]):
        bins = rows[0].bands if len(rows) == 1 else _together(rows)
        laps = sum(row.laps for row in rows)
        middle, high = bands.percentile(bins, 0.5) or 0.0, bands.percentile(bins, 0.95) or 0.0
        points.append(TrendPoint(at, stage, lap, laps, middle, high))
    return tuple(points)


def _flow(tallies: Sequence[Tally], grain: Grain, since: datetime) -> tuple[FlowPoint, ...]:
    steps: dict[datetime, Counter[str]] = defaultdict(Counter)
    for tally in tallies:
        if tally.what in ("taken_in", "outcome"):
            steps[_step(tally.start, grain, since)][tally.key or tally.what] += tally.number
    names = ("taken_in", "alone", "held", "approved", "rejected", "failed")
    return tuple(FlowPoint(at, *(steps[at][name] for name in names)) for at in sorted(steps))


def _by_key(tallies: Iterable[Tally], what: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for tally in tallies:
        if tally.what == what:
            found[tally.key] += tally.number
    return found


def _ranked(numbers: Counter[str]) -> tuple[Ranked, ...]:
    return tuple(Ranked(key, number) for key, number in sorted(numbers.items(), key=lambda item: (-item[1], item[0])))


def _reviewers(decided: Counter[str]) -> tuple[Reviewed, ...]:
    """The store's key: the verdict, a plus sign if it superseded an earlier one (else a space), the name."""
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for key, number in decided.items():
        verdict = "approve" if key.startswith("approve") else "reject"
        mark, name = key[len(verdict)], key[len(verdict) + 1 :]
        rows[name][verdict] += number
        rows[name]["changed"] += number if mark == "+" else 0
    made = (Reviewed(name, row["approve"], row["reject"], row["changed"]) for name, row in rows.items())
    return tuple(sorted(made, key=lambda row: (-row.approved - row.rejected, row.reviewer)))

"""The composition root: the only module that knows the concrete classes and joins the rooms."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import resources
from core.approval.policy import Policy
from core.approval.schools import SchoolList
from core.bootstrap_again import RunRules
from core.bootstrap_desk import Desks
from core.bootstrap_stages import StageFactory, field_model, kept_answers, real_stages, region_reader
from core.chain.finisher import Finisher
from core.chain.lane import Lane
from core.chain.recovery import Recovery
from core.chain.runner import ChainRunner, at_once
from core.clock import SystemClock
from core.delivery.endpoints import endpoints_of
from core.delivery.payload import Promises
from core.domain.ids import RecordId, RunId
from core.domain.model import FieldModel
from core.domain.ports import Clock
from core.domain.record import ReadingOptions
from core.domain.states import StageName
from core.domain.watching import Folders
from core.errors import UsageError
from core.events import EventBus
from core.extraction.types import DocumentTypes
from core.intake.intake import Intake
from core.intake.watching import FolderWatch, checked_folder
from core.language_model.breaker import Breaker
from core.review.desk import LocalDesk
from core.review.desk_state import DeskStateFile
from core.review.following import Following
from core.review.keeping import Retention
from core.review.sweeping import Sweep
from core.settings import Settings
from core.store.store import Store
from core.store.time_triggers import HOURS_KEPT
from core.times.dashboard import Dashboard
from core.times.watchdog import Watchdog

if TYPE_CHECKING:
    from core.bootstrap_wire import LocalWire
    from core.reading.region import RegionReader

READING_LANE = "read-"
LIGHT_LANE = "light"
DEFAULT_POLICY = "policies/default.toml"
SCHOOLS = "schools.csv"


@dataclass(slots=True)
class Application:
    """Everything wired. `desk` may be called from any thread but the GUI's; a lane belongs to one thread."""

    settings: Settings
    store: Store
    bus: EventBus
    clock: Clock
    desk: LocalDesk
    desks: Desks
    intake: Intake
    recovery: Recovery
    policy: Policy
    schools: SchoolList
    types: DocumentTypes
    stages: StageFactory
    rules: RunRules
    model: FieldModel | None = None
    lanes: list[Lane] = field(default_factory=list)
    breakers: dict[str, Breaker] = field(default_factory=dict)

    @property
    def lane_names(self) -> tuple[str, ...]:
        """A name for each lane that shall run.

        Reading lanes, as many as the settings say, each with a child process that should never wait; and a light
        one beside them for the stages that follow.
        """
        return (*(f"{READING_LANE}{number}" for number in range(self.settings.lanes)), LIGHT_LANE)

    def lane(self, name: str) -> Lane:
        """The lane of that name, with stages (and a child process) of its own; call it in one thread only.

        A name that is none of `lane_names` gives a lane that takes every stage.
        """
        stages, takes = self.stages(self), _stages_of(name)
        if StageName.OCR in takes:
            stages.warm_up()
        # Beside a lane that only reads, so that its child goes on meanwhile; a lane that does all has nothing to gain.
        finisher = Finisher() if takes == {StageName.OCR} else None
        runner = ChainRunner(
            stages.by_name,
            self.store.work,
            self.clock,
            self.reading_options,
            brought=self.store.pictures,
            finish=finisher.hand if finisher else at_once,
        )
        lane = Lane(
            owner=f"{self.store.owners.name}/{name}",
            takes=takes,
            runner=runner,
            claims=self.store.brief_work,
            clock=self.clock,
            publish=self.bus.publish,
            recover=self.recovery.now_and_then,
            on_close=stages.close,
            finisher=finisher,
        )
        self.lanes.append(lane)
        return lane

    @property
    def state(self) -> DeskStateFile:
        """What the desk keeps for the person who works at it."""
        return DeskStateFile(self.settings.data_dir)

    @property
    def times(self) -> Dashboard:
        """Where records spend their time; as `desk`, for any thread but the GUI's."""
        targets, store = self.settings.targets, self.store
        watchdog = Watchdog(store.open_runs, targets.stuck, store.owners.dead)
        return Dashboard(store.times, self.clock, targets.targets, watchdog, hours_kept=timedelta(hours=HOURS_KEPT))

    @property
    def wire(self) -> LocalWire:
        """What a window does by wire; loaded only there."""
        from core.bootstrap_wire import LocalWire  # noqa: PLC0415

        return LocalWire(self)

    @property
    def retention(self) -> Retention:
        """What deletes; as `desk`, for any thread but the GUI's."""
        return self.retention_of(self.settings.reviewer.strip() or actor())

    def retention_of(self, reviewer: str) -> Retention:
        """As `retention`, in that person's name."""
        return Retention(
            self.store.erasing,
            self.store.wiping,
            self.clock,
            reviewer,
            self.settings.retention,
            cancel=self.desk.cancel,
            publish=self.bus.publish,
        )

    def sweep(self) -> Sweep:
        """What deletes by itself what is over its time, for one thread."""
        retention = None if self.settings.retention.is_off else lambda: self.retention
        return Sweep(retention, self.store.wiping, self.clock)

    def follow(self) -> Following:
        """What tells listeners here what other programs do, for one thread."""
        return Following(self.store.views, self.bus.publish, self.bus.subscribe)

    def regions(self) -> RegionReader:
        """What reads one place of a page again, with a child process of its own; call it in one thread only."""
        return region_reader(self)

    def watch(
        self, folder: Path | None = None, seconds: float | None = None, folders: Folders | None = None
    ) -> FolderWatch:
        """What looks into a folder for one thread, as told or as the settings say.

        Raises:
            UsageError: no folder is named, or it cannot be watched.
        """
        wanted = folder or self.settings.watch.folder
        if wanted is None:
            raise UsageError("No folder is named to be watched; set watch.folder.", code="no_folder")

        def take(path: Path) -> RecordId | None:
            return next(iter(self.intake.take_in([path]).records), None)

        return FolderWatch(
            folder=checked_folder(wanted, self.settings.data_dir),
            seconds=self.settings.watch.stable_seconds if seconds is None else seconds,
            take=take,
            work=self.store.work,
            clock=self.clock,
            folders=folders or self.settings.watch.folders,
        )

    def recover(self) -> int:
        """Take over what dead lanes left behind; returns how many stage runs."""
        found = self.recovery.recover()
        with self.store.work() as work:
            work.deliveries.release(self.clock.now(), self.store.owners.dead(work.deliveries.owners()))
            work.commit()
        self.store.owners.sweep()  # from here on nobody can tell that their owners are dead
        return found

    def close(self) -> None:
        """Close the store; all lanes must have been closed before."""
        self.store.close()

    @property
    def reading_options(self) -> ReadingOptions:
        """How new documents are read, as the settings say."""
        return ReadingOptions(self.settings.page_limit, self.settings.languages, self.settings.recogniser)


def _stages_of(lane: str) -> frozenset[StageName]:
    if lane == LIGHT_LANE:
        return frozenset({StageName.EXTRACT, StageName.APPROVE})
    return frozenset({StageName.OCR} if lane.startswith(READING_LANE) else StageName)


def build(settings: Settings, clock: Clock | None = None, stages: StageFactory | None = None) -> Application:
    """Wire everything on the store in `settings.data_dir`; a clock and stages of one's own are for tests and figures.

    Raises:
        StoreError: the store cannot be opened.
        UsageError: the policy or the list of schools is not valid.
    """
    os.umask(0o077)
    clock = clock or SystemClock()
    bus = EventBus()
    _keep_answers(settings, bus)
    policy = Policy.load(settings.policy or resources.path(DEFAULT_POLICY))
    types = DocumentTypes.load(resources.path("document_types"))
    store = Store(settings.data_dir, bus.publish, Promises(endpoints_of(settings.delivery)))
    lanes: list[Lane] = []
    rules = RunRules(settings, store)
    rules.keep(policy)
    desks = Desks(settings, store, bus, clock, _canceller(lanes), rules)
    return Application(
        settings=settings,
        store=store,
        bus=bus,
        clock=clock,
        desk=desks.of(settings.reviewer.strip() or actor()),
        desks=desks,
        intake=Intake(store.work, store.blobs, clock),
        recovery=Recovery(store.work, clock, store.owners.dead),
        policy=policy,
        schools=load_schools(settings.data_dir),
        types=types,
        stages=stages or real_stages,
        model=field_model(settings.model, store, clock),
        rules=rules,
        lanes=lanes,
    )


def _keep_answers(settings: Settings, bus: EventBus) -> None:
    """What readers elsewhere answered goes when its time is over, or its record is erased."""
    answers = kept_answers(settings)
    answers.sweep()
    bus.subscribe(answers.hear)


def _canceller(lanes: Sequence[Lane]) -> Callable[[RunId], None]:
    """What stops a run, whichever of the lanes has it; more lanes may come."""

    def cancel(run: RunId) -> None:
        for lane in lanes:
            lane.cancel(run)

    return cancel


def load_schools(data_dir: Path) -> SchoolList:
    """The list of schools that comes along, and the user's own if there is one.

    Raises:
        UsageError: a list is not valid; the text names file and line.
    """
    return SchoolList.load(*(place for place in (resources.path(SCHOOLS), data_dir / SCHOOLS) if place.exists()))


def actor() -> str:
    """Who sits here, as the system says."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no entry for this user id, as in some containers
        return f"uid {os.getuid()}" if hasattr(os, "getuid") else "unknown"

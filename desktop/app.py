"""The window's composition root: the only place where screens and workers meet."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from core.settings import Settings, WatchSettings
from desktop.first_paint import FirstPaint
from desktop.garbage import Collector
from desktop.presence import PresenceKeeper
from desktop.service_messages import ServiceWish
from desktop.shell import Shell
from desktop.shutdown import Closer
from desktop.ui.link import show_not_opened
from desktop.ui.phrases import Phrase
from desktop.workers.bridge import Bridge
from desktop.workers.couriers import courier_names, is_courier
from desktop.workers.deliveries import DeliveriesWorker
from desktop.workers.desk import AWAY, DeskWorker
from desktop.workers.keeping import KeepingWorker
from desktop.workers.pictures import PictureWorker
from desktop.workers.ports import OpenPlace, Place, Step, Watcher
from desktop.workers.presence import PresenceWorker
from desktop.workers.program import ProgramWorker
from desktop.workers.regions import RegionWorker
from desktop.workers.requests import PlaceFailed, PlaceOpened
from desktop.workers.serving import LANE as SERVICE_LANE
from desktop.workers.serving import ServiceStep, Serving
from desktop.workers.sound import SoundWorker
from desktop.workers.supervisor import Supervisor
from desktop.workers.times import TimesWorker
from desktop.workers.watching import LANE, Watching, WatchStep
from desktop.workers.window_file import WindowKeeper, load_window

SWITCH_SECONDS: Final = 0.0005
"""How long a lane's Python code may hold the interpreter while the window waits for it; Python's own 5 ms add up to
visible stutter when a single mouse move runs a dozen small Python functions."""


AGAIN_MS: Final = 5000
"""After that a server that did not answer at the start is asked again."""
SWEEP_LANE: Final = "sweep"
FOLLOW_LANE: Final = "follow"
LANES_AFTER_MS: Final = 80
"""After the first answer: what it brought is drawn before the lanes' loading takes the interpreter."""


class Desktop(QObject):
    """Everything of one run: window, workers, threads, and how they end. `ready` once the first list is shown."""

    ready = Signal()
    _desk_may_close = Signal()
    _regions_may_close = Signal()

    def __init__(self, app: QApplication, settings: Settings, paths: Sequence[Path], open_place: OpenPlace) -> None:
        super().__init__()
        self._settings = settings
        self._paths = tuple(paths)
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.shell = Shell(app, settings, load_window(settings.data_dir))
        self._first_paint = FirstPaint(self.shell.window)
        self.closer = Closer()
        self.bridge = Bridge()
        self.supervisor: Supervisor | None = None
        self._is_ready = False
        self._told_of = ""
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self.shell.opening_wanted)
        self._unsubscribe: Callable[[], None] | None = None
        self._desk_thread, self._picture_thread = _thread("desk"), _thread("pictures")
        self._region_thread, self._times_thread = _thread("regions"), _thread("times")
        self._desk, self._pictures, self._regions = DeskWorker(open_place), PictureWorker(), RegionWorker()
        self._sounds, self._keeper, self._times = SoundWorker(), WindowKeeper(settings.data_dir), TimesWorker()
        self._deliveries, self._keeping, self._presence = DeliveriesWorker(), KeepingWorker(), PresenceWorker()
        self._present = PresenceKeeper(self.shell)
        self._program = ProgramWorker(settings)
        self._watching = Watching(settings.watch)
        self._serving = Serving(ServiceWish(settings.service, settings.service.enabled))
        self._move_workers()
        self._connect()

    def _move_workers(self) -> None:
        """Each to the thread in which it answers; what reads the same tables shares one."""
        for thread, workers in (
            (self._desk_thread, (self._desk, self._keeper)),
            (self._picture_thread, (self._pictures, self._sounds)),
            (self._region_thread, (self._regions,)),
            (self._times_thread, (self._times, self._deliveries, self._keeping, self._presence)),
        ):
            for worker in workers:
                worker.moveToThread(thread)

    def start(self) -> None:
        """Show the window, then open the desk behind it."""
        self.shell.window.show()
        self._picture_thread.start()
        self._region_thread.start()
        self._times_thread.start()

    def wait_for_threads(self) -> None:
        """After `Closer.done`: the threads have said so, this only lets the system finish with them."""
        for thread in self._threads():
            thread.wait(1000)
        if self.supervisor is not None:
            self.supervisor.wait()

    def _connect(self) -> None:
        self._first_paint.happened.connect(self._on_first_paint)
        self.shell.opening_wanted.connect(self._desk.start)
        self.shell.program_asked.connect(self._program.ask)
        self._program.answered.connect(self.shell.receive_program)
        self.shell.left.connect(self._keeper.keep)
        self.shell.by_wire.service_wanted.connect(self._on_service_wanted)
        self._serving.reported.connect(self.shell.by_wire.show_service)
        self.shell.watch_wanted.connect(self._watching.wish)
        self._watching.reported.connect(self.shell.show_watch)
        self.bridge.news.connect(self.shell.hear)
        self.bridge.link_changed.connect(self.shell.hear)
        self._connect_answers()
        self._connect_closing()

    def _connect_answers(self) -> None:
        """What is asked goes to every worker that may know it; answers go to the screens."""
        for worker in (self._desk, self._sounds, self._times, self._deliveries, self._keeping):
            self.shell.asked.connect(worker.ask)
            worker.answered.connect(self.shell.receive)
        self._desk.opened.connect(self._on_desk_opened)
        self._desk.answered.connect(self._on_first_answer)
        self._desk.picture_found.connect(self._pictures.load)
        self._pictures.loaded.connect(self.shell.receive)
        self._desk.sound_found.connect(self._sounds.play)
        # Direct: what is being read for an older question ends now, not when it has been read.
        self._desk.region_found.connect(self._regions.note, Qt.ConnectionType.DirectConnection)
        self._desk.region_found.connect(self._regions.read)
        self._regions.answered.connect(self.shell.receive)
        self._present.looked.connect(self._presence.ask)
        self._presence.answered.connect(self._present.receive)

    def _connect_closing(self) -> None:
        self.shell.closing.connect(self._on_closing)
        self.closer.desk_may_close.connect(self._on_desk_may_close)
        self._desk_may_close.connect(self._sounds.stop)
        self._desk_may_close.connect(self._desk.finish)
        self._desk.closed.connect(self._picture_thread.quit)
        self._regions_may_close.connect(self._regions.finish)
        self._regions_may_close.connect(self._times.finish)
        self.closer.expect_threads(len(self._threads()))
        for thread in self._threads():
            thread.finished.connect(self.closer.note_thread_finished)

    def _threads(self) -> tuple[QThread, ...]:
        return (self._desk_thread, self._picture_thread, self._region_thread, self._times_thread)

    @Slot()
    def _on_first_paint(self) -> None:
        """Loading the store's libraries holds the interpreter; before the first picture it would delay that."""
        if not self.closer.is_closing:
            self._desk_thread.started.connect(self._desk.start)
        self._desk_thread.start()

    @Slot(object)
    def _on_desk_opened(self, answer: object) -> None:
        if self.closer.is_closing:
            return
        if isinstance(answer, PlaceFailed):
            self._on_not_opened(answer)
        elif isinstance(answer, PlaceOpened):
            self._go(answer.place)

    def _on_not_opened(self, answer: PlaceFailed) -> None:
        """A server that does not answer may yet; what else is wrong, a person must set right."""
        is_away = answer.code == AWAY
        if answer.code != self._told_of:
            reason, url = (answer.code, answer.text), self._settings.server.url
            show_not_opened(self.shell.window, url, reason, is_tried_again=is_away)
        self._told_of = answer.code if is_away else ""
        if is_away:
            self._again.start()

    def _go(self, place: Place) -> None:
        """The desk is open: hear its events, start the lanes, show what there is."""
        self._unsubscribe = place.desk.subscribe(self.bridge.hear)
        self._regions.use(place.regions)
        self._times.use(place.times)
        self._deliveries.use(place)
        self._keeping.use(place)
        self._presence.use(place)
        if self._settings.server.url:
            self._present.start()
        beside = (LANE, SERVICE_LANE, *self._own_lanes())
        self.supervisor = Supervisor(partial(self._step, place), place.lane_names, beside)
        self.closer.watch(self.supervisor)
        # Direct: whoever committed wakes the lanes, the window's thread has no part in it.
        self.bridge.work_queued.connect(self.supervisor.wake, Qt.ConnectionType.DirectConnection)
        self.supervisor.lane_failed.connect(self._on_lane_failed)
        self.shell.opened(place.desk.place)

    def _own_lanes(self) -> tuple[str, ...]:
        """What delivers, deletes and looks at others' work; a server that is worked on does that itself."""
        return () if self._settings.server.url else (SWEEP_LANE, FOLLOW_LANE, *courier_names(self._settings.delivery))

    def _step(self, place: Place, name: str) -> Step:
        """Called in the lane's thread."""
        if name == LANE:
            return WatchStep(self._watching, partial(_watcher, place))
        if name == SERVICE_LANE:
            return ServiceStep(self._serving, place.wire.serve)
        if name == SWEEP_LANE:
            return place.sweep()
        if name == FOLLOW_LANE:
            return place.follow()
        return place.wire.courier(name) if is_courier(name) else place.lane(name)

    @Slot(object)
    def _on_service_wanted(self, wish: ServiceWish) -> None:
        self._serving.wish(wish)
        if self.supervisor is not None:
            self.supervisor.wake_beside()

    @Slot(object)
    def _on_first_answer(self, _answer: object) -> None:
        """There is something to see; the lanes load what they need when it has been drawn."""
        if self._is_ready:
            return
        self._is_ready = True
        QTimer.singleShot(LANES_AFTER_MS, self._start_lanes)

    @Slot()
    def _start_lanes(self) -> None:
        if self.closer.is_closing or self.supervisor is None:
            return
        self.supervisor.start()
        self.ready.emit()
        if self._paths:
            self.shell.window.take_in(self._paths)

    @Slot(object)
    def _on_lane_failed(self, _code: object) -> None:
        self.shell.window.show_problem(self.shell.window.look.words.say(Phrase.LANE_FAILED), "")

    @Slot()
    def _on_closing(self) -> None:
        self._again.stop()
        self.shell.window.hide()
        self._regions.stop()
        self._times.stop()
        self._keeping.stop()
        self._deliveries.stop()
        self._presence.stop()
        self._present.stop()
        self._regions_may_close.emit()
        self.closer.close()

    @Slot()
    def _on_desk_may_close(self) -> None:
        if self._unsubscribe is not None:
            self._unsubscribe()
        self._desk_may_close.emit()


def _thread(name: str) -> QThread:
    made = QThread()
    made.setObjectName(name)
    return made


def _watcher(place: Place, wished: WatchSettings) -> Watcher:
    return place.watch(wished.folder, wished.stable_seconds, wished.folders)


async def run(desktop: Desktop) -> bool:
    """Run until everything has ended; False if it would not."""
    ended: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    def settle(value: bool) -> None:
        if not ended.done():
            ended.set_result(value)

    collector = Collector()
    desktop.ready.connect(collector.start)
    desktop.closer.done.connect(lambda: settle(True))
    desktop.closer.gave_up.connect(lambda: settle(False))
    desktop.start()
    try:
        return await ended
    finally:
        collector.stop()

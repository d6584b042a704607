"""Live progress on a terminal: a line per record under way where it can be redrawn, else a line per ended stage."""

from __future__ import annotations

import threading
from collections.abc import Callable
from types import TracebackType
from typing import IO, Final, Self

from rich.console import Console, Group
from rich.live import Live
from rich.text import Text

from core.bootstrap import Application
from core.domain.events import Event, RecordChanged, StageChanged, StageProgress
from core.domain.ids import RecordId
from core.domain.states import StageStatus

_BAR: Final = 16


class Progress:
    """Hears the events of the application and shows them. Events come from lanes' threads, drawing from `tick`."""

    def __init__(self, app: Application, total: int, stream: IO[str]) -> None:
        self._app = app
        self._total = total
        self._settled: set[RecordId] = set()
        self._active: dict[RecordId, tuple[str, int, int]] = {}
        self._names: dict[RecordId, str] = {}
        self._lines: list[str] = []
        self._lock = threading.Lock()
        self._console = Console(file=stream, highlight=False, markup=False, soft_wrap=True)
        self._live = Live(console=self._console, auto_refresh=False, transient=True)
        self._end: Callable[[], None] = lambda: None

    def __enter__(self) -> Self:
        self._end = self._app.desk.subscribe(self._on_event)
        if self._console.is_terminal:
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()
        self.tick()
        if self._console.is_terminal:
            self._live.stop()

    def tick(self) -> None:
        """Show what has happened since the last time."""
        with self._lock:
            lines, self._lines = self._lines, []
            active = dict(self._active)
        for line in lines:
            self._console.print(Text(line))
        if self._console.is_terminal:
            shown = [Text(self._bar(record, *state)) for record, state in sorted(active.items())]
            self._live.update(Group(*shown), refresh=True)

    def _on_event(self, event: Event) -> None:
        match event:
            case StageProgress():
                with self._lock:
                    self._active[event.record] = (event.stage.value, event.done, event.total)
                    if not self._console.is_terminal and event.done < event.total:
                        self._lines.append(
                            f"  {self._name(event.record)}: {event.stage} page {event.done + 1} of {event.total}"
                        )
            case StageChanged(status=StageStatus.RUNNING):
                with self._lock:
                    self._active[event.record] = (event.stage.value, 0, 0)
            case StageChanged(status=StageStatus.DONE):
                self._say(f"  {self._name(event.record)}: {event.stage} done")
            case RecordChanged(settled=True):
                self._on_settled(event)
            case _:
                pass

    def _on_settled(self, event: RecordChanged) -> None:
        with self._lock:
            self._active.pop(event.record, None)
            self._settled.add(event.record)
            number = len(self._settled)
        self._say(f"[{number}/{max(self._total, number)}] {self._name(event.record)}: {event.status}")

    def _say(self, line: str) -> None:
        with self._lock:
            self._lines.append(line)

    def _name(self, record: RecordId) -> str:
        if record not in self._names:
            self._names[record] = visible(self._app.desk.row(record).source.rstrip("/").rpartition("/")[2])
        return self._names[record]

    def _bar(self, record: RecordId, stage: str, done: int, total: int) -> str:
        filled = round(_BAR * done / total) if total else 0
        pages = f" page {min(done + 1, total)} of {total}" if total else ""
        return f"  {'━' * filled}{'╌' * (_BAR - filled)} {stage:<8} {self._name(record)}{pages}"


def visible(text: str) -> str:
    """Text with control and direction characters shown as escapes: a file name must not steer a terminal."""
    return "".join(letter if letter.isprintable() else f"\\x{ord(letter):02x}" for letter in text)

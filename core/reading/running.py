"""One running child: its process, the pipe to it and its folder, which begin and end together."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from core.errors import EngineMissingError
from core.reading.command import child_environment
from core.reading.ending import end_group, has_ended
from core.reading.folder import ChildFolder
from core.reading.limits import ReadingLimits
from core.reading.pipe import FramePipe

_DYING_SECONDS: Final = 1.0


class RunningChild:
    """Started at once, without waiting for its first word.

    Args:
        command: the program and its arguments.
        limits: memory, and how patiently it is ended.
        root: where its private folder is made.

    Raises:
        EngineMissingError: the program cannot be started at all.
        EngineError: the folder cannot be made.
    """

    def __init__(self, command: Sequence[str], limits: ReadingLimits, root: Path) -> None:
        self._grace = limits.grace_seconds
        self.folder = ChildFolder(root)
        arguments = (f"--memory-mb={limits.child_memory_mb}", f"--parent={os.getpid()}")
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                (*command, *arguments),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                # What parsers print may hold document text, and a flood of it must cost nothing.
                stderr=subprocess.DEVNULL,
                cwd=self.folder.output,
                env=child_environment(self.folder.output),
                start_new_session=True,
                umask=0o077,
            )
        except OSError as error:
            self.folder.remove()
            raise EngineMissingError(
                "The reading process cannot be started; install Holdpoint again.", code="child_missing"
            ) from error
        self.pipe = self._own_pipe()

    @property
    def pid(self) -> int:
        """Its process id, and that of its group."""
        return self._process.pid

    @property
    def has_ended(self) -> bool:
        """Whether it has ended by itself."""
        return has_ended(self._process)

    def end(self, *, is_dying: bool = False) -> int | None:
        """End its whole group and remove its folder.

        Args:
            is_dying: it has closed its pipe, so give it a moment to leave with a status of its own.

        Returns:
            The exit status; None if the system did not tell in time.
        """
        self.pipe.close()
        if is_dying:
            has_ended(self._process, _DYING_SECONDS)
        end_group(self._process, self._grace)
        self.folder.remove()
        return self._process.returncode

    def _own_pipe(self) -> FramePipe:
        """Descriptors of our own: those of `Popen` would be closed at a time that the collector chooses."""
        ends = (self._process.stdin, self._process.stdout)
        to_child, from_child = (os.dup(end.fileno()) for end in ends if end is not None)
        for end in ends:
            if end is not None:
                end.close()
        return FramePipe(to_child, from_child)

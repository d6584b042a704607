"""Plays recordings: plain samples that the reading child made, never a file as it was handed in."""

from __future__ import annotations

import logging
import wave
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any, Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.messages import Ask
from desktop.page_messages import PlaySound, SoundEnded, StopSound
from desktop.workers.requests import SoundFound

log = logging.getLogger(__name__)

RATE: Final = 16_000
_FRAME: Final = 2
_LOOK_MS: Final = 40
NO_DEVICE: Final = "no_audio_device"
NO_SOUND: Final = "sound_gone"
Frames = Generator[bytes, int, None]


class Device(Protocol):
    """Something that sounds."""

    def start(self, frames: Frames) -> None:
        """Play what the generator gives: it is sent how many frames are wanted. Returns at once."""

    def close(self) -> None:
        """Be silent."""


def open_device() -> Device:
    """The system's own output; raises OSError if there is none."""
    import miniaudio  # noqa: PLC0415 - looks for the system's libraries

    try:
        made: Any = miniaudio.PlaybackDevice(
            output_format=miniaudio.SampleFormat.SIGNED16, nchannels=1, sample_rate=RATE, app_name="Holdpoint"
        )
    except miniaudio.MiniaudioError as error:
        raise OSError(str(error)) from error
    return Output(made, miniaudio.MiniaudioError)


class Output:
    """A device of miniaudio's; raises OSError where that raises `trouble`, as when another program has the device."""

    def __init__(self, device: Device, trouble: type[Exception]) -> None:
        self._device = device
        self._trouble = trouble

    def start(self, frames: Frames) -> None:
        """See `Device.start`."""
        try:
            self._device.start(frames)
        except self._trouble as error:
            raise OSError(str(error)) from error

    def close(self) -> None:
        """See `Device.close`."""
        self._device.close()


class SoundWorker(QObject):
    """A QObject without parent, moved to a thread; one recording at a time.

    Args:
        open_output: gives the output; one of one's own for tests.
    """

    answered = Signal(object)

    def __init__(self, open_output: Callable[[], Device] = open_device) -> None:
        super().__init__()
        self._open = open_output
        self._device: Device | None = None
        self._ask: PlaySound | None = None
        self._is_over = False
        self._look: QTimer | None = None

    @Slot(object)
    def play(self, found: object) -> None:
        """Play what was found; why it cannot be played is answered."""
        if not isinstance(found, SoundFound):
            return
        self.stop()
        try:
            samples = stretch(found.path, found.ask.start, found.ask.end)
        except (OSError, EOFError, wave.Error):
            self.answered.emit(SoundEnded(found.ask, NO_SOUND, "The recording is not there any more."))
            return
        try:
            self._is_over = False
            self._device = self._open()
            frames = self._frames(samples)
            next(frames)
            self._device.start(frames)
        except OSError:
            log.info("no output", extra={"action": "no_audio_device"})
            device, self._device = self._device, None
            if device is not None:
                device.close()
            self.answered.emit(SoundEnded(found.ask, NO_DEVICE, "This machine has nothing to play sound with."))
            return
        self._ask = found.ask
        self._watch()

    @Slot(object)
    def ask(self, ask: Ask) -> None:
        """Stop if that is asked."""
        if isinstance(ask, StopSound):
            self.stop()

    @Slot()
    def stop(self) -> None:
        """Be silent; whoever waits for the end is told."""
        if self._look is not None:
            self._look.stop()
        device, self._device = self._device, None
        if device is not None:
            device.close()
        ask, self._ask = self._ask, None
        if ask is not None:
            self.answered.emit(SoundEnded(ask))

    def _watch(self) -> None:
        """The samples are fetched in a thread of the sound library's own: here it is only looked at."""
        if self._look is None:
            self._look = QTimer(self)
            self._look.setInterval(_LOOK_MS)
            self._look.timeout.connect(self._on_look)
        self._look.start()

    @Slot()
    def _on_look(self) -> None:
        if self._is_over:
            self.stop()

    def _frames(self, samples: bytes) -> Frames:
        at, wanted = 0, (yield b"")
        while at < len(samples):
            part = samples[at : at + wanted * _FRAME]
            at += len(part)
            wanted = yield part
        self._is_over = True
        while True:  # until the device is closed: its last samples are still on their way
            wanted = yield bytes(wanted * _FRAME)


def stretch(path: Path, start: float, end: float) -> bytes:
    """The samples of a WAV file from `start` to `end`, in seconds.

    Raises:
        OSError, EOFError, wave.Error: there is no such sound.
    """
    with wave.open(str(path), "rb") as file:
        if file.getparams()[:3] != (1, _FRAME, RATE):
            raise wave.Error
        count = file.getnframes()
        first = max(0, min(count, int(start * RATE)))
        file.setpos(first)
        return file.readframes(max(0, min(count, int(end * RATE)) - first))

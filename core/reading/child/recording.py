"""Recordings: what they are, and their samples as one plain channel. libsndfile lives here."""

from __future__ import annotations

import math
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import soundfile

from core.domain import media
from core.errors import InputError
from core.reading import limits

Samples = npt.NDArray[np.float32]
_FORMATS: Final = {
    media.WAV: ("WAV", "WAVEX", "RF64"),
    media.FLAC: ("FLAC",),
    media.OGG: ("OGG",),
    media.MP3: ("MP3",),
}
_RATES: Final = range(4_000, 192_001)
_MOST_CHANNELS: Final = 16
_BLOCK_SECONDS: Final = 1
_TAPS: Final = 63
_LOUDEST: Final = 32_767
_WHOLE: Final = 0.98
"""Less than this share of the samples that a file announces means that its end is missing."""
_UNKNOWN_SIZES: Final = (0, 0xFFFFFFFF)
"""What recorders write that do not know yet how long it will be."""


class RecordingDocument:
    """A recording: one page without a picture."""

    pages = 1

    def __init__(self, path: Path, media_type: str) -> None:
        self._path = path
        self._file: Any = _opened(path)
        try:
            self._check(media_type)
        except BaseException:
            self.close()
            raise

    @property
    def engine_version(self) -> str:
        """The library that decodes."""
        return f"{soundfile.__version__} (libsndfile {soundfile.__libsndfile_version__})"

    def write(self, target: Path) -> float:
        """Write its plain samples as a WAV file; returns how many seconds they last.

        Raises:
            InputError: it is damaged, cut short, silent by being empty, or too long.
        """
        count = 0
        with wave.open(str(target), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(limits.SAMPLE_RATE)
            for block in self._blocks():
                plain = np.clip(np.nan_to_num(block), -1.0, 1.0) * _LOUDEST
                out.writeframes(plain.astype("<i2").tobytes())
                count += len(block)
        if count == 0:
            raise InputError("The recording is empty; ask for it again.", code="empty_file")
        return count / limits.SAMPLE_RATE

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _check(self, media_type: str) -> None:
        file = self._file
        if file.format not in _FORMATS[media_type]:
            raise damaged()
        if file.samplerate not in _RATES or not 1 <= file.channels <= _MOST_CHANNELS:
            raise damaged()
        if file.frames > limits.AUDIO_SECONDS * file.samplerate:
            raise _too_long()
        if media_type == media.WAV and _announced(self._path) > self._path.stat().st_size:
            raise truncated()

    def _blocks(self) -> Iterator[Samples]:
        """The samples of one channel at our rate. They are counted: what a header says is no promise."""
        file, rate = self._file, int(self._file.samplerate)
        resampler, read = Resampler(rate), 0
        while True:
            try:
                block = file.read(_BLOCK_SECONDS * rate, dtype="float32", always_2d=True)
            except (soundfile.LibsndfileError, RuntimeError) as error:
                raise (truncated() if read else damaged()) from error
            read += len(block)
            if read > limits.AUDIO_SECONDS * rate:
                raise _too_long()
            if not len(block):
                break
            yield resampler.take(np.asarray(block.mean(axis=1), dtype=np.float32))
        if read < _WHOLE * file.frames:
            raise truncated()


class Resampler:
    """From any rate to ours, block by block: a low pass where that is needed, then straight lines between samples."""

    def __init__(self, rate: int) -> None:
        self._step = rate / limits.SAMPLE_RATE
        self._low_pass = _low_pass(0.5 / self._step) if self._step > 1 else np.ones(1, dtype=np.float32)
        self._before = np.zeros(len(self._low_pass) - 1, dtype=np.float32)
        self._last = np.zeros(0, dtype=np.float32)
        self._next = 0.0

    def take(self, block: Samples) -> Samples:
        """The next samples at our rate."""
        together = np.concatenate((self._before, block))
        self._before = together[len(together) - len(self._before) :]
        smooth = np.concatenate((self._last, np.convolve(together, self._low_pass, "valid").astype(np.float32)))
        count = max(0, math.ceil((len(smooth) - 1 - self._next) / self._step))
        places = self._next + self._step * np.arange(count)
        found = np.interp(places, np.arange(len(smooth)), smooth).astype(np.float32)
        kept = int(self._next + self._step * count)
        self._next = self._next + self._step * count - kept
        self._last = smooth[kept:] if kept < len(smooth) else smooth[len(smooth) :]
        self._next += max(0, kept - len(smooth))
        return np.asarray(found, dtype=np.float32)


def _low_pass(cut: float) -> Samples:
    """A windowed sinc; cut: the highest frequency that stays, as a share of the sampling rate."""
    places = np.arange(_TAPS) - (_TAPS - 1) / 2
    taps = np.sinc(2 * cut * places) * np.hamming(_TAPS)
    return np.asarray(taps / taps.sum(), dtype=np.float32)


def _opened(path: Path) -> Any:
    try:
        return soundfile.SoundFile(str(path))
    except (soundfile.LibsndfileError, RuntimeError, TypeError, ValueError) as error:
        raise damaged() from error


def _announced(path: Path) -> int:
    """The bytes that a RIFF file says it has; 0 if it does not know."""
    with path.open("rb") as file:
        size = int.from_bytes(file.read(8)[4:], "little")
    return 0 if size in _UNKNOWN_SIZES else size + 8


def damaged() -> InputError:
    """The file cannot be decoded."""
    return InputError("The recording is damaged or of another kind than it says; ask for it again.", code="damaged")


def truncated() -> InputError:
    """The file stops too early."""
    return InputError("The recording is cut short: its end is missing; ask for it again.", code="truncated")


def _too_long() -> InputError:
    minutes = limits.AUDIO_SECONDS // 60
    return InputError(f"The recording is longer than {minutes} minutes; send the part that counts.", code="too_long")

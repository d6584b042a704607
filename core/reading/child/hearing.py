"""Speech to text inside the child, with weights of the user's own. faster-whisper lives here, and is optional."""

from __future__ import annotations

import math
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from core.domain.page import Engine, Segment
from core.errors import EngineError, EngineMissingError
from core.reading import limits

_SILENT: Final = 0.004
"""Root mean square below which nobody speaks, where 1 is the loudest; models make words up for silence."""
_NO_SPEECH: Final = 0.6
_UNSURE: Final = -0.5
_LOOP: Final = 2.4
"""Text that can be packed smaller than this many times says the same over and over: the model is caught in a loop."""
_LANGUAGES: Final = frozenset({"ko", "en"})


class Hearing:
    """A loaded model.

    Args:
        weights: a folder with a Whisper model as CTranslate2 wants it.
    """

    def __init__(self, weights: Path) -> None:
        try:
            import faster_whisper  # noqa: PLC0415 - half a gigabyte, and rarely here
        except ImportError as error:
            raise EngineMissingError(
                'faster-whisper is not installed; install Holdpoint with "speech", or choose a server.',
                code="speech_missing",
            ) from error
        if not (weights / "model.bin").is_file():
            raise EngineMissingError(
                "There are no weights in the folder that the settings name.", code="speech_weights"
            )
        try:
            self._model: Any = faster_whisper.WhisperModel(
                str(weights), device="cpu", compute_type="int8", cpu_threads=1, local_files_only=True
            )
        except (RuntimeError, ValueError, OSError) as error:
            raise EngineMissingError(
                "The weights of the speech model cannot be loaded.", code="speech_weights"
            ) from error
        self.engine = Engine("faster-whisper", f"{faster_whisper.__version__} ({weights.name[:40]})")

    def segments(self, path: Path, language: str) -> Iterator[Segment]:
        """What is said in a WAV file of plain samples.

        Args:
            path: of the file.
            language: `ko` or `en`; anything else lets the model find out.

        Raises:
            EngineError: the model failed.
        """
        samples = _samples(path)
        seconds = len(samples) / limits.SAMPLE_RATE
        if not len(samples) or _loudness(samples) < _SILENT:
            return
        try:
            found, _ = self._model.transcribe(
                samples,
                language=language if language in _LANGUAGES else None,
                temperature=0.0,  # the same sound always gives the same words
                condition_on_previous_text=False,  # or one wrong stretch is repeated in all that follow
                word_timestamps=True,
            )
            for item in found:
                if item.no_speech_prob > _NO_SPEECH and item.avg_logprob < _UNSURE:
                    continue
                yield from _segment(item, seconds)
        except (RuntimeError, ValueError) as error:
            raise EngineError("The speech model failed on a recording; it can be tried again.") from error


def _segment(item: Any, seconds: float) -> Iterator[Segment]:
    text = " ".join(str(item.text).split())
    start, end = max(0.0, float(item.start)), min(float(item.end), seconds)
    if text and start < end:
        yield Segment(start, end, text, _confidence(item))


def _confidence(item: Any) -> float:
    """As sure as its least sure word; a name misheard among many words must not hide behind them. 0 for a loop."""
    if item.compression_ratio > _LOOP:
        return 0.0
    least = min((float(word.probability) for word in item.words or ()), default=math.exp(min(0.0, item.avg_logprob)))
    return min(1.0, max(0.0, least))


def _samples(path: Path) -> npt.NDArray[np.float32]:
    with wave.open(str(path), "rb") as file:
        data = file.readframes(file.getnframes())
    return np.asarray(np.frombuffer(data, dtype="<i2") / 32768, dtype=np.float32)


def _loudness(samples: npt.NDArray[np.float32]) -> float:
    """Of the loudest second."""
    whole = samples[: len(samples) // limits.SAMPLE_RATE * limits.SAMPLE_RATE].reshape(-1, limits.SAMPLE_RATE)
    loud = np.sqrt(np.mean(np.square(whole if len(whole) else samples[None, :]), axis=1))
    return float(loud.max())

"""Doing a change once, however often it is asked for: the answer to a key is remembered, or waited for."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Final

from core.errors import ConflictError

_MOST: Final = 2_000
_WAIT_SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True)
class _Kept:
    fingerprint: str
    answer: Future[bytes]


class Once:
    """Safe to call from several threads. Only what went well is remembered; it is lost with the process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, _Kept] = OrderedDict()

    def run(self, key: str, fingerprint: str, work: Callable[[], bytes]) -> bytes:
        """The answer of `work`, which is called at the first time.

        Raises:
            ConflictError: the key stands for something else (`key_used`).
        """
        with self._lock:
            kept = self._kept.get(key)
            if kept is None:
                mine = _Kept(fingerprint, Future())
                self._kept[key] = mine
        if kept is not None:
            if kept.fingerprint != fingerprint:
                raise ConflictError("That key was used for something else before; use a new one.", code="key_used")
            return kept.answer.result(_WAIT_SECONDS)
        return self._run(key, mine, work)

    def forget(self) -> None:
        """Keep no answer: something was erased, of which they may tell. What is under way is still waited for."""
        with self._lock:
            for key in [key for key, kept in self._kept.items() if kept.answer.done()]:
                del self._kept[key]

    def _run(self, key: str, mine: _Kept, work: Callable[[], bytes]) -> bytes:
        try:
            answer = work()
        except BaseException as error:
            with self._lock:
                del self._kept[key]
            mine.answer.set_exception(error)
            raise
        mine.answer.set_result(answer)
        with self._lock:
            while len(self._kept) > _MOST:
                oldest = next(iter(self._kept))
                if not self._kept[oldest].answer.done():
                    break
                del self._kept[oldest]
        return answer

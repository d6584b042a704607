"""Retry as a pure decision: what to do after a stage run has failed or was interrupted."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from core.domain.states import StageName
from core.errors import EngineError, HoldpointError

DELAYS: Final = (timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=5))
ATTEMPTS: Final = {StageName.OCR: 3, StageName.EXTRACT: 4, StageName.APPROVE: 3}
JITTER: Final = 0.2
LONGEST_ASKED: Final = timedelta(minutes=15)
"""How long an engine may make us wait by its own word (Retry-After)."""
TROUBLE: Final = timedelta(seconds=30)
"""How long a run waits that the store could not take; everything else in the queue has its turn before."""
MAX_INTERRUPTIONS: Final = 10
"""After so many deaths of the whole program under one stage run, the document itself is taken for the cause."""


@dataclass(frozen=True, slots=True)
class Retry:
    """Queue it again after `delay`."""

    delay: timedelta


@dataclass(frozen=True, slots=True)
class GiveUp:
    """The submission has failed."""


def after_failure(
    stage: StageName, error: HoldpointError, failures: int, dice: random.Random | None = None
) -> Retry | GiveUp:
    """Decide after a failed run; `failures` counts the failed runs of this series, this one included."""
    if not error.retryable or failures >= ATTEMPTS[stage]:
        return GiveUp()
    delay = DELAYS[min(failures, len(DELAYS)) - 1]
    spread = (dice or random).uniform(1 - JITTER, 1 + JITTER)
    asked = timedelta(seconds=error.retry_after or 0) if isinstance(error, EngineError) else timedelta(0)
    return Retry(max(delay * spread, min(asked, LONGEST_ASKED)))


def is_last_try(stage: StageName, failures: int) -> bool:
    """Whether a failure of the run now starting would be the last; `failures`: of this series so far."""
    return failures + 1 >= ATTEMPTS[stage]


def after_interruption(interruptions: int) -> Retry | GiveUp:
    """Decide after the program died under a run; `interruptions` counts all so far, this one included.

    A death says little about the document, so it is tried again at once, but behind everything that has been
    interrupted less often: a document that takes the program down with it cannot block the queue.
    """
    return GiveUp() if interruptions >= MAX_INTERRUPTIONS else Retry(timedelta(0))

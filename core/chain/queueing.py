"""Putting a stage into the queue: priorities and series in one place."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from core.domain.events import StageChanged
from core.domain.run_settings import AS_SET, RunSettings
from core.domain.states import StageName, StageStatus
from core.domain.work import ClaimedRun, NewRun, Submission, UnitOfWork

_STEP: Final = 10
BY_HAND: Final = -100
"""What a person asked for goes before what the chain has to do."""


def priority(stage: StageName, interruptions: int = 0, *, by_hand: bool = False) -> int:
    """Lower goes first: later stages before earlier ones, so that records settle; often interrupted ones last."""
    place = list(StageName).index(stage)
    return interruptions * _STEP - place + (BY_HAND if by_hand and not interruptions else 0)


def ask(
    work: UnitOfWork,
    submission: Submission,
    stage: StageName,
    *,
    chain: bool,
    by_hand: bool,
    now: datetime,
    settings: RunSettings = AS_SET,
) -> None:
    """Queue a stage that somebody (intake, a person) asks for: a new series of attempts begins."""
    run = NewRun(
        submission=submission.id,
        record=submission.record,
        stage=stage,
        chain=chain,
        series=None,
        due=now,
        priority=priority(stage, by_hand=by_hand),
        settings=settings,
    )
    _queue(work, submission, run, now)


def hand_over(work: UnitOfWork, submission: Submission, stage: StageName, now: datetime, settings: RunSettings) -> None:
    """Queue the next stage of the chain, with the settings of the run that hands over."""
    ask(work, submission, stage, chain=True, by_hand=False, now=now, settings=settings)


def again(
    work: UnitOfWork, submission: Submission, run: ClaimedRun, *, delay: timedelta, interruptions: int, now: datetime
) -> None:
    """Queue the same stage again within its series."""
    new = NewRun(
        submission=submission.id,
        record=submission.record,
        stage=run.stage,
        chain=run.chain,
        series=run.series,
        due=now + delay,
        priority=priority(run.stage, interruptions),
        interruptions=interruptions,
        settings=run.settings,
    )
    _queue(work, submission, new, now)


def _queue(work: UnitOfWork, submission: Submission, run: NewRun, now: datetime) -> None:
    queued = work.runs.queue(run, now)
    work.tell(StageChanged(submission.record, queued, run.stage, StageStatus.QUEUED, 0))

"""The columns of the deliveries and of the tries of one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtGui import QIcon

from core.domain.delivery import AttemptOutcome, AttemptRow, DeliveryRow, DeliveryState
from desktop.ui.deliveries.phrases import DeliveryPhrase as D
from desktop.ui.deliveries.phrases import event_text, outcome_look, problem_text, state_look
from desktop.ui.look import Look
from desktop.ui.models.rows import Column
from desktop.ui.shown import clock_time, duration, moment, tip
from desktop.ui.words import StateLook, Words


def delivery_columns(
    look: Look, is_gone: Callable[[DeliveryRow], bool], rests_until: Callable[[DeliveryRow], datetime | None]
) -> tuple[Column[DeliveryRow], ...]:
    """State, record, what, to, tries, when, next or arrival, last answer.

    is_gone: whether it waits for a back end that is set up no more: nobody calls that.
    rests_until: until when the back end it waits for is left alone; None if it is not.
    """
    words = look.words
    say = words.say

    def problem(row: DeliveryRow) -> str:
        if is_gone(row):
            return say(D.NOT_SET_UP)
        return problem_text(row.code, words) if row.code else ""

    def shown(row: DeliveryRow) -> tuple[object, ...]:
        state = state_look(row.state, row.failures, words)
        return state.text, state.icon

    return (
        Column(
            say(D.COL_STATE),
            lambda row: state_look(row.state, row.failures, words).text,
            icon=lambda row: _icon(look, state_look(row.state, row.failures, words)),
            shows=shown,
        ),
        Column(say(D.COL_RECORD), lambda row: f"{row.record} v{row.version}", right=True),
        Column(say(D.COL_EVENT), lambda row: event_text(row.event, words)),
        Column(say(D.COL_TO), lambda row: row.endpoint),
        Column(say(D.COL_TRIES), lambda row: str(len(row.attempts)), right=True),
        Column(
            say(D.COL_PROMISED), lambda row: clock_time(row.created_at), tip=lambda row: tip(moment(row.created_at))
        ),
        Column(say(D.COL_WHEN), lambda row: "" if is_gone(row) else _when(row, rests_until(row), words)),
        Column(say(D.COL_PROBLEM), problem, tip=lambda row: tip(problem(row)) if problem(row) else ""),
    )


def attempt_columns(look: Look) -> tuple[Column[AttemptRow], ...]:
    """Number, start, time taken, what came of it, answer, address."""
    words = look.words
    say = words.say

    def took(row: AttemptRow) -> str:
        if row.finished_at is None:
            return ""
        return duration((row.finished_at - row.started_at).total_seconds(), words)

    def answer(row: AttemptRow) -> str:
        if row.outcome is AttemptOutcome.CONFIRMED:
            return str(row.status)
        return problem_text(row.code, words) if row.code else ""

    return (
        Column(say(D.COL_TRY), lambda row: str(row.number), right=True),
        Column(say(D.COL_STARTED), lambda row: clock_time(row.started_at), tip=lambda row: tip(moment(row.started_at))),
        Column(say(D.COL_TOOK), took, right=True),
        Column(
            say(D.COL_OUTCOME),
            lambda row: outcome_look(row.outcome, words).text,
            icon=lambda row: _icon(look, outcome_look(row.outcome, words)),
        ),
        Column(say(D.COL_ANSWER), answer, tip=lambda row: tip(answer(row))),
        Column(say(D.COL_ADDRESS), lambda row: row.address),
    )


def _icon(look: Look, state: StateLook) -> QIcon:
    return look.tone_icon(state.icon, state.tone)


def _when(row: DeliveryRow, rests_until: datetime | None, words: Words) -> str:
    if row.sent_at is not None and row.state is DeliveryState.SENT:
        return clock_time(row.sent_at)
    if row.state is not DeliveryState.WAITING:
        return ""
    waits = [time for time in (row.due_at if row.failures else None, rests_until) if time is not None]
    return clock_time(max(waits)) if waits else words.say(D.NOW)

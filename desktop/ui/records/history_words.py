"""How what happened to a record is said."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from core.domain.delivery import AttemptOutcome, DeliveryEvent
from core.domain.history import HistoryKind, HistoryRow
from desktop.ui.deliveries.phrases import event_text, outcome_look, problem_text
from desktop.ui.phrases import Said
from desktop.ui.review.phrases import QueuePhrase
from desktop.ui.shown import duration, moment
from desktop.ui.words import Words

_TRY: Final = re.compile(
    rf"(?P<event>{'|'.join(re.escape(one.value) for one in DeliveryEvent)}): "
    rf"(?P<outcome>{'|'.join(one.value for one in AttemptOutcome)}) ?(?P<answer>[a-z0-9_]*)"
)
"""How the store writes a try down: what was told, how it ended, and the status or code."""


class HistoryPhrase(Said):
    """The timeline's words."""

    TITLE = ("History", "이력")
    TAKEN_IN = ("Taken in", "접수")
    STAGE = ("{stage}: {state}", "{stage}: {state}")
    HELD = ("Held", "보류")
    APPROVED = ("Approved by the policy", "정책에 따라 승인")
    CLAIM = ("Claim changed", "신청 내용 변경")
    DECIDED = ("{verdict}: {reason}", "{verdict}: {reason}")
    POSTPONED = ("Put off", "나중으로 미룸")
    ESCALATED = ("Handed to a second person", "다른 검토자에게 넘김")
    RERUN = ("Run again from {stage}", "{stage}부터 다시 실행")
    RESUBMITTED = ("Handed in again", "다시 제출")
    FILES = ("{count} files", "파일 {count}개")
    CANCELLED = ("Cancelled", "취소")
    PAUSED = ("Paused", "일시정지")
    PAUSED_STAGE = ("Paused: {stage}", "일시정지: {stage}")
    RESUMED = ("Goes on", "다시 진행")
    RESUMED_STAGE = ("Goes on: {stage}", "다시 진행: {stage}")
    THE_CHAIN = ("the whole chain", "전체 처리")
    ALL_RECORDS = ("all records", "모든 건")
    ERASED = ("Deleted for good", "영구 삭제")
    DELIVERY = ("Told the back end", "결과 전달")
    NOT_TOLD = ("Tried to tell the back end", "연동 서버에 알리려 함")
    BELIEF = ("The back end knows: {status}", "연동 서버가 아는 상태: {status}")
    KNOWS_NOTHING = ("The back end knows nothing yet", "연동 서버가 아직 모릅니다")
    NEWS = ("not told yet: {status}", "아직 전달하지 않음: {status}")
    GIVEN_UP = ("given up: {status}", "전달 포기: {status}")
    POLICY = ("policy {name} {version}", "정책 {name} {version}")
    ATTEMPT = ("try {count}", "시도 {count}")
    UNTIL = ("until {time}", "{time}까지")
    TO_THE_END = ("to the end of the queue", "목록 끝으로")
    TO = ("to {name}", "받는 사람: {name}")
    CHANGED = ("{field}: {before} → {after}", "{field}: {before} → {after}")
    VERSION = ("version {version}", "버전 {version}")
    AUDIT = ("Audit {audit}", "감사 해시 {audit}")
    NOTHING = ("–", "–")
    NONE = ("Nothing has happened yet.", "아직 이력이 없습니다.")


def headline(row: HistoryRow, words: Words) -> str:
    """What happened."""
    say = words.say
    if row.kind is HistoryKind.STAGE and row.run is not None:
        return say(HistoryPhrase.STAGE, stage=words.stage(row.run.stage), state=words.stage_status(row.run.status).text)
    if row.kind is HistoryKind.DECIDED and row.decision is not None:
        verdict = words.verdict(row.decision.verdict).text
        return say(HistoryPhrase.DECIDED, verdict=verdict, reason=words.reason(row.decision.reason))
    if row.target is not None and row.stage is not None:
        return say(HistoryPhrase[f"{row.kind.name}_STAGE"], stage=words.stage(row.stage))
    if row.kind is HistoryKind.RERUN and row.stage is not None:
        return say(HistoryPhrase.RERUN, stage=words.stage(row.stage))
    if row.belief is not None:
        known = row.belief.status
        phrase = HistoryPhrase.BELIEF if known else HistoryPhrase.KNOWS_NOTHING
        return say(phrase, status=words.status(known).text if known else "")
    phrase = HistoryPhrase.NOT_TOLD if _is_unconfirmed(row) else HistoryPhrase[row.kind.name]
    return say(phrase, verdict="", reason="", stage="", state="")


def _is_unconfirmed(row: HistoryRow) -> bool:
    """Whether it is a try to tell a back end of which no confirmation came."""
    parts = _TRY.fullmatch(row.note) if row.kind is HistoryKind.DELIVERY else None
    return parts is not None and parts["outcome"] != AttemptOutcome.CONFIRMED


def details(row: HistoryRow, words: Words) -> str:
    """The rest of it, in one line; values in it are untrusted text."""
    parts = [part for part in _DETAILS[row.kind](row, words) if part]
    if row.policy is not None:
        parts.append(words.say(HistoryPhrase.POLICY, name=row.policy.name, version=row.policy.version))
    parts += dict.fromkeys(f"{engine.name} {engine.version}" for engine in row.engines)
    if row.version > 1:
        parts.append(words.say(HistoryPhrase.VERSION, version=row.version))
    return " · ".join(parts)


def _note(row: HistoryRow, _words: Words) -> list[str]:
    return [row.note]


def _belief(row: HistoryRow, words: Words) -> list[str]:
    belief = row.belief
    if belief is None or belief.news is None:
        return [row.to]
    phrase = HistoryPhrase.GIVEN_UP if belief.is_given_up else HistoryPhrase.NEWS
    return [row.to, words.say(phrase, status=words.status(belief.news).text)]


def _delivery(row: HistoryRow, words: Words) -> list[str]:
    """To whom, what was told, and what came of it; another program's note as it stands."""
    to = words.say(HistoryPhrase.TO, name=row.to) if row.to else ""
    parts = _TRY.fullmatch(row.note)
    if parts is None:
        return [to, row.note]
    outcome, answer = AttemptOutcome(parts["outcome"]), parts["answer"]
    answer = answer if answer.isdecimal() or not answer else problem_text(answer, words)
    return [to, event_text(DeliveryEvent(parts["event"]), words), outcome_look(outcome, words).text, answer]


def _files(row: HistoryRow, words: Words) -> list[str]:
    return [words.say(HistoryPhrase.FILES, count=row.note)]


def _pause(row: HistoryRow, words: Words) -> list[str]:
    """How far it reached, where that is beyond the record."""
    if row.target is None or row.target.record is not None:
        return [row.note]
    return [words.say(HistoryPhrase.ALL_RECORDS if row.target.stage else HistoryPhrase.THE_CHAIN), row.note]


def _run(row: HistoryRow, words: Words) -> list[str]:
    run = row.run
    if run is None:
        return []
    attempt = words.say(HistoryPhrase.ATTEMPT, count=run.attempt) if run.attempt > 1 else ""
    time = duration(run.seconds, words) if run.seconds is not None else ""
    return [time, attempt, words.error(run.error_code, run.error_text)]


def _questions(row: HistoryRow, words: Words) -> list[str]:
    return [words.question(reason) for reason in row.reasons]


def _changes(row: HistoryRow, words: Words) -> list[str]:
    nothing = words.say(HistoryPhrase.NOTHING)
    return [
        words.say(
            HistoryPhrase.CHANGED,
            field=words.field(change.field),
            before=change.before or nothing,
            after=change.after or nothing,
        )
        for change in row.changes
    ]


def _claim(row: HistoryRow, words: Words) -> list[str]:
    due = [words.say(QueuePhrase.DUE, time=moment(row.until))] if row.until else []
    return [*_changes(row, words), *due]


def _decided(row: HistoryRow, words: Words) -> list[str]:
    comments = [row.decision.public_comment, row.decision.internal_comment] if row.decision else []
    return [*_changes(row, words), *comments]


def _postponed(row: HistoryRow, words: Words) -> list[str]:
    until = HistoryPhrase.TO_THE_END if row.until is None else HistoryPhrase.UNTIL
    return [words.say(until, time=moment(row.until) if row.until else ""), row.note]


def _escalated(row: HistoryRow, words: Words) -> list[str]:
    return [words.say(HistoryPhrase.TO, name=row.to) if row.to else "", row.note]


_DETAILS: Final[Mapping[HistoryKind, Callable[[HistoryRow, Words], list[str]]]] = MappingProxyType(
    {
        HistoryKind.TAKEN_IN: _note,
        HistoryKind.STAGE: _run,
        HistoryKind.HELD: _questions,
        HistoryKind.APPROVED: _questions,
        HistoryKind.CLAIM: _claim,
        HistoryKind.DECIDED: _decided,
        HistoryKind.POSTPONED: _postponed,
        HistoryKind.ESCALATED: _escalated,
        HistoryKind.RERUN: _note,
        HistoryKind.RESUBMITTED: _files,
        HistoryKind.CANCELLED: _note,
        HistoryKind.PAUSED: _pause,
        HistoryKind.RESUMED: _pause,
        HistoryKind.ERASED: _note,
        HistoryKind.DELIVERY: _delivery,
        HistoryKind.BELIEF: _belief,
    }
)

"""The columns of a record's parts: fields, runs, files, decisions."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QIcon

from core.domain.decision import Decision
from core.domain.field import Field
from core.domain.hold import CheckResult, HoldReason
from core.domain.rows import AttachmentRow, RecordDetail, StageRunRow
from desktop.ui.again.lines import own_settings
from desktop.ui.again.phrases import AgainPhrase, PausePhrase
from desktop.ui.look import Look
from desktop.ui.models.rows import Column
from desktop.ui.phrases import Phrase
from desktop.ui.shown import clock_time, duration, moment, percent, size, tip
from desktop.ui.words import Tone, Words


@dataclass(frozen=True, slots=True)
class Question:
    """A hold reason with its place, since several may read alike."""

    number: int
    reason: HoldReason


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field with the questions that concern it."""

    field: Field
    questions: tuple[HoldReason, ...]


def questions_of(detail: RecordDetail) -> tuple[Question, ...]:
    """The open questions of the version shown."""
    reasons = detail.judgement.reasons if detail.judgement else ()
    if detail.version == detail.row.version:
        reasons = detail.row.reasons or reasons
    return tuple(Question(number, reason) for number, reason in enumerate(reasons))


def field_lines(detail: RecordDetail) -> tuple[FieldLine, ...]:
    """The fields of the version shown, doubtful ones first."""
    reasons = [question.reason for question in questions_of(detail)]
    fields = detail.extraction.fields if detail.extraction else ()
    lines = [FieldLine(field, tuple(one for one in reasons if one.field is field.name)) for field in fields]
    return tuple(sorted(lines, key=lambda line: not line.questions))


def question_columns(look: Look) -> tuple[Column[Question], ...]:
    """Question and stage."""
    words = look.words
    return (
        Column(
            words.say(Phrase.COL_REASON),
            lambda row: words.question(row.reason),
            tip=lambda row: tip(words.question(row.reason), row.reason.code),
            icon=lambda _row: look.tone_icon("hold", Tone.HOLD),
        ),
        Column(words.say(Phrase.COL_STAGE), lambda row: words.stage(row.reason.stage)),
    )


def field_columns(look: Look) -> tuple[Column[FieldLine], ...]:
    """Field, value, page, confidence, who said it, doubts."""
    words = look.words
    return (
        Column(
            words.say(Phrase.COL_FIELD),
            lambda row: words.field(row.field.name),
            icon=lambda row: _field_mark(look, row),
            tip=lambda row: tip(words.field(row.field.name), _who(row, words)),
        ),
        Column(
            words.say(Phrase.COL_VALUE),
            lambda row: words.value(row.field.name, row.field.value),
            tip=lambda row: tip(row.field.value, row.field.raw if row.field.raw != row.field.value else ""),
        ),
        Column(
            words.say(Phrase.COL_PAGE), lambda row: "–" if row.field.page is None else str(row.field.page), right=True
        ),
        Column(words.say(Phrase.COL_CONFIDENCE), lambda row: percent(row.field.confidence), right=True),
        Column(
            words.say(Phrase.COL_DOUBTS),
            lambda row: _doubts(row, words),
            tip=lambda row: tip(*(words.question(one) for one in row.questions)) if row.questions else "",
        ),
    )


def _who(row: FieldLine, words: Words) -> str:
    return ", ".join(words.source(source).text for source in row.field.sources)


def _doubts(row: FieldLine, words: Words) -> str:
    """What the readers doubted, else how many questions there are."""
    if row.field.doubts:
        return ", ".join(words.doubt(code) for code in row.field.doubts)
    return words.say(Phrase.QUESTIONS_COUNT, count=len(row.questions)) if row.questions else ""


def _field_mark(look: Look, row: FieldLine) -> QIcon | None:
    if row.questions:
        return look.tone_icon("hold", Tone.HOLD)
    source = look.words.source(row.field.sources[-1]) if row.field.sources else None
    return look.tone_icon(source.icon, source.tone) if source else None


def check_columns(look: Look) -> tuple[Column[CheckResult], ...]:
    """Check, field, result; the failed ones come first."""
    words = look.words

    def result(row: CheckResult) -> str:
        return words.say(Phrase.CHECK_PASSED if row.passed else Phrase.CHECK_FAILED)

    return (
        Column(
            words.say(Phrase.COL_CHECK),
            lambda row: words.check(row.code),
            tip=lambda row: tip(words.check(row.code), row.code),
            icon=lambda row: look.tone_icon(*(("approved", Tone.APPROVED) if row.passed else ("hold", Tone.HOLD))),
        ),
        Column(
            words.say(Phrase.COL_FIELD),
            lambda row: words.say(Phrase.WHOLE_RECORD) if row.field is None else words.field(row.field),
        ),
        Column(words.say(Phrase.COL_STATUS), result),
    )


def run_columns(look: Look) -> tuple[Column[StageRunRow], ...]:
    """Stage, state, try, time, start, its own settings, error."""
    words = look.words

    def state(row: StageRunRow) -> str:
        if row.paused or row.outdated:
            return words.say(PausePhrase.CELL if row.paused else PausePhrase.OUTDATED)
        return words.stage_status(row.status).text

    return (
        Column(
            words.say(Phrase.COL_STAGE),
            lambda row: words.stage(row.stage),
            icon=lambda row: look.tone_icon(words.stage_status(row.status).icon, words.stage_status(row.status).tone),
            tip=lambda row: tip(words.stage(row.stage), state(row)),
        ),
        Column(words.say(Phrase.COL_STATUS), state),
        Column(words.say(Phrase.COL_ATTEMPT), lambda row: str(row.attempt), right=True),
        Column(
            words.say(Phrase.COL_SECONDS),
            lambda row: "" if row.seconds is None else duration(row.seconds, words),
            right=True,
        ),
        Column(words.say(Phrase.COL_STARTED), lambda row: clock_time(row.started_at or row.queued_at)),
        Column(words.say(AgainPhrase.COL_OWN), lambda row: own_settings(row.settings, words)),
        Column(
            words.say(Phrase.COL_ERROR),
            lambda row: words.error(row.error_code, row.error_text),
            tip=lambda row: tip(row.error_text, row.error_code, f"{row.engine} {row.engine_version}".strip()),
        ),
    )


def file_columns(look: Look) -> tuple[Column[AttachmentRow], ...]:
    """File, pages read, size, kind, note."""
    words = look.words

    def pages(row: AttachmentRow) -> str:
        if row.pages is None:
            return "–"
        return words.say(Phrase.PAGES_READ, read=row.pages_read or 0, pages=row.pages)

    return (
        Column(
            words.say(Phrase.COL_FILE),
            lambda row: row.name,
            tip=lambda row: tip(row.name, f"SHA-256 {row.sha256}"),
            icon=lambda _row: look.icon("file", look.theme.muted),
        ),
        Column(words.say(Phrase.COL_PAGES), pages),
        Column(words.say(Phrase.COL_SIZE), lambda row: size(row.size), right=True),
        Column(words.say(Phrase.COL_KIND), lambda row: row.media_type),
        Column(
            words.say(Phrase.COL_NOTE),
            lambda row: "" if row.duplicate_of is None else words.say(Phrase.DUPLICATE_OF, record=row.duplicate_of),
        ),
    )


def decision_columns(look: Look) -> tuple[Column[Decision], ...]:
    """Decision, reason, by whom, when, comment."""
    words = look.words
    return (
        Column(
            words.say(Phrase.COL_VERDICT),
            lambda row: words.verdict(row.verdict).text,
            icon=lambda row: look.tone_icon(words.verdict(row.verdict).icon, words.verdict(row.verdict).tone),
        ),
        Column(words.say(Phrase.COL_REASON), lambda row: words.reason(row.reason)),
        Column(words.say(Phrase.COL_BY), lambda row: row.actor),
        Column(words.say(Phrase.COL_AT), lambda row: moment(row.at)),
        Column(
            words.say(Phrase.COL_COMMENT),
            lambda row: row.public_comment or row.internal_comment,
            tip=lambda row: tip(row.public_comment, row.internal_comment),
        ),
    )

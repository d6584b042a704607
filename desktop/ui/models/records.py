"""The records table's columns, and how live progress gets into a row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from enum import IntEnum, auto
from pathlib import PurePath

from PySide6.QtCore import QObject

from core.domain.events import StageProgress
from core.domain.rows import RecordRow, StageCell
from core.domain.states import ProcessStatus, StageName, StageStatus
from desktop.ui.again.phrases import PausePhrase
from desktop.ui.models.rows import Column, RowsModel
from desktop.ui.phrases import Phrase
from desktop.ui.shown import ago, duration, moment, tip
from desktop.ui.words import STATUS_ORDER, Words


class Col(IntEnum):
    """Columns, left to right."""

    STATUS = 0
    TITLE = auto()
    TYPE = auto()
    OCR = auto()
    EXTRACT = auto()
    APPROVE = auto()
    ELAPSED = auto()
    ADDED = auto()
    SOURCE = auto()


STAGE_OF = {Col.OCR: StageName.OCR, Col.EXTRACT: StageName.EXTRACT, Col.APPROVE: StageName.APPROVE}


class RecordsModel(RowsModel[RecordRow]):
    """Records as rows, newest first (or as the desk gave them)."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(columns(words), lambda row: row.id, parent)

    def progress(self, news: Iterable[StageProgress]) -> None:
        """Show how far running stages are."""
        self.update(with_progress(row, item) for item in news if (row := self.find(item.record)) is not None)


def columns(words: Words) -> tuple[Column[RecordRow], ...]:
    """The table's columns; the delegate draws status and stages."""
    return (
        Column(
            words.say(Phrase.COL_STATUS),
            lambda row: words.standing(row).text,
            sort=lambda row: STATUS_ORDER.index(row.status),
            tip=lambda row: status_tip(row, words),
        ),
        Column(words.say(Phrase.COL_TITLE), lambda row: title(row, words), tip=lambda row: tip(title(row, words))),
        Column(words.say(Phrase.COL_TYPE), lambda row: words.document_type(row.document_type)),
        *(_stage_column(stage, words) for stage in StageName),
        Column(
            words.say(Phrase.COL_ELAPSED),
            lambda row: elapsed_text(row, words, now()),
            sort=lambda row: elapsed(row, now()),
            right=True,
        ),
        Column(
            words.say(Phrase.COL_ADDED),
            lambda row: ago(row.created_at, now(), words),
            sort=lambda row: row.created_at.timestamp(),
            tip=lambda row: tip(moment(row.created_at)),
        ),
        Column(words.say(Phrase.COL_SOURCE), lambda row: short_source(row.source), tip=lambda row: tip(row.source)),
    )


def _stage_column(name: StageName, words: Words) -> Column[RecordRow]:
    return Column(
        words.stage(name),
        lambda row: cell_text(row.cell(name), words, now()),
        sort=lambda row: _cell_rank(row.cell(name)),
        tip=lambda row: _cell_tip(row, name, words),
        shows=lambda row: row.cell(name),
    )


def now() -> datetime:
    """The present; the window only shows it."""
    return datetime.now(UTC)


def title(row: RecordRow, words: Words) -> str:
    """What to call the record."""
    return row.title or words.say(Phrase.UNTITLED, record=row.id)


def short_source(source: str) -> str:
    """The folder's name and the file's: what comes before them is rarely what tells two records apart."""
    return "/".join(PurePath(source).parts[-2:]) or source


def status_tip(row: RecordRow, words: Words) -> str:
    """Why a record stands where it stands."""
    if row.is_part_done:
        return tip(words.say(PausePhrase.PART_DONE_TIP))
    questions = [words.question(reason) for reason in row.reasons] if row.status is ProcessStatus.HOLD else []
    error = words.error(row.error_code, row.error_text)
    return tip(*questions, error, _detail(error, row.error_text)) if questions or error else ""


def _detail(said: str, text: str) -> str:
    """The core's own text, where something else was said."""
    return "" if said == text else text


def with_progress(row: RecordRow, item: StageProgress) -> RecordRow:
    """The row with that stage at `done` of `total`; a stage that has ended meanwhile stays as it is."""
    cell = row.cell(item.stage)
    if cell is None or cell.status is not StageStatus.RUNNING or item.total <= 0:
        return row
    moved = replace(cell, done=item.done, total=item.total)
    return replace(row, stages=tuple(moved if old is cell else old for old in row.stages))


def cell_text(cell: StageCell | None, words: Words, at: datetime) -> str:
    """A stage in a few letters: its state, or page k of n, or the seconds it took."""
    if cell is None:
        return ""
    if cell.status is StageStatus.RUNNING:
        if cell.total > 1 or cell.done:
            page = min(cell.done + 1, cell.total)
            return words.say(Phrase.PROGRESS_PAGES, page=page, pages=cell.total)
        return duration((at - cell.started_at).total_seconds(), words) if cell.started_at else words.cell(cell).text
    if cell.status is StageStatus.DONE and not (cell.held or cell.outdated) and cell.started_at and cell.finished_at:
        return duration((cell.finished_at - cell.started_at).total_seconds(), words)
    return words.cell(cell).text


def fraction(cell: StageCell) -> float | None:
    """How full a running cell is; None if it does not run."""
    if cell.status is not StageStatus.RUNNING:
        return None
    return cell.done / cell.total if cell.total > 0 else 0.0


def elapsed(row: RecordRow, at: datetime) -> float:
    """Seconds of stage time of this version: the sum over its stages, running ones up to now."""
    return sum(((cell.finished_at or at) - cell.started_at).total_seconds() for cell in row.stages if cell.started_at)


def elapsed_text(row: RecordRow, words: Words, at: datetime) -> str:
    """Stage time for the table; nothing before the first start."""
    return duration(elapsed(row, at), words) if any(cell.started_at for cell in row.stages) else ""


def is_moving(row: RecordRow) -> bool:
    """True while a stage of the record runs, so that its times grow."""
    return any(cell.status is StageStatus.RUNNING for cell in row.stages)


def _cell_rank(cell: StageCell | None) -> float:
    if cell is None:
        return -1.0
    return float(list(StageStatus).index(cell.status))


def _cell_tip(row: RecordRow, name: StageName, words: Words) -> str:
    cell = row.cell(name)
    if cell is None:
        return ""
    attempt = f"{words.say(Phrase.COL_ATTEMPT)} {cell.attempt}"
    text = row.error_text if cell.error_code == row.error_code else ""
    error = words.error(cell.error_code, text or cell.error_code)
    return tip(f"{words.stage(name)}: {words.cell(cell).text}", attempt, error, _detail(error, text))

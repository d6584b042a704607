"""The columns of every table of the times screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtGui import QIcon

from core.domain.hold import ReasonCode
from core.domain.times import Bar, Breach, Cause, FlowPoint, Ranked, Reviewed, Spread, Stuck, TrendPoint
from desktop.ui.look import Look
from desktop.ui.models.rows import Column
from desktop.ui.review.reason_words import short
from desktop.ui.shown import clock_time, moment
from desktop.ui.tables import PartTable
from desktop.ui.times.axes import said
from desktop.ui.times.phrases import CAUSE, LAP, TimesPhrase
from desktop.ui.times.spreads import spread_tone
from desktop.ui.words import Tone, Words

_P = TimesPhrase
_ICONS: Final = {Tone.FAILED: "failed", Tone.HOLD: "hold", Tone.RUNNING: "approved"}


def _right(title: str, text: Callable[[Any], str]) -> Column[Any]:
    return Column(title, text, right=True)


def _left(title: str, text: Callable[[Any], str], icon: Callable[[Any], QIcon | None] | None = None) -> Column[Any]:
    return Column(title, text, icon=icon)


def _took(seconds: float | None, words: Words) -> str:
    return "" if seconds is None else said(seconds, words)


def stages(look: Look) -> PartTable[Spread]:
    """How times spread; the mark says whether the target is kept."""
    words = look.words
    say = words.say

    def mark(row: Spread) -> QIcon | None:
        tone = spread_tone(row)
        return None if row.target is None else look.tone_icon(_ICONS[tone], _shown(tone))

    columns = (
        _left(say(_P.COL_STAGE), lambda row: words.stage(row.stage)),
        _left(say(_P.COL_LAP), lambda row: say(LAP[row.lap]), icon=mark),
        _right(say(_P.COL_COUNT), lambda row: f"{row.count:,}"),
        _right(say(_P.COL_MEAN), lambda row: said(row.mean, words)),
        _right(say(_P.COL_P50), lambda row: said(row.p50, words)),
        _right(say(_P.COL_P95), lambda row: said(row.p95, words)),
        _right(say(_P.COL_P99), lambda row: said(row.p99, words)),
        _right(say(_P.COL_TARGET), lambda row: _took(row.target, words)),
        _right(say(_P.COL_LATE), lambda row: f"{row.late:,}" if row.late else ""),
    )
    return PartTable(look, columns, lambda row: (row.stage, row.lap), say(_P.EMPTY_PERIOD), wide=1, name=say(_P.STAGES))


def _shown(tone: Tone) -> Tone:
    return Tone.APPROVED if tone is Tone.RUNNING else tone


def trend(look: Look) -> PartTable[TrendPoint]:
    """Step by step."""
    words = look.words
    say = words.say
    columns = (
        _left(say(_P.COL_WHEN), lambda row: moment(row.at)),
        _right(say(_P.COL_COUNT), lambda row: f"{row.count:,}"),
        _right(say(_P.COL_P50), lambda row: said(row.p50, words)),
        _right(say(_P.COL_P95), lambda row: said(row.p95, words)),
    )
    return PartTable(look, columns, lambda row: row.at, say(_P.EMPTY_PERIOD), wide=0, name=say(_P.TREND))


def flow(look: Look) -> PartTable[FlowPoint]:
    """Step by step."""
    say = look.words.say
    columns = (
        _left(say(_P.COL_WHEN), lambda row: moment(row.at)),
        _right(say(_P.COL_TAKEN_IN), lambda row: f"{row.taken_in:,}"),
        _right(say(_P.COL_ALONE), lambda row: f"{row.alone:,}"),
        _right(say(_P.COL_HELD), lambda row: f"{row.held:,}"),
        _right(say(_P.COL_APPROVED), lambda row: f"{row.approved:,}"),
        _right(say(_P.COL_REJECTED), lambda row: f"{row.rejected:,}"),
        _right(say(_P.COL_FAILED), lambda row: f"{row.failed:,}"),
    )
    return PartTable(look, columns, lambda row: row.at, say(_P.EMPTY_PERIOD), wide=0, name=say(_P.FLOW))


def late(look: Look) -> PartTable[Breach]:
    """What took too long, going on or ended."""
    words = look.words
    say = words.say
    columns = (
        _left(say(_P.COL_RECORD), lambda row: _record(row, words)),
        _left(say(_P.COL_STAGE), lambda row: words.stage(row.stage)),
        _left(say(_P.COL_LAP), lambda row: say(LAP[row.lap])),
        _right(say(_P.COL_TOOK), lambda row: said(row.seconds, words)),
        _right(say(_P.COL_TARGET), lambda row: said(row.target, words)),
        _left(say(_P.COL_ENDED), lambda row: moment(row.ended) if row.ended else say(_P.GOING_ON)),
    )
    return PartTable(
        look, columns, lambda row: (row.record, row.version, row.stage, row.lap, row.ended), say(_P.NOT_LATE),
        wide=2, name=say(_P.LATE),
    )  # fmt: skip


def _record(row: Breach | Stuck, words: Words) -> str:
    return words.say(_P.RECORD_AND_VERSION, record=row.record, version=row.version)


def reasons(look: Look) -> PartTable[Ranked]:
    """Why records were held, ranked."""
    say = look.words.say
    columns = (
        _left(say(_P.COL_REASON), lambda row: reason_name(row.code, look.words)),
        _right(say(_P.COL_TIMES), lambda row: f"{row.count:,}"),
    )
    return PartTable(look, columns, lambda row: row.code, say(_P.NO_REASONS), wide=0, name=say(_P.REASONS))


def reason_name(code: str, words: Words) -> str:
    """The reason in a few words."""
    return short(ReasonCode(code), words) if code in set(ReasonCode) else code.replace("_", " ")


def errors(look: Look) -> PartTable[Ranked]:
    """What failed, ranked."""
    say = look.words.say
    columns = (
        _left(say(_P.COL_ERROR), lambda row: error_name(row.code, look.words)),
        _right(say(_P.COL_TIMES), lambda row: f"{row.count:,}"),
    )
    return PartTable(look, columns, lambda row: row.code, say(_P.NO_ERRORS), wide=0, name=say(_P.ERRORS))


def error_name(code: str, words: Words) -> str:
    """The error in the reviewer's language, where there is a sentence for it; its code in plain letters else."""
    return words.error(code, code.replace("_", " "))


def reviewers(look: Look) -> PartTable[Reviewed]:
    """Who decided how much. Names are untrusted text."""
    say = look.words.say
    columns = (
        _left(say(_P.COL_REVIEWER), lambda row: row.reviewer),
        _right(say(_P.COL_APPROVED), lambda row: f"{row.approved:,}"),
        _right(say(_P.COL_REJECTED), lambda row: f"{row.rejected:,}"),
        _right(say(_P.COL_CHANGED), lambda row: f"{row.changed:,}"),
    )
    return PartTable(look, columns, lambda row: row.reviewer, say(_P.NO_REVIEWERS), wide=0, name=say(_P.REVIEWERS))


def stuck(look: Look) -> PartTable[Stuck]:
    """What does not move, and why."""
    words = look.words
    say = words.say
    columns = (
        _left(say(_P.COL_RECORD), lambda row: _record(row, words)),
        _left(say(_P.COL_STAGE), lambda row: words.stage(row.stage)),
        _left(say(_P.COL_LAP), lambda row: say(LAP[row.lap])),
        _right(say(_P.COL_TOOK), lambda row: said(row.seconds, words)),
        _right(say(_P.COL_LIMIT), lambda row: said(row.limit, words)),
        _left(say(_P.COL_CAUSE), lambda row: cause(row, words)),
    )
    return PartTable(
        look, columns, lambda row: (row.record, row.version, row.stage), say(_P.NOT_STUCK), wide=5, name=say(_P.STUCK)
    )


def cause(row: Stuck, words: Words) -> str:
    """Why it does not move."""
    match row.cause:
        case Cause.BEHIND:
            return words.say(CAUSE[row.cause], ahead=f"{row.ahead:,}")
        case Cause.LATER:
            return words.say(CAUSE[row.cause], due=moment(row.due) if row.due else "")
        case _:
            return words.say(CAUSE[row.cause])


def timeline(look: Look) -> PartTable[Bar]:
    """One record's bars."""
    words = look.words
    say = words.say
    columns = (
        _left(say(_P.COL_STAGE), lambda bar: f"v{bar.version} · {words.stage(bar.stage)}"),
        _right(say(_P.COL_ATTEMPT), lambda bar: str(bar.attempt)),
        _left(say(_P.COL_LAP), lambda bar: say(LAP[bar.lap])),
        _left(say(_P.COL_STATUS), lambda bar: words.stage_status(bar.status).text),
        _left(say(_P.COL_FROM), lambda bar: clock_time(bar.begin)),
        _right(
            say(_P.COL_TOOK),
            lambda bar: said((bar.end - bar.begin).total_seconds(), words) if bar.end else say(_P.GOING_ON),
        ),
    )
    return PartTable(
        look, columns, lambda bar: (bar.version, bar.stage, bar.attempt, bar.lap, bar.begin), say(_P.NO_RECORD),
        wide=2, name=say(_P.TIMELINE),
    )  # fmt: skip

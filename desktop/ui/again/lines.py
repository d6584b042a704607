"""What an order would do, in words: the totals, and one row a record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from core.domain.rerun import RerunLine, RerunTotals
from core.domain.run_settings import RunSettings
from core.domain.states import StageName
from desktop.ui.again.phrases import AgainPhrase as A
from desktop.ui.look import Look
from desktop.ui.models.rows import Column
from desktop.ui.shown import tip
from desktop.ui.words import Tone, Words

_NAMES: Final = {
    "page_limit": A.PAGES,
    "languages": A.LANGUAGES,
    "recogniser": A.RECOGNISER,
    "model": A.MODEL,
    "policy": A.POLICY,
}


def totals_said(totals: RerunTotals, words: Words) -> list[str]:
    """The totals, a sentence each; the most important first."""
    say = words.say

    def counted(pairs: Sequence[tuple[Any, int]], name: Any) -> str:
        return ", ".join(say(A.NUMBER_OF, name=name(key), count=f"{number:,}") for key, number in pairs)

    if not totals.will_run:
        said = [say(A.NOTHING_RUNS, count=f"{totals.records:,}")]
    else:
        stages = counted(totals.runs, words.stage)
        said = [say(A.WILL_RUN, run=f"{totals.will_run:,}", count=f"{totals.records:,}", stages=stages)]
    if totals.new_versions:
        phrase = A.VERSIONS if totals.decided else A.VERSIONS_ONLY
        said.append(say(phrase, count=f"{totals.new_versions:,}", decided=f"{totals.decided:,}"))
    if totals.outdated:
        said.append(say(A.OUTDATED, stages=counted(totals.outdated, words.stage)))
    if totals.locked:
        said.append(say(A.LOCKED, count=f"{totals.locked:,}"))
    if totals.fields:
        said.append(say(A.CORRECTED, fields=counted(totals.fields, words.field)))
    if totals.left_out:
        said.append(say(A.LEFT_OUT, reasons=counted(totals.left_out, lambda code: why(code, words))))
    return said


def why(code: str, words: Words) -> str:
    """Why a record is left out, for a sum of many."""
    return words.error(code, code.replace("_", " ")).rstrip(".")


def columns(look: Look) -> tuple[Column[RerunLine], ...]:
    """Record, what runs, what no longer stands, what stays, and why it is left out."""
    words, say = look.words, look.words.say

    def stages(found: Sequence[StageName]) -> str:
        return ", ".join(words.stage(stage) for stage in found)

    def stays(line: RerunLine) -> str:
        told = [say(A.STAYS_VERSION, version=line.seen.version)] if line.makes_version and line.seen else []
        told += [say(A.STAYS_VALUES)] if line.is_approved_by_person else []
        return ", ".join([*told, *(words.field(field) for field in line.locked)])

    def reason(line: RerunLine) -> str:
        return words.error(line.code, line.text) if line.code else ""

    return (
        Column(
            say(A.COL_RECORD),
            lambda line: f"{line.record}  {line.title}",
            tip=lambda line: tip(line.title),
            icon=lambda line: look.tone_icon(*(("cancelled", Tone.QUIET) if line.code else ("rerun", Tone.RUNNING))),
        ),
        Column(say(A.COL_RUNS), lambda line: stages(line.runs)),
        Column(say(A.COL_OUTDATED), lambda line: stages(line.outdated)),
        Column(say(A.COL_STAYS), stays, tip=lambda line: tip(stays(line))),
        Column(say(A.COL_WHY), reason, tip=lambda line: tip(reason(line))),
    )


def own_settings(settings: RunSettings, words: Words) -> str:
    """What a run used instead of the program's settings; "" if nothing."""
    say = words.say
    shown = {"on": say(A.MODEL_ON), "off": say(A.MODEL_OFF)}
    told = []
    for name, value in settings.told:
        text = settings.policy.name if name == "policy" and settings.policy else shown.get(value, value)
        told.append(say(A.OWN, name=say(_NAMES[name]), value=text))
    return ", ".join(told)

"""A comparison as lines of text: what, before, after. Values are untrusted text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from core.domain.compare import Aspect, Change, Comparison, FieldPair, FieldSide, PageSide
from core.domain.page import Engine, PageStatus
from desktop.ui.phrases import Phrase
from desktop.ui.shown import percent
from desktop.ui.versions.phrases import VersionPhrase as V
from desktop.ui.words import Tone, Words

LOOKS: Final = MappingProxyType(
    {
        Change.SAME: ("approved", Tone.QUIET),
        Change.CHANGED: ("reread", Tone.HOLD),
        Change.ADDED: ("add", Tone.APPROVED),
        Change.REMOVED: ("minus", Tone.REJECTED),
    }
)
_CHANGES: Final = MappingProxyType({change: V[change.name] for change in Change})
_HASH: Final = 12


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One line; number: its place, since two may read alike. told: the change in a word."""

    number: int
    what: str
    change: Change
    told: str
    before: str
    after: str


def lines_of(found: Comparison, words: Words) -> tuple[VersionLine, ...]:
    """What there is to compare: values first, then questions, files, pages, checks, engines."""
    return tuple(
        VersionLine(number, what, change, told or words.say(_CHANGES[change]), before, after)
        for number, (what, change, told, before, after) in enumerate(_lines(found, words))
    )


def since(found: Comparison, words: Words) -> str:
    """What became of the questions since the earlier version, in one sentence."""
    gone = sum(pair.change is Change.REMOVED for pair in found.reasons)
    return words.say(
        V.SINCE,
        gone=gone,
        count=sum(pair.before is not None for pair in found.reasons),
        new=sum(pair.change is Change.ADDED for pair in found.reasons),
        files=sum(pair.change in {Change.ADDED, Change.CHANGED} for pair in found.files),
    )


def _lines(found: Comparison, words: Words) -> Iterator[tuple[str, Change, str, str, str]]:
    say = words.say
    for field in found.fields:
        told = say(V.EVIDENCE) if field.change is Change.CHANGED and Aspect.VALUE not in field.aspects else ""
        before, after = (_field(side, field, words) for side in (field.before, field.after))
        yield words.field(field.name), field.change, told, before, after
    for reason in found.reasons:
        before, after = (words.question(one) if one else "" for one in (reason.before, reason.after))
        yield say(V.QUESTION), reason.change, "", before, after
    for file in found.files:
        before, after = (f"{one.name}  ·  {one.sha256[:_HASH]}" if one else "" for one in (file.before, file.after))
        yield say(V.FILE), file.change, "", before, after
    for page in found.pages:
        yield say(V.PAGE), page.change, "", _page(page.before, words), _page(page.after, words)
    for check in found.checks:
        name = words.check(check.code) + (f" ({words.field(check.field)})" if check.field else "")
        before, after = _passed(check.before, words), _passed(check.after, words)
        yield say(V.CHECK, name=name), check.change, "", before, after
    for engine in found.engines:
        before, after = _engine(engine.before), _engine(engine.after)
        yield say(V.ENGINE, stage=words.stage(engine.stage)), engine.change, "", before, after


def _field(side: FieldSide, pair: FieldPair, words: Words) -> str:
    """The value; beside it its evidence where that differs, and what was read where a person set it."""
    read = words.value(pair.name, side.field.value) if side.field else ""
    if side.set_to is not None:
        return words.say(V.SET, value=words.value(pair.name, side.set_to), read=read or "–")
    if side.field is None:
        return ""
    facts = []
    if Aspect.CONFIDENCE in pair.aspects:
        facts.append(percent(side.field.confidence))
    if Aspect.PLACE in pair.aspects and side.field.page is not None:
        facts.append(words.say(Phrase.ON_PAGE, page=side.field.page))
    if Aspect.SOURCES in pair.aspects:
        facts.append(", ".join(words.source(source).text for source in side.field.sources))
    if Aspect.DOUBTS in pair.aspects:
        facts.append(", ".join(words.doubt(code) for code in side.field.doubts))
    told = ", ".join(fact for fact in facts if fact)
    return words.say(V.SURE, value=read, facts=told) if told else read


def _page(side: PageSide | None, words: Words) -> str:
    if side is None:
        return ""
    if side.status is PageStatus.UNREAD:
        problem = words.error(side.problem_code, side.problem_code)
        return words.say(V.UNREAD, file=side.file, page=side.number, problem=problem)
    return words.say(V.PAGE_LINE, file=side.file, page=side.number, words=side.words)


def _passed(passed: bool | None, words: Words) -> str:
    if passed is None:
        return ""
    return words.say(Phrase.CHECK_PASSED if passed else Phrase.CHECK_FAILED)


def _engine(engine: Engine | None) -> str:
    return f"{engine.name} {engine.version}" if engine else ""

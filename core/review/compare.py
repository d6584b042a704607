"""Comparing two versions of a record: a pure function of what each of them holds."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Final, TypeVar

from core.domain.compare import (
    Aspect,
    Change,
    CheckPair,
    Comparison,
    EnginePair,
    FieldPair,
    FieldSide,
    FilePair,
    PagePair,
    PageSide,
    ReasonPair,
    VersionSide,
)
from core.domain.decision import Decision
from core.domain.field import Field, FieldName
from core.domain.hold import CheckResult
from core.domain.ids import RecordId
from core.domain.page import Page
from core.domain.rows import RecordDetail
from core.domain.states import StageName
from core.domain.work import Section
from core.errors import UsageError

_T = TypeVar("_T")
_EVIDENCE: Final[tuple[tuple[Aspect, Callable[[Field], object]], ...]] = (
    (Aspect.PLACE, lambda field: (field.attachment, field.page, field.box)),
    (Aspect.CONFIDENCE, lambda field: round(field.confidence, 2)),
    (Aspect.SOURCES, lambda field: (field.sources, field.readings, field.grounded)),
    (Aspect.DOUBTS, lambda field: (field.doubts, field.others)),
)


class Comparing:
    """Finds the two versions that somebody wants to see beside each other."""

    def __init__(self, open_version: Callable[[RecordId, int | None], RecordDetail]) -> None:
        self._open = open_version

    def compare(self, record: RecordId, before: int | None = None, after: int | None = None) -> Comparison:
        """Compare two versions; by default the current one with the last that was decided before it, else the last.

        Raises:
            NotFoundError: no such record or version.
            UsageError: there is only one version (`one_version`), or both are the same.
        """
        later = self._open(record, after)
        if before is None:
            return compared(self._earlier(later), later)
        if before == later.version:
            raise UsageError("A version cannot be compared with itself; name two.", code="same_version")
        return compared(self._open(record, before), later)

    def _earlier(self, later: RecordDetail) -> RecordDetail:
        earlier = [version for version in later.versions if version < later.version]
        if not earlier:
            raise UsageError(
                f"Version {later.version} of record {later.row.id} is the first; there is none to compare it with.",
                code="one_version",
            )
        decided = {decision.version for decision in later.decisions}
        told = [version for version in earlier if version in decided]
        if told:
            return self._open(later.row.id, told[-1])
        opened = [self._open(later.row.id, version) for version in reversed(earlier)]
        # A reading that was cancelled or has failed shows nothing beside the new one.
        return next((detail for detail in opened if detail.extraction is not None), opened[0])


def compared(before: RecordDetail, after: RecordDetail) -> Comparison:
    """What is the same and what is not, in the order in which a person would look at it.

    Of a stage that the later version has not gone through yet nothing is compared: nothing of it is gone.
    """
    return Comparison(
        record=after.row.id,
        versions=after.versions,
        before=_side(before),
        after=_side(after),
        files=tuple(_files(before, after)),
        pages=tuple(_pages(before, after)),
        fields=tuple(_fields(before, after)),
        reasons=tuple(_reasons(before, after)),
        checks=tuple(_checks(before, after)),
        engines=tuple(_engines(before, after)),
    )


def _side(detail: RecordDetail) -> VersionSide:
    policy = detail.judgement.policy if detail.judgement else None
    return VersionSide(detail.version, detail.row.status, detail.row.changed_at, policy, _decision(detail))


def _decision(detail: RecordDetail) -> Decision | None:
    return next((one for one in reversed(detail.decisions) if one.version == detail.version), None)


def _files(before: RecordDetail, after: RecordDetail) -> Iterable[FilePair]:
    by_bytes, by_place = (lambda item: item.sha256 or None), (lambda item: item.index)
    for old, new in _matched(before.attachments, after.attachments, by_bytes, by_place):
        is_same = old is not None and new is not None and old.sha256 == new.sha256
        yield FilePair(_change(old, new, is_same=is_same), old, new)


def _pages(before: RecordDetail, after: RecordDetail) -> Iterable[PagePair]:
    olds, news = (detail.reading.pages if detail.reading else () for detail in (before, after))
    for old, new in _matched(olds, news, lambda page: page.picture, lambda page: (page.attachment, page.number)):
        aspects = tuple(_page_aspects(old, new)) if old and new else ()
        change = _change(old, new, is_same=not aspects)
        yield PagePair(change, _page_side(before, old), _page_side(after, new), aspects)


def _page_aspects(old: Page, new: Page) -> Iterable[Aspect]:
    if old.picture != new.picture:
        yield Aspect.PICTURE
    if [word.text for word in old.words] != [word.text for word in new.words]:
        yield Aspect.TEXT
    if (old.status, old.problem_code) != (new.status, new.problem_code):
        yield Aspect.STATUS


def _page_side(detail: RecordDetail, page: Page | None) -> PageSide | None:
    if page is None:
        return None
    name = next((item.name for item in detail.attachments if item.index == page.attachment), "")
    return PageSide(
        page.attachment, page.number, name, page.picture, page.status, page.problem_code, words=len(page.words)
    )


def _fields(before: RecordDetail, after: RecordDetail) -> Iterable[FieldPair]:
    for name in FieldName if after.extraction else ():
        old, new = _field_side(before, name), _field_side(after, name)
        if (old.field, old.set_to) == (None, None) == (new.field, new.set_to):
            continue
        aspects = tuple(_field_aspects(old, new))
        first = old if old.field or old.set_to is not None else None
        second = new if new.field or new.set_to is not None else None
        yield FieldPair(_change(first, second, is_same=not aspects), name, old, new, aspects)


def _field_side(detail: RecordDetail, name: FieldName) -> FieldSide:
    decision = _decision(detail)
    field = detail.extraction.get(name) if detail.extraction else None
    return FieldSide(field, dict(decision.corrections).get(name) if decision else None)


def _field_aspects(old: FieldSide, new: FieldSide) -> Iterable[Aspect]:
    if old.value != new.value:
        yield Aspect.VALUE
    if old.set_to != new.set_to:
        yield Aspect.PERSON
    if old.field is not None and new.field is not None:
        for aspect, evidence in _EVIDENCE:
            if evidence(old.field) != evidence(new.field):
                yield aspect


def _reasons(before: RecordDetail, after: RecordDetail) -> Iterable[ReasonPair]:
    olds = before.row.reasons if after.judgement else ()
    for old, new in _matched(olds, after.row.reasons, lambda one: one, lambda one: (one.code, one.field)):
        yield ReasonPair(_change(old, new, is_same=old == new), old, new)


def _checks(before: RecordDetail, after: RecordDetail) -> Iterable[CheckPair]:
    if before.judgement is None or after.judgement is None:
        return
    olds, news = _passed(before), _passed(after)
    for key in dict.fromkeys((*olds, *news)):
        old, new = olds.get(key), news.get(key)
        yield CheckPair(_change(old, new, is_same=old == new), *key, old, new)


def _passed(detail: RecordDetail) -> dict[tuple[str, FieldName | None], bool]:
    """A check that was made several times counts as failed if it failed once."""
    found: dict[tuple[str, FieldName | None], bool] = {}
    checks: tuple[CheckResult, ...] = detail.judgement.checks if detail.judgement else ()
    for check in checks:
        key = (check.code, check.field)
        found[key] = found.get(key, True) and check.passed
    return found


def _engines(before: RecordDetail, after: RecordDetail) -> Iterable[EnginePair]:
    for stage in StageName:
        old, new = (_sections(detail)[stage] for detail in (before, after))
        first, second = (section.engine if section else None for section in (old, new))
        if first or second:
            yield EnginePair(_change(first, second, is_same=first == second), stage, first, second)


def _sections(detail: RecordDetail) -> dict[StageName, Section | None]:
    return {
        StageName.OCR: detail.reading,
        StageName.EXTRACT: detail.extraction,
        StageName.APPROVE: detail.judgement,
    }


def _change(old: object, new: object, *, is_same: bool) -> Change:
    if old is None:
        return Change.ADDED
    if new is None:
        return Change.REMOVED
    return Change.SAME if is_same else Change.CHANGED


def _matched(
    olds: Sequence[_T], news: Sequence[_T], *keys: Callable[[_T], Hashable]
) -> tuple[tuple[_T | None, _T | None], ...]:
    """Pairs by the first key, then what is left by the next; None never matches. New ones first, then those gone."""
    partner: dict[int, int] = {}
    for key in keys:
        taken = set(partner.values())
        free: dict[Hashable, list[int]] = {}
        for place, old in enumerate(olds):
            if place not in taken and key(old) is not None:
                free.setdefault(key(old), []).append(place)
        for place, new in enumerate(news):
            if place not in partner and free.get(key(new)):
                partner[place] = free[key(new)].pop(0)
    pairs: list[tuple[_T | None, _T | None]] = [
        (olds[partner[place]] if place in partner else None, new) for place, new in enumerate(news)
    ]
    taken = set(partner.values())
    pairs += [(old, None) for place, old in enumerate(olds) if place not in taken]
    return tuple(pairs)

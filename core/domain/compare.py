"""Two versions of a record side by side: files, pages, fields with their evidence, questions, checks, engines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeVar

from core.domain.decision import Decision
from core.domain.field import Field, FieldName
from core.domain.hold import HoldReason, PolicyRef
from core.domain.ids import BlobHash, RecordId
from core.domain.page import Engine, PageStatus
from core.domain.rows import AttachmentRow
from core.domain.states import ProcessStatus, StageName


class Change(StrEnum):
    """What became of something from one version to the other."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


class Aspect(StrEnum):
    """In what a page or a field differs. A field's value counts first; the rest is its evidence."""

    PICTURE = "picture"
    TEXT = "text"
    STATUS = "status"
    VALUE = "value"
    PERSON = "person"
    PLACE = "place"
    CONFIDENCE = "confidence"
    SOURCES = "sources"
    DOUBTS = "doubts"


@dataclass(frozen=True, slots=True)
class VersionSide:
    """One of the two versions. decision: the last one made on it; policy: which judged it, None if none did."""

    version: int
    status: ProcessStatus
    changed_at: datetime
    policy: PolicyRef | None
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class PageSide:
    """A page of one version. file: the attachment's name, untrusted. words: how many were read."""

    attachment: int
    number: int
    file: str
    picture: BlobHash | None
    status: PageStatus
    problem_code: str
    words: int


@dataclass(frozen=True, slots=True)
class FieldSide:
    """A field in one version. field: as the machine read it; set_to: the value that a person gave it, None if none."""

    field: Field | None
    set_to: str | None = None

    @property
    def value(self) -> str:
        """What counts: the person's value, else the machine's; empty if there is neither."""
        if self.set_to is not None:
            return self.set_to
        return self.field.value if self.field else ""


@dataclass(frozen=True, slots=True)
class FilePair:
    """An attachment, matched by its bytes, else by its place."""

    change: Change
    before: AttachmentRow | None
    after: AttachmentRow | None


@dataclass(frozen=True, slots=True)
class PagePair:
    """A page, matched by the hash of its picture, else by its place. aspects: in what it differs."""

    change: Change
    before: PageSide | None
    after: PageSide | None
    aspects: tuple[Aspect, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldPair:
    """A field. `changed` is told of evidence too: `aspects` says whether the value is among it."""

    change: Change
    name: FieldName
    before: FieldSide
    after: FieldSide
    aspects: tuple[Aspect, ...] = ()


@dataclass(frozen=True, slots=True)
class ReasonPair:
    """An open question: gone, new, or asked with other values."""

    change: Change
    before: HoldReason | None
    after: HoldReason | None


@dataclass(frozen=True, slots=True)
class CheckPair:
    """A check of the policy; before, after: whether it passed, None where it was not made."""

    change: Change
    code: str
    field: FieldName | None
    before: bool | None
    after: bool | None


@dataclass(frozen=True, slots=True)
class EnginePair:
    """Who did a stage in each version; None where it was not done."""

    change: Change
    stage: StageName
    before: Engine | None
    after: Engine | None


class _Paired(Protocol):
    @property
    def change(self) -> Change: ...


_P = TypeVar("_P", bound=_Paired)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything about two versions of a record."""

    record: RecordId
    versions: tuple[int, ...]
    before: VersionSide
    after: VersionSide
    files: tuple[FilePair, ...]
    pages: tuple[PagePair, ...]
    fields: tuple[FieldPair, ...]
    reasons: tuple[ReasonPair, ...]
    checks: tuple[CheckPair, ...]
    engines: tuple[EnginePair, ...]

    @property
    def only_changes(self) -> Comparison:
        """The same without what is the same in both."""
        return replace(
            self,
            files=_changed(self.files),
            pages=_changed(self.pages),
            fields=_changed(self.fields),
            reasons=_changed(self.reasons),
            checks=_changed(self.checks),
            engines=_changed(self.engines),
        )

    @property
    def changes(self) -> int:
        """How many things differ."""
        parts: tuple[Sequence[_Paired], ...] = (
            self.files, self.pages, self.fields, self.reasons, self.checks, self.engines,
        )  # fmt: skip
        return sum(len(_changed(part)) for part in parts)


def _changed(pairs: Sequence[_P]) -> tuple[_P, ...]:
    return tuple(pair for pair in pairs if pair.change is not Change.SAME)

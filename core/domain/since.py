"""What is new in a version since the decision that it answers: the little that its reviewer looks at first."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.field import FieldName


@dataclass(frozen=True, slots=True)
class FieldSince:
    """A field whose value differs. before: what counted when it was decided; after: what is read now; empty: none."""

    name: FieldName
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PageSince:
    """A page that was not there, or looked otherwise. attachment: its index; number: 1-based."""

    attachment: int
    number: int


@dataclass(frozen=True, slots=True)
class Since:
    """version: the decided one. files: how many are new. asked: questions that were open then; gone: those no more."""

    version: int
    fields: tuple[FieldSince, ...]
    pages: tuple[PageSince, ...]
    files: int
    asked: int
    gone: int

    def field(self, name: FieldName) -> FieldSince | None:
        """What became of that field; None if its value is the same."""
        return next((field for field in self.fields if field.name is name), None)

"""What the applicant says of the document, to be compared with what the document says."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.field import FieldName


@dataclass(frozen=True, slots=True)
class Claim:
    """Claimed values by field, as given (not normalised).

    `problem` says why a claim file could not be used; such a record can only be held.
    """

    values: tuple[tuple[FieldName, str], ...] = ()
    problem: str = ""

    def get(self, name: FieldName) -> str | None:
        """The claimed value of that field, or None."""
        return dict(self.values).get(name)

    @property
    def is_empty(self) -> bool:
        """True if there is nothing to compare and nothing wrong with it."""
        return not self.values and not self.problem

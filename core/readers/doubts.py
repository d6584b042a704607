"""Where a reading is in doubt, found by judging it as the chain would: by rules and the policy, with no model asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from core.domain.control import Control, Stage
from core.domain.hold import HoldReason, ReasonCode
from core.domain.record import Dossier

Place = tuple[int, int]
"""Attachment and page."""

_OF_READING: Final = frozenset({
    ReasonCode.NO_TEXT, ReasonCode.UNREAD_INK, ReasonCode.COVERED, ReasonCode.LAYER_DIFFERS, ReasonCode.UNKNOWN_TYPE,
    ReasonCode.MISSING_FIELD, ReasonCode.LOW_CONFIDENCE, ReasonCode.UNGROUNDED, ReasonCode.AMBIGUOUS,
    ReasonCode.BAD_FORMAT, ReasonCode.CLAIM_DIFFERS, ReasonCode.SCHOOL_NEAR, ReasonCode.SCHOOL_UNKNOWN,
    ReasonCode.RULE_FAILED,
})  # fmt: skip
"""Questions that another reading of the same page may answer."""


@dataclass(frozen=True, slots=True)
class Seen:
    """kind: the document type's id, if it is known. doubtful: places whose reading somebody would have to look at."""

    kind: str | None
    doubtful: frozenset[Place]


class _Quiet:
    """Asks whether the work may go on, and tells no progress of its own."""

    def __init__(self, control: Control) -> None:
        self._control = control

    def checkpoint(self) -> None:
        """See `Control.checkpoint`."""
        self._control.checkpoint()

    def report(self, done: int, total: int) -> None:
        """The stage that looks tells its own progress."""


class Doubts:
    """Looks at a reading.

    Args:
        extract: an extract stage without a language model.
        approve: an approve stage with the policy that will judge.
    """

    def __init__(self, extract: Stage, approve: Stage) -> None:
        self._extract = extract
        self._approve = approve

    def of(self, dossier: Dossier, control: Control) -> Seen:
        """What would be asked about it. Pages that could not be read at all are none of it.

        Raises:
            InputError, Stopped: as the stages do.
        """
        quiet = _Quiet(control)
        extracted = self._extract.run(dossier, quiet)
        judged = self._approve.run(extracted, quiet).judgement
        reasons = judged.reasons if judged else ()
        kind = extracted.extraction.document_type if extracted.extraction else None
        places = {place for reason in reasons for place in _places(extracted, reason)}
        return Seen(kind, frozenset(places))


def _places(dossier: Dossier, reason: HoldReason) -> Iterator[Place]:
    """The page of the field that is asked about; all pages if it stands on none."""
    if reason.code not in _OF_READING:
        return
    field = dossier.extraction.get(reason.field) if dossier.extraction and reason.field else None
    if field is not None and field.attachment is not None and field.page is not None:
        yield field.attachment, field.page
    elif dossier.reading is not None:
        yield from ((page.attachment, page.number) for page in dossier.reading.pages)

"""Deciding many records at once: first what each would become, then each in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from core.domain.bulk import BulkAnswer, BulkOutcome, BulkRow, Seen
from core.domain.decision import Decision, DecisionRequest, Verdict
from core.domain.hold import HoldReason, ReasonCode
from core.domain.ids import RecordId
from core.domain.rows import RecordRow
from core.domain.states import ProcessStatus
from core.errors import ConflictError, HoldpointError, NotFoundError, StoreError, UsageError
from core.review.decide import Deciding, checked_kind

_UNREAD: Final = frozenset(
    {ReasonCode.PAGE_UNREAD, ReasonCode.PAGES_LEFT_OUT, ReasonCode.NO_TEXT, ReasonCode.UNREAD_INK}
)
_OF_PAGE: Final = "page_"
_FLAGS: Final = frozenset(
    {
        ReasonCode.HIDDEN_TEXT,
        ReasonCode.LAYER_DIFFERS,
        ReasonCode.INSTRUCTION_TEXT,
        ReasonCode.TYPE_DIFFERS,
        ReasonCode.CLAIM_INVALID,
    }
)


class Bulk:
    """Plans and decides. Nobody approves what no eye has seen: unread pages and red flags are for one at a time."""

    def __init__(
        self,
        rows: Callable[[Sequence[RecordId]], tuple[RecordRow, ...]],
        deciding: Deciding,
    ) -> None:
        self._rows = rows
        self._deciding = deciding

    def plan(self, records: Sequence[Seen], answer: BulkAnswer) -> tuple[BulkRow, ...]:
        """What the answer would do to each of the records, in their order; a record that stands twice counts once."""
        seen = {item.record: item for item in records}
        rows = {row.id: row for row in self._rows(tuple(seen))}
        return tuple(_planned(item, rows.get(item.record), answer) for item in seen.values())

    def decide(self, requests: Sequence[DecisionRequest]) -> tuple[BulkOutcome, ...]:
        """Decide each; what one is refused for never stops the others, and what is decided so already stands.

        A store in trouble stops the rest: each of them is told so instead of being tried.
        """
        return tuple(self._outcomes(requests))

    def _outcomes(self, requests: Sequence[DecisionRequest]) -> Iterator[BulkOutcome]:
        trouble: StoreError | None = None
        for request in requests:
            try:
                if trouble is not None:
                    raise trouble
                yield BulkOutcome(request.record, self._checked(request))
            except HoldpointError as error:
                trouble = error if isinstance(error, StoreError) else None
                facts = error.facts if isinstance(error, ConflictError) else ()
                yield BulkOutcome(request.record, None, error.code, error.text, facts)

    def _checked(self, request: DecisionRequest) -> Decision:
        """Decide what may be decided together with others. The revision ties the check to what is decided."""
        rows = self._rows((request.record,))
        if not rows:
            raise NotFoundError(f"There is no record {request.record}.")
        if rows[0].revision != request.revision and (made := self._deciding.made(request)) is not None:
            return made
        if rows[0].revision == request.revision and (refusal := _refusal(rows[0], request.verdict)):
            raise ConflictError(refusal[1], code=refusal[0])
        return self._deciding.decide(request)


def _planned(seen: Seen, row: RecordRow | None, answer: BulkAnswer) -> BulkRow:
    if row is None:
        return BulkRow(seen.record, None, None, "not_found", f"There is no record {seen.record}.")
    if row.version != seen.version:
        return BulkRow(
            row.id, row, None, "outdated_version", "A newer version of this record exists; look at it first."
        )
    if row.revision != seen.revision:
        return BulkRow(row.id, row, None, "changed_meanwhile", "This record has changed since; look at it again.")
    if refusal := _refusal(row, answer.verdict):
        return BulkRow(row.id, row, None, *refusal)
    request = DecisionRequest(
        record=row.id,
        version=row.version,
        revision=row.revision,
        verdict=answer.verdict,
        reason=answer.reason,
        public_comment=answer.public_comment,
        internal_comment=answer.internal_comment,
        kind=answer.kind,
    )
    try:
        checked_kind(request)
    except UsageError as error:
        return BulkRow(row.id, row, None, error.code, error.text)
    return BulkRow(row.id, row, request)


def _refusal(row: RecordRow, verdict: Verdict) -> tuple[str, str] | None:
    """Why this record cannot be decided together with others: code and text."""
    if row.status is not ProcessStatus.HOLD:
        return "not_held", f"Record {row.id} is {row.status}; only what is on hold waits for a decision."
    codes = {reason.code for reason in row.reasons}
    if verdict is Verdict.APPROVE and codes & _UNREAD:
        return "unread_page", "A page was not read; look at it before you approve."
    if verdict is Verdict.APPROVE and (codes & _FLAGS or any(map(_is_of_page, row.reasons))):
        return "needs_eyes", "The file has something odd about it; look at it before you approve."
    return None


def _is_of_page(reason: HoldReason) -> bool:
    """Whether it asks about a page as a whole, in words of the policy's own: a recording is to be listened to."""
    return any(name == "rule" and value.startswith(_OF_PAGE) for name, value in reason.params)

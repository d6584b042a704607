"""A person's decision on a record."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from core.domain.audit import Act, AuditKind, canonical, decision_content
from core.domain.decision import (
    APPROVE_REASONS,
    REJECT_REASONS,
    Decision,
    DecisionReason,
    DecisionRequest,
    RejectKind,
    Verdict,
)
from core.domain.events import RecordChanged
from core.domain.field import Extraction, FieldName
from core.domain.human import disputes
from core.domain.ids import DecisionId
from core.domain.normal import typed_value
from core.domain.ports import Clock
from core.domain.states import DECIDED, ProcessStatus
from core.domain.work import Submission, UnitOfWork, Work
from core.errors import ConflictError, UsageError
from core.review.conflicts import seen_now

_STATUS = {Verdict.APPROVE: ProcessStatus.APPROVED, Verdict.REJECT: ProcessStatus.REJECTED}
_MAX_COMMENT = 4000


class Deciding:
    """Stores decisions; the state, the decision and its link in the chain of hashes are one transaction."""

    def __init__(self, work: Work, clock: Clock, actor: str) -> None:
        self._work = work
        self._clock = clock
        self._actor = actor

    def decide(self, request: DecisionRequest) -> Decision:
        """Approve or reject a held record, or supersede an earlier decision.

        Values that a person stood for before stay, whatever the machine reads now, unless they are corrected here.

        Raises:
            UsageError: the reason does not go with the verdict, or a correction is not a valid value.
            ConflictError: the record is not on hold, or somebody else changed it meanwhile.
            NotFoundError: no such record or version.
        """
        kind = checked_kind(request)
        given = _checked_corrections(request)
        now = self._clock.now()
        with self._work() as work:
            submission = self._decidable(work, request)
            corrections = _with_what_stands(work, submission, request.verdict, given)
            earlier = work.decisions.of(request.record)
            decision = replace(
                self._as_said(request, now),
                kind=kind,
                corrections=corrections,
                supersedes=earlier[-1].id if earlier else None,
                grounds=tuple(ground for ground in request.grounds if ground.field in dict(corrections)),
            )
            decision = replace(decision, id=work.decisions.add(decision))
            after = replace(submission, status=_STATUS[request.verdict], error_code="", error_text="")
            after = work.submissions.put(after, now)
            work.queue.settle(after.id)
            self._summarise(work, after, corrections)
            content = canonical(decision_content(decision, work.decisions.basis(after), after.revision))
            work.audit.add(Act(decision.record, decision.version, AuditKind.DECIDED, decision.actor, now, content))
            work.deliveries.promise(after, now, decision, submission.status)
            work.tell(RecordChanged(request.record, after.status, settled=True))
            work.commit()
        return decision

    def _as_said(self, request: DecisionRequest, now: datetime) -> Decision:
        """A decision of what the person said alone: no number yet, and nothing of what stood before."""
        return Decision(
            id=DecisionId(0),
            record=request.record,
            version=request.version,
            verdict=request.verdict,
            reason=request.reason,
            kind=None,
            public_comment=request.public_comment.strip(),
            internal_comment=request.internal_comment.strip(),
            corrections=(),
            actor=self._actor,
            at=now,
            supersedes=None,
        )

    def made(self, request: DecisionRequest) -> Decision | None:
        """That very decision, if it stands: this person's, on what was seen then, and nothing has changed since.

        So whoever asks again because the first answer was lost learns that it is done.
        """
        with self._work() as work:
            now = work.submissions.version(request.record, request.version)
            last = next(reversed(work.decisions.of(request.record)), None)
        if last is None or now.revision != request.revision + 1:
            return None
        asked = (self._actor, request.version, request.verdict, request.reason, _comments(request))
        return last if asked == (last.actor, last.version, last.verdict, last.reason, _comments(last)) else None

    @staticmethod
    def _decidable(work: UnitOfWork, request: DecisionRequest) -> Submission:
        submission = seen_now(work, request.record, request.version, request.revision)
        if submission.status not in {ProcessStatus.HOLD, *DECIDED}:
            raise ConflictError(
                f"Record {request.record} is {submission.status}; only a held or decided record can be decided.",
                code="not_decidable",
            )
        return submission

    @staticmethod
    def _summarise(work: UnitOfWork, after: Submission, corrections: tuple[tuple[FieldName, str], ...]) -> None:
        """Lists show what the person says from now on."""
        if not corrections:
            return
        read = work.results.extraction(after.extract_run) if after.extract_run else None
        values = {**_values(read), **dict(corrections)}
        work.records.set_summary(
            after.record,
            values.get(FieldName.HOLDER_NAME, ""),
            values.get(FieldName.DOCUMENT_TYPE, ""),
            values.get(FieldName.DOCUMENT_NUMBER, ""),
        )


def _with_what_stands(
    work: UnitOfWork, submission: Submission, verdict: Verdict, given: tuple[tuple[FieldName, str], ...]
) -> tuple[tuple[FieldName, str], ...]:
    """The corrections, and what a person stood for before wherever the machine reads something else now.

    Only a correction of that very field gives such a value up: nobody does so by approving many at once.
    """
    if verdict is Verdict.REJECT:
        return given
    read = work.results.extraction(submission.extract_run) if submission.extract_run else None
    kept = {one.human.field: one.human.value for one in disputes(work.decisions.human(submission.record), read)}
    return (*given, *((name, value) for name, value in kept.items() if name not in dict(given)))


def _comments(said: DecisionRequest | Decision) -> tuple[str, str]:
    return said.public_comment.strip(), said.internal_comment.strip()


def _values(extraction: Extraction | None) -> dict[FieldName, str]:
    return {field.name: field.value for field in extraction.fields} if extraction else {}


def checked_kind(request: DecisionRequest) -> RejectKind | None:
    """How final the decision is; None for an approval.

    Raises:
        UsageError: the reason does not go with the verdict, or a comment is too long or missing.
    """
    comments = (request.public_comment, request.internal_comment)
    if any(len(comment) > _MAX_COMMENT for comment in comments):
        raise UsageError(f"A comment may have {_MAX_COMMENT} characters at most.")
    if request.verdict is Verdict.APPROVE:
        if request.reason not in APPROVE_REASONS:
            raise UsageError(f"{request.reason} is no reason to approve; use one of {_list(APPROVE_REASONS)}.")
        return None
    if request.reason not in REJECT_REASONS:
        raise UsageError(f"{request.reason} is no reason to reject; use one of {_list(tuple(REJECT_REASONS))}.")
    if request.reason is DecisionReason.OTHER and not any(comment.strip() for comment in comments):
        raise UsageError("To reject for another reason, say it in a comment.")
    return request.kind or REJECT_REASONS[request.reason]


def _list(reasons: tuple[DecisionReason, ...]) -> str:
    return ", ".join(reason.value for reason in reasons)


def _checked_corrections(request: DecisionRequest) -> tuple[tuple[FieldName, str], ...]:
    if request.corrections and request.verdict is Verdict.REJECT:
        return ()
    checked: list[tuple[FieldName, str]] = []
    for name, value in request.corrections:
        normal = typed_value(name, value)
        if normal is None:
            raise UsageError(f"{name}: {value!r} is not a date; write it as 2024-03-02.", code="bad_value")
        checked.append((name, normal))
    return tuple(checked)

"""What a person decided stands until a person decides again: a later reading of the record is a question, no answer."""

from __future__ import annotations

from datetime import UTC

from core.domain.decision import Decision, Verdict
from core.domain.field import Extraction, FieldName
from core.domain.hold import HoldReason, ReasonCode
from core.domain.states import StageName
from core.domain.work import Submission, UnitOfWork

_CODES = {Verdict.APPROVE: ReasonCode.APPROVED_BEFORE, Verdict.REJECT: ReasonCode.REJECTED_BEFORE}


def question_of(work: UnitOfWork, submission: Submission) -> tuple[HoldReason, ...]:
    """The question to ask of a version that was made after a person's decision; none if nobody decided before."""
    if submission.version == 1 or not (decisions := work.decisions.of(submission.record)):
        return ()
    last = decisions[-1]
    has_new_files = submission.files_of > last.version
    return (_question(last, ReasonCode.HANDED_IN_AGAIN if has_new_files else _CODES[last.verdict]),)


def _question(decision: Decision, code: ReasonCode) -> HoldReason:
    date = decision.at.astimezone(UTC).date().isoformat()
    return HoldReason(code, StageName.APPROVE, None, (("actor", decision.actor), ("date", date)))


def summary_of(work: UnitOfWork, submission: Submission, read: Extraction) -> dict[FieldName, str]:
    """Values for lists: as read, but for those that a person stands for."""
    values = {field.name: field.value for field in read.fields}
    if submission.version > 1:
        values |= {one.field: one.value for one in work.decisions.human(submission.record)}
    return values

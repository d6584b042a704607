"""Handing in again: new files for a record that is there already make a new version of it, which is read anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from core.chain import queueing
from core.domain.audit import Act, AuditKind, canonical
from core.domain.decision import Decision, RejectKind, Verdict
from core.domain.desk import NewFiles, ResubmitRequest
from core.domain.events import RecordChanged
from core.domain.ids import RecordId
from core.domain.ports import Clock
from core.domain.record import Attachment
from core.domain.states import ProcessStatus, StageName
from core.domain.work import Submission, UnitOfWork, Work
from core.errors import ConflictError, UsageError
from core.intake.plan import MAX_ATTACHMENTS, plan

_NOTHING_HELD: Final = "A file that cannot be opened answers nothing; look at it and hand it in again."


class Resubmission:
    """Takes new files for a record; the claim stays as it is.

    attach: takes one file's bytes in, durably, as `Intake.attach` does.
    """

    def __init__(self, work: Work, attach: Callable[[int, Path], Attachment], clock: Clock, actor: str) -> None:
        self._work = work
        self._attach = attach
        self._clock = clock
        self._actor = actor

    def take_in(self, request: ResubmitRequest) -> None:
        """Read the record anew with these files.

        Raises:
            UsageError: there is no file, or there are too many; the text says which paths cannot be used.
            ConflictError: as `bring`.
        """
        planned = plan(request.paths)
        files = [file for candidate in planned.candidates for file in candidate.files]
        if planned.refused:
            raise UsageError(planned.refused[0].text, code=planned.refused[0].code)
        if not files:
            raise UsageError("There is no file to hand in.", code="no_document")
        self.bring(request.record, [self._attach(index, path) for index, path in enumerate(files)], request.files)

    def bring(self, record: RecordId, files: Sequence[Attachment], how: NewFiles) -> int:
        """As `take_in`, of files whose bytes are in the store already; returns the new version's number.

        Raises:
            ConflictError: a stage is open (`in_work`), the rejection was final (`final_rejection`), the same files are
                there already (`same_files`), earlier files that shall count on were deleted (`originals_deleted`).
            UsageError: the version would have too many files, or one of them cannot be opened.
            NotFoundError: no such record.
        """
        broken = next((item for item in files if item.problem_code), None)
        if broken is not None:
            raise UsageError(broken.problem_text or _NOTHING_HELD, code=broken.problem_code)
        now = self._clock.now()
        with self._work() as work:
            current = work.submissions.current(record)
            _check(work, current)
            before = work.records.attachments(current) if how is NewFiles.BESIDE else ()
            _check_files(work.records.attachments(current), files, how)
            after = work.submissions.with_files_of_its_own(work.submissions.add(record, StageName.OCR, now))
            work.records.bring(after, [*before, *(_told(work, record, item) for item in files)])
            work.queue.carry(current.id, after.id)
            queueing.ask(work, after, StageName.OCR, chain=True, by_hand=True, now=now)
            work.audit.add(self._act(after, files, how))
            work.tell(RecordChanged(record, after.status, settled=False))
            work.commit()
        return after.version

    def _act(self, after: Submission, files: Sequence[Attachment], how: NewFiles) -> Act:
        content = {
            "stage": StageName.OCR.value,
            "chain": True,
            "files": [item.sha256 for item in files],
            "how": how.value,
            "revision": after.revision,
        }
        return Act(after.record, after.version, AuditKind.RERUN, self._actor, self._clock.now(), canonical(content))


def _check(work: UnitOfWork, current: Submission) -> None:
    if work.runs.open_of(current.id) is not None:
        raise ConflictError(
            f"Record {current.record} is still in work; wait for it or cancel it first.", code="in_work"
        )
    if current.status is ProcessStatus.REJECTED and _is_final(work.decisions.of(current.record)):
        raise ConflictError(
            "This record was rejected for good; decide it anew before new files are taken in.", code="final_rejection"
        )


def _check_files(before: Sequence[Attachment], files: Sequence[Attachment], how: NewFiles) -> None:
    there, new = {item.sha256 for item in before}, {item.sha256 for item in files}
    if new == there or (how is NewFiles.BESIDE and new <= there):
        raise ConflictError("The record has these very files already; nothing would change.", code="same_files")
    if how is NewFiles.BESIDE and any(item.sha256 and not item.path.exists() for item in before):
        raise ConflictError(
            "The earlier files of this record were deleted; hand in all of them.", code="originals_deleted"
        )
    if len(files) + (len(before) if how is NewFiles.BESIDE else 0) > MAX_ATTACHMENTS:
        raise UsageError(f"A record takes {MAX_ATTACHMENTS} files; hand in fewer.", code="too_many_files")


def _is_final(decisions: Sequence[Decision]) -> bool:
    last = decisions[-1] if decisions else None
    return last is not None and last.verdict is Verdict.REJECT and last.kind is RejectKind.FINAL


def _told(work: UnitOfWork, record: RecordId, item: Attachment) -> Attachment:
    """With the other record that held the same bytes before; its own earlier files are copies only if they were."""
    return replace(item, duplicate_of=work.records.copied_from(item.sha256, record))

"""What the commands do. Exit codes: 0 all settled, 1 something failed, 2 wrong use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.bootstrap import Application
from core.cli.desk import deadline
from core.cli.output import print_detail, print_json, print_records, say, say_refused
from core.cli.session import language, opened, settle
from core.domain.decision import DecisionReason, DecisionRequest, RejectKind, Verdict
from core.domain.desk import Refusal, RerunRequest
from core.domain.field import FieldName
from core.domain.ids import RecordId
from core.domain.states import StageName
from core.errors import UsageError
from core.report import record_object

OK: Final = 0
FAILED: Final = 1
_HARMLESS: Final = frozenset({"claim_file", "no_document", "link"})


@dataclass(frozen=True, slots=True)
class Answer:
    """A decision as typed. `corrections`: FIELD=VALUE texts."""

    verdict: Verdict
    reason: DecisionReason | None
    comment: str
    internal: str
    corrections: tuple[str, ...]
    kind: RejectKind | None


def process(
    paths: Sequence[Path], data_dir: Path | None, *, as_json: bool, stage: StageName, chain: bool, due: str = ""
) -> int:
    """See `holdpoint process`. A deadline that a record brings along in its `record.json` stays."""
    until = deadline(due)
    missing = [path for path in paths if not path.exists() and not path.is_symlink()]
    if missing:
        raise UsageError(f"There is no {missing[0]}; nothing was taken in.")
    with opened(data_dir) as app:
        if stage is StageName.OCR:
            taken = app.intake.take_in(paths, chain=chain)
            records, refused = taken.records, taken.refused
        else:
            records, refused = _again(app, paths, stage, chain=chain)
        for record in records if until is not None else ():
            if app.desk.row(record).due is None:
                app.desk.set_due(record, until)
        say_refused(refused)
        settled = settle(app, records)
        good = print_records(app, records, as_json=as_json)
    return OK if settled and good and all(item.code in _HARMLESS for item in refused) else FAILED


def _again(
    app: Application, paths: Sequence[Path], stage: StageName, *, chain: bool
) -> tuple[tuple[RecordId, ...], tuple[Refusal, ...]]:
    found = app.intake.find(paths)
    for source, record in found.known:
        if record is None:
            raise UsageError(f"{source} was not taken in yet; run holdpoint process without --stage first.")
    records = tuple(dict.fromkeys(record for _, record in found.known if record is not None))
    for record in records:
        app.desk.rerun(RerunRequest(record, stage, chain=chain))
    return records, found.refused


def _settled(app: Application, records: Sequence[RecordId], *, as_json: bool) -> int:
    settled = settle(app, records)
    good = print_records(app, records, as_json=as_json)
    return OK if settled and good else FAILED


def show(record: int, data_dir: Path | None, *, as_json: bool, version: int | None) -> int:
    """See `holdpoint show`."""
    with opened(data_dir) as app:
        detail = app.desk.open(RecordId(record), version)
        if as_json:
            print_json(record_object(detail, language(app.settings)))
        else:
            print_detail(app, detail)
    return OK


def decide(record: int, answer: Answer, data_dir: Path | None, *, as_json: bool) -> int:
    """See `holdpoint decide`."""
    reason = answer.reason
    if reason is None:
        if answer.verdict is Verdict.REJECT:
            raise UsageError("To reject, give a --reason.")
        reason = DecisionReason.CORRECTED if answer.corrections else DecisionReason.VERIFIED
    with opened(data_dir) as app:
        row = app.desk.row(RecordId(record))
        request = DecisionRequest(
            record=row.id,
            version=row.version,
            revision=row.revision,
            verdict=answer.verdict,
            reason=reason,
            public_comment=answer.comment,
            internal_comment=answer.internal,
            corrections=tuple(_correction(text) for text in answer.corrections),
            kind=answer.kind,
        )
        app.desk.decide(request)
        print_records(app, [row.id], as_json=as_json)
    return OK


def _correction(text: str) -> tuple[FieldName, str]:
    name, equals, value = text.partition("=")
    if not equals or name not in set(FieldName):
        raise UsageError(f"--set wants FIELD=VALUE; fields are {', '.join(FieldName)}.")
    return FieldName(name), value


def cancel(records: Sequence[int], data_dir: Path | None, *, as_json: bool) -> int:
    """See `holdpoint cancel`."""
    with opened(data_dir) as app:
        wanted = [RecordId(record) for record in records]
        number = app.desk.cancel(wanted)
        say(f"cancelled {number} of {len(wanted)}")
        print_records(app, wanted, as_json=as_json)
    return OK


def retry(records: Sequence[int] | None, data_dir: Path | None, *, as_json: bool) -> int:
    """See `holdpoint retry`."""
    with opened(data_dir) as app:
        before = app.store.views.unsettled()
        app.desk.retry_failed([RecordId(record) for record in records] if records else None)
        queued = tuple(sorted(app.store.views.unsettled() - before))
        return _settled(app, queued, as_json=as_json)

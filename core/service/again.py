"""The routes for running again and for pausing: as the desk does it, with the preview before."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response

from core.domain.decision import Verdict
from core.domain.desk import RerunRequest
from core.domain.hold import PolicyRef
from core.domain.ids import RecordId
from core.domain.pausing import Pause, PauseTarget
from core.domain.rerun import RerunLine, RerunOrder, RerunOutcome, RerunTotals
from core.domain.rows import RecordQuery
from core.domain.run_settings import RunSettings
from core.domain.states import ProcessStatus, StageName
from core.errors import UsageError
from core.service.acts import check_may
from core.service.answers import Answers, answer
from core.service.described import LARGEST, Record, problems
from core.service.models import AnswerModel, AskedModel, RecordModel, StageAsked
from core.service.ports import Office
from core.service.problems import ProblemError

_MOST: Final = 100_000
_SHOWN: Final = 500
_BATCH: Final = 2_000


class SelectionAsked(AskedModel):
    """Which records: their numbers, or a filter that is not empty."""

    records: list[Annotated[int, Field(ge=1, le=LARGEST)]] = Field(default_factory=list, max_length=_MOST)
    status: list[ProcessStatus] = Field(default_factory=list)
    search: str = Field(default="", max_length=200)


class RerunsAsked(StageAsked):
    """Run many again. chain must be said; dry_run: only tell what would happen."""

    chain: bool
    stage: StageName
    selection: SelectionAsked
    dry_run: bool = True


class RerunLineModel(AnswerModel):
    """What would happen to one record; `code` and `text` say why nothing would."""

    record: int
    version: int | None
    runs: list[StageName]
    makes_version: bool
    outdated: list[StageName]
    approved_by_person: bool
    locked: list[str]
    code: str
    text: str


class RerunsModel(AnswerModel):
    """What would happen, or was begun. records: not all, if they are many; the numbers are of all."""

    records: int
    run: int
    new_versions: int
    decided: int
    approved_by_person: int
    runs: dict[str, int]
    outdated: dict[str, int]
    left_out: dict[str, int]
    lines: list[RerunLineModel]


class PauseAsked(AskedModel):
    """What to pause: null for every record, for every stage."""

    record: Annotated[int, Field(ge=1, le=LARGEST)] | None = None
    stage: StageName | None = None
    note: str = Field(default="", max_length=1000)


class PauseModel(AnswerModel):
    """A pause that has not ended."""

    record: int | None
    stage: StageName | None
    since: str
    actor: str
    note: str


class PausesModel(AnswerModel):
    """What is paused, the widest first. waiting: stage runs that are held back."""

    pauses: list[PauseModel]
    waiting: int


def again_routes(office: Office, answers: Answers) -> APIRouter:
    """All routes about running again and pausing."""
    router = APIRouter()
    _run(router, office, answers)
    _pause(router, office)
    return router


def _run(router: APIRouter, office: Office, answers: Answers) -> None:
    @router.post(
        "/records/{record}/stages/{stage}",
        status_code=202,
        response_model=RecordModel,
        responses=problems(404, 409, 422),
    )
    def run_stage(record: Record, stage: StageName, asked: StageAsked | None = None) -> Response:
        """Run a stage again, alone or with those after it; `ocr` makes a new version."""
        wanted = asked or StageAsked()
        request = RerunRequest(RecordId(record), stage, wanted.chain, _settings(office, wanted))
        office.desk.rerun(request)
        return answers.of(RecordId(record)).answer(202)

    @router.get("/records/{record}/stages/{stage}/preview", response_model=RerunLineModel, responses=problems(404, 422))
    def preview(record: Record, stage: StageName, chain: bool = True) -> Response:  # noqa: FBT002 - a query's
        """What running that stage again would do to the record; nothing is changed."""
        (line,) = office.desk.plan_rerun([RecordId(record)], RerunOrder(stage, chain))
        if line.code == "not_found":
            raise ProblemError(404, line.code, line.text)
        return answer(_line(line))

    @router.post("/reruns", response_model=RerunsModel, responses={**problems(404, 422), 202: {"model": RerunsModel}})
    def run_many(asked: RerunsAsked) -> Response:
        """Run many records again, or only tell what would happen; what one is refused for stops no other."""
        order = RerunOrder(asked.stage, asked.chain, _settings(office, asked))
        lines = _plan(office, _records(office, asked.selection), order)
        if asked.dry_run:
            return answer(_told(lines))
        seen = [line.seen for line in lines if line.runs and line.seen is not None]
        return answer(_told(_done(lines, office.desk.rerun_many(seen, order))), 202)


def _done(lines: Sequence[RerunLine], outcomes: Sequence[RerunOutcome]) -> list[RerunLine]:
    """What was planned, but for those that were refused when it was done."""
    refused = {outcome.record: outcome for outcome in outcomes if outcome.version is None}
    return [
        RerunLine(line.record, line.seen, code=late.code, text=late.text)
        if (late := refused.get(line.record))
        else line
        for line in lines
    ]


def _pause(router: APIRouter, office: Office) -> None:
    @router.get("/pauses", response_model=PausesModel, responses=problems())
    def list_pauses() -> Response:
        """What is paused."""
        return answer(_pauses(office))

    @router.put("/pauses", response_model=PausesModel, responses=problems(404, 422))
    def pause(asked: PauseAsked) -> Response:
        """Begin nothing more of the chain, a stage, a record, or a stage of a record; what runs ends its stage."""
        office.desk.pause(_target(asked.record, asked.stage), asked.note)
        return answer(_pauses(office))

    @router.delete("/pauses", response_model=PausesModel, responses=problems(404, 422))
    def resume(
        record: Annotated[int | None, Query(ge=1, le=LARGEST)] = None, stage: StageName | None = None
    ) -> Response:
        """Let that very thing go on; other pauses stay."""
        if not office.desk.resume(_target(record, stage)):
            raise ProblemError(404, "not_paused", "That is not paused.")
        return answer(_pauses(office))


def _settings(office: Office, asked: StageAsked) -> RunSettings:
    own = asked.settings
    if own is None:
        return RunSettings()
    languages = tuple(own.languages) if own.languages is not None else None
    policy = _kept(office, own.policy) if own.policy is not None else None
    return RunSettings(own.page_limit, languages, own.recogniser, own.model, policy)


def _kept(office: Office, text: str) -> PolicyRef:
    """Check that policy and keep it under its hash, for callers that may approve."""
    check_may(office, Verdict.APPROVE)
    with tempfile.TemporaryDirectory(prefix="holdpoint-") as folder:
        path = Path(folder) / "policy.toml"
        path.write_text(text, encoding="utf-8")
        try:
            return office.desk.read_policy(path)
        except UsageError as error:
            raise UsageError(error.text.replace(str(path), "given"), code=error.code) from error


def _records(office: Office, asked: SelectionAsked) -> tuple[RecordId, ...]:
    is_filter = bool(asked.status or asked.search)
    if is_filter == bool(asked.records):
        raise UsageError("Give the records' numbers, or a filter.", code="bad_selection")
    if asked.records:
        return tuple(RecordId(record) for record in asked.records)
    return office.desk.matching(RecordQuery(statuses=tuple(asked.status), text=asked.search))


def _plan(office: Office, records: Sequence[RecordId], order: RerunOrder) -> list[RerunLine]:
    lines: list[RerunLine] = []
    for begin in range(0, len(records), _BATCH):
        lines += office.desk.plan_rerun(records[begin : begin + _BATCH], order)
    return lines


def _told(lines: Sequence[RerunLine]) -> RerunsModel:
    totals = RerunTotals().plus(lines)
    return RerunsModel(
        records=totals.records,
        run=totals.will_run,
        new_versions=totals.new_versions,
        decided=totals.decided,
        approved_by_person=totals.locked,
        runs={stage.value: number for stage, number in totals.runs},
        outdated={stage.value: number for stage, number in totals.outdated},
        left_out=dict(totals.left_out),
        lines=[_line(line) for line in lines[:_SHOWN]],
    )


def _line(line: RerunLine) -> RerunLineModel:
    return RerunLineModel(
        record=line.record,
        version=line.seen.version if line.seen else None,
        runs=list(line.runs),
        makes_version=line.makes_version,
        outdated=list(line.outdated),
        approved_by_person=line.is_approved_by_person,
        locked=[field.value for field in line.locked],
        code=line.code,
        text=line.text,
    )


def _target(record: int | None, stage: StageName | None) -> PauseTarget:
    return PauseTarget(RecordId(record) if record is not None else None, stage)


def _pauses(office: Office) -> PausesModel:
    counts = office.desk.counts()
    return PausesModel(pauses=[_one(pause) for pause in counts.pauses], waiting=counts.paused)


def _one(pause: Pause) -> PauseModel:
    target = pause.target
    return PauseModel(
        record=target.record, stage=target.stage, since=pause.at.isoformat(), actor=pause.actor, note=pause.note
    )

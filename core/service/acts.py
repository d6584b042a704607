"""The routes that act on a record: decide, cancel, try again, set a claim, let a decision stand, erase."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header
from starlette.responses import Response

from core.domain.decision import Decision, DecisionRequest, Verdict
from core.domain.ids import RecordId
from core.errors import ConflictError
from core.service.answers import Answers, answer, matches
from core.service.described import Record, problems
from core.service.intake import claim_from, due_of
from core.service.models import ClaimAsked, DecisionAsked, DecisionModel, DueAsked, RecordModel
from core.service.ports import Office
from core.service.problems import ProblemError


def act_routes(office: Office, answers: Answers) -> APIRouter:
    """All routes that act on one record."""
    router = APIRouter()
    _change(router, office, answers)
    _decide(router, office, answers)
    _keep(router, office, answers)
    _erase(router, office, answers)
    return router


def _change(router: APIRouter, office: Office, answers: Answers) -> None:
    @router.post("/records/{record}/cancel", response_model=RecordModel, responses=problems(404, 409, 422))
    def cancel(record: Record) -> Response:
        """Cancel what is pending or in progress."""
        if not office.desk.cancel([RecordId(record)]):
            raise ConflictError(f"Record {record} is settled; there is nothing to cancel.", code="settled")
        return answers.of(RecordId(record)).answer()

    @router.post(
        "/records/{record}/retry", status_code=202, response_model=RecordModel, responses=problems(404, 409, 422)
    )
    def retry(record: Record) -> Response:
        """Run the failed stage again."""
        answers.of(RecordId(record))  # that it is there at all
        if not office.desk.retry_failed([RecordId(record)]):
            raise ConflictError(f"Record {record} has not failed; there is nothing to try again.", code="not_failed")
        return answers.of(RecordId(record)).answer(202)

    @router.put(
        "/records/{record}/claim", status_code=202, response_model=RecordModel, responses=problems(404, 409, 422)
    )
    def set_claim(record: Record, asked: ClaimAsked) -> Response:
        """Replace what the applicant says; what was judged is judged again."""
        office.desk.set_claim(RecordId(record), claim_from(asked.root))
        return answers.of(RecordId(record)).answer(202)

    @router.put("/records/{record}/due", response_model=RecordModel, responses=problems(404, 422))
    def set_due(record: Record, asked: DueAsked) -> Response:
        """Say by when a record is to be decided."""
        office.desk.set_due(RecordId(record), due_of(asked.due) if asked.due is not None else None)
        return answers.of(RecordId(record)).answer()


def _decide(router: APIRouter, office: Office, answers: Answers) -> None:
    @router.post(
        "/records/{record}/decisions",
        status_code=201,
        response_model=DecisionModel,
        responses=problems(404, 409, 412, 422),
    )
    def decide(record: Record, asked: DecisionAsked, if_match: Annotated[str | None, Header()] = None) -> Response:
        """Approve or reject, where the settings allow it."""
        check_may(office, asked.verdict)
        version, revision = _seen(answers, RecordId(record), asked, if_match)
        request = DecisionRequest(
            record=RecordId(record),
            version=version,
            revision=revision,
            verdict=asked.verdict,
            reason=asked.reason,
            public_comment=asked.public_comment,
            internal_comment=asked.internal_comment,
            corrections=tuple(asked.corrections.items()),
            kind=asked.kind,
        )
        return answer(_decision_model(office.desk.decide(request)), 201)


def _seen(answers: Answers, record: RecordId, asked: DecisionAsked, if_match: str | None) -> tuple[int, int]:
    """The version and the revision that the decision is about."""
    now = answers.of(record)
    if if_match is None:
        return asked.version or now.version, asked.revision or now.revision
    if not matches(if_match, now.etag):
        raise ProblemError(412, "outdated_etag", "The record has changed since; look at it again.")
    return now.version, now.revision


def _decision_model(done: Decision) -> DecisionModel:
    return DecisionModel(
        decision=done.id,
        record=done.record,
        version=done.version,
        verdict=done.verdict,
        reason=done.reason,
        kind=done.kind,
        public_comment=done.public_comment,
        actor=done.actor,
        at=done.at,
        supersedes=done.supersedes,
    )


def _keep(router: APIRouter, office: Office, answers: Answers) -> None:
    @router.post("/records/{record}/keep", response_model=RecordModel, responses=problems(404, 409, 422))
    def keep(record: Record) -> Response:
        """Let an earlier decision stand and set the newer reading aside, where that could be decided by wire."""
        decisions = office.desk.open(RecordId(record)).decisions
        if not decisions:
            raise ConflictError(f"Record {record} has no earlier decision to go back to.", code="nothing_stands")
        check_may(office, decisions[-1].verdict)
        office.desk.keep(RecordId(record))
        return answers.of(RecordId(record)).answer()


def _erase(router: APIRouter, office: Office, answers: Answers) -> None:
    @router.delete("/records/{record}", status_code=204, responses=problems(404, 422))
    def erase(record: Record) -> Response:
        """Delete a record for good with all its files, where the settings allow it."""
        if not office.may.erase:
            raise ProblemError(403, "erasing_off", "Erasing by wire is off (erasing under [service]).")
        office.erase(RecordId(record))
        answers.forget(RecordId(record))
        return Response(status_code=204)


def check_may(office: Office, verdict: Verdict) -> None:
    """Refuse what the settings or the policy leave to no program.

    Raises:
        ProblemError: 403.
    """
    if not office.may.decide:
        raise ProblemError(403, "decisions_off", "Decisions by wire are off (decisions under [service]).")
    if verdict not in office.may.verdicts:
        raise ProblemError(403, "decision_forbidden", "The policy lets no program decide that (by_api).")

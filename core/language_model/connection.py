"""Trying the connection: one tiny call about a made-up document, for a person who sets a server up."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Final

from core.domain.control import Unhurried
from core.domain.egress import EgressCall, EgressEnd
from core.domain.field import FieldName
from core.domain.ids import EgressId, RecordId, RunId
from core.domain.model import ModelRequest, PageText
from core.domain.normal import same_value
from core.domain.ports import Clock
from core.errors import HoldpointError
from core.language_model.breaker import Breaker
from core.language_model.conversation import Conversation, Line
from core.language_model.dialect import Dialect, Rung
from core.language_model.prompt import build_prompt
from core.language_model.wire import Wire
from core.settings import ModelSettings

_LINES: Final = (
    "Certificate of Enrolment",
    "Name: Jane Example",
    "School: Example College",
    "Date of Issue: 2 May 2020",
)
_TRUTH: Final = (
    (FieldName.HOLDER_NAME, "Jane Example"),
    (FieldName.SCHOOL, "Example College"),
    (FieldName.ISSUE_DATE, "2020-05-02"),
)


@dataclass(frozen=True, slots=True)
class ConnectionReport:
    """How a test connection went.

    answered_by: the model's name as the server says it. rung: how it gives JSON; None if it gave none. calls: made in
    all. right, asked: values it read rightly, of how many. problem_code, problem_text: what is wrong; empty if nothing.
    """

    endpoint: str
    model: str
    answered_by: str
    rung: Rung | None
    calls: int
    seconds: float
    right: int
    asked: int
    problem_code: str = ""
    problem_text: str = ""

    @property
    def is_good(self) -> bool:
        """True if the server answered in a form we can use."""
        return not self.problem_code


class _Unwritten:
    """A ledger that keeps nothing: the made-up document is nobody's, and the server may be new."""

    def __init__(self) -> None:
        self.calls = 0

    def begin(self, call: EgressCall) -> EgressId:
        """Count it."""
        del call
        self.calls += 1
        return EgressId(self.calls)

    def end(self, call: EgressId, end: EgressEnd) -> None:
        """Nothing to note."""

    def dialect(self) -> Dialect:
        """From the first way on."""
        return Dialect()

    def note_dialect(self, dialect: Dialect) -> None:
        """Nothing to note."""


def test_connection(settings: ModelSettings, key: str, clock: Clock) -> ConnectionReport:
    """Ask the server about a made-up certificate; works whether the model is enabled or not. Takes up to a few minutes.

    Returns:
        What came of it; failures of the server are in the report, not raised.
    """
    ledger = _Unwritten()
    line = Line(settings, Wire(settings, clock), ledger, Breaker(), clock, key)
    wanted = tuple(name for name, _ in _TRUTH)
    request = ModelRequest(RecordId(0), RunId(0), (PageText(0, 1, _LINES),), wanted, ())
    started = time.monotonic()

    def report(
        answered_by: str = "", rung: Rung | None = None, right: int = 0, error: HoldpointError | None = None
    ) -> ConnectionReport:
        return ConnectionReport(
            endpoint=settings.endpoint,
            model=settings.name,
            answered_by=answered_by,
            rung=rung,
            calls=ledger.calls,
            seconds=time.monotonic() - started,
            right=right,
            asked=len(_TRUTH),
            problem_code=error.code if error else "",
            problem_text=error.text if error else "",
        )

    try:
        prompt = build_prompt(request, None, masks=settings.mask)
        heard = Conversation(line, request, prompt, Unhurried()).hold()
    except HoldpointError as error:
        return report(error=error)
    values = {item.field: item.value for item in heard.values}
    right = sum(same_value(name, values.get(name, ""), truth) for name, truth in _TRUTH)
    return report(heard.model, heard.dialect.rung, right)

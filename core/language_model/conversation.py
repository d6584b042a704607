"""The few calls that one document may take: find out how to ask, ask, ask again if the answer is of no use."""

from __future__ import annotations

import json
from dataclasses import dataclass

from core.domain.control import Control
from core.domain.egress import EgressCall, EgressEnd, EgressOutcome
from core.domain.model import ModelRequest, ModelValue
from core.domain.ports import Clock
from core.errors import Stopped
from core.language_model import cost
from core.language_model.answer import parse_answer, schema_of
from core.language_model.breaker import Breaker
from core.language_model.dialect import Dialect
from core.language_model.failures import RefusedError, UnusableError, is_unavailable
from core.language_model.guard import Guard
from core.language_model.ledger import Ledger
from core.language_model.limits import CALLS, REPAIRS
from core.language_model.prompt import Prompt
from core.language_model.wire import Reply, Wire
from core.settings import ModelSettings


@dataclass(frozen=True, slots=True)
class Heard:
    """The values, the model's name as the server says it, the way of asking that worked, and how many calls it took."""

    values: tuple[ModelValue, ...]
    model: str
    dialect: Dialect
    calls: int


@dataclass(frozen=True, slots=True)
class Line:
    """Everything a conversation goes through. key: empty if the server wants none."""

    settings: ModelSettings
    wire: Wire
    ledger: Ledger
    breaker: Breaker
    clock: Clock
    key: str


class Conversation:
    """One document's calls; used once."""

    def __init__(self, line: Line, request: ModelRequest, prompt: Prompt, control: Control) -> None:
        self._line = line
        self._request = request
        self._prompt = prompt
        self._control = control
        self._schema = schema_of(request.wanted, request.kinds)
        self._calls = 0

    def hold(self) -> Heard:
        """Ask until there is an answer or the calls are used up.

        Raises:
            UnusableError: no usable answer in the calls allowed.
            SpentError: the day's limit is reached.
            EngineError, EngineMissingError, Stopped: see `FieldModel.read`.
        """
        dialect: Dialect | None = self._line.ledger.dialect()
        repairs, problem = 0, ""
        while dialect and self._calls < CALLS:
            try:
                heard = self._call(dialect, problem)
            except RefusedError as refusal:
                dialect = dialect.after_refusal(refusal.parameter)
            except UnusableError as error:
                repairs, problem = repairs + 1, error.text
                if repairs > REPAIRS or not error.may_repair:
                    raise
            else:
                self._line.ledger.note_dialect(dialect)
                return heard
        raise UnusableError(problem or "the server accepts no way of asking", may_repair=False)

    def _call(self, dialect: Dialect, problem: str) -> Heard:
        """One call, noted before and after."""
        line = self._line
        messages = self._prompt.messages(dialect.rung, problem)
        call = self._noted(len(json.dumps(messages, ensure_ascii=False).encode()))
        noted = line.ledger.begin(call)
        self._calls += 1
        guard = Guard(line.settings.endpoint, line.settings.seconds, self._control.checkpoint)
        reply: Reply | None = None
        outcome = EgressOutcome.UNREACHABLE
        try:
            reply = line.wire.ask(messages, self._schema, dialect, line.key, guard)
            values = parse_answer(reply.text, self._request.wanted)
            outcome = EgressOutcome.ANSWERED
        except Exception as error:
            outcome = _outcome_of(error)
            raise
        finally:
            self._tell_breaker(outcome)
            line.ledger.end(noted, self._end(call, guard, reply, outcome))
        return Heard(values, reply.model, dialect, self._calls)

    def _noted(self, size: int) -> EgressCall:
        line, request, prompt = self._line, self._request, self._prompt
        return EgressCall(
            at=line.clock.now(),
            record=request.record,
            run=request.run,
            endpoint=line.settings.endpoint,
            model=line.settings.name,
            sent=prompt.sent,
            masked=prompt.masked,
            bytes_out=size,
            cost=cost.most(line.settings, prompt),
        )

    def _end(self, call: EgressCall, guard: Guard, reply: Reply | None, outcome: EgressOutcome) -> EgressEnd:
        line = self._line
        return EgressEnd(
            at=line.clock.now(),
            outcome=outcome,
            bytes_out=guard.bytes_out,
            bytes_in=guard.bytes_in,
            tokens_in=reply.tokens_in if reply else None,
            tokens_out=reply.tokens_out if reply else None,
            cost=cost.real(line.settings, call.cost, reply, outcome, was_sent=guard.bytes_out > 0),
        )

    def _tell_breaker(self, outcome: EgressOutcome) -> None:
        if outcome is EgressOutcome.UNREACHABLE:
            self._line.breaker.failed()
        elif outcome is not EgressOutcome.STOPPED:
            self._line.breaker.answered()


def _outcome_of(error: Exception) -> EgressOutcome:
    if isinstance(error, Stopped):
        return EgressOutcome.STOPPED
    if isinstance(error, UnusableError):
        return EgressOutcome.UNUSABLE
    return EgressOutcome.UNREACHABLE if is_unavailable(error) else EgressOutcome.REFUSED

"""Short ways to ask a stub."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from core.domain.egress import EgressCall, EgressEnd
from core.domain.field import FieldName
from core.domain.ids import BlobHash, EgressId, RecordId, RunId
from core.domain.model import ModelAnswer, ModelRequest, PageText
from core.language_model.breaker import Breaker
from core.language_model.dialect import Dialect
from core.language_model.keys import Key, KeySource
from core.language_model.reader import LanguageModel
from core.settings import ModelSettings
from tests.kit.clock import HandClock
from tests.language_model.stub import Behaviour, Stub, serving

WANTED = tuple(FieldName)
KINDS = ("graduation_certificate", "enrolment_certificate", "transcript", "diploma")
LINES = ("졸업증명서", "성명 : 한가람", "학교 : 새벽대학교", "2024년 11월 28일")
GOOD = {"holder_name": "한가람", "school": "새벽대학교", "issue_date": "2024년 11월 28일"}


def a_request(*lines: str, picture: BlobHash | None = None) -> ModelRequest:
    pages = (PageText(0, 1, lines or LINES, picture),)
    return ModelRequest(RecordId(3), RunId(9), pages, WANTED, KINDS)


@dataclass
class Noted:
    """A ledger in memory; `before` is called before a call is noted and may raise."""

    calls: list[EgressCall] = field(default_factory=list)
    ends: list[EgressEnd] = field(default_factory=list)
    known: Dialect = field(default_factory=Dialect)
    before: Callable[[], None] = lambda: None

    def begin(self, call: EgressCall) -> EgressId:
        self.before()
        self.calls.append(call)
        return EgressId(len(self.calls))

    def end(self, call: EgressId, end: EgressEnd) -> None:
        assert call == len(self.calls)
        self.ends.append(end)

    def dialect(self) -> Dialect:
        return self.known

    def note_dialect(self, dialect: Dialect) -> None:
        self.known = dialect

    @property
    def outcomes(self) -> list[str]:
        return [end.outcome.value for end in self.ends]


@dataclass
class Watch:
    """A control; `before` is called at every checkpoint and may raise."""

    before: Callable[[], None] = lambda: None
    looks: int = 0

    def checkpoint(self) -> None:
        self.looks += 1
        self.before()

    def report(self, done: int, total: int) -> None:
        pass


@dataclass
class Talk:
    stub: Stub
    model: LanguageModel
    ledger: Noted
    breaker: Breaker
    seconds: list[float]

    def read(self, request: ModelRequest | None = None, control: Watch | None = None) -> ModelAnswer:
        return self.model.read(request or a_request(), control or Watch())

    def values(self) -> dict[str, str]:
        return {item.field.value: item.value for item in self.read().values}


@contextmanager
def talking(*behaviours: Behaviour, picture: bytes | None = None, key: str = "", **settings: Any) -> Iterator[Talk]:
    """A language model that talks to a stub of those behaviours."""
    seconds = [0.0]
    with serving(*behaviours) as stub:
        made = ModelSettings(base_url=stub.url, name="m", **{"seconds": 5, **settings})
        ledger, breaker = Noted(), Breaker(lambda: seconds[0])
        model = LanguageModel(
            made,
            ledger,
            HandClock(),
            find_key=lambda: Key(key, KeySource.ENVIRONMENT),
            picture=lambda blob: picture,
            breaker=breaker,
        )
        yield Talk(stub, model, ledger, breaker, seconds)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)

"""A port's calls, asked by wire: one function for each, made from the protocol itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from core.calls.faults import DONE_ALREADY
from core.calls.signatures import Call, call_of, members_of
from core.domain.decision import Decision
from core.domain.rerun import RerunOutcome
from core.domain.rows import RecordRow
from core.errors import ConflictError
from core.remote.link import Link

_MANY: Final = "rerun_many"
"""A batch of it is one transaction."""


class Remote:
    """Something that is asked by wire."""

    def __init__(self, link: Link) -> None:
        self._link = link


def with_calls(port: str, base: type[Remote] = Remote) -> type[Any]:
    """A class with every call of that port, and what the base does in its own way."""
    functions = {
        name: property(_function(call_of(port, name)))
        if isinstance(member, property)
        else _function(call_of(port, name))
        for name, member in members_of(port)
        if not hasattr(base, name)
    }
    return type(f"Remote{port.title()}", (base,), functions)


def asked(link: Link, call: Call, *args: Any, **named: Any) -> Any:
    """Ask for one call; see `core.remote.link.Link` for what is raised beside the call's own errors."""
    body, path = call.pack(args, named), f"/desk/{call.port}/{call.name}"
    if call.is_read:
        return call.unpack_answer(link.read("POST", path, body).content)
    try:
        return call.unpack_answer(link.change(path, body).content)
    except ConflictError as error:
        if error.code != DONE_ALREADY:
            raise
        return _answer_again(link, call, call.unpack(body), error)


def _function(call: Call) -> Callable[..., Any]:
    def function(self: Remote, *args: Any, **named: Any) -> Any:
        return asked(self._link, call, *args, **named)

    function.__name__ = call.name
    return function


def _answer_again(link: Link, call: Call, given: dict[str, Any], error: ConflictError) -> Any:
    """The change stands, its answer was lost with the server: what it would be is asked for."""
    if call.name == _MANY:
        rows = asked(link, call_of(call.port, "rows"), tuple(seen.record for seen in given["seen"]))
        return tuple(RerunOutcome(row.id, row.version) for row in rows)
    kind, record = call.signature.return_annotation, int(dict(error.facts).get("record", "0"))
    if kind is None:
        return None
    if kind is RecordRow and record:
        return asked(link, call_of(call.port, "row"), record)
    if kind is Decision and record:
        return asked(link, call_of(call.port, "open"), record).decisions[-1]
    raise error

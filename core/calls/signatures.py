"""A port's methods as calls: their arguments and answers as JSON, made from the protocol's own signatures."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable, Iterator
from dataclasses import MISSING, dataclass, field, fields, is_dataclass, make_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any, Final, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

from core.calls.ports import PORTS, READS, REPEATABLE, SPECIAL
from core.errors import NotFoundError, UsageError


@dataclass(frozen=True, slots=True)
class Call:
    """One method of a port.

    is_read: it changes nothing. is_repeatable: done twice it is as if done once.
    """

    port: str
    name: str
    signature: inspect.Signature
    is_read: bool
    is_repeatable: bool

    def pack(self, args: tuple[Any, ...], named: dict[str, Any]) -> bytes:
        """The arguments as JSON, by name.

        Raises:
            TypeError: they do not fit the signature.
            UsageError: a text among them cannot be sent.
        """
        bound = self.signature.bind(None, *args, **named)
        given = dict(list(bound.arguments.items())[1:])
        adapter = _arguments(self)
        return _dumped(adapter, adapter.validate_python(given))

    def unpack(self, body: bytes) -> dict[str, Any]:
        """The arguments again.

        Raises:
            UsageError: they do not fit; the text names which, never its value.
        """
        try:
            given = _arguments(self).validate_json(body or b"{}")
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            place = ".".join(str(part) for part in first["loc"]) or "body"
            raise UsageError(f"{place}: {first['msg']}", code="bad_request") from error
        _check_times(given)
        return {one.name: getattr(given, one.name) for one in fields(given)}

    def pack_answer(self, answer: object) -> bytes:
        """What the method returned, as JSON."""
        return _dumped(_answer(self), answer)

    def unpack_answer(self, body: bytes) -> Any:
        """The answer again.

        Raises:
            UsageError: it is none (`bad_answer`): another program answers there.
        """
        try:
            return _answer(self).validate_json(body)
        except ValidationError as error:
            raise UsageError("The server's answer cannot be understood.", code="bad_answer") from error


@cache
def calls_of(port: str) -> tuple[Call, ...]:
    """The calls of a port, in the order of its protocol."""
    return tuple(
        Call(
            port,
            name,
            _carried(inspect.signature(function_of(member), eval_str=True)),
            name in READS[port],
            name in READS[port] or name in REPEATABLE[port],
        )
        for name, member in members_of(port)
        if name not in SPECIAL[port]
    )


def call_of(port: str, name: str) -> Call:
    """One call.

    Raises:
        NotFoundError: there is none of that name.
    """
    found = next((call for call in calls_of(port) if call.name == name), None) if port in PORTS else None
    if found is None:
        raise NotFoundError(f"There is no call {port}/{name}.", code="no_such_call")
    return found


def members_of(port: str) -> Iterator[tuple[str, Any]]:
    """Everything public that a port's protocol says."""
    return ((name, member) for name, member in vars(PORTS[port]).items() if not name.startswith("_"))


def function_of(member: Any) -> Any:
    """What a property or a method does; a property is a call without arguments."""
    return member.fget if isinstance(member, property) else member


def _carried(signature: inspect.Signature) -> inspect.Signature:
    """Without what is called back meanwhile: that stays with whoever asks."""
    kept = [one for one in signature.parameters.values() if get_origin(one.annotation) is not Callable]
    return signature.replace(parameters=kept)


@cache
def fingerprint() -> str:
    """The same on both ends if both mean the same by every call: names, fields and their types, values of enums."""
    seen: dict[str, str] = {}
    for port in PORTS:
        for call in calls_of(port):
            seen[f"{port}.{call.name}"] = str(call.signature)
            for one in (*call.signature.parameters.values(), None):
                _note(one.annotation if one else call.signature.return_annotation, seen)
    text = "\n".join(f"{name}: {shape}" for name, shape in sorted(seen.items()))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _note(hint: Any, seen: dict[str, str]) -> None:
    for inner in get_args(hint):
        _note(inner, seen)
    if not isinstance(hint, type):
        return
    name = f"{hint.__module__}.{hint.__qualname__}"
    if name in seen:
        return
    if issubclass(hint, Enum):
        seen[name] = str([member.value for member in hint])
    elif is_dataclass(hint):
        hints = get_type_hints(hint)
        seen[name] = str([(one.name, str(hints[one.name])) for one in fields(hint)])
        for inner in hints.values():
            _note(inner, seen)


_YEARS: Final = range(1900, 9000)
"""Of times in a call. At the ends of the calendar neither zones nor periods can be reckoned with."""
_EMPTY: Final = inspect.Parameter.empty


@cache
def _arguments(call: Call) -> TypeAdapter[Any]:
    given = list(call.signature.parameters.values())[1:]
    made = make_dataclass(
        f"{call.name}_arguments",
        [(one.name, one.annotation, field(default=MISSING if one.default is _EMPTY else one.default)) for one in given],
        frozen=True,
        slots=True,
        kw_only=True,
    )
    return TypeAdapter(made)


@cache
def _answer(call: Call) -> TypeAdapter[Any]:
    return TypeAdapter(call.signature.return_annotation)


def _check_times(value: object) -> None:
    """Refuse times with which nothing can be reckoned, however deep they lie."""
    match value:
        case datetime():
            if value.tzinfo is None or value.year not in _YEARS:
                raise UsageError("A time says no zone, or is too far away.", code="bad_request")
        case tuple():
            for item in value:
                _check_times(item)
        case _ if is_dataclass(value):
            for one in fields(value):
                _check_times(getattr(value, one.name))


def _dumped(adapter: TypeAdapter[Any], value: object) -> bytes:
    try:
        return adapter.dump_json(value)
    except ValueError as error:  # a lone surrogate: half a letter, as a broken clipboard gives
        raise UsageError("A text holds letters that cannot be sent.", code="unsendable_text") from error

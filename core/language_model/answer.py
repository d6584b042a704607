"""A model's text as values, or not at all: it is taken for hostile until it fits one narrow shape."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Final, NoReturn

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError, create_model

from core.domain.field import FieldName
from core.domain.model import ModelValue
from core.language_model.failures import UnusableError
from core.language_model.limits import ANSWER_BYTES
from core.language_model.masking import MARK

_DEEPEST: Final = 10
_LONGEST: Final = 300
_MOST_OBJECTS: Final = 20
_THOUGHT_ENDS: Final = re.compile(r"</think(?:ing)?>", re.IGNORECASE)
_NOTHING: Final = frozenset({"", "-", "null", "none", "n/a", "na", "unknown", "not given", "없음", "해당없음", "미상"})
_Text = Annotated[str, StringConstraints(strict=True, max_length=_LONGEST)]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def schema_of(wanted: Sequence[FieldName], kinds: Sequence[str]) -> dict[str, object]:
    """The JSON schema of an answer, in the strict form that hosted models want: every key there, null for nothing."""
    text: dict[str, object] = {"type": "string"}
    one_kind: dict[str, object] = {"type": "string", "enum": list(kinds)}
    return {
        "type": "object",
        "properties": {
            name.value: {"anyOf": [one_kind if name is FieldName.DOCUMENT_TYPE else text, {"type": "null"}]}
            for name in wanted
        },
        "required": [name.value for name in wanted],
        "additionalProperties": False,
    }


def parse_answer(text: str, wanted: Sequence[FieldName]) -> tuple[ModelValue, ...]:
    """The values in a model's answer, in the order wanted; what it has no value for is left out.

    JSON may stand in prose or in a code fence; two different answers in one text are none.

    Raises:
        UnusableError: there is no such object; the text says why, without repeating the answer.
    """
    if len(text.encode()) > ANSWER_BYTES:
        raise UnusableError("it is too large", may_repair=False)
    shape = create_model("Answer", __base__=_Answer, **{name.value: (_Text | None, None) for name in wanted})  # type: ignore[call-overload]
    found: list[tuple[ModelValue, ...]] = []
    problem = "it holds no JSON object"
    for candidate in _objects(_THOUGHT_ENDS.split(text)[-1]):
        try:
            answer = shape.model_validate(candidate)
        except ValidationError as error:
            problem = f"the JSON object has a wrong shape ({error.errors()[0]['type']})"
            continue
        found.append(tuple(_values(answer, wanted)))
    if not found:
        raise UnusableError(problem, may_repair=True)
    if len(set(found)) > 1:
        raise UnusableError("it holds several JSON objects that differ", may_repair=True)
    return found[0]


def _values(answer: BaseModel, wanted: Sequence[FieldName]) -> Iterator[ModelValue]:
    for name in wanted:
        value = getattr(answer, name.value)
        if value is not None and value.strip().casefold() not in _NOTHING and MARK not in value:
            yield ModelValue(name, value.strip())


def _objects(text: str) -> Iterator[object]:
    """The JSON objects at the top of that text, however much prose lies around them."""
    decoder = json.JSONDecoder(object_pairs_hook=_without_doubles, parse_constant=_no_constant)
    place = text.find("{")
    for _ in range(_MOST_OBJECTS):
        if place < 0:
            return
        _refuse_depth(text[place:])
        try:
            value, end = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            place = text.find("{", place + 1)
            continue
        yield value
        place = text.find("{", end)


def _refuse_depth(text: str) -> None:
    """Look at the nesting before a parser does, outside of strings."""
    depth, in_string, is_escaped = 0, False, False
    for letter in text:
        if in_string:
            in_string = is_escaped or letter != '"'
            is_escaped = letter == "\\" and not is_escaped
        elif letter == '"':
            in_string = True
        else:
            depth += (letter in "{[") - (letter in "}]")
        if depth > _DEEPEST:
            raise UnusableError("it is nested too deeply", may_repair=True)


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise UnusableError("a key of the JSON object stands there twice", may_repair=True)
    return made


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)

from __future__ import annotations

import contextlib
import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.field import FieldName
from core.domain.model import ModelValue
from core.language_model.answer import parse_answer, schema_of
from core.language_model.failures import UnusableError
from core.language_model.masking import MARK
from tests.language_model.kit import KINDS, WANTED

NAME = (ModelValue(FieldName.HOLDER_NAME, "한가람"),)


@pytest.mark.parametrize(
    "text",
    [
        '{"holder_name": "한가람"}',
        '{"holder_name": " 한가람 ", "school": null}',
        '{"holder_name": "한가람", "school": "N/A", "major": "", "degree": "없음"}',
        'Sure! Here it is:\n```json\n{"holder_name": "한가람"}\n```\nAnything else?',
        '<think>{"holder_name": "아니다"}</think>{"holder_name": "한가람"}',
        '{"note": 1} {"holder_name": "한가람"}',
        '{"holder_name": "한가람"} and again {"holder_name": "한가람"}',
        "{broken {{ " + '{"holder_name": "한가람"}',
        json.dumps({"holder_name": "한가람", "birth_date": f"{MARK * 6}-1"}),
    ],
)
def test_values_are_found_in_json_and_in_prose_around_it(text: str) -> None:
    assert parse_answer(text, WANTED) == NAME


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I cannot help with that.",
        '{"holder_name": "한가람"',
        '{"holder_name": 7}',
        '{"holder_name": true}',
        '{"holder_name": ["한가람"]}',
        '{"holder_name": {"value": "한가람"}}',
        '{"holder_name": "한가람", "approved": "true"}',
        '{"holder_name": "한가람", "holder_name": "한나라"}',
        '{"holder_name": "한가람"} or {"holder_name": "한나라"}',
        '{"holder_name": NaN}',
        '{"holder_name": "' + "가" * 301 + '"}',
        '[["한가람"]]',
        '{"a": ' * 50_000,
        '{"holder_name": ' + "[" * 30_000,
        '{"holder_name": ' + "9" * 5_000 + "}",
        " " * 70_000,
    ],
)
def test_rubbish_is_no_answer_and_its_text_is_not_repeated(text: str) -> None:
    with pytest.raises(UnusableError) as caught:
        parse_answer(text, WANTED)
    assert "한" not in caught.value.text


def test_the_schema_is_what_the_parser_accepts() -> None:
    schema = schema_of(WANTED, KINDS)
    assert schema["required"] == [name.value for name in FieldName]
    assert schema["additionalProperties"] is False
    assert schema["properties"]["document_type"]["anyOf"][0]["enum"] == list(KINDS)


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=20) | st.integers(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*FieldName, "x"]) | st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(_JSON, st.text(max_size=10), st.integers(0, 40))
def test_whatever_comes_is_values_or_rubbish_and_never_a_fault(value, prose: str, cut: int) -> None:
    text = prose + json.dumps(value)
    for given_text in (text, text[:-cut] if cut else text):
        try:
            values = parse_answer(given_text, WANTED)
        except UnusableError:
            continue
        assert all(isinstance(item.value, str) and item.value for item in values)


@pytest.mark.parametrize("piece", ["{", '{"', "<think>", '\\"', '{"a":"\\"', "```json {", "{}", '{"school":"a"} '])
def test_no_answer_keeps_the_parser_busy(piece: str) -> None:
    started = time.perf_counter()
    with contextlib.suppress(UnusableError):
        parse_answer(piece * (60_000 // len(piece)), WANTED)
    assert time.perf_counter() - started < 3

"""What the parent does when the child does not keep to the protocol: nothing of it is believed, and the child ends."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from core.errors import EngineError
from core.reading.limits import ReadingLimits
from core.reading.stage import ReadingStage
from tests.reading.bad_child import no_tick, read_one
from tests.reading.conftest import dossier


@pytest.mark.parametrize(
    "lie",
    [
        'serve(page={"width": -1})',
        'serve(page={"height": 65535})',
        'serve(page={"width": 10.5})',
        'serve(page={"turned": 45})',
        'serve(page={"number": 2})',
        'serve(page={"source": "dream"})',
        'serve(page={"secret": 1})',
        'serve(page={"flags": ["Not A Code"]})',
        'serve(page={"flags": ["a"] * 1000})',
        'serve(page={"words": [["a", 0, 0, 1, 1, float("nan"), 0, False]]})',
        'serve(page={"words": [["a", 0, 0, float("inf"), 1, 1, 0, False]]})',
        'serve(page={"words": [["a", 0.5, 0, 0.2, 1, 1, 0, False]]})',
        'serve(page={"words": [["a", -0.5, 0, 0.2, 1, 1, 0, False]]})',
        'serve(page={"words": [["", 0, 0, 1, 1, 1, 0, False]]})',
        'serve(page={"words": [["a" * 9999, 0, 0, 1, 1, 1, 0, False]]})',
        'serve(page={"words": [["a", 0, 0, 1, 1, 1, -1, False]]})',
        'serve(page={"words": [["a", 0, 0, 1, 1, 1, 10**400, False]]})',
        'serve(page={"words": [["a", 0, 0, 1, 1, 1, 0, False]] * 30000})',
        'serve(page={"words": [["a", 0, 0, 1, 1, 1, 0, "yes"]]})',
        'serve(page={"codes": [["a", "QR Code", 0.5, 0, 0.2, 1]]})',
        'serve(page={"codes": [["a" * 9999, "QR Code", 0, 0, 1, 1]]})',
        'serve(page={"codes": [["a", "QR Code", 0, 0, 1, 1]] * 1000})',
        'serve(page={"flagged": [["a", 0.5, 0, 0.2, 1]]})',
        'serve(page={"flagged": [["a", 0, 0, 1, 2]]})',
        'serve(page={"flagged": [["a", 0, 0, 1, 1]] * 1000})',
        'serve(page={"kind": "shut", "resident_mb": 1})',
        'serve(page={"picture": True})',
        'serve(opened={"kind": "opened", "pages": 0, "engine": "x", "version": "1"})',
        'serve(opened={"kind": "opened", "pages": -3, "engine": "x", "version": "1"})',
        'serve(opened={"kind": "opened", "pages": 10**9, "engine": "x", "version": "1"})',
        'serve(opened={"kind": "ready"})',
        'serve(page=frame(b"not json"))',
        'serve(page=frame(b"[" * 200000))',
        'serve(page=frame(b"\\xff\\xfe"))',
        'serve(page=b"\\0\\0\\0\\0")',
        'serve(page=b"\\x7f\\xff\\xff\\xff" + b"x" * 100000)',
        'say({"kind": "opened", "pages": 1, "engine": "x", "version": "1"}); serve()',
    ],
)
def test_lie_is_a_protocol_error_and_ends_the_child(child, document: Path, lie: str, blobs, control) -> None:
    reader = child(lie)
    with pytest.raises(EngineError) as caught:
        ReadingStage(reader, blobs, ReadingLimits(page_seconds=10)).run(dossier(document, page_limit=1), control)
    assert caught.value.code == "child_protocol"
    assert caught.value.retryable
    assert reader.pid is None


def test_more_bytes_than_asked_for_are_a_protocol_error(child, document: Path) -> None:
    reader = child("serve(page=frame(json.dumps(PAGE).encode()) * 2)")
    read_one(reader, document)
    time.sleep(0.2)
    with pytest.raises(EngineError) as caught:
        reader.page(2, 5, no_tick)
    assert caught.value.code == "child_protocol"

"""The ports by wire: nothing of a protocol is forgotten, and errors come back as they were."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import get_args

import pytest

from core.calls.faults import error_of, fault_of
from core.calls.ports import DESK, PORTS, READS, REPEATABLE, SPECIAL
from core.calls.signatures import call_of, calls_of, fingerprint, members_of
from core.domain.rows import RecordQuery
from core.errors import (
    ConflictError,
    EngineMissingError,
    InputError,
    NotFoundError,
    StoreError,
    UsageError,
)
from core.remote.desk import DeskFiles
from core.service.once import Once


@pytest.mark.parametrize("port", PORTS)
def test_every_method_of_a_port_is_a_call_or_special(port: str) -> None:
    members = {name for name, _ in members_of(port)}
    calls = {call.name for call in calls_of(port)}
    assert calls | SPECIAL[port] == members
    assert not calls & SPECIAL[port]
    assert READS[port] | REPEATABLE[port] <= calls
    assert not READS[port] & REPEATABLE[port]


def test_whatever_is_special_is_answered_by_the_remote_desk() -> None:
    assert {name for name in SPECIAL[DESK] if not hasattr(DeskFiles, name)} == set()


def kinds_in(hint: object) -> set[object]:
    return {hint} | {inner for one in get_args(hint) for inner in kinds_in(one)}


@pytest.mark.parametrize("port", PORTS)
def test_no_call_carries_a_path_of_this_machine(port: str) -> None:
    for call in calls_of(port):
        hints = [one.annotation for one in call.signature.parameters.values()] + [call.signature.return_annotation]
        assert Path not in {kind for hint in hints for kind in kinds_in(hint)}, call.name


def test_both_ends_of_one_program_mean_the_same() -> None:
    assert fingerprint() == fingerprint()
    assert len(fingerprint()) == 16


def test_arguments_arrive_as_they_were_given_and_wrong_ones_are_named_without_their_value() -> None:
    call = call_of(DESK, "list")
    query = RecordQuery(text="김", limit=3)
    assert call.unpack(call.pack((query,), {})) == {"query": query}
    with pytest.raises(UsageError, match="query") as caught:
        call.unpack(b'{"query": {"limit": "secret-value"}}')
    assert "secret-value" not in caught.value.text
    with pytest.raises(UsageError, match="letters"):
        call.pack((RecordQuery(text="\ud800"),), {})
    with pytest.raises(NotFoundError):
        call_of(DESK, "_private")
    with pytest.raises(NotFoundError):
        call_of("store", "list")


@pytest.mark.parametrize(
    "error",
    [
        ConflictError("Somebody was first.", code="decided_meanwhile", facts=(("actor", "kim"), ("at", "now"))),
        NotFoundError("No such record."),
        UsageError("Not so.", code="one_version"),
        InputError("Damaged.", code="cut"),
        StoreError("Full.", code="disk_full"),
        EngineMissingError("Not there."),
    ],
)
def test_an_error_is_the_same_on_the_other_side(error: Exception) -> None:
    fault = fault_of(error)
    back = error_of({"kind": fault.kind, "code": fault.code, "detail": fault.text, "facts": dict(fault.facts)})
    assert type(back) is type(error)
    assert (back.code, back.text) == (error.code, error.text)
    assert getattr(back, "facts", ()) == getattr(error, "facts", ())


def test_a_problem_of_another_server_is_an_error_too() -> None:
    assert isinstance(error_of({"title": "Bad gateway"}), UsageError)
    assert isinstance(error_of({"kind": "SystemExit", "code": 7, "facts": [1]}), UsageError)


def test_two_that_ask_for_the_same_at_the_same_time_get_one_answer() -> None:
    once, began, answers = Once(), threading.Event(), []

    def work() -> bytes:
        began.set()
        time.sleep(0.05)
        return str(len(answers)).encode() + b" done"

    threads = [threading.Thread(target=lambda: answers.append(once.run("key", "f", work))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [b"0 done"] * 4
    with pytest.raises(ConflictError) as caught:
        once.run("key", "other", work)
    assert caught.value.code == "key_used"


def test_what_was_refused_is_tried_anew_under_the_same_key() -> None:
    once = Once()

    def refused() -> bytes:
        raise StoreError("Full.")

    with pytest.raises(StoreError):
        once.run("key", "f", refused)
    assert once.run("key", "f", lambda: b"done") == b"done"

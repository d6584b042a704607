from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.acceptance.conftest import Ran, command, environment
from tests.language_model import stub

READ = {"holder_name": "Jane Example", "school": "Example College", "issue_date": "2 May 2020"}


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch) -> None:
    """The tests must not touch anybody's keyring."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.setenv("HOLDPOINT_MODEL__NAME", "m")
    monkeypatch.setenv("HOLDPOINT_MODEL__SECONDS", "5")


@pytest.fixture
def model(tmp_path: Path) -> Callable[..., Ran]:
    def run(*args: object, given: str = "") -> Ran:
        done = subprocess.run(
            command("model", *args, "--data-dir", tmp_path / "data"),
            check=False,
            capture_output=True,
            text=True,
            input=given,
            timeout=60,
            env=environment(),
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


def test_a_good_connection_is_shown_and_exits_0(model: Callable[..., Ran], monkeypatch) -> None:
    with stub.serving(stub.says(READ)) as server:
        monkeypatch.setenv("HOLDPOINT_MODEL__BASE_URL", server.url)
        monkeypatch.setenv("HOLDPOINT_MODEL_KEY", "sk-secret")
        ran = model("test", "--json")
    told = json.loads(ran.stdout)
    assert (ran.code, told["rung"], told["calls"], told["right"], told["key"]) == (
        0,
        "json_schema",
        1,
        3,
        "environment",
    )
    assert server.requests[0].headers["authorization"] == "Bearer sk-secret"
    assert "sk-secret" not in ran.stdout + ran.stderr


def test_a_bad_connection_says_what_to_change_and_exits_1(model: Callable[..., Ran], monkeypatch) -> None:
    with stub.serving(stub.status(401)) as server:
        monkeypatch.setenv("HOLDPOINT_MODEL__BASE_URL", server.url)
        ran = model("test")
    assert ran.code == 1
    assert "holdpoint model key" in " ".join(ran.stdout.split())


def test_a_key_is_not_stored_where_nothing_keeps_it(model: Callable[..., Ran]) -> None:
    ran = model("key", given="sk-secret\n")
    assert (ran.code, "HOLDPOINT_MODEL_KEY" in ran.stderr) == (2, True)
    assert "sk-secret" not in ran.stdout + ran.stderr


def test_doctor_says_where_text_goes_and_whether_there_is_a_key(holdpoint: Callable[..., Ran], monkeypatch) -> None:
    def told() -> dict[str, str]:
        lines = holdpoint("doctor", "--json").stdout.splitlines()
        return {item["what"]: item["value"] for item in map(json.loads, lines)}

    assert told()["language model"].startswith("off")
    monkeypatch.setenv("HOLDPOINT_MODEL__ENABLED", "1")
    monkeypatch.setenv("HOLDPOINT_MODEL__BASE_URL", "https://model.example/v1")
    monkeypatch.setenv("HOLDPOINT_CLOVA__INVOKE_URL", "https://clova.example/general")
    monkeypatch.setenv("HOLDPOINT_MODEL_KEY", "sk-secret")
    found = told()
    assert found["language model"] == "m at https://model.example (text, masked); its key is in the environment"
    clova = found["recogniser clova (pictures)"]
    assert clova.startswith("general API V2 at https://clova.example; without a key")
    assert "HOLDPOINT_CLOVA_KEY" in clova
    assert "sk-secret" not in "".join(found.values())
    assert found["model calls today"] == "0 of 500"

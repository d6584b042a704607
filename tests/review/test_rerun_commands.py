"""Running again, pausing and going on by the command line, on fixed stages."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import resources
from core.bootstrap import build
from core.cli import session
from core.cli.commands import cli
from core.domain.ids import RecordId
from core.domain.states import ProcessStatus
from core.errors import ConflictError, UsageError
from tests.kit.clock import HandClock
from tests.kit.desk import bench
from tests.kit.held import approval, hold
from tests.kit.stages import FixedStages

Run = Callable[..., Result]


@pytest.fixture
def held(tmp_path: Path) -> list[RecordId]:
    with bench(tmp_path) as desk:
        records = [hold(desk, f"{number}.pdf") for number in range(4)]
        desk.app.desk.decide(approval(desk, records[0]))
    return records


@pytest.fixture
def stages() -> FixedStages:
    return FixedStages()


@pytest.fixture
def holdpoint(tmp_path: Path, stages: FixedStages, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(session, "build", lambda settings: build(settings, HandClock(), stages))
    runner = CliRunner()

    def run(*words: object) -> Result:
        line = [*map(str, words), "--data-dir", str(tmp_path / "data"), "--json"]
        return runner.invoke(cli, line, catch_exceptions=True)

    return run


def objects(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, (result.output, result.exception)
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_dry_run_tells_totals_and_each_record_and_changes_nothing(holdpoint: Run, held) -> None:
    first, *lines = objects(holdpoint("rerun", "--stage", "extract", "--only", "--all", "--dry-run"))
    assert first["totals"]["records"] == 4
    assert first["totals"]["outdated"] == [["extract", 3], ["approve", 3]]
    assert [line["makes_version"] for line in lines] == [False, False, False, True]
    assert {line["process_status"] for line in objects(holdpoint("list"))} == {"hold", "approved"}


def test_a_filter_runs_only_with_consent(holdpoint: Run, stages: FixedStages, held) -> None:
    words = ("rerun", "--stage", "approve", "--only", "--status", "hold")
    objects(holdpoint(*words))
    assert stages.approve.ran == []
    assert [line["process_status"] for line in objects(holdpoint(*words, "--yes"))] == ["approved"] * 3
    assert {dossier.record for dossier in stages.approve.ran} == set(held[1:])


def test_many_need_to_be_told_how_far(holdpoint: Run, held) -> None:
    refused = holdpoint("rerun", held[1], held[2], "--stage", "extract")
    assert isinstance(refused.exception, UsageError)
    assert len(objects(holdpoint("rerun", held[1], held[2], "--stage", "extract", "--from-here"))) == 2


@pytest.mark.parametrize("words", [(), (1, "--all")])
def test_either_numbers_or_a_filter(holdpoint: Run, held, words) -> None:
    assert isinstance(holdpoint("rerun", "--stage", "extract", "--only", *words).exception, UsageError)


def test_settings_of_one_run_reach_its_stages_and_no_other(holdpoint: Run, stages: FixedStages, held) -> None:
    words = ("--page-limit", 0, "--languages", "eng", "--recogniser", "pytesseract", "--no-model")
    objects(holdpoint("rerun", held[1], "--stage", "ocr", *words))
    options = stages.ocr.ran[-1].options
    assert (options.page_limit, options.languages, options.recogniser) == (0, ("eng",), "pytesseract")
    assert stages.extract.ran[-1].settings.model is False
    objects(holdpoint("rerun", held[2], "--stage", "ocr"))
    assert stages.ocr.ran[-1].options.page_limit == 2


@pytest.mark.parametrize(
    "words",
    [
        ("--page-limit", 9999),
        ("--languages", "k or"),
        ("--recogniser", "magic"),
        ("--model",),
        ("--policy", "/nowhere"),
    ],
)
def test_settings_of_no_use_are_refused_before_anything_runs(holdpoint: Run, stages, held, words) -> None:
    assert isinstance(holdpoint("rerun", held[1], "--stage", "ocr", *words).exception, UsageError)
    assert stages.ocr.ran == []


def test_another_policy_is_kept_and_named_by_the_run(holdpoint: Run, stages: FixedStages, held, tmp_path: Path) -> None:
    file = tmp_path / "strict.toml"
    text = resources.path("policies/default.toml").read_text("utf-8")
    file.write_text(text.replace('version = "', 'version = "strict-', 1), "utf-8")
    objects(holdpoint("rerun", held[1], "--stage", "approve", "--policy", file))
    file.unlink()
    policy = stages.approve.ran[-1].settings.policy
    assert policy.version.startswith("strict-")
    kept = tmp_path / "data" / "blobs" / policy.sha256[:2] / policy.sha256
    assert json.loads(kept.read_bytes())["version"] == policy.version


def test_pausing_and_going_on(holdpoint: Run, stages: FixedStages, held) -> None:
    objects(holdpoint("pause", "--stage", "extract", "--note", "the model is being moved"))
    (told,) = objects(holdpoint("pauses"))
    assert (told["record"], told["stage"], told["note"]) == (None, "extract", "the model is being moved")
    waiting = holdpoint("rerun", held[1], "--stage", "extract")
    assert (waiting.exit_code, stages.extract.ran) == (1, [])
    (record,) = objects(holdpoint("resume", "--stage", "extract"))
    assert record["process_status"] == "approved"
    assert objects(holdpoint("pauses")) == []


def test_one_record_can_be_paused(holdpoint: Run, stages: FixedStages, held) -> None:
    objects(holdpoint("pause", held[1]))
    assert holdpoint("rerun", held[1], held[2], "--stage", "extract", "--only").exit_code == 1
    assert [dossier.record for dossier in stages.extract.ran] == [held[2]]
    objects(holdpoint("resume", held[1]))
    assert [dossier.record for dossier in stages.extract.ran] == [held[2], held[1]]


def test_a_record_in_work_is_refused_as_before(holdpoint: Run, held) -> None:
    objects(holdpoint("pause"))
    assert holdpoint("rerun", held[1], "--stage", "extract").exit_code == 1
    assert isinstance(holdpoint("rerun", held[1], "--stage", "ocr").exception, ConflictError)
    assert holdpoint("resume").exit_code == 0
    assert ProcessStatus.PENDING.value not in {line["process_status"] for line in objects(holdpoint("list"))}


def test_what_a_run_used_and_what_no_longer_stands_is_told(holdpoint: Run, held) -> None:
    objects(holdpoint("rerun", held[1], "--stage", "extract", "--only", "--no-model"))
    (record,) = objects(holdpoint("show", held[1]))
    told = {(stage["stage"], stage["attempt"]): stage for stage in record["stages"]}
    assert told["extract", 2]["own_settings"] == {"model": "off"}
    assert [key for key, stage in told.items() if stage["outdated"]] == [("extract", 1), ("approve", 1)]
    assert told["extract", 1]["inputs"] == told["extract", 2]["inputs"] != told["ocr", 1]["inputs"]

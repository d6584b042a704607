from __future__ import annotations

import json

from typer.testing import CliRunner

import resources
from core.approval.explain import explain
from core.approval.names import CheckName
from core.approval.stage import CHECKS, judge
from core.cli.commands import cli
from core.domain.hold import Outcome
from tests.approval.cases import evidence_of, field_of, with_words


def test_what_is_explained_is_what_was_judged(policy):
    for claim in (None, {"holder_name": "홍길순"}):
        evidence = evidence_of(policy, claim)
        told, judged = explain(evidence), judge(evidence)
        assert told.holds is (judged.outcome is Outcome.HOLD)
        assert tuple(item for check in told.checks for item in check.questions) == judged.reasons


def test_every_check_says_what_it_wants(policy):
    told = explain(evidence_of(policy))
    assert {item.check for item in told.checks} == set(CheckName) == set(CHECKS)
    assert all(item.wants.endswith(".") and item.wants != item.check for item in told.checks)


def test_a_check_that_is_left_out_is_told_and_asks_nothing(policy):
    rules = policy.checks.model_copy(update={"run": (CheckName.PAGES_READ,)})
    told = explain(evidence_of(policy.model_copy(update={"checks": rules}), {"holder_name": "홍길순"}))
    assert [item.check for item in told.checks if item.runs] == [CheckName.PAGES_READ]
    assert not told.holds


def test_values_carry_what_speaks_for_them(policy):
    field = with_words(field_of("document_number", "제 2022-12345 호"), ("제", 0.5), ("2022-12345", 0.9), ("호", 0.6))
    told = explain(evidence_of(policy, {"holder_name": "홍길동", "school": "다른대학교"}, document_number=field))
    values = {item.field.value: item for item in told.values}
    assert (values["document_number"].confidence, values["document_number"].floor) == (0.9, policy.numbers.year_floor)
    assert (values["holder_name"].confirmed, values["school"].confirmed, values["major"].confirmed) == (
        True,
        False,
        None,
    )
    assert values["holder_name"].floor == policy.claim.confirmed_floor


def run(*args):
    return CliRunner().invoke(cli, [str(arg) for arg in args])


def test_a_policy_is_checked_from_the_command_line(policy, tmp_path):
    done = run("policy", "check")
    assert done.exit_code == 0
    assert policy.ref.sha256 in done.stdout
    mine = tmp_path / "mine.toml"
    text = resources.path("policies/default.toml").read_text("utf-8")
    mine.write_text(text.replace('"duplicates", ', "", 1), "utf-8")
    done = run("policy", "check", mine, "--json")
    told = json.loads(done.stdout)
    assert told["checks_left_out"] == ["duplicates"]
    assert told["decisions_by_api"] == []
    mine.write_text(text.replace("holder_name = 0.90", "holder_name = 9", 1), "utf-8")
    wrong = run("policy", "check", mine).exception
    line = next(number for number, item in enumerate(text.splitlines(), 1) if item.startswith("holder_name = 0.90"))
    assert f"mine.toml, line {line}: floors.holder_name" in wrong.text


def test_schools_are_imported_and_found_from_the_command_line(tmp_path):
    mine = tmp_path / "mine.csv"
    mine.write_text("name,aliases,code\n새벽대학교,Saebyeok University,7\n", "utf-8")
    data = tmp_path / "data"
    assert run("schools", "import", mine, "--data-dir", data).exit_code == 0
    mine.write_text("name\n가온대학교\n", "utf-8")
    assert run("schools", "import", mine, "--data-dir", data).exit_code == 0
    told = json.loads(run("schools", "find", "새벽대학표", "--data-dir", data, "--json").stdout)
    assert told == {"name": "새벽대학표", "standing": "near", "listed": "새벽대학교"}
    assert "listed" in run("schools", "find", "가온대학교", "--data-dir", data).stdout
    assert run("schools", "import", mine, "--data-dir", data, "--replace").exit_code == 0
    assert "unknown" in run("schools", "find", "새벽대학표", "--data-dir", data).stdout
    assert (data / "schools.csv").stat().st_mode & 0o077 == 0

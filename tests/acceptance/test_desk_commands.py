"""The review desk through the command line, on records that fixed stages have left on hold."""

from __future__ import annotations

import csv
import io
import json
import signal
import subprocess
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from core.cli.commands import cli
from core.domain.hold import HoldReason, ReasonCode
from core.domain.states import StageName
from core.errors import HoldpointError
from tests.acceptance.conftest import command, environment
from tests.kit.desk import bench
from tests.kit.held import hold
from tests.kit.papers import certificate

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run a command on the test's data folder in this process: exit code (or the error's code), stdout, stderr."""

    def invoke(*args: object) -> tuple[int, str, str]:
        done = CliRunner().invoke(cli, [*map(str, args), "--data-dir", str(tmp_path / "data")])
        if isinstance(done.exception, HoldpointError):
            return 1, done.stdout, f"{done.exception.code}: {done.exception.text}"
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.exit_code, done.stdout, done.stderr

    return invoke


@pytest.fixture
def records(tmp_path: Path) -> list[int]:
    """Three on hold, the last for a page that was not read; taken in long ago by the clock of the test."""
    with bench(tmp_path) as desk:
        made = [hold(desk, f"{name}.pdf") for name in ("=cmd", "b")]
        return [*made, hold(desk, "c.pdf", HoldReason(ReasonCode.PAGE_UNREAD, StageName.APPROVE))]


def ids(stdout: str) -> list[int]:
    return [json.loads(line)["record"] for line in stdout.splitlines()]


def test_the_queue_is_filtered_put_off_and_handed_on(run: Run, records) -> None:
    first, second, third = records
    assert ids(run("list", "--queue", "--json")[1]) == records
    assert ids(run("list", "--json")[1]) == records[::-1]
    assert ids(run("list", "--reason", "page_unread", "--json")[1]) == [third]
    assert ids(run("list", "--type", "diploma", "--older-than", "1", "--search", "b.pdf", "--json")[1]) == [second]
    assert ids(run("list", "--below", "0.95", "--json")[1]) == records[::-1]
    assert ids(run("list", "--below", "0.5", "--json")[1]) == []
    until = (datetime.now(UTC) + timedelta(days=3)).astimezone().strftime("%Y-%m-%d")
    assert run("postpone", first, "--until", until, "--note", "asked")[0] == 0
    assert run("postpone", second)[0] == 0
    assert ids(run("list", "--queue", "--json")[1]) == [third, second]
    code, shown, _ = run("escalate", third, "Right?", "--to", "Lee")
    assert (code, "escalated to Lee" in " ".join(shown.split()), "Right?" in shown) == (0, True, True)
    assert ids(run("list", "--escalated", "--json")[1]) == [third]
    assert run("postpone", first, "--until", "2020-01-01")[2].startswith("time_is_over")
    told = [json.loads(line) for line in run("history", first, "--json")[1].splitlines()]
    assert told[-1]["kind"] == "postponed"
    assert "asked" in told[-1]["details"]
    assert "postponed" in run("history", first)[1]


def test_deadlines_are_set_taken_away_and_listed(run: Run, records) -> None:
    first, second, third = records
    assert run("due", second, third, "--by", "2098-12-01")[0] == 0
    assert run("due", second, "--by", "2098-11-01T10:00")[0] == 0
    assert ids(run("list", "--queue", "--order", "deadline", "--json")[1]) == [second, third, first]
    assert run("due", second)[0] == 0
    (told,) = [json.loads(line) for line in run("show", second, "--json")[1].splitlines()]
    assert told["due"] is None
    rows = list(csv.DictReader(io.StringIO(run("list", "--csv")[1].removeprefix("\ufeff"))))
    assert [bool(row["due"]) for row in rows] == [True, False, False]
    assert run("due", first, "--by", "soon")[2].startswith("bad_due")


def test_many_are_decided_and_what_cannot_be_is_told(run: Run, records) -> None:
    code, out, _ = run("bulk", "approve", *records, 99, "--dry-run", "--json")
    found = [json.loads(line) for line in out.splitlines()]
    assert [(item["record"], item["result"], item["code"]) for item in found] == [
        (records[0], "would approve", ""), (records[1], "would approve", ""), (records[2], "refused", "unread_page"),
        (99, "refused", "not_found"),
    ]  # fmt: skip
    assert code == 1
    assert ids(run("list", "--status", "hold", "--json")[1]) == records[::-1], "nothing was changed"
    assert run("bulk", "approve", *records[:2])[0] == 0
    assert ids(run("list", "--status", "approved", "--json")[1]) == records[1::-1]
    code, out, _ = run("bulk", "reject", *records[1:], "--reason", "poor_image", "--json")
    assert [json.loads(line)["code"] for line in out.splitlines()] == ["not_held", ""]
    assert code == 1
    assert run("bulk", "reject", records[0])[2].startswith("usage")


def test_the_chain_is_verified_and_a_lost_end_is_found_by_its_head(run: Run, records, tmp_path: Path) -> None:
    run("bulk", "approve", *records[:2])
    code, out, _ = run("audit", "verify", "--json")
    found = json.loads(out)
    assert (code, found["rows"], found["broken"]) == (0, 2, None)
    assert found["head"] in run("audit", "verify")[2]
    assert run("audit", "verify", "--head", found["head"])[0] == 0
    code, out, _ = run("audit", "verify", "--head", "0" * 64, "--json")
    assert (code, json.loads(out)["broken"]) == (1, 3)
    assert "row 3 does not hold" in run("audit", "verify", "--head", "0" * 64)[2]


def test_evidence_is_written_where_it_is_wanted(run: Run, records, tmp_path: Path) -> None:
    out = tmp_path / "pack.zip"
    code, stdout, _ = run("evidence", records[0], "--out", out, "--json")
    assert (code, json.loads(stdout)["file"]) == (0, str(out))
    with zipfile.ZipFile(out) as pack:
        assert "index.html" in pack.namelist()


def test_a_list_as_csv_runs_nowhere(run: Run, records) -> None:
    code, out, _ = run("list", "--csv")
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert (code, [int(row["record"]) for row in rows]) == (0, records[::-1])
    assert rows[0]["reasons"].startswith("Page")
    assert not [cell for row in rows for cell in row.values() if cell[:1] in "=+-@" and cell]


def test_claims_come_from_a_table(run: Run, records, tmp_path: Path) -> None:
    table = tmp_path / "claims.csv"
    table.write_bytes("파일;성명;비고\n=cmd.pdf;홍길동;x\nb.pdf;김철수;\nnobody.pdf;박;\n".encode("cp949"))
    code, out, err = run("claims", "import", table, "--dry-run", "--json")
    found = [json.loads(line) for line in out.splitlines()]
    assert [item["result"] for item in found] == ["would be set", "would be set", "no_record"]
    assert code == 1
    assert "성명 = holder_name" in err
    assert json.loads(run("show", records[0], "--json")[1])["process_status"] == "hold"
    assert run("claims", "import", table, "--map", "성명=-", "--dry-run")[2].startswith("no_fields")
    assert run("claims", "import", table, "--map", "성명=nonsense")[2].startswith("usage")
    mapped = run("claims", "import", table, "--map", "비고=school", "--map", "2=-", "--dry-run", "--json")[1]
    assert [json.loads(line)["result"] for line in mapped.splitlines()] == ["would be set", "unchanged", "no_record"]


def test_a_watched_folder_is_worked_on_until_it_is_ended(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    process = subprocess.Popen(
        [*command("watch", inbox, "--stable", "1", "--data-dir", tmp_path / "data", "--json")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(), cwd=tmp_path,
    )  # fmt: skip
    try:
        certificate(inbox / "a.pdf")
        assert process.stdout is not None
        assert json.loads(process.stdout.readline()) == {"record": 1}
        deadline = time.monotonic() + 90
        status = ""
        while status not in {"approved", "hold"} and time.monotonic() < deadline:
            time.sleep(1)
            shown = CliRunner().invoke(cli, ["show", "1", "--json", "--data-dir", str(tmp_path / "data")])
            status = json.loads(shown.stdout)["process_status"]
        assert status in {"approved", "hold"}
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    assert process.returncode == 0
    assert [path.name for path in inbox.iterdir()] == ["a.pdf"]


def test_watching_without_a_folder_is_wrong_use(run: Run, tmp_path: Path) -> None:
    assert run("watch")[2].startswith("no_folder")
    assert run("watch", tmp_path / "data")[2].startswith(("own_folder", "no_folder"))

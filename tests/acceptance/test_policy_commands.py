"""`holdpoint policy explain`, on a record that was really read."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import resources
from tests.acceptance.conftest import command, environment


def test_a_held_record_is_explained(holdpoint, tmp_path: Path) -> None:
    sample = resources.path("samples/07-claim-differs")
    assert holdpoint("process", "--json", sample).objects[0]["process_status"] == "hold"
    told = json.loads(explained(tmp_path / "data", "--json"))
    assert (told["outcome_then"], told["outcome_now"]) == ("hold", "hold")
    assert told["judged_by"] == told["policy"]
    asked = {item["check"]: item["questions"] for item in told["checks"] if item["outcome"] == "asks"}
    assert list(asked) == ["claim_agrees"]
    assert told["fields"]["birth_date"]["confirmed"] is False
    shown = explained(tmp_path / "data")
    assert "claim_agrees" in shown
    assert "same policy" in shown


def explained(data: Path, *more: str) -> str:
    words = command("policy", "explain", "1", "--data-dir", data, *more)
    done = subprocess.run(words, check=False, capture_output=True, text=True, timeout=60, env=environment())
    assert done.returncode == 0, done.stderr
    return done.stdout

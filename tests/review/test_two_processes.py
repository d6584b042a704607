"""Two windows on one data folder: each record is decided once, and whoever came later is told by whom, how and when."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from core.store.store import Store
from tests.kit.desk import bench
from tests.kit.held import hold
from tests.kit.invariants import broken

ROOT = Path(__file__).parents[2]
REVIEWER = """
import json, sys
from pathlib import Path
from core.bootstrap import build
from core.domain.decision import DecisionReason, DecisionRequest, Verdict
from core.errors import ConflictError
from core.settings import Settings

folder, name, verdict = sys.argv[1:]
app = build(Settings(data_dir=Path(folder), reviewer=name))
reason = DecisionReason.VERIFIED if verdict == "approve" else DecisionReason.NOT_AUTHENTIC
rows = [app.desk.row(record) for record in range(1, 13)]
print("ready", flush=True)
sys.stdin.readline()
for row in rows:
    try:
        app.desk.decide(DecisionRequest(row.id, row.version, row.revision, Verdict(verdict), reason))
        told = None
    except ConflictError as error:
        told = {"code": error.code, "text": error.text, **dict(error.facts)}
    print(json.dumps({"record": row.id, "told": told}), flush=True)
app.close()
"""


def test_two_processes_never_decide_one_record_twice(tmp_path: Path) -> None:
    with bench(tmp_path) as desk:
        for number in range(12):
            hold(desk, f"{number}.pdf")
    people = {"김 검토": "approve", "Lee": "reject"}
    running = [
        subprocess.Popen(
            [sys.executable, "-c", REVIEWER, tmp_path / "data", name, verdict],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, encoding="utf-8",
        )
        for name, verdict in people.items()
    ]  # fmt: skip
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in running:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    answers = [[json.loads(line) for line in process.communicate(timeout=60)[0].splitlines()] for process in running]
    first, second = ({item["record"]: item["told"] for item in found} for found in answers)
    assert len(first) == len(second) == 12
    store = Store(tmp_path / "data", lambda event: None)
    try:
        for record in first:
            (decision,) = store.views.detail(record).decisions
            loser = second[record] if decision.actor == "김 검토" else first[record]
            winner = first[record] if decision.actor == "김 검토" else second[record]
            assert winner is None
            assert loser == {
                "code": "decided_meanwhile", "text": loser["text"], "actor": decision.actor, "action": "decided",
                "verdict": people[decision.actor], "reason": decision.reason.value, "at": decision.at.isoformat(),
            }  # fmt: skip
            assert decision.actor in loser["text"]
        assert store.views.verify_audit().rows == 12
        assert store.views.verify_audit().broken is None
    finally:
        store.close()
    assert broken(tmp_path / "data") == []

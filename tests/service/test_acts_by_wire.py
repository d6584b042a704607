"""What may be done with a record by wire beside handing in and asking."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from core.domain.control import Control
from core.domain.desk import RerunRequest
from core.domain.ids import BlobHash, RecordId
from core.domain.record import Dossier
from core.domain.states import StageName
from core.errors import InputError
from tests.kit.held import approval
from tests.service.kit import PDF, Counter, counter


def unreadable(_dossier: Dossier, _control: Control) -> None:
    raise InputError("It cannot be read.", code="unreadable")


def approved(desk: Counter) -> int:
    """A record that a person approved and that was read again since, held."""
    record = desk.held()
    app = desk.desk.app
    app.desk.decide(approval(desk.desk, record))
    app.desk.rerun(RerunRequest(RecordId(record), StageName.OCR, chain=True))
    desk.desk.drain()
    return record


def test_an_earlier_decision_stands_again_where_decisions_may_be_made(desk: Counter) -> None:
    record = approved(desk)
    before = desk.client.get(f"/records/{record}").json()
    kept = desk.client.post(f"/records/{record}/keep")
    assert (before["version"], before["process_status"]) == (2, "hold")
    assert kept.status_code == 200
    assert (kept.json()["version"], kept.json()["process_status"]) == (1, "approved")
    again = desk.client.post(f"/records/{record}/keep")
    assert (again.status_code, again.json()["code"]) == (409, "nothing_stands")


@pytest.mark.parametrize(
    ("decisions", "by_api", "code"), [(False, ["approve"], "decisions_off"), (True, [], "decision_forbidden")]
)
def test_no_decision_stands_again_by_a_program_that_may_not_decide(
    tmp_path: Path, decisions: bool, by_api: list[str], code: str
) -> None:
    with counter(tmp_path, by_api=by_api, decisions=decisions) as desk:
        record = approved(desk)
        refused = desk.client.post(f"/records/{record}/keep")
        assert (refused.status_code, refused.json()["code"]) == (403, code)
        assert desk.client.get(f"/records/{record}").json()["process_status"] == "hold"


def test_a_claim_that_comes_later_is_judged(desk: Counter) -> None:
    record = desk.held()
    told = desk.client.put(f"/records/{record}/claim", json={"holder_name": "Jane Example"})
    assert (told.status_code, told.json()["job_status"]) == (202, "PENDING")
    assert dict(desk.desk.open(RecordId(record)).claim.values) == {"holder_name": "Jane Example"}
    for wrong in ({"shoe_size": "42"}, {"holder_name": 7}, {"holder_name": "x" * 501}, ["holder_name"]):
        assert desk.client.put(f"/records/{record}/claim", json=wrong).status_code == 422
    assert desk.client.put("/records/77/claim", json={}).status_code == 404


def test_a_deadline_is_set_and_taken_away(desk: Counter) -> None:
    record = desk.held()
    told = desk.client.put(f"/records/{record}/due", json={"due": "2026-12-01T09:00:00+00:00"}).json()
    assert told["due"] == "2026-12-01T09:00:00Z"
    assert desk.client.put(f"/records/{record}/due", json={"due": None}).json()["due"] is None
    for wrong in ("soon", "9999-12-31T23:59:59-12:00", ""):
        assert desk.client.put(f"/records/{record}/due", json={"due": wrong}).status_code == 422
    assert desk.client.put("/records/77/due", json={"due": "2026-12-01"}).status_code == 404


def test_a_failed_record_is_tried_again(desk: Counter) -> None:
    usual = desk.desk.stages.ocr.before
    desk.desk.stages.ocr.before = unreadable
    record = desk.hand_in().json()["record"]
    desk.desk.drain()
    assert desk.client.get(f"/records/{record}").json()["job_status"] == "FAILED"
    desk.desk.stages.ocr.before = usual
    again = desk.client.post(f"/records/{record}/retry")
    assert (again.status_code, again.json()["job_status"]) == (202, "PENDING")
    busy = desk.client.post(f"/records/{record}/retry")
    assert (busy.status_code, busy.json()["code"]) == (409, "not_failed")
    assert desk.client.post("/records/77/retry").status_code == 404


def test_the_history_tells_what_the_service_did_in_its_own_name(desk: Counter) -> None:
    record = desk.held()
    desk.client.put(f"/records/{record}/claim", json={"holder_name": "Jane Example"})
    desk.client.post(f"/records/{record}/cancel")
    rows = desk.client.get(f"/records/{record}/history").json()["history"]
    assert {row["actor"] for row in rows if row["kind"] in ("claim_set", "cancelled")} == {"service"}
    assert rows[0]["kind"] == "taken_in"
    assert desk.client.get("/records/77/history").status_code == 404


def test_a_record_is_erased_where_the_settings_allow_it(tmp_path: Path) -> None:
    with counter(tmp_path / "off") as desk:
        record = desk.held()
        refused = desk.client.delete(f"/records/{record}")
        assert (refused.status_code, refused.json()["code"]) == (403, "erasing_off")
    with counter(tmp_path / "on", erasing=True) as desk:
        record = desk.held()
        original = desk.desk.app.store.blobs.path(BlobHash(hashlib.sha256(PDF).hexdigest()))
        os.utime(original, (0, 0))  # a file that came a moment ago may be wanted by another request
        assert desk.client.delete(f"/records/{record}").status_code == 204
        assert not original.exists()
        assert desk.client.get(f"/records/{record}").status_code == 404
        assert desk.client.delete(f"/records/{record}").status_code == 404

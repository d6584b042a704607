"""New files for a record that is there, by wire."""

from __future__ import annotations

import httpx
import pytest

from tests.service.kit import PDF, Counter

OTHER = b"%PDF-1.7 a better scan"


def again(desk: Counter, record: int, *files: bytes, **fields: str) -> httpx.Response:
    parts = [("files", (f"again-{number}.pdf", data)) for number, data in enumerate(files or (OTHER,))]
    return desk.client.post(f"/records/{record}/files", files=parts, data=fields)


def test_new_files_make_a_new_version_that_is_read_anew(desk: Counter) -> None:
    record = desk.held()
    answer = again(desk, record)
    assert answer.status_code == 202
    found = answer.json()
    assert (found["version"], found["job_status"]) == (2, "PENDING")
    assert [file["name"] for file in found["attachments"]] == ["again-0.pdf"]
    desk.desk.drain()
    assert desk.client.get(f"/records/{record}").json()["process_status"] == "hold"
    assert desk.client.get(f"/records/{record}?version=1").json()["attachments"][0]["name"] == "0.pdf"


def test_new_files_count_beside_those_before_where_that_is_asked(desk: Counter) -> None:
    record = desk.held()
    found = again(desk, record, OTHER, OTHER + b"2", mode="beside").json()
    assert [file["name"] for file in found["attachments"]] == ["0.pdf", "again-0.pdf", "again-1.pdf"]


def test_nothing_is_taken_while_work_is_under_way_or_if_nothing_is_new(desk: Counter) -> None:
    desk.hand_in()
    busy = again(desk, 1)
    assert (busy.status_code, busy.json()["code"]) == (409, "in_work")
    desk.desk.drain()
    same = again(desk, 1, PDF)
    assert (same.status_code, same.json()["code"]) == (409, "same_files")
    assert desk.client.get("/records/1").json()["version"] == 1


def test_who_acted_is_in_the_history(desk: Counter) -> None:
    record = desk.held()
    again(desk, record)
    assert "service" in {row.actor for row in desk.desk.app.desk.history(record)}


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [({"mode": "over"}, 422, "bad_mode"), ({"claim": "{}"}, 422, "unknown_field"), ({}, 404, "not_found")],
)
def test_what_cannot_be_is_refused(desk: Counter, fields: dict[str, str], status: int, code: str) -> None:
    record = desk.held() if fields else 77
    answer = again(desk, record, **fields)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_the_same_limits_hold_as_for_new_records(desk: Counter) -> None:
    record = desk.held()
    assert again(desk, record, b"MZ no document").status_code == 415
    assert desk.client.post(f"/records/{record}/files", content=b"x").status_code == 415
    none = desk.client.post(f"/records/{record}/files", data={"mode": "instead"}, files={"a": ("", b"")})
    assert none.status_code == 422
    assert desk.client.get(f"/records/{record}").json()["version"] == 1

"""Somebody else holds the database: clients are told to come again, and nothing is done behind their backs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from core.domain.rows import RecordQuery
from core.store import store
from core.store.lock import FileLock
from tests.service.kit import Counter


@contextmanager
def kept_by_sqlite(desk: Counter) -> Iterator[None]:
    with closing(sqlite3.connect(desk.desk.app.store.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def kept_by_lock(desk: Counter) -> Iterator[None]:
    other = FileLock(desk.desk.app.store.folder / "write.lock")
    with other:
        yield
    other.close()


@pytest.mark.parametrize("kept", [kept_by_sqlite, kept_by_lock])
def test_who_cannot_be_served_is_told_when_to_come_back(desk: Counter, monkeypatch, kept) -> None:
    held = desk.held()
    etag = desk.client.get(f"/records/{held}").headers["etag"]
    monkeypatch.setattr(store, "PATIENCE_SECONDS", 0.1)
    decision = {"verdict": "approve", "reason": "verified"}
    with kept(desk):
        for answer in (
            desk.hand_in(),
            desk.client.post(f"/records/{held}/decisions", json=decision, headers={"If-Match": etag}),
            desk.client.get("/readyz"),
        ):
            assert (answer.status_code, answer.json()["code"]) == (503, "store_busy")
            assert int(answer.headers["retry-after"]) > 0
        assert desk.client.get("/records").status_code == 200, "who only looks does not wait"
    assert [row.id for row in desk.desk.app.desk.list(RecordQuery()).rows] == [held]
    assert desk.hand_in().status_code == 202
    assert desk.client.get("/readyz").status_code == 200
    answer = desk.client.post(f"/records/{held}/decisions", json=decision, headers={"If-Match": etag})
    assert answer.status_code < 300, answer.text

"""What went to a back end is part of a record's history and of its evidence."""

from __future__ import annotations

import json
import zipfile
from datetime import timedelta
from pathlib import Path

from core.domain.history import HistoryKind
from tests.delivery.kit import DOWN, post


def test_every_try_is_told_in_the_history_and_the_receipt_is_in_the_pack(tmp_path: Path) -> None:
    with post(tmp_path) as office:
        office.back.script = [DOWN]
        record = office.desk.drop()
        office.desk.drain()
        for _ in range(2):
            office.desk.clock.turn(timedelta(minutes=10))
            office.send()
        told = [row for row in office.desk.app.desk.history(record) if row.kind is HistoryKind.DELIVERY]
        assert [(row.to, row.note) for row in told] == [
            ("backend", "record.approved: unavailable connection_failed"),
            ("backend", "record.approved: confirmed 200"),
        ]
        assert told[0].at < told[1].at
        office.desk.app.desk.evidence_pack(record, tmp_path / "pack.zip")
        with zipfile.ZipFile(tmp_path / "pack.zip") as pack:
            (receipt,) = json.loads(pack.read("deliveries.json"))
        assert (receipt["state"], [attempt["status"] for attempt in receipt["attempts"]]) == ("sent", [None, 200])

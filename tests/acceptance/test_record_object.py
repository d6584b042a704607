"""The object of a record says whether it was put off or handed on, on the command line and by wire."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import jsonschema

from core.domain.queue import EscalateRequest, PostponeRequest
from core.report import record_object
from tests.acceptance.conftest import SCHEMA
from tests.kit.desk import bench
from tests.kit.held import hold
from tests.service.kit import Counter, counter


def told(desk, record: int) -> dict:
    found = json.loads(json.dumps(record_object(desk.open(record), "en")))
    jsonschema.validate(found, SCHEMA, format_checker=jsonschema.FormatChecker())
    return found


def test_who_was_asked_and_until_when_it_is_put_off(tmp_path: Path) -> None:
    with bench(tmp_path) as made:
        record = hold(made)
        desk = made.app.desk
        assert (told(desk, record)["escalation"], told(desk, record)["postponed_until"]) == (None, None)
        row = desk.row(record)
        until = made.app.clock.now() + timedelta(days=3)
        row = desk.postpone(PostponeRequest(record, row.version, row.revision, until))
        desk.escalate(EscalateRequest(record, row.version, row.revision, "Is this a seal?"))
        found = told(desk, record)
        assert found["postponed_until"] == until.isoformat()
        assert (found["escalation"]["to"], found["escalation"]["note"]) == (None, "Is this a seal?")


def test_by_wire_it_is_said_without_the_note(tmp_path: Path) -> None:
    with counter(tmp_path) as office:
        assert isinstance(office, Counter)
        record = office.held()
        desk = office.desk.app.desk
        assert office.client.get(f"/records/{record}").json()["escalated"] is False
        row = desk.row(record)
        desk.escalate(EscalateRequest(record, row.version, row.revision, "between us"))
        answer = office.client.get(f"/records/{record}")
        assert answer.json()["escalated"] is True
        assert "between us" not in answer.text

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

import resources
from core.domain.decision import DecisionReason
from core.domain.delivery import DeliveryEvent, DeliveryState
from core.domain.desk import RerunRequest
from core.domain.field import FieldName
from core.domain.handing import Ticket
from core.domain.states import StageName
from core.errors import ConflictError, InputError
from tests.delivery.kit import Post, post, settings
from tests.kit.desk import bench
from tests.kit.held import approval, hold, rejection

SCHEMA = json.loads(resources.path("schemas/callback-1.json").read_text("utf-8"))


def valid(office: Post) -> list[dict]:
    office.send()
    for body in office.back.bodies:
        jsonschema.validate(body, SCHEMA)
    return office.back.bodies


def test_nothing_is_promised_where_no_endpoint_is_set_up(tmp_path: Path) -> None:
    with bench(tmp_path) as desk:
        record = hold(desk)
        desk.app.desk.decide(approval(desk, record))
        assert desk.app.store.views.delivery_counts() == {}


def test_an_approval_of_the_chain_is_told_with_its_policy(office: Post) -> None:
    record = office.desk.drop()
    office.desk.drain()
    (body,) = valid(office)
    data = body["data"]
    assert (body["type"], data["record"], data["decided_by"]) == ("record.approved", record, "policy")
    assert data["policy"]["name"] == "test"
    assert data["fields"]["holder_name"] == "홍길동"
    assert (data["sequence"], data["version"], data["decision"]) == (1, 1, None)


def test_a_hold_then_a_decision_then_another_one(office: Post) -> None:
    desk = office.desk
    record = hold(desk)
    request = replace(rejection(desk, record), public_comment="blurred", internal_comment="looks odd")
    desk.app.desk.decide(request)
    desk.app.desk.decide(approval(desk, record))
    held, rejected, changed = valid(office)
    assert [body["type"] for body in (held, rejected, changed)] == [
        "record.held",
        "record.rejected",
        "decision.superseded",
    ]
    assert [body["data"]["sequence"] for body in (held, rejected, changed)] == [1, 2, 3]
    assert held["data"]["hold_reasons"] == [{"code": "missing_field", "stage": "approve", "field": "school"}]
    assert rejected["data"]["decision"]["kind"] == "RETRY"
    assert rejected["data"]["decision"]["public_comment"] == "blurred"
    assert "looks odd" not in json.dumps(office.back.bodies)
    assert changed["data"]["decision"]["supersedes"] == rejected["data"]["decision"]["id"]
    assert changed["data"]["process_status"] == "approved"


def test_a_person_against_the_policy_supersedes(office: Post) -> None:
    record = office.desk.drop()
    office.desk.drain()
    office.desk.app.desk.decide(rejection(office.desk, record))
    assert [body["type"] for body in valid(office)] == ["record.approved", "decision.superseded"]


def test_corrections_are_told_instead_of_what_was_read(office: Post) -> None:
    record = hold(office.desk)
    request = approval(office.desk, record)
    office.desk.app.desk.decide(
        replace(request, reason=DecisionReason.CORRECTED, corrections=((FieldName.HOLDER_NAME, "김영희"),))
    )
    assert valid(office)[-1]["data"]["fields"]["holder_name"] == "김영희"


def test_a_failure_is_told_with_its_code(office: Post) -> None:
    def broken(dossier, control):
        raise InputError("no", code="damaged")

    office.desk.stages.ocr.before = broken
    office.desk.drop()
    office.desk.drain()
    (body,) = valid(office)
    assert (body["type"], body["data"]["error_code"], body["data"]["fields"]) == ("record.failed", "damaged", {})


def test_stages_on_the_way_and_single_stages_promise_nothing(office: Post) -> None:
    path = office.desk.folder / "a.pdf"
    path.write_bytes(b"%PDF-1.7 a")
    office.desk.app.intake.take_in([path], chain=False)
    office.desk.drain()
    assert office.rows() == []


def test_a_refused_decision_promises_nothing(office: Post) -> None:
    record = hold(office.desk)
    request = approval(office.desk, record)
    office.desk.app.desk.decide(request)
    with pytest.raises(ConflictError):
        office.desk.app.desk.decide(request)
    assert [row.event for row in office.rows()] == [DeliveryEvent.HELD, DeliveryEvent.APPROVED]


def test_a_record_run_again_is_told_again(office: Post) -> None:
    record = office.desk.drop()
    office.desk.drain()
    office.desk.app.desk.rerun(RerunRequest(record, StageName.OCR, chain=True))
    office.desk.drain()
    assert [(body["data"]["version"], body["data"]["sequence"]) for body in valid(office)] == [(1, 1), (2, 2)]


def test_personal_fields_and_comments_can_be_left_out(tmp_path: Path) -> None:
    with post(tmp_path, settings(open={}, thin={"personal": False})) as office:
        record = hold(office.desk)
        office.desk.app.desk.decide(replace(rejection(office.desk, record), public_comment="Dear 홍길동"))
        valid(office)
        told = {(name, json.loads(body)["type"]): json.loads(body)["data"] for name, _, body in office.back.got}
        thin = told["thin", "record.rejected"]
        assert "홍길동" not in json.dumps(thin, ensure_ascii=False)
        assert (thin["left_out"], thin["decision"]["public_comment"]) == (["holder_name"], "")
        assert thin["fields"] == {"document_type": "diploma"}
        assert told["open", "record.rejected"]["decision"]["public_comment"] == "Dear 홍길동"


def test_an_endpoint_hears_what_it_asked_for(tmp_path: Path) -> None:
    with post(tmp_path, settings(all={}, final={"events": ["record.approved", "record.rejected"]})) as office:
        record = hold(office.desk)
        office.desk.app.desk.decide(approval(office.desk, record))
        office.send()
        assert sorted((name, json.loads(body)["type"]) for name, _, body in office.back.got) == [
            ("all", "record.approved"),
            ("all", "record.held"),
            ("final", "record.approved"),
        ]


def test_a_client_may_name_its_endpoint_and_its_reference_comes_back(tmp_path: Path) -> None:
    with post(tmp_path, settings(a={}, b={})) as office:
        record = office.desk.drop()
        with office.desk.app.store.work() as work:
            work.handed_in.add(record, Ticket("case 7/가", "b"))
            work.commit()
        office.desk.drain()
        office.send()
        assert [(name, json.loads(body)["data"]["reference"]) for name, _, body in office.back.got] == [
            ("b", "case 7/가")
        ]


def test_a_huge_comment_makes_a_thin_body_not_a_large_one(office: Post) -> None:
    record = hold(office.desk)
    office.desk.stages.extract.holder = "가" * 7000
    office.desk.app.desk.rerun(RerunRequest(record, StageName.EXTRACT, chain=True))
    office.desk.drain()
    body = valid(office)[-1]
    assert len(office.back.got[-1][2]) < 20_000
    assert body["data"]["fields"] == {}
    assert "holder_name" in body["data"]["left_out"]


def test_erasing_a_record_takes_its_promises_along(office: Post) -> None:
    record = hold(office.desk)
    (row,) = office.rows(record)
    assert row.state is DeliveryState.WAITING
    assert row.size == len(office.desk.app.store.views.payload(row.id))

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core.chain.token import StopToken
from core.delivery.schedule import Answer
from core.domain.delivery import DeliveryQuery, DeliveryState
from core.domain.ids import DeliveryId
from core.domain.sending import DeliveryDesk, SendingState
from core.errors import NotFoundError
from tests.delivery.kit import DOWN, Post, post, settings
from tests.kit.desk import bench
from tests.kit.held import hold


def desk_of(office: Post) -> DeliveryDesk:
    return office.desk.app.wire.deliveries


def test_a_desk_without_endpoints_has_nothing_to_show(tmp_path: Path) -> None:
    with bench(tmp_path) as desk:
        deliveries = desk.app.wire.deliveries
        assert deliveries.endpoints() == ()
        assert deliveries.state() == SendingState()


def test_a_courier_of_a_window_finds_nothing_to_do_where_nothing_is_due(office: Post) -> None:
    assert office.desk.app.wire.courier("courier-0").step(StopToken()) is False


def test_what_waits_and_what_was_given_up_is_counted(office: Post) -> None:
    desk = desk_of(office)
    hold(office.desk)
    assert desk.state() == SendingState(waiting=1)
    office.back.script = [Answer(404)]
    office.send()
    assert desk.state() == SendingState(failed=1)
    (row,) = desk.rows(DeliveryQuery(state=DeliveryState.FAILED))
    desk.resend(row.id)
    office.send()
    assert desk.state() == SendingState()
    assert desk.rows(DeliveryQuery(state=DeliveryState.SENT))[0].key == row.key


def test_an_endpoint_that_is_gone_is_told_and_switched_on_again(tmp_path: Path) -> None:
    with post(tmp_path, settings(backend={}, portal={})) as office:
        desk = desk_of(office)
        hold(office.desk)
        office.back.usual = Answer(410)
        office.send()
        assert set(desk.state().off) == {"backend", "portal"}
        office.back.usual = Answer(204)
        assert desk.switch_on("portal") == 0, "it is due already"
        assert desk.state().off == ("backend",)
        office.send()
        assert {row.endpoint.name: row.state.off_code for row in desk.endpoints()} == {"backend": "gone", "portal": ""}
        assert desk.state() == SendingState(waiting=1, off=("backend",))


def test_all_that_was_given_up_since_a_time_is_sent_again(office: Post) -> None:
    desk = desk_of(office)
    hold(office.desk)
    office.back.usual = replace(DOWN, status=400)
    office.send()
    now = office.desk.app.clock.now()
    assert desk.recover(now + timedelta(minutes=1)).queued == 0
    assert desk.recover(now - timedelta(days=1), "nobody").queued == 0
    assert desk.recover(now - timedelta(days=1)).queued == 1


def test_an_unknown_delivery_cannot_be_sent(office: Post) -> None:
    with pytest.raises(NotFoundError):
        desk_of(office).resend(DeliveryId(99))

from __future__ import annotations

import pytest

from core.chain.token import StopToken
from core.errors import UsageError
from core.settings import Settings
from core.wire_settings import DeliverySettings, EndpointSettings, ServiceSettings
from desktop.app import Desktop
from desktop.program import SettingsSaved
from desktop.service_messages import ServiceReport, ServiceWish, Standing
from desktop.workers.couriers import courier_names, is_courier
from desktop.workers.serving import AGAIN_SECONDS, ServiceStep, Serving
from tests.desktop.fake_desk import FakePlace
from tests.desktop.fake_wire import FakeWire, a_delivery, an_endpoint

ON, OFF = ServiceWish(ServiceSettings(), is_on=True), ServiceWish(ServiceSettings(), is_on=False)


class Bench:
    def __init__(self, wish: ServiceWish) -> None:
        self.wire, self.clock, self.told = FakeWire(), [0.0], []
        self.serving = Serving(wish)
        self.serving.reported.connect(self.told.append)
        self.step = ServiceStep(self.serving, self.wire.serve, lambda: self.clock[0])

    def look(self) -> list[Standing]:
        before = len(self.told)
        assert self.step.step(StopToken()) is False
        return [report.standing for report in self.told[before:]]


def test_nothing_is_served_unless_it_is_wished() -> None:
    bench = Bench(OFF)
    assert bench.look() == []
    assert bench.wire.served == []


def test_it_is_started_stopped_and_started_with_other_settings() -> None:
    bench = Bench(ON)
    assert bench.look() == [Standing.STARTING, Standing.ON]
    assert bench.look() == []
    bench.serving.wish(ServiceWish(ServiceSettings(port=9000), is_on=True))
    assert bench.look() == [Standing.STARTING, Standing.ON]
    assert [served.is_alive for served in bench.wire.served] == [False, True]
    assert bench.told[-1].address.endswith(":9000")
    bench.serving.wish(OFF)
    assert bench.look() == [Standing.OFF]
    assert not bench.wire.served[-1].is_alive


def test_a_new_token_is_a_new_start() -> None:
    bench = Bench(ON)
    bench.look()
    bench.serving.wish(ServiceWish(ON.settings, is_on=True, turn=1))
    assert bench.look() == [Standing.STARTING, Standing.ON]
    assert len(bench.wire.served) == 2


@pytest.mark.parametrize("error", [UsageError("Taken.", code="address_taken"), RuntimeError("홍길동")])
def test_one_that_could_not_start_tries_again_after_a_while(error: Exception) -> None:
    bench = Bench(ON)
    bench.wire.errors = [error]
    assert bench.look() == [Standing.STARTING, Standing.FAILED]
    assert "홍길동" not in bench.told[-1].text
    assert bench.look() == []
    bench.clock[0] += AGAIN_SECONDS
    assert bench.look() == [Standing.STARTING, Standing.ON]


def test_one_that_died_is_told_and_comes_again() -> None:
    bench = Bench(ON)
    bench.look()
    bench.wire.served[-1].is_alive = False
    assert bench.look() == [Standing.FAILED]
    bench.clock[0] += AGAIN_SECONDS
    assert bench.look() == [Standing.STARTING, Standing.ON]
    bench.step.close()
    assert not bench.wire.served[-1].is_alive


def test_couriers_run_where_a_back_end_is_told_something() -> None:
    endpoints = {"backend": EndpointSettings(url="https://x.example")}
    assert courier_names(DeliverySettings()) == ()
    assert len(courier_names(DeliverySettings(endpoints=endpoints, couriers=3))) == 3
    assert all(is_courier(name) for name in courier_names(DeliverySettings(endpoints=endpoints)))


def test_the_window_delivers_and_serves_as_the_settings_say(qtbot, qapp, tmp_path) -> None:
    delivery = DeliverySettings(endpoints={"backend": EndpointSettings(url="https://x.example")}, couriers=2)
    settings = Settings(data_dir=tmp_path, lanes=1, ui_language="en", theme="light", delivery=delivery)
    place = FakePlace()
    place.wire.deliveries.kept = [a_delivery(1)]
    place.wire.deliveries.standing = [an_endpoint()]
    desktop = Desktop(qapp, settings, [], place.opened)
    desktop.start()
    with qtbot.waitSignal(desktop.ready, timeout=5000):
        pass
    qtbot.waitUntil(lambda: len(place.wire.couriers) == 2, timeout=5000)
    assert place.wire.served == []
    desktop.shell.receive_program(SettingsSaved(settings.model_copy(update={"service": ServiceSettings(enabled=True)})))
    qtbot.waitUntil(lambda: desktop.shell.window.strip.by_wire.service.text() != "", timeout=5000)
    window = desktop.shell.window
    window.by_wire.show()
    qtbot.waitUntil(lambda: window.by_wire.screen.table.model.rowCount() == 1, timeout=5000)
    window.by_wire.screen.lines.service.action.click()
    qtbot.waitUntil(lambda: window.strip.by_wire.service.text() == "", timeout=5000)
    assert not place.wire.served[0].is_alive
    window.by_wire.screen.lines.service.action.click()
    qtbot.waitUntil(lambda: window.strip.by_wire.service.text() != "", timeout=5000)
    assert len(place.wire.served) == 2
    desktop.shell._on_language_wanted()
    assert desktop.shell.window.strip.by_wire.service.text() == "서비스 켜짐"
    with qtbot.waitSignal(desktop.closer.done, timeout=5000):
        desktop.shell.close()
    desktop.wait_for_threads()
    desktop.shell.destroy()
    assert all(courier.closed for courier in place.wire.couriers.values())
    assert not place.wire.served[-1].is_alive


def test_a_window_that_comes_later_knows_how_the_service_stands(qapp, tmp_path) -> None:
    from desktop.shell import Shell

    shell = Shell(qapp, Settings(data_dir=tmp_path, ui_language="en", theme="light"))
    shell.by_wire.show_service(ServiceReport(Standing.FAILED, code="address_taken", text="Taken."))
    shell._on_language_wanted()
    assert shell.window.strip.by_wire.service.objectName() == "error"
    shell.destroy()

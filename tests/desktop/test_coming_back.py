from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from core.domain.events import LinkChanged
from core.domain.states import ProcessStatus
from core.errors import StoreError
from desktop.messages import ListRecords, OpenRecord
from desktop.review_messages import CountQueue
from desktop.ui.link import show_link
from desktop.ui.models.rows import RowsModel
from desktop.ui.review.listing import _LEAST_MS, _LONGEST_MS, Listing
from desktop.ui.review.putting_off import times
from tests.desktop.hand import focused_name


@pytest.fixture
def listing(qtbot):
    return Listing(RowsModel((), lambda row: row.id))


def put_off(desk, name: str, until: datetime):
    number = desk.add(ProcessStatus.HOLD, name, tell=False)
    desk.rows_by_id[number] = replace(desk.rows_by_id[number], postponed_until=until)
    return number


def test_a_record_comes_back_into_the_list_when_its_time_comes(qtbot, open_window, desk):
    desk.add(ProcessStatus.HOLD, "Kim", tell=False)
    desk.now = datetime.now(UTC)
    later = put_off(desk, "Lee", desk.now + timedelta(seconds=0.5))
    wired = open_window()
    wired.window.show_review()
    model = wired.window.review.model
    qtbot.waitUntil(lambda: [row.id for row in model.rows] == [1])
    qtbot.waitUntil(wired.window.review.listing._due.isActive)
    asked = []
    wired.window.asked.connect(asked.append)
    desk.now += timedelta(seconds=1)
    qtbot.waitUntil(lambda: [row.id for row in model.rows] == [1, later])
    qtbot.waitUntil(lambda: any(isinstance(one, CountQueue) for one in asked))
    assert [type(one) for one in asked if isinstance(one, ListRecords | CountQueue)] == [ListRecords, CountQueue]
    qtbot.waitUntil(lambda: not wired.window.review.listing._due.isActive())


@pytest.mark.parametrize(
    ("left", "wait"),
    [
        (timedelta(seconds=-5), _LEAST_MS),
        (timedelta(), _LEAST_MS),
        (timedelta(seconds=30), 30_250),
        (timedelta(days=40), _LONGEST_MS),
    ],
)
def test_the_wait_is_never_a_storm_and_never_too_long_for_a_timer(listing, left, wait):
    listing.wait_for(datetime.now(UTC) + left)
    assert wait - 100 <= listing._due.interval() <= wait


def test_nothing_is_waited_for_where_nothing_was_put_off(listing):
    listing.wait_for(datetime.now(UTC))
    listing.wait_for(None)
    assert not listing._due.isActive()


def test_on_a_sunday_tomorrow_is_monday_and_offered_once():
    sunday = datetime(2026, 3, 8, 12, 0).astimezone()
    offered = [when for _, when in times(sunday)]
    assert len(offered) == len(set(offered)) == 3


def test_a_record_that_could_not_be_opened_is_opened_when_the_server_is_back(qtbot, open_window, desk, monkeypatch):
    desk.add(ProcessStatus.HOLD, "Kim", tell=False)
    away, tried, opened = [True], [], desk.open

    def open_there(record, version=None):
        tried.append(record)
        if away:
            raise StoreError("It does not answer.", code="server_lost")
        return opened(record, version)

    monkeypatch.setattr(desk, "open", open_there)
    wired = open_window()
    wired.window.activateWindow()
    wired.window.show_review()
    panel = wired.window.review.panel
    qtbot.waitUntil(lambda: tried == [1])
    assert panel.detail is None
    away.clear()
    show_link(wired.window, LinkChanged("http://there", is_up=True))
    qtbot.waitUntil(lambda: panel.detail is not None)
    qtbot.waitUntil(lambda: focused_name(wired) is not None)
    QApplication.focusWidget().setText("typed")
    asked = []
    wired.window.asked.connect(asked.append)
    show_link(wired.window, LinkChanged("http://there", is_up=True))
    qtbot.waitUntil(lambda: any(isinstance(one, OpenRecord) and not one.ahead for one in asked))
    qtbot.waitUntil(lambda: any(isinstance(one, CountQueue) for one in asked))
    assert panel.corrections()[0][1] == "typed", "what is typed stays"

"""What back ends believe of a record, at the end of its history."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from core.delivery.schedule import Answer
from core.domain.desk import RerunRequest
from core.domain.history import HistoryKind, HistoryRow
from core.domain.states import ProcessStatus, StageName
from core.history_objects import history_details as details
from desktop.ui.records.history_words import details as told_details
from desktop.ui.records.history_words import headline
from desktop.ui.words import Language, Words
from tests.delivery.kit import DOWN, Post, post
from tests.kit.held import approval, hold, rejection


def last(office: Post, record: int) -> HistoryRow:
    row = office.desk.app.desk.history(record)[-1]
    assert row.kind is HistoryKind.BELIEF
    assert row.belief is not None
    return row


def test_a_back_end_believes_what_it_confirmed_last(tmp_path: Path) -> None:
    with post(tmp_path) as office:
        desk = office.desk
        record = hold(desk)
        belief = last(office, record).belief
        assert (belief.status, belief.news, belief.is_given_up) == (None, ProcessStatus.HOLD, False)
        desk.app.desk.decide(rejection(desk, record))
        office.send()
        assert (last(office, record).belief.status, last(office, record).belief.news) == (ProcessStatus.REJECTED, None)
        desk.app.desk.rerun(RerunRequest(record, StageName.OCR, chain=True))
        desk.drain()
        assert (last(office, record).belief.status, last(office, record).belief.news) == (ProcessStatus.REJECTED, None)
        office.back.usual = DOWN
        desk.app.desk.decide(approval(desk, record))
        office.send()
        belief = last(office, record).belief
        assert (belief.status, belief.version, belief.news) == (ProcessStatus.REJECTED, 1, ProcessStatus.APPROVED)
        office.back.usual = Answer(400)
        desk.clock.turn(timedelta(minutes=10))
        office.send()
        assert last(office, record).belief.is_given_up
        assert details(last(office, record), "en") == ["backend", "knows: rejected", "given up: approved"]


def test_a_record_that_nobody_is_told_of_has_no_such_line(tmp_path: Path) -> None:
    with post(tmp_path) as office:
        record = office.desk.drop()
        assert all(row.kind is not HistoryKind.BELIEF for row in office.desk.app.desk.history(record))


@pytest.mark.parametrize(("language", "known", "news"), [("en", "Rejected", "Approved"), ("ko", "반려", "승인")])
def test_the_window_says_it_in_both_languages(tmp_path: Path, language: Language, known: str, news: str) -> None:
    with post(tmp_path) as office:
        desk, words = office.desk, Words(language)
        record = hold(desk)
        desk.app.desk.decide(rejection(desk, record))
        office.send()
        desk.app.desk.decide(approval(desk, record))
        row = last(office, record)
        assert known in headline(row, words)
        assert news in told_details(row, words)

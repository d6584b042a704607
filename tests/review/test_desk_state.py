from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from core.domain.desk_state import MOST_COMMENTS, MOST_VIEWS, DeskState, QueueFilter
from core.domain.hold import ReasonCode
from core.domain.queue import BANDS, Postponed, RecordOrder
from core.domain.states import ProcessStatus
from core.errors import StoreError
from core.review.desk_state import FILE, MOST_BYTES, DeskStateFile

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
VIEW = QueueFilter(
    RecordOrder.DEADLINE, (ReasonCode.CLAIM_DIFFERS,), ("diploma",), 24, BANDS[1], escalated=True, postponed=False
)


def test_what_was_kept_is_found_again(tmp_path):
    state = DeskState(VIEW, (VIEW, QueueFilter()), ("다시 제출해 주십시오",))
    DeskStateFile(tmp_path).save(state)
    assert DeskStateFile(tmp_path).load() == state
    assert [path.name for path in tmp_path.iterdir()] == [FILE]
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", [b"", b"{", b'{"view": {"order": "sideways"}}', b"[]", b"x" * (MOST_BYTES + 1)])
def test_what_cannot_be_read_counts_as_nothing_kept(tmp_path, content, caplog):
    (tmp_path / FILE).write_bytes(content)
    assert DeskStateFile(tmp_path).load() == DeskState()


def test_a_first_start_has_nothing_kept(tmp_path):
    assert DeskStateFile(tmp_path / "none").load() == DeskState()


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError):
        DeskStateFile(tmp_path / "file").save(DeskState())


def test_the_filter_asks_for_what_it_says():
    query = VIEW.query("홍길동", NOW, 100, 7)
    assert (query.statuses, query.text, query.after, query.limit) == ((ProcessStatus.HOLD,), "홍길동", 7, 100)
    assert (query.order, query.reasons, query.document_types) == (VIEW.order, VIEW.reasons, VIEW.document_types)
    assert (query.created_before, query.band, query.escalated) == (NOW - timedelta(days=1), BANDS[1], True)
    assert query.postponed is Postponed.HIDDEN
    assert QueueFilter(postponed=True).query("", NOW, 1).postponed is Postponed.ONLY
    assert QueueFilter().query("", NOW, 1).escalated is None


def test_views_and_comments_are_kept_once_and_not_without_end():
    state = DeskState()
    for hours in (*range(MOST_VIEWS + 5), 7):
        state = state.with_view(QueueFilter(older_than_hours=hours)).with_comment(f"comment {hours}")
    assert len(state.views) == MOST_VIEWS
    assert state.views[-1] == QueueFilter(older_than_hours=7)
    assert QueueFilter(older_than_hours=7) not in state.without_view(QueueFilter(older_than_hours=7)).views
    assert state.comments[0] == "comment 7"
    assert len(state.comments) == MOST_COMMENTS == len(set(state.comments))


def test_an_open_filter_may_have_any_order():
    assert QueueFilter(RecordOrder.DEADLINE).is_open
    assert not VIEW.is_open

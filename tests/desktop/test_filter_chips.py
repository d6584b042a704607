from __future__ import annotations

from dataclasses import replace

from fake_rows import a_row

from core.domain.rows import Counts
from core.domain.states import ProcessStatus as S
from desktop.ui.records.filters import FilterBar, Resting


def test_what_is_part_done_has_a_chip_of_its_own(qtbot, look):
    filters = FilterBar(look)
    qtbot.addWidget(filters)
    filters.show_counts(Counts(((S.PENDING, 3), (S.IN_PROGRESS, 1)), queued=2, running=1))
    queued, part_done = filters._chips[S.PENDING], filters._chips[Resting.PART_DONE]
    assert (queued.text(), part_done.text()) == ("Queued  2", "Part done  1")
    waiting, rested = a_row(1, S.PENDING), replace(a_row(2, S.PENDING), stages=a_row(2, S.APPROVED).stages)
    part_done.click()
    assert (filters.query.statuses, filters.query.at_rest) == ((S.PENDING,), True)
    assert [filters.fits(waiting), filters.fits(rested)] == [False, True]
    queued.click()
    assert (filters.query.statuses, filters.query.at_rest) == ((S.PENDING,), False)
    assert [filters.fits(waiting), filters.fits(rested)] == [True, False]
    filters.choose(None)
    assert filters.is_open
    filters.show_counts(Counts(((S.PENDING, 2),), queued=2, running=0))
    assert part_done.isHidden()

"""Running again, restarting and cancelling never leave a stage with results of another time."""

from __future__ import annotations

from contextlib import suppress

from core.chain.token import StopToken
from core.domain.desk import RerunRequest
from core.domain.field import FieldName
from core.domain.states import StageName
from tests.kit.desk import Bench, bench
from tests.kit.held import hold


class Power(BaseException):
    """The process is gone."""


def test_running_again_never_reads_old_results(desk: Bench) -> None:
    record = hold(desk)
    desk.stages.extract.holder = "김새름"
    desk.app.desk.rerun(RerunRequest(record, StageName.EXTRACT, chain=False))
    desk.drain()
    assert desk.open(record).judgement is None
    desk.app.desk.rerun(RerunRequest(record, StageName.APPROVE, chain=False))
    desk.drain()
    judged = desk.stages.approve.ran[-1].extraction
    assert judged is not None
    assert judged.get(FieldName.HOLDER_NAME).value == "김새름"


def test_a_restart_loses_nothing_that_was_done(tmp_path) -> None:
    with bench(tmp_path) as desk:
        record = desk.drop()
        desk.step()
        desk.stages.extract.before = _die
        with suppress(Power):
            desk.lane.step(StopToken())
        owner = desk.app.store.owners.name
    (tmp_path / "data" / "owners" / f"{owner}.lock").touch()
    with bench(tmp_path) as desk:
        desk.app.recover()
        desk.drain()
        assert desk.stages.ocr.ran == []
        assert desk.stages.extract.ran[0].reading is not None
        assert desk.open(record).judgement is not None


def test_running_again_after_a_cancel_begins_with_nothing_of_before(desk: Bench) -> None:
    record = hold(desk)
    desk.app.desk.rerun(RerunRequest(record, StageName.OCR, chain=True))
    desk.step()
    desk.app.desk.cancel([record])
    desk.app.desk.rerun(RerunRequest(record, StageName.OCR, chain=True))
    desk.drain()
    detail = desk.open(record)
    runs = {run.id: run for run in detail.runs}
    assert detail.version == max(run.version for run in runs.values())
    given = desk.stages.extract.ran[-1]
    assert (given.version, given.reading) == (detail.version, detail.reading)
    assert [run.stage for run in detail.runs if run.version == detail.version] == list(StageName)


def _die(_dossier, _control) -> None:
    raise Power

"""A result is stored only if what it was made from is still so."""

from __future__ import annotations

import pytest

from core.chain import queueing
from core.domain.claim import Claim
from core.domain.desk import RerunRequest
from core.domain.field import FieldName
from core.domain.states import ProcessStatus, StageName
from tests.kit.desk import Bench
from tests.kit.held import hold

CLAIM = Claim(((FieldName.HOLDER_NAME, "홍길동"),))


def test_a_claim_set_while_the_record_is_judged_is_judged(desk: Bench) -> None:
    record = desk.drop()
    desk.step()
    desk.step()

    def claim_arrives(_dossier, _control) -> None:
        desk.stages.approve.before = lambda *_: None
        desk.app.desk.set_claim(record, CLAIM)

    desk.stages.approve.before = claim_arrives
    desk.drain()
    assert desk.runs(record)[-2:] == [("approve", 1, "interrupted"), ("approve", 2, "done")]
    assert desk.stages.approve.ran[-1].claim == CLAIM
    assert desk.app.desk.row(record).status is ProcessStatus.APPROVED


def test_a_claim_that_cannot_be_used_comes_in_while_the_record_is_judged(desk: Bench) -> None:
    record = desk.drop()
    desk.step()
    desk.step()

    def claim_arrives(_dossier, _control) -> None:
        desk.stages.approve.before = lambda *_: None
        desk.app.desk.set_claim(record, Claim(problem="record.json: it is not valid JSON"))

    desk.stages.approve.before = claim_arrives
    desk.drain()
    assert desk.stages.approve.ran[-1].claim.problem


def test_every_run_is_told_the_hash_of_what_it_is_given(desk: Bench) -> None:
    desk.drop()
    desk.drain()
    hashes = [stage.ran[0].inputs for stage in (desk.stages.ocr, desk.stages.extract, desk.stages.approve)]
    assert len({*hashes}) == 3
    assert all(len(one) == 64 for one in hashes)


def test_a_version_that_stands_again_is_judged_by_the_claim_of_now(desk: Bench) -> None:
    record = hold(desk)
    desk.app.desk.rerun(RerunRequest(record, StageName.OCR, chain=True))
    desk.app.desk.set_claim(record, CLAIM)
    assert desk.app.desk.cancel([record]) == 1
    assert (desk.open(record).version, desk.drain()) == (1, 1)
    assert desk.stages.approve.ran[-1].claim == CLAIM
    assert desk.app.desk.row(record).status is ProcessStatus.HOLD


def test_a_claim_and_the_judgement_that_it_asks_for_come_together_or_not_at_all(
    desk: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = hold(desk)
    before = desk.runs(record)

    def dies(*_: object, **_options: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(queueing, "ask", dies)
        with pytest.raises(KeyboardInterrupt):
            desk.app.desk.set_claim(record, CLAIM)
    assert (desk.app.store.views.claim(record), desk.runs(record)) == (Claim(), before)
    desk.app.desk.set_claim(record, CLAIM)
    assert desk.runs(record)[-1] == ("approve", 2, "queued")

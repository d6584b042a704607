from __future__ import annotations

from core.approval.names import CheckName
from core.approval.stage import CHECKS, judge
from core.domain.hold import Outcome
from tests.approval.cases import evidence_of


def test_good_evidence_passes_every_check(policy):
    judgement = judge(evidence_of(policy))
    assert judgement.outcome is Outcome.APPROVED
    assert judgement.reasons == ()
    assert [check.code for check in judgement.checks] == [name.value for name in policy.checks.run]
    assert all(check.passed for check in judgement.checks)


def test_every_check_has_a_function_and_runs_by_default(policy):
    assert set(CHECKS) == set(CheckName) == set(policy.checks.run)

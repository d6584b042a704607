from __future__ import annotations

from dataclasses import replace

import pytest

from core.approval.page_checks import pages_flags
from core.approval.policy import Policy
from core.domain.page import TextSource
from tests.approval.cases import PAGE, evidence_of


@pytest.mark.parametrize(("flags", "heard"), [(("spoken",), True), (("spoken", "unheard"), False)])
def test_a_recording_is_never_approved_by_itself(policy: Policy, flags: tuple[str, ...], heard: bool) -> None:
    words = PAGE.words if heard else ()
    found = pages_flags(evidence_of(policy, page=replace(PAGE, source=TextSource.SPOKEN, flags=flags, words=words)))
    assert len(found) == len(flags)
    assert all("listen" in reason.text("en") for reason in found)
    assert all("녹음" in reason.text("ko") for reason in found)
    assert not any("Page" in reason.text("en") or "쪽" in reason.text("ko") for reason in found)

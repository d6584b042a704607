from __future__ import annotations

from pathlib import Path

import pytest

from tests.delivery.storm import Storm


@pytest.mark.slow
@pytest.mark.timeout(900)  # it ends by itself once nobody was told for two minutes
def test_every_acknowledged_record_reaches_a_failing_back_end_once_whatever_is_killed(tmp_path: Path) -> None:
    storm = Storm(tmp_path, records=30, kills=3)
    assert storm.run() == []
    assert len(storm.acknowledged) == 30
    assert sum(number for kind, number in storm.told["calls"].items() if kind != "good") > 5

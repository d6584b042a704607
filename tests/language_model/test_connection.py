from __future__ import annotations

from core.language_model import connection
from core.language_model.dialect import Rung
from core.settings import ModelSettings
from tests.kit.clock import HandClock
from tests.language_model import stub

TRUTH = {"holder_name": "Jane Example", "school": "Example College", "issue_date": "2 May 2020"}


def tried(*behaviours: stub.Behaviour, key: str = "") -> connection.ConnectionReport:
    with stub.serving(*behaviours) as server:
        settings = ModelSettings(base_url=server.url, name="m", seconds=2)
        return connection.test_connection(settings, key, HandClock())


def test_a_good_server_is_reported_with_its_rung() -> None:
    report = tried(stub.refusing(("json_schema",), stub.says(TRUTH)))
    assert report.is_good
    assert (report.rung, report.calls, report.answered_by) == (Rung.JSON_OBJECT, 2, "stub-1")
    assert (report.right, report.asked) == (3, 3)
    assert report.seconds > 0


def test_what_it_reads_wrongly_is_counted() -> None:
    assert tried(stub.says({**TRUTH, "school": "Other"})).right == 2


def test_what_is_wrong_is_told_and_not_raised() -> None:
    for behaviour, code in (
        (stub.status(401), "model_key"),
        (stub.status(404), "model_not_found"),
        (stub.status(500), "model_unavailable"),
        (stub.says("hello"), "model_unusable"),
    ):
        report = tried(behaviour)
        assert (report.is_good, report.rung, report.problem_code) == (False, None, code)
        assert report.problem_text

"""What the service says of itself: its document and its figures."""

from __future__ import annotations

from tests.kit.held import approval
from tests.service.kit import Counter


def test_the_document_describes_what_is_there_with_examples(desk: Counter) -> None:
    document = desk.client.get("/openapi.json").json()
    assert {
        "/records",
        "/records/{record}",
        "/records/{record}/events",
        "/events",
        "/records/{record}/decisions",
    } <= set(document["paths"])
    assert "multipart/form-data" in document["paths"]["/records"]["post"]["requestBody"]["content"]
    assert document["components"]["schemas"]["RecordModel"]["example"]["job_status"] == "DONE"
    assert document["components"]["schemas"]["DecisionAsked"]["example"]
    for path in ("/docs", "/redoc"):
        assert desk.client.get(path).status_code == 404


def test_figures_for_operators(desk: Counter) -> None:
    record = desk.held()
    desk.desk.app.desk.decide(approval(desk.desk, record))
    text = desk.client.get("/metrics").text
    lines = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    assert lines['holdpoint_records{status="approved"}'] == "1"
    assert lines['holdpoint_deliveries{state="waiting"}'] == "2"
    assert lines['holdpoint_endpoint_up{endpoint="backend"}'] == "1"
    assert desk.client.get("/readyz").json() == {"status": "ready"}

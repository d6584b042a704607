"""What the service says of itself: its document and its figures."""

from __future__ import annotations

import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.kit.held import approval
from tests.service.kit import Counter

PROBES = {"/healthz", "/readyz"}
SAMPLE = re.compile(r'(holdpoint_[a-z_]+)(?:\{[a-z]+="[a-z_-]+"\})? [0-9]+')


@pytest.fixture(scope="module")
def document(shared: Counter) -> dict[str, Any]:
    return shared.client.get("/openapi.json").json()


def operations(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{method} {path}", one)
        for path, methods in document["paths"].items()
        for method, one in methods.items()
        if not path.startswith("/desk/")
    ]


def example_of(content: dict[str, Any], document: dict[str, Any]) -> Any:
    """The example of a body: its own, or its schema's."""
    if "examples" in content:
        return content["examples"]["usual"]["value"]
    if "example" in content:
        return content["example"]
    schema = content["schema"]
    named = [one["$ref"] for one in (schema, *schema.get("anyOf", ())) if "$ref" in one]
    return document["components"]["schemas"][named[0].rpartition("/")[2]]["example"]


def test_every_route_shows_what_is_asked_and_answered(document: dict[str, Any]) -> None:
    seen = 0
    for name, one in operations(document):
        assert one["description"], name
        good = [answer for status, answer in one["responses"].items() if status.startswith("2")]
        assert good, name
        bodies = [*good, *([one["requestBody"]] if "requestBody" in one else [])]
        for body in bodies:
            for kind, content in body.get("content", {}).items():
                example = example_of(content, document)
                if kind == "application/json":
                    schema = {**content["schema"], "components": document["components"]}
                    Draft202012Validator(schema).validate(example)
                assert example, f"{name} {kind}"
                seen += 1
    assert seen > 30


def test_every_error_of_every_route_is_problem_details(document: dict[str, Any]) -> None:
    for name, one in operations(document):
        wrong = {status: answer for status, answer in one["responses"].items() if status[0] in "45d"}
        assert {"401", "403", "429", "503", "default"} <= wrong.keys(), name
        assert {tuple(answer["content"]) for answer in wrong.values()} == {("application/problem+json",)}, name
        assert "headers" in wrong["429"]
    Draft202012Validator(document["components"]["schemas"]["ProblemModel"]).validate(
        document["components"]["schemas"]["ProblemModel"]["example"]
    )


def test_the_document_says_who_may_ask(document: dict[str, Any], shared: Counter) -> None:
    assert document["components"]["securitySchemes"] == {"token": {"type": "http", "scheme": "bearer"}}
    for name, one in operations(document):
        assert one["security"] == ([] if name.split()[1] in PROBES else [{"token": []}])
    for path in ("/docs", "/redoc"):
        assert shared.client.get(path).status_code == 404


def test_figures_for_operators(desk: Counter) -> None:
    record = desk.held()
    desk.desk.app.desk.decide(approval(desk.desk, record))
    text = desk.client.get("/metrics").text
    lines = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    assert lines['holdpoint_records{status="approved"}'] == "1"
    assert lines['holdpoint_deliveries{state="waiting"}'] == "2"
    assert lines['holdpoint_endpoint_up{endpoint="backend"}'] == "1"
    assert desk.client.get("/readyz").json() == {"status": "ready"}


def test_figures_are_as_prometheus_reads_them_and_never_grow_in_number(desk: Counter) -> None:
    def lines() -> list[str]:
        return desk.client.get("/metrics").text.splitlines()

    before = lines()
    kind = ""
    for line in before:
        if line.startswith("# HELP "):
            kind = line.split()[2]
        elif line.startswith("# TYPE "):
            assert line.split()[2:] == [kind, "gauge"]
        else:
            found = SAMPLE.fullmatch(line)
            assert found is not None, line
            assert found[1] == kind, "a figure stands below its own head"
    for _ in range(3):
        desk.held()
    assert [line.rsplit(" ", 1)[0] for line in lines()] == [line.rsplit(" ", 1)[0] for line in before]

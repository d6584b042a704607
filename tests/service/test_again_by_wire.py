"""Running again and pausing by wire."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

import resources
from tests.service.kit import Counter, counter

OWN_POLICY = resources.path("policies/default.toml").read_text().replace('name = "default"', 'name = "lenient"', 1)


def test_a_preview_changes_nothing_and_says_what_would(desk: Counter) -> None:
    record = desk.held()
    told = desk.client.get(f"/records/{record}/stages/extract/preview", params={"chain": False}).json()
    assert (told["runs"], told["outdated"], told["makes_version"]) == (["extract"], ["extract", "approve"], False)
    assert desk.client.get("/records/404/stages/ocr/preview").status_code == 404
    assert desk.desk.drain() == 0


def test_settings_of_one_run_reach_its_stages(desk: Counter) -> None:
    record = desk.held()
    body = {"chain": True, "settings": {"page_limit": 0, "languages": ["eng"], "model": False}}
    assert desk.client.post(f"/records/{record}/stages/ocr", json=body).status_code == 202
    desk.desk.drain()
    options = desk.desk.stages.ocr.ran[-1].options
    assert (options.page_limit, options.languages) == (0, ("eng",))
    assert desk.desk.stages.extract.ran[-1].settings.model is False


@pytest.mark.parametrize(
    ("stage", "settings"),
    [("approve", {"page_limit": 3}), ("ocr", {"page_limit": 9999}), ("ocr", {"odd": 1}), ("extract", {"model": True})],
)
def test_settings_of_no_use_are_refused(desk: Counter, stage: str, settings: dict[str, object]) -> None:
    record = desk.held()
    asked = desk.client.post(f"/records/{record}/stages/{stage}", json={"settings": settings})
    assert asked.status_code == 422
    assert desk.desk.drain() == 0


def test_many_are_told_first_and_run_when_that_is_wanted(desk: Counter) -> None:
    records = [desk.held() for _ in range(3)]
    body = {"stage": "extract", "chain": True, "selection": {"status": ["hold"]}}
    told = desk.client.post("/reruns", json=body).json()
    assert (told["records"], told["run"], told["outdated"]) == (3, 3, {"extract": 3, "approve": 3})
    assert desk.desk.drain() == 0
    done = desk.client.post("/reruns", json={**body, "selection": {"records": [*records, 404]}, "dry_run": False})
    assert (done.status_code, done.json()["run"], done.json()["left_out"]) == (202, 3, {"not_found": 1})
    assert desk.desk.drain() == 6


@pytest.mark.parametrize("selection", [{}, {"records": [1], "search": "kim"}, {"records": [0]}])
def test_numbers_or_a_filter_and_how_far_must_be_said(desk: Counter, selection: dict[str, object]) -> None:
    body = {"stage": "extract", "chain": True, "selection": selection}
    assert desk.client.post("/reruns", json=body).status_code == 422
    assert desk.client.post("/reruns", json={"stage": "extract", "selection": {"records": [1]}}).status_code == 422


def test_pausing_and_going_on(desk: Counter) -> None:
    told = desk.client.put("/pauses", json={"stage": "extract", "note": "the model is being moved"}).json()
    assert [(one["record"], one["stage"], one["note"]) for one in told["pauses"]] == [
        (None, "extract", "the model is being moved")
    ]
    record = desk.hand_in().json()["record"]
    desk.desk.drain()
    assert [dossier.record for dossier in desk.desk.stages.ocr.ran] == [record]
    assert desk.client.get("/pauses").json()["waiting"] == 1
    assert desk.client.delete("/pauses", params={"stage": "extract"}).json() == {"pauses": [], "waiting": 0}
    assert desk.client.delete("/pauses", params={"stage": "extract"}).status_code == 404
    assert desk.desk.drain() == 2
    assert desk.client.put("/pauses", json={"record": 404}).status_code == 404
    assert desk.client.put("/pauses", json={"stage": "nonsense"}).status_code == 422


def test_a_policy_for_one_run_is_given_as_text(tmp_path: Path) -> None:
    """It is the run's own, and its errors name no file of the server."""
    with counter(tmp_path, by_api=["approve"], decisions=True) as desk:
        record = desk.held()
        body = {"chain": True, "settings": {"policy": OWN_POLICY}}
        assert desk.client.post(f"/records/{record}/stages/approve", json=body).status_code == 202
        desk.desk.drain()
        assert desk.desk.stages.approve.ran[-1].settings.policy.name == "lenient"
        bad = {"settings": {"policy": "name = 7"}}
        refused = desk.client.post(f"/records/{record}/stages/approve", json=bad)
        assert (refused.status_code, refused.json()["code"]) == (422, "bad_policy")
        assert str(tempfile.gettempdir()) not in refused.text


@pytest.mark.parametrize(
    ("decisions", "by_api", "code"), [(False, ["approve"], "decisions_off"), (True, ["reject"], "decision_forbidden")]
)
def test_who_may_not_approve_brings_no_policy_either(
    tmp_path: Path, decisions: bool, by_api: list[str], code: str
) -> None:
    with counter(tmp_path, by_api=by_api, decisions=decisions) as desk:
        record, own = desk.held(), {"settings": {"policy": OWN_POLICY}}
        refused = desk.client.post(f"/records/{record}/stages/approve", json=own)
        assert (refused.status_code, refused.json()["code"]) == (403, code)
        many = {"stage": "approve", "chain": True, "selection": {"records": [record]}, "dry_run": False, **own}
        assert desk.client.post("/reruns", json=many).status_code == 403
        assert desk.desk.drain() == 0

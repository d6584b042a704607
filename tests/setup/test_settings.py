from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import UsageError
from core.settings import ModelSettings, Settings, load_settings


def test_the_model_is_off_unless_asked_for(tmp_path: Path) -> None:
    model = load_settings(data_dir=tmp_path).model
    assert (model.enabled, model.mask, model.vision, model.allow_plain_http) == (False, True, False, False)


def test_the_models_settings_come_from_the_file_and_the_environment(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "settings.toml").write_text('[model]\nenabled = true\nname = "a"\nbase_url = "https://h.example/v1"\n')
    monkeypatch.setenv("HOLDPOINT_MODEL__NAME", "b")
    monkeypatch.setenv("HOLDPOINT_MODEL_KEY", "sk-not-a-setting")
    model = load_settings(data_dir=tmp_path).model
    assert (model.enabled, model.name, model.endpoint) == (True, "b", "https://h.example")


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"base_url": "http://192.0.2.1/v1"}, "https://"),
        ({"base_url": "http://model.example/v1"}, "https://"),
        ({"base_url": "ftp://127.0.0.1/v1"}, "an address like"),
        ({"base_url": "https:///v1"}, "an address like"),
        ({"base_url": "https://h.example:99999/v1"}, "Port"),
        ({"base_url": "https://me:sk-secret@h.example/v1"}, "holdpoint model key"),
        ({"base_url": "https://h.example/v1?key=sk-secret"}, "holdpoint model key"),
        ({"enabled": True}, "which model"),
        ({"daily_budget": 1}, "price_in"),
        ({"surprise": 1}, "Extra inputs"),
    ],
)
def test_what_cannot_work_is_refused_by_name_and_never_shows_a_key(tmp_path: Path, given, text: str) -> None:
    with pytest.raises(UsageError, match=text) as caught:
        load_settings(data_dir=tmp_path, model=given)
    assert "Setting model" in caught.value.text
    assert "sk-secret" not in caught.value.text


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.9:8000", "localhost:1234", "[::1]:8000"])
def test_plain_http_is_for_this_machine(host: str) -> None:
    assert ModelSettings(base_url=f"http://{host}/v1").endpoint == f"http://{host}"


def test_plain_http_elsewhere_only_if_allowed() -> None:
    assert ModelSettings(base_url="http://192.0.2.1/v1", allow_plain_http=True).endpoint == "http://192.0.2.1"


def test_settings_without_a_model_section_still_load(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("lanes = 1\n")
    assert Settings(data_dir=tmp_path).lanes == 1

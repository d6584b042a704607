from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import UsageError
from core.settings import ModelSettings, load_settings


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
    assert load_settings(data_dir=tmp_path).lanes == 1


def test_arguments_beat_the_environment_and_the_environment_the_file(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "settings.toml").write_text(
        'lanes = 1\npage_limit = 7\ntheme = "dark"\n[model]\nname = "a"\nseconds = 9\n'
    )
    monkeypatch.setenv("HOLDPOINT_PAGE_LIMIT", "8")
    monkeypatch.setenv("HOLDPOINT_THEME", "light")
    monkeypatch.setenv("HOLDPOINT_MODEL__NAME", "b")
    found = load_settings(data_dir=tmp_path, theme="auto", lanes=None)
    assert (found.lanes, found.page_limit, found.theme) == (1, 8, "auto")
    assert (found.model.name, found.model.seconds) == ("b", 9)


def test_the_environment_may_name_the_folder_whose_file_counts(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "settings.toml").write_text("page_limit = 3\n")
    monkeypatch.setenv("HOLDPOINT_DATA_DIR", str(tmp_path))
    assert load_settings().page_limit == 3


@pytest.mark.parametrize("text", ['["kor"]', "kor", " kor ,"])
def test_a_list_in_the_environment_is_json_or_has_commas(tmp_path: Path, monkeypatch, text: str) -> None:
    monkeypatch.setenv("HOLDPOINT_LANGUAGES", text)
    assert load_settings(data_dir=tmp_path).languages == ("kor",)


@pytest.mark.parametrize(
    ("variable", "value", "name"),
    [("HOLDPOINT_LANES", "many", "lanes"), ("HOLDPOINT_MODEL__SURPRISE", "1", "model.surprise")],
)
def test_what_the_environment_says_wrongly_is_named(tmp_path: Path, monkeypatch, variable, value, name) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(UsageError, match=f"Setting {name}"):
        load_settings(data_dir=tmp_path)


@pytest.mark.parametrize("text", ["lanes = ", "lanes = 1\nlanes = 2", "\udcff"])
def test_a_broken_file_is_told_as_one(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(UsageError, match="settings file cannot be read"):
        load_settings(data_dir=tmp_path)


def test_an_unknown_setting_in_the_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("lnaes = 1\n")
    with pytest.raises(UsageError, match="Setting lnaes"):
        load_settings(data_dir=tmp_path)


@pytest.mark.parametrize("text", ["127.0.0.1:8737,desk:8737", '["127.0.0.1:8737", "desk:8737"]'])
def test_a_list_within_a_part_is_taken_from_the_environment_too(monkeypatch, tmp_path, text) -> None:
    monkeypatch.setenv("HOLDPOINT_SERVICE__HOST", "192.0.2.1")
    monkeypatch.setenv("HOLDPOINT_SERVICE__HOSTS", text)
    assert load_settings(data_dir=tmp_path).service.hosts == ("127.0.0.1:8737", "desk:8737")

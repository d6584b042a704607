from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from core.settings import Settings, problems_of


def _settings(tmp_path: Path, **given: object) -> Settings:
    return Settings.model_validate({"data_dir": tmp_path, **given})


def test_nothing_leaves_the_machine_unless_it_is_switched_on(tmp_path: Path) -> None:
    settings = _settings(tmp_path)
    assert (settings.readers.second, settings.clova.invoke_url, settings.clova.endpoint) == ("", "", "")


def test_clova_needs_its_address(tmp_path: Path) -> None:
    (problem,) = problems_of(_settings(tmp_path), {"readers.second": "clova"})
    assert problem.name == "clova.invoke_url"
    both = {"readers.second": "clova", "clova.invoke_url": "https://a.apigw.ntruss.com/custom/v1/1/x/general"}
    assert not problems_of(_settings(tmp_path), both)


@pytest.mark.parametrize(
    "url",
    ["ftp://a.example/x", "https://", "https://user:key@a.example/", "https://a.example/?key=1", "http://a.example/x"],
)
def test_no_other_address_will_do(tmp_path: Path, url: str) -> None:
    (problem,) = problems_of(_settings(tmp_path), {"clova.invoke_url": url})
    assert problem.name == "clova.invoke_url"


def test_a_server_here_may_speak_plainly(tmp_path: Path) -> None:
    settings = _settings(tmp_path, clova={"invoke_url": "http://127.0.0.1:9/general"})
    assert settings.clova.endpoint == "http://127.0.0.1:9"


def test_a_budget_needs_a_price(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="price"):
        _settings(tmp_path, clova={"daily_budget": 10})

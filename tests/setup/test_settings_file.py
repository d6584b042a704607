from __future__ import annotations

import stat
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UsageError
from core.settings import load_settings, problems_of, save_settings, set_by_environment
from core.settings_file import changed_text, changed_values

FILE = """# How this desk reads.
page_limit = 7   # enough for transcripts

[model]
# the office's own server
base_url = "https://models.example/v1"
name = "old"
"""


def test_a_changed_setting_is_one_changed_line() -> None:
    text = changed_text(FILE, {"page_limit": 3, "model.name": "new", "model.vision": True, "theme": "dark"})
    assert text.splitlines() == [
        "# How this desk reads.",
        "page_limit = 3",
        'theme = "dark"',
        "",
        "[model]",
        "# the office's own server",
        'base_url = "https://models.example/v1"',
        'name = "new"',
        "vision = true",
    ]


def test_a_setting_taken_out_leaves_the_rest() -> None:
    text = changed_text(FILE, {"model.name": None, "theme": None})
    assert "name" not in tomllib.loads(text)["model"]
    assert "office's own" in text


def test_a_list_over_several_lines_is_written_anew() -> None:
    text = changed_text('languages = [\n  "kor",\n]\nkept = 1\n', {"languages": ("kor", "eng")})
    assert tomllib.loads(text) == {"languages": ["kor", "eng"], "kept": 1}


def test_a_new_file_and_a_new_part() -> None:
    assert changed_text("", {"model.enabled": True}) == "[model]\nenabled = true\n"


ENDPOINTS = """[delivery]
couriers = 3

# the portal
[delivery.endpoints.portal]
url = "https://portal.example/in"  # by the office
personal = false

[delivery.endpoints.backend]
url = "https://old.example/in"
"""


def test_a_part_within_a_part_is_changed_line_by_line() -> None:
    changes = {"delivery.endpoints.portal.url": "https://new.example/in", "delivery.endpoints.backend": None}
    text = changed_text(ENDPOINTS, changes)
    assert "# the portal" in text
    assert tomllib.loads(text) == {
        "delivery": {"couriers": 3, "endpoints": {"portal": {"url": "https://new.example/in", "personal": False}}}
    }


def test_a_part_within_a_part_is_begun_and_taken_out_again() -> None:
    text = changed_text(
        'theme = "dark"\n', {"delivery.endpoints.a.url": "https://x", "delivery.endpoints.a.personal": True}
    )
    assert tomllib.loads(text)["delivery"] == {"endpoints": {"a": {"url": "https://x", "personal": True}}}
    assert tomllib.loads(changed_text(text, {"delivery.endpoints.a": None})) == {"theme": "dark"}


def test_a_part_within_a_part_that_is_written_in_one_line_is_changed_too() -> None:
    text = 'delivery = { endpoints = { a = { url = "https://x" }, b = { url = "https://y" } } }\n'
    found = tomllib.loads(changed_text(text, {"delivery.endpoints.a.url": "https://z", "delivery.endpoints.b": None}))
    assert found == {"delivery": {"endpoints": {"a": {"url": "https://z"}}}}


NAMES = st.sampled_from(
    ["lanes", "theme", "model.name", "model.seconds", "delivery.endpoints.a.url", "delivery.endpoints.b"]
)
TEXTS = st.text(max_size=20)
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), TEXTS, st.floats(allow_nan=False), st.lists(TEXTS, max_size=3)
)


@given(
    st.sampled_from(["", FILE, "a = '''\nlanes = 1\n'''\n", "[other]\nlanes = 1\n", ENDPOINTS]),
    st.dictionaries(NAMES, VALUES, max_size=4),
)
def test_whatever_is_written_is_read_again(text: str, changes) -> None:
    wanted = changed_values(tomllib.loads(text), changes)
    assert changed_values(tomllib.loads(changed_text(text, changes)), {}) == wanted


def test_saving_changes_the_file_and_tells_the_new_settings(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(FILE)
    settings = load_settings(data_dir=tmp_path)
    after = save_settings(settings, {"page_limit": 0, "languages": ("kor",), "model.mask": False})
    assert (after.page_limit, after.languages, after.model.mask, after.model.name) == (0, ("kor",), False, "old")
    assert load_settings(data_dir=tmp_path) == after
    assert [path.name for path in tmp_path.iterdir()] == ["settings.toml"]
    assert stat.S_IMODE((tmp_path / "settings.toml").stat().st_mode) & 0o077 == 0


def test_saving_into_a_new_folder(tmp_path: Path) -> None:
    settings = load_settings(data_dir=tmp_path / "new")
    assert save_settings(settings, {"lanes": 1}).lanes == 1
    assert load_settings(data_dir=tmp_path / "new").lanes == 1


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"page_limit": -1}, "page_limit"),
        ({"page_limit": "many"}, "page_limit"),
        ({"languages": ()}, "languages"),
        ({"languages": ("klingon/../x",)}, "languages"),
        ({"lanes": 99}, "lanes"),
        ({"model.base_url": "http://192.0.2.1/v1"}, "model.base_url"),
        ({"model.enabled": True}, "model.name"),
        ({"model.daily_calls": -1}, "model.daily_calls"),
        ({"service.host": "192.0.2.1"}, "service.hosts"),
        ({"service.port": 70_000}, "service.port"),
        ({"delivery.endpoints.a.url": "http://x.example"}, "delivery.endpoints.a.url"),
        (
            {"delivery.endpoints.a.url": "https://x.example", "delivery.endpoints.a.events": ()},
            "delivery.endpoints.a.events",
        ),
        ({"delivery.endpoints.A B.url": "https://x.example"}, "delivery.endpoints"),
    ],
)
def test_what_is_wrong_is_told_by_name_and_never_written(tmp_path: Path, changes, name: str) -> None:
    settings = load_settings(data_dir=tmp_path)
    assert [problem.name for problem in problems_of(settings, changes)] == [name]
    with pytest.raises(UsageError, match=name):
        save_settings(settings, changes)
    assert list(tmp_path.iterdir()) == []


def test_a_broken_file_is_not_written_over(tmp_path: Path) -> None:
    settings = load_settings(data_dir=tmp_path)
    (tmp_path / "settings.toml").write_text("page_limit = ")
    with pytest.raises(UsageError, match="cannot be changed"):
        save_settings(settings, {"lanes": 1})
    assert (tmp_path / "settings.toml").read_text() == "page_limit = "


def test_what_the_environment_says_is_known(monkeypatch) -> None:
    monkeypatch.setenv("HOLDPOINT_LANES", "1")
    monkeypatch.setenv("HOLDPOINT_MODEL__NAME", "x")
    assert {"lanes", "model.name"} <= set_by_environment()
    assert "theme" not in set_by_environment()

"""Where settings come from besides arguments: the settings file and the environment, as plain values to be checked."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

Values = dict[str, Any]


def from_file(path: Path) -> Values:
    """What the settings file says; nothing if there is none.

    Raises:
        ValueError: the file is no TOML.
        OSError: it cannot be read.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}


def from_environment(kind: type[BaseModel], environment: Mapping[str, str], prefix: str) -> Values:
    """What the environment says about that kind of settings.

    Variables are named by the prefix and the setting, a part's own settings with two underscores between
    (HOLDPOINT_MODEL__ENABLED). A list is written as JSON or with commas.
    """
    found: Values = {}
    given = {name.upper(): value for name, value in environment.items()}
    for name, field in kind.model_fields.items():
        variable = (prefix + name).upper()
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            start = variable + "__"
            part = {key.removeprefix(start).lower(): value for key, value in given.items() if key.startswith(start)}
            if part:
                found[name] = {key: _value(inner.model_fields.get(key), text) for key, text in part.items()}
        elif variable in given:
            found[name] = _value(field, given[variable])
    return found


def _value(field: FieldInfo | None, text: str) -> Any:
    return _items(text) if field is not None and get_origin(field.annotation) is tuple else text


def _items(text: str) -> list[Any]:
    if text.lstrip().startswith("["):
        return list(json.loads(text))
    return [item.strip() for item in text.split(",") if item.strip()]


def merged(weaker: Values, stronger: Values) -> Values:
    """Both, where the second one overrides; parts are merged by their own settings."""
    result = dict(weaker)
    for name, value in stronger.items():
        before = result.get(name)
        result[name] = merged(before, value) if isinstance(before, dict) and isinstance(value, dict) else value
    return result

"""Changing single settings in the settings file: comments and everything else in it stay as they are."""

from __future__ import annotations

import json
import os
import re
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from core.settings_sources import Values, merged

Plain = bool | int | float | str | Sequence[str] | Mapping[str, "Plain"]
Changes = Mapping[str, Plain | None]
"""New values by name, a part's own settings with dots (`model.name`, `delivery.endpoints.backend.url`); None takes a
setting out, or a whole part, so that the built-in value counts again."""


def changed_values(values: Values, changes: Changes) -> Values:
    """The file's values with the changes made."""
    result = merged({}, values)
    for name, value in changes.items():
        *parts, key = name.split(".")
        place = result
        for part in parts:
            before = place.get(part)
            place[part] = place = dict(before) if isinstance(before, dict) else {}
        if value is None:
            place.pop(key, None)
        else:
            place[key] = list(value) if isinstance(value, (list, tuple)) else value
    return _without_empty(result)


def _without_empty(values: Values) -> Values:
    """A part that says nothing is as good as none."""
    kept = {name: _without_empty(value) if isinstance(value, dict) else value for name, value in values.items()}
    return {name: value for name, value in kept.items() if value != {}}


def changed_text(text: str, changes: Changes) -> str:
    """The file's text with the changes made, line by line; written anew as a whole where that does not do.

    Raises:
        ValueError: the text is no TOML.
    """
    wanted = changed_values(tomllib.loads(text), changes)
    lines = text.splitlines()
    for name, value in changes.items():
        part, _, key = name.rpartition(".")
        if value is None:
            _cut(lines, name)
        _put(lines, part, key, None if value is None else f"{key} = {_toml(value)}")
    edited = "\n".join(lines) + "\n" if lines else ""
    try:
        if _without_empty(tomllib.loads(edited)) == wanted:
            return edited
    except tomllib.TOMLDecodeError:
        pass  # for instance a list over several lines, of which one was replaced
    return _whole(wanted)


def replace_file(path: Path, text: str) -> None:
    """Put the text in the file's place at once: whoever reads sees the old or the new, never half of one."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _put(lines: list[str], part: str, key: str, line: str | None) -> None:
    """Replace, add or (None) take out one line within its part."""
    heads = [at for at, text in enumerate(lines) if text.lstrip().startswith("[")]
    if part:
        begin = next((at + 1 for at in heads if re.match(rf"\s*\[\s*{re.escape(part)}\s*\]", lines[at])), None)
    else:
        begin = 0
    if begin is None:
        if line is not None:
            lines += [*([""] if lines else []), f"[{part}]", line]
        return
    end = next((at for at in heads if at >= begin), len(lines))
    at = next((at for at in range(begin, end) if re.match(rf"\s*{re.escape(key)}\s*=", lines[at])), None)
    if at is not None:
        lines[at : at + 1] = [] if line is None else [line]
    elif line is not None:
        while end > begin and not lines[end - 1].strip():
            end -= 1
        lines.insert(end, line)


def _cut(lines: list[str], part: str) -> None:
    """Take a whole part out, with what stands in it but for comments at its end: they belong to what follows."""
    heads = [at for at, text in enumerate(lines) if text.lstrip().startswith("[")]
    for at, following in reversed(list(zip(heads, [*heads, len(lines)][1:], strict=True))):
        if re.match(rf"\s*\[\s*{re.escape(part)}\s*[.\]]", lines[at]):
            end = following
            while end > at + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
                end -= 1
            del lines[at:end]


def _whole(values: Values) -> str:
    simple = [f"{name} = {_toml(value)}" for name, value in values.items() if not isinstance(value, dict)]
    parts = [
        "\n".join([f"[{name}]", *(f"{key} = {_toml(item)}" for key, item in value.items())])
        for name, value in values.items()
        if isinstance(value, dict)
    ]
    return "\n\n".join(["\n".join(simple), *parts] if simple else parts) + "\n"


def _toml(value: Plain) -> str:
    """One value as TOML; JSON's strings are TOML's basic strings but for one character."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{json.dumps(key)} = {_toml(item)}" for key, item in value.items()) + " }"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return "[" + ", ".join(_toml(item) for item in value) + "]"

"""Finds the line of a key in a policy file, since the TOML reader does not tell it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_HEADER: Final = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY: Final = re.compile(r"""^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART: Final = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
_QUOTES: Final = "\"'"


def line_of(text: str, place: Sequence[str | int]) -> int:
    """The line where that place of the file stands.

    Args:
        text: the file's text, valid TOML.
        place: keys and indexes from the outside in, as a validation error gives them.

    Returns:
        The 1-based line of the deepest part of the place that stands in the file; 1 if none does.
    """
    best, line = 0, 1
    for number, path in _paths(text):
        depth = _common(path, place)
        if depth == len(path) and depth > best:
            best, line = depth, number
    return line


def _paths(text: str) -> list[tuple[int, tuple[str | int, ...]]]:
    """Each line that opens a table or sets a key, with the place it names."""
    found: list[tuple[int, tuple[str | int, ...]]] = []
    table: tuple[str | int, ...] = ()
    counts: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            name = tuple(part.strip(_QUOTES) for part in _PART.findall(header[2]))
            table = name
            if header[1] == "[[":
                table = (*name, counts.get(name, 0))
                counts[name] = counts.get(name, 0) + 1
            found.append((number, table))
        elif key := _KEY.match(line):
            found.append((number, (*table, *(part.strip(_QUOTES) for part in _PART.findall(key[1])))))
    return found


def _common(path: Sequence[str | int], place: Sequence[str | int]) -> int:
    """How many parts both begin with."""
    for depth, (one, other) in enumerate(zip(path, place, strict=False)):
        if one != other:
            return depth
    return min(len(path), len(place))

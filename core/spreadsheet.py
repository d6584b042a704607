"""CSV that no spreadsheet takes for formulas: every export goes through here."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from typing import IO, Final

_TRIGGERS: Final = frozenset("=+-@＝＋－＠|%")
_QUOTE: Final = "'"
_INSIDE: Final = re.compile(r'([;|][\s"]*)(?=[=+\-@＝＋－＠])')


def safe_cell(value: object) -> str:
    """A cell as plain text on one line.

    Spreadsheets run what begins with = + - @ (in any width, behind spaces and controls too), so such text gets a quote
    before it, and also behind a semicolon, where another country's spreadsheet begins the next cell. Controls and line
    ends become spaces: some programs break lines and cells at them whatever is quoted.
    """
    text = "".join(letter if letter.isprintable() else " " for letter in str(value))
    text = _INSIDE.sub(rf"\1{_QUOTE}", text)
    bare = text.lstrip()
    return f"{_QUOTE}{text}" if bare[:1] in _TRIGGERS or bare[:1] == _QUOTE else text


class SafeCsv:
    """Writes rows to a text stream: all cells quoted, none a formula. The mark at the start is for Excel (UTF-8)."""

    def __init__(self, stream: IO[str], heads: Sequence[str], *, mark: bool = True) -> None:
        if mark:
            stream.write("\ufeff")
        self._writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        self.write(heads)

    def write(self, row: Sequence[object]) -> None:
        """One row."""
        self._writer.writerow([safe_cell(value) for value in row])

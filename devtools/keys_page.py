"""`python -m devtools.keys_page` writes docs/keys.md from the table that binds the keys."""

from __future__ import annotations

import sys
from itertools import groupby

from desktop.ui.keyboard import Keyboard, written
from desktop.ui.keytable import KEYS, Deed
from devtools.console import ROOT

PAGE = ROOT / "docs" / "keys.md"
HEAD = """# Keys · 단축키

Made from the program's own table (`python -m devtools.keys_page`). Keys can be changed in the settings, and those that
type a character be switched off; `?` or `F1` shows the keys as they are set. They work with the Hangul layout on.

프로그램의 표에서 만든 쪽입니다. 설정에서 키를 바꾸거나 글자 키를 끌 수 있습니다.
`?`나 `F1`을 누르면 지금의 키를 보여 줍니다. 한글 자판에서도 그대로 동작합니다.
"""


def page() -> str:
    """The page's whole text."""
    parts = [HEAD]
    for place, deeds in groupby(KEYS, key=lambda deed: KEYS[deed].place):
        parts.append(f"\n## {place.english} · {place.korean}\n\n| | | |\n|---|---|---|\n")
        parts += [f"| {_keys(deed)} | {KEYS[deed].text.english} | {KEYS[deed].text.korean} |\n" for deed in deeds]
    return "".join(parts)


def _keys(deed: Deed) -> str:
    """All of a deed's keys, the one that is shown first."""
    key = KEYS[deed]
    names = dict.fromkeys([Keyboard().shown(deed)] if key.shown else [written(one) for one in key.keys])
    return ", ".join(f"`{name}`" for name in names)


def main() -> int:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

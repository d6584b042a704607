from __future__ import annotations

from desktop.ui.keytable import KEYS
from devtools.keys_page import PAGE, page


def test_the_page_of_the_keys_says_what_the_program_does():
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew: python -m devtools.keys_page"


def test_every_key_is_on_it_in_both_languages():
    text = page()
    for key in KEYS.values():
        assert f"| {key.text.english} | {key.text.korean} |" in text

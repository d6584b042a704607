"""Text from documents and file names is shown as it is: never as HTML, never with hidden letters."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fake_desk import START, FakePlace
from fake_wire import a_wire
from PySide6.QtGui import QDesktopServices, QTextDocument
from walk import Show, everything_opened

import desktop
from core.domain.claim import Claim
from core.domain.claim_table import ClaimKey, ClaimTable
from core.domain.field import FieldName
from core.domain.hold import HoldReason, ReasonCode
from core.domain.queue import Escalation
from core.domain.states import ProcessStatus, StageName
from desktop.ui.shown import plain, tip

EVIL = (
    '=HYPERLINK("http://evil.example","x")<b>bold</b><img src="file:///etc/passwd"><a href="smb://x/y">&amp;&lt;i&gt;'
    "\u202egpj.exe\n\r\t\x00\x1b[31m\u2028\u2066@SUM(1+1)*cmd|' /C calc'!A0 &File " + "가" * 400
)
TABLE = ClaimTable(
    EVIL, "utf-8", ",", (EVIL, EVIL), (("1.pdf", EVIL), (EVIL, EVIL)), (2, 3), (ClaimKey.FILE, FieldName.SCHOOL)
)


@pytest.fixture
def hostile_place(a_page) -> FakePlace:
    """Whatever may come from a document, a file name, a model or another program, comes from somebody hostile."""
    place = FakePlace(wire=a_wire(EVIL, EVIL))
    desk = place.desk
    desk.place = EVIL
    for status in (ProcessStatus.HOLD, ProcessStatus.FAILED, ProcessStatus.APPROVED):
        number = desk.add(status, EVIL, tell=False)
        reasons = tuple(
            HoldReason(code, StageName.APPROVE, name, tuple((blank, EVIL) for blank in BLANKS))
            for code in ReasonCode
            for name in (FieldName.SCHOOL, None)
        )
        is_held = status is ProcessStatus.HOLD
        escalation = Escalation(EVIL, EVIL, EVIL, START) if is_held else None
        desk.rows_by_id[number] = replace(
            desk.rows_by_id[number], source=EVIL, holder_name=EVIL, document_type=EVIL, error_text=EVIL,
            error_code=EVIL, reasons=reasons if is_held else (), escalation=escalation,
        )  # fmt: skip
        desk.fields[number] = tuple(replace(one, value=EVIL, raw=EVIL, doubts=(EVIL,)) for one in desk.fields[number])
        desk.claims[number] = Claim(tuple((name, EVIL) for name in FieldName), problem=EVIL)
        desk.pictures[desk.open(number).attachments[0].sha256] = a_page
    return place


BLANKS = (
    "document", "claim", "problem", "value", "name", "page", "pages", "count", "limit", "listed", "confidence", "floor",
    "record", "extension", "type", "field", "detail_en", "detail_ko", "rule", "found", "usual", "one", "other",
)  # fmt: skip


def is_clean(text: str) -> bool:
    return not any(letter in text for letter in "\u202e\u2066\u2028\x1b\x00\n\r\t")


def renders_as_text(tooltip: str) -> bool:
    if not tooltip:
        return True
    document = QTextDocument()
    document.setHtml(tooltip)
    return not any(one.isImageFormat() or one.toCharFormat().isAnchor() for one in document.allFormats())


@pytest.fixture(params=["en", "ko"])
def language(request) -> str:
    return request.param


@pytest.fixture(autouse=True)
def _nothing_is_opened(monkeypatch) -> Iterator[None]:
    asked: list[object] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", asked.append)
    monkeypatch.setattr("desktop.workers.program.show_folder", asked.append)
    yield
    assert asked == []


def test_hostile_text_is_plain_wherever_it_comes(qtbot, qapp, tmp_path, hostile_place, language):
    with everything_opened(qtbot, qapp, tmp_path, Show(hostile_place, language, EVIL, TABLE)) as opened:
        shown = [(where, text) for where, text in opened.texts if "bold" in text]
        places = {where for where, _ in shown}
        assert len(places) >= 15, places
        assert opened.rich == []
        assert opened.tested >= 8, "every model is tested; a warning of the tester fails the test"
        for where, text in opened.texts:
            if where.endswith(" tip") or text.startswith("<qt>"):
                assert renders_as_text(text), (where, text[:200])
            elif not where.startswith("edit "):  # who edits a value edits its own letters; no editor knows markup
                assert is_clean(text), (where, text[:200])
        menus = [text for where, text in opened.texts if where.startswith("QMenu")]
        assert not any("bold" in text for text in menus)
        assert opened.desktop.shell.window.windowTitle() in ("Holdpoint", "(1) Holdpoint")


def test_boxes_on_the_page_have_plain_tooltips(qtbot, qapp, tmp_path, hostile_place):
    with everything_opened(qtbot, qapp, tmp_path, Show(hostile_place, "en", EVIL, TABLE)) as opened:
        items = opened.desktop.shell.window.review.pages.canvas.scene().items()
        assert items
        for item in items:
            assert renders_as_text(item.toolTip())


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("a\nb\tc", "a‹U+000A›b‹U+0009›c"),
        ("홍길동", "홍길동"),
        ("a\u202eb", "a‹U+202E›b"),
        ("\u2066x\u2069", "‹U+2066›x‹U+2069›"),
        ("é 😀", "é 😀"),
    ],
)
def test_hidden_letters_become_visible(given, shown):
    assert plain(given) == shown


def test_a_tooltip_says_its_lines():
    document = QTextDocument()
    document.setHtml(tip("<i>a</i>", "", "b & c"))
    assert document.toPlainText() == "<i>a</i>\nb & c"


def test_nobody_makes_a_bare_label_or_opens_an_address():
    """Only `parts.py` may make a QLabel of words; nothing in the window may open a link."""
    for path in Path(desktop.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "QLabel":
                assert not node.args, path
            if isinstance(node, ast.Attribute):
                assert node.attr not in ("openUrl", "setOpenExternalLinks", "setHtml"), path

"""Text from documents and file names is shown as it is: never as HTML, never with hidden letters."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QTabWidget, QWidget

import desktop
from core.domain.claim import Claim
from core.domain.field import FieldName
from core.domain.hold import HoldReason, ReasonCode
from core.domain.states import ProcessStatus, StageName
from desktop.ui.shown import plain, tip

EVIL = '<b>bold</b><img src="file:///etc/passwd"><a href="smb://x/y">&amp;\u202egpj.exe\n\x1b[31m'


@pytest.fixture
def hostile(qtbot, open_window, desk, a_page):
    desk.add(ProcessStatus.HOLD, EVIL, tell=False)
    reason = HoldReason(
        ReasonCode.CLAIM_DIFFERS, StageName.APPROVE, FieldName.SCHOOL, (("document", EVIL), ("claim", EVIL))
    )
    whole = HoldReason(ReasonCode.CLAIM_INVALID, StageName.APPROVE, None, (("problem", EVIL),))
    desk.rows_by_id[1] = replace(
        desk.rows_by_id[1], source=EVIL, holder_name=EVIL, document_type=EVIL, error_text=EVIL, error_code=EVIL,
        reasons=(reason, whole),
    )  # fmt: skip
    desk.fields[1] = tuple(replace(field, value=EVIL, raw=EVIL, doubts=(EVIL,)) for field in desk.fields[1])
    desk.claims[1] = Claim(((FieldName.SCHOOL, EVIL),), problem=EVIL)
    desk.pictures[desk.open(1).attachments[0].sha256] = a_page
    wired = open_window()
    qtbot.waitUntil(lambda: wired.window.records.model.rowCount() == 1)
    wired.window.records.table.select([1])
    qtbot.waitUntil(lambda: wired.window.records.panel.shown == 1)
    wired.window.banner.show_text(EVIL, [EVIL])
    wired.window.strip.show_place(EVIL)
    wired.window.show_review()
    qtbot.waitUntil(lambda: wired.window.review.panel.detail is not None)
    qtbot.wait(50)
    return wired.window


def is_clean(text: str) -> bool:
    return "\u202e" not in text and "\x1b" not in text and "\n" not in text


def renders_as_text(tooltip: str) -> bool:
    if not tooltip:
        return True
    document = QTextDocument()
    document.setHtml(tooltip)
    return not any(one.isImageFormat() or one.toCharFormat().isAnchor() for one in document.allFormats())


def test_every_widget_shows_plain_text(hostile):
    labels = hostile.findChildren(QLabel)
    assert sum("<b>" in label.text() for label in labels) >= 5
    for label in labels:
        assert label.textFormat() is Qt.TextFormat.PlainText, label.objectName()
        assert not label.openExternalLinks()
        assert is_clean(label.text())
    for widget in hostile.findChildren(QWidget):
        assert renders_as_text(widget.toolTip()), widget
        assert is_clean(widget.accessibleName())
    for button in hostile.findChildren(QAbstractButton):
        assert "<b>" not in button.text()
    for tabs in hostile.findChildren(QTabWidget):
        assert all("<b>" not in tabs.tabText(place) for place in range(tabs.count()))


def test_every_cell_and_its_tooltip_is_plain(hostile):
    seen = 0
    for view in hostile.findChildren(QAbstractItemView):
        model = view.model()
        if model is None:
            continue
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                index = model.index(row, column)
                text, tooltip = str(index.data() or ""), str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
                assert is_clean(text)
                assert renders_as_text(tooltip)
                seen += "<b>" in text
    assert seen >= 5


def test_boxes_on_the_page_have_plain_tooltips(hostile):
    for box in hostile.review.pages.canvas._boxes.values():
        assert renders_as_text(box.toolTip())


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

"""What was done to a PDF page after its text was set is told; what belongs to its design is not."""

from __future__ import annotations

from collections.abc import Callable

import pymupdf
import pytest

from core.reading.child.alterations import alterations
from core.reading.child.flags import ANNOTATED, FORM_FILLED, HIDDEN_TEXT, PAINTED_OVER, STRUCK_OUT, names

NAME, BASE, SIZE = "Henrik Haddad", 200.0, 16.0
WIDTH = pymupdf.get_text_length(f"Name : {NAME}", fontsize=SIZE)
START = 70 + pymupdf.get_text_length("Name : ", fontsize=SIZE)
END = 70 + WIDTH
WHITE, BLACK = (1, 1, 1), (0, 0, 0)
Change = Callable[[pymupdf.Page], None]


def page_with(change: Change, *, turned: int = 0) -> pymupdf.Page:
    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    page.draw_rect(pymupdf.Rect(50, 60, 540, 780), color=BLACK)
    page.draw_rect(pymupdf.Rect(60, 180, 530, 210), color=BLACK, fill=(0.9, 0.92, 1))  # a shaded cell, drawn first
    for row, line in enumerate(("GRADUATION CERTIFICATE", f"Name : {NAME}", "Date : 2019-02-14")):
        page.insert_text((70, BASE - 60 + 60 * row), line, fontsize=SIZE)
    change(page)
    page.set_rotation(turned)
    document = pymupdf.open("pdf", document.tobytes())
    return document[0]


def line(y: float, *, start: float = START, end: float = END, width: float = 1.0, colour=BLACK) -> Change:
    return lambda page: page.draw_line((start, y), (end, y), color=colour, width=width)


def bar(y: float) -> Change:
    return lambda page: page.draw_rect(pymupdf.Rect(START, y, END, y + 1.2), color=None, fill=BLACK)


def retyped(text: str, fill=WHITE) -> Change:
    def change(page: pymupdf.Page) -> None:
        page.draw_rect(pymupdf.Rect(START - 2, BASE - 14, END + 2, BASE + 4), color=None, fill=fill)
        page.insert_text((START, BASE), text, fontsize=SIZE)

    return change


def crossed(page: pymupdf.Page) -> None:
    page.draw_line((55, 70), (535, 775), color=(0.8, 0, 0), width=3)


@pytest.mark.parametrize("turned", [0, 90, 180])
@pytest.mark.parametrize(
    ("change", "flag"),
    [
        (line(BASE - 5), STRUCK_OUT),
        (line(BASE - 6, width=2, colour=(0.8, 0, 0)), STRUCK_OUT),
        (line(BASE - 5, start=START + 60), STRUCK_OUT),
        (bar(BASE - 5), STRUCK_OUT),
        (crossed, STRUCK_OUT),
        (retyped("Marcus Bellow"), PAINTED_OVER),
        (retyped("", fill=(0.96, 0.95, 0.9)), PAINTED_OVER),
    ],
)
def test_text_that_was_taken_back_is_told(change: Change, flag: str, turned: int) -> None:
    found = alterations(page_with(change, turned=turned))
    assert names(found) == (flag,)
    middle = ((START + 60 + END) / 2 / 595, (BASE - 5) / 842)
    x, y = {0: middle, 90: (1 - middle[1], middle[0]), 180: (1 - middle[0], 1 - middle[1])}[turned]
    assert any(one.box.x0 < x < one.box.x1 and one.box.y0 < y < one.box.y1 for one in found), "it is told where"


def curve(page: pymupdf.Page) -> None:
    page.draw_circle((START + 40, BASE - 5), 22, color=(0.8, 0.1, 0.1), width=2)


def pattern(page: pymupdf.Page) -> None:
    for step in range(20):
        page.draw_line((50, 60 + 30 * step), (540, 120 + 30 * step), color=(0.6, 0.7, 0.8), width=0.3)


def blank_rows(page: pymupdf.Page) -> None:
    page.draw_line((60, 770), (530, 420), color=BLACK)


@pytest.mark.parametrize(
    "change",
    [
        line(BASE + 2),  # underlined
        line(BASE - 15),  # a rule above
        line(BASE - 5, start=END + 5, end=530),  # a rule that leads on
        line(BASE - 5, colour=(0.95, 0.95, 0.95)),
        bar(BASE + 3),
        curve,  # a seal
        pattern,
        blank_rows,
        retyped(NAME),  # drawn once more as it was
    ],
)
def test_design_is_no_alteration(change: Change) -> None:
    assert names(alterations(page_with(change))) == ()


def test_rule_drawn_before_the_text_strikes_nothing() -> None:
    page = pymupdf.open().new_page()
    page.draw_line((60, 195), (300, 195))
    page.insert_text((70, 200), NAME, fontsize=SIZE)
    assert names(alterations(page)) == ()


def scan(text: str) -> bytes:
    page = pymupdf.open().new_page(width=595, height=842)
    page.insert_text((START, BASE), text, fontsize=SIZE)
    return bytes(page.get_pixmap(dpi=100, colorspace=pymupdf.csGRAY).tobytes("png"))


@pytest.mark.parametrize(("beneath", "flags"), [(NAME, (PAINTED_OVER,)), ("", ())])
def test_patch_on_a_scan_hides_its_ink(beneath: str, flags: tuple[str, ...]) -> None:
    page = pymupdf.open().new_page(width=595, height=842)
    page.insert_image(page.rect, stream=scan(beneath))
    retyped("Marcus Bellow")(page)
    assert names(alterations(page)) == flags


BOX = pymupdf.Rect(START, BASE - 14, END, BASE + 4)


@pytest.mark.parametrize(
    ("note", "flags"),
    [
        (lambda page: page.add_strikeout_annot(BOX), (ANNOTATED,)),
        (lambda page: page.add_freetext_annot(BOX, "VOID"), (ANNOTATED,)),
        (lambda page: page.add_stamp_annot(BOX), (ANNOTATED,)),
        (lambda page: page.add_redact_annot(BOX), (ANNOTATED,)),
        (lambda page: page.add_text_annot((300, 300), "not genuine"), (ANNOTATED,)),
        (lambda page: page.add_highlight_annot(BOX), ()),
        (lambda page: page.insert_link({"kind": pymupdf.LINK_URI, "from": BOX, "uri": "https://example.org"}), ()),
    ],
)
def test_notes_on_a_page(note: Change, flags: tuple[str, ...]) -> None:
    assert set(names(alterations(page_with(note)))) - {STRUCK_OUT} == set(flags)  # some are drawn as a line too


@pytest.mark.parametrize(
    ("value", "read_only", "flags"), [("Marcus", False, (FORM_FILLED,)), ("Marcus", True, ()), ("", False, ())]
)
def test_value_in_a_form_field_that_anyone_may_change(value: str, read_only: bool, flags: tuple[str, ...]) -> None:
    def fill(page: pymupdf.Page) -> None:
        field = pymupdf.Widget()
        field.rect, field.field_name, field.field_value = BOX, "name", value
        field.field_type, field.field_flags = pymupdf.PDF_WIDGET_TYPE_TEXT, int(read_only)
        page.add_widget(field)

    found = alterations(page_with(fill))
    assert names(found) == flags
    x, y = (START + END) / 2 / 595, (BASE - 5) / 842
    assert all(one.box.x0 < x < one.box.x1 and one.box.y0 < y < one.box.y1 for one in found)


@pytest.mark.parametrize(("is_on", "flags"), [(False, (HIDDEN_TEXT,)), (True, ())])
def test_text_in_a_layer_that_is_switched_off(is_on: bool, flags: tuple[str, ...]) -> None:
    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    shown, other = document.add_ocg("shown", on=True), document.add_ocg("other", on=is_on)
    page.insert_text((70, BASE), NAME, fontsize=SIZE, oc=shown)
    page.insert_text((70, BASE + 60), "Marcus Bellow", fontsize=SIZE, oc=other)
    file = pymupdf.open("pdf", document.tobytes())  # which its page does not keep
    page = file[0]
    before = page.get_text()
    assert names(alterations(page)) == flags
    assert page.get_text() == before, "it is as it was"

"""A record's pages: the canvas, the page switcher, zoom, and what to say where there is no picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.domain.field import FieldName
from core.domain.ids import BlobHash
from core.domain.page import Page
from core.domain.rows import RecordDetail
from desktop.ui.look import Look
from desktop.ui.page.boxes import FieldBox
from desktop.ui.page.canvas import PageCanvas
from desktop.ui.parts import ElidedLabel, Empty, SafeLabel, column_of, frame, icon_button, row_of
from desktop.ui.phrases import Phrase
from desktop.ui.shown import percent, plain
from desktop.ui.theme import GAP, GAP_SMALL


class PageView(QWidget):
    """Shows one page of a record at a time; asks for pictures by `picture_wanted`."""

    picture_wanted = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._say = look.words.say
        self._pages: tuple[Page, ...] = ()
        self._names: Mapping[int, str] = {}
        self._boxes: tuple[FieldBox, ...] = ()
        self._at = 0
        self._focused: FieldName | None = None
        self._shown: BlobHash | None = None
        self.canvas = PageCanvas(look)
        self._note = Empty(look, self._say(Phrase.NO_PAGES))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._note)
        self._stack.addWidget(self.canvas)
        self._build_tools()
        self._show_state()
        self._say_instead("")

    def show_detail(self, detail: RecordDetail) -> None:
        """Show that record's pages; the same page stays if it is the same picture."""
        self._pages = detail.reading.pages if detail.reading else ()
        self._names = {item.index: item.name for item in detail.attachments}
        self._boxes = field_boxes(detail)
        self._at = min(self._at, max(0, len(self._pages) - 1))
        if self._page is None or self._page.picture != self._shown:
            self._focused = None
        self._turn_to(self._at)

    def clear(self) -> None:
        """Show nothing: another record is being opened."""
        self._pages, self._names, self._boxes = (), {}, ()
        self._at, self._focused, self._shown = 0, None, None
        self.canvas.show_picture(())
        self._show_state()
        self._say_instead("")

    def show_picture(self, blob: BlobHash, levels: tuple[QImage, ...]) -> None:
        """Show a picture that was asked for, if it is still the one."""
        page = self._page
        if page is None or page.picture != blob:
            return
        if not levels:
            self._say_instead(self._say(Phrase.PAGE_UNREAD, problem=""))
            return
        if self._shown != blob:
            self._shown = blob
            self._stack.setCurrentWidget(self.canvas)
            self.canvas.show_picture(levels)
            self._put_boxes()

    def focus_field(self, name: FieldName | None) -> None:
        """Turn to the page where the field was read and frame it."""
        self._focused = name
        where = next((box for box in self._boxes if box.name is name), None)
        if where is None:
            self.canvas.focus_box(None)
            return
        for number, page in enumerate(self._pages):
            if (page.attachment, page.number) == (where.attachment, where.page) and number != self._at:
                self._turn_to(number)
        self.canvas.focus_box(name)

    def turn(self, step: int) -> None:
        """Next (+1) or previous (-1) page."""
        self._turn_to(max(0, min(len(self._pages) - 1, self._at + step)))

    @property
    def _page(self) -> Page | None:
        return self._pages[self._at] if self._at < len(self._pages) else None

    def _turn_to(self, number: int) -> None:
        self._at = number
        page = self._page
        self._show_state()
        if page is None or page.picture is None:
            self._shown = None
            self.canvas.show_picture(())
            return
        if page.picture == self._shown:
            self._stack.setCurrentWidget(self.canvas)
            self._put_boxes()
            return
        self._say_instead(self._say(Phrase.PAGE_LOADING))
        self.picture_wanted.emit(page.picture)

    def _put_boxes(self) -> None:
        page = self._page
        if page is None:
            return
        here = [box for box in self._boxes if (box.attachment, box.page) == (page.attachment, page.number)]
        self.canvas.clear_boxes()
        self.canvas.show_boxes(here, [self._look.words.field(box.name) for box in here])
        self.canvas.focus_box(self._focused)

    def _show_state(self) -> None:
        page = self._page
        several = len(self._pages) > 1
        self._previous.setEnabled(several and self._at > 0)
        self._next.setEnabled(several and self._at + 1 < len(self._pages))
        for tool in (self._in, self._out, self._whole):
            tool.setEnabled(page is not None and page.picture is not None)
        if page is None:
            self._name.setText("")
            self._where.setText("")
            self._zoom.setText("")
            self._say_instead(self._say(Phrase.NO_PAGES))
            return
        self._name.setText(self._names.get(page.attachment, ""))
        self._where.setText(self._say(Phrase.PAGE_OF, page=self._at + 1, pages=len(self._pages)))
        if page.picture is None:
            self._say_instead(
                self._say(
                    Phrase.PAGE_UNREAD, problem=plain(self._look.words.error(page.problem_code, page.problem_text))
                )
            )

    def _say_instead(self, text: str) -> None:
        self._note.sentence.setText(text)
        self._stack.setCurrentWidget(self._note)

    def _build_tools(self) -> None:
        look, say = self._look, self._say
        self._name = ElidedLabel("", "muted", Qt.TextElideMode.ElideMiddle)
        self._where = SafeLabel("", "muted")
        self._zoom = SafeLabel("", "muted")
        self._zoom.setMinimumWidth(44)
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._previous = icon_button(look, "left", say(Phrase.PAGE_PREVIOUS))
        self._next = icon_button(look, "right", say(Phrase.PAGE_NEXT))
        self._out = icon_button(look, "minus", say(Phrase.ZOOM_OUT))
        self._in = icon_button(look, "add", say(Phrase.ZOOM_IN))
        self._whole = icon_button(look, "fit", say(Phrase.ZOOM_FIT))
        self._previous.clicked.connect(self._on_previous)
        self._next.clicked.connect(self._on_next)
        self._out.clicked.connect(self.canvas.zoom_out)
        self._in.clicked.connect(self.canvas.zoom_in)
        self._whole.clicked.connect(self.canvas.fit)
        self.canvas.zoomed.connect(self._on_zoomed)
        for tool in (self._previous, self._next, self._out, self._in, self._whole):
            tool.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        tools = frame("tools")
        tools.setFixedHeight(40)
        row = row_of(
            self._name,
            self._previous,
            self._where,
            self._next,
            self._out,
            self._zoom,
            self._in,
            self._whole,
            spacing=GAP_SMALL,
            margins=(GAP + GAP_SMALL, 0, GAP, 0),
        )
        row.setStretchFactor(self._name, 1)
        tools.setLayout(row)
        box = column_of(tools, self._stack)
        box.setStretchFactor(self._stack, 1)
        self.setLayout(box)

    def _on_previous(self) -> None:
        self.turn(-1)

    def _on_next(self) -> None:
        self.turn(1)

    def _on_zoomed(self, scale: float) -> None:
        self._zoom.setText(percent(scale) if scale <= 1 else f"{round(scale * 100)} %")


def field_boxes(detail: RecordDetail) -> tuple[FieldBox, ...]:
    """Where the fields of a record stand on its pages."""
    doubtful = {reason.field for reason in detail.row.reasons}
    fields = detail.extraction.fields if detail.extraction else ()
    return tuple(
        FieldBox(field.name, field.attachment, field.page, field.box, field.name in doubtful)
        for field in fields
        if field.attachment is not None and field.page is not None and field.box is not None
    )


def pictures_of(pages: Sequence[Page]) -> tuple[BlobHash, ...]:
    """The pictures of those pages, in order."""
    return tuple(page.picture for page in pages if page.picture is not None)

"""A record's pages: the canvas, its tools, all pages in a row, and what to say where there is no picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.domain.field import FieldName
from core.domain.ids import BlobHash
from core.domain.page import Box, Page, Word
from core.domain.rows import RecordDetail
from desktop.page_messages import LoadPicture, PictureLoaded, Rendering
from desktop.ui.keys import Deed, bind
from desktop.ui.look import Look
from desktop.ui.page.boxes import BoxName, FieldBox, field_boxes, question_boxes
from desktop.ui.page.hover import HoverNote
from desktop.ui.page.phrases import PagePhrase
from desktop.ui.page.picking import HandCanvas
from desktop.ui.page.picks import Region, pick_of, run_of, widened
from desktop.ui.page.sound import SoundBar
from desktop.ui.page.thumbs import ThumbBar
from desktop.ui.page.tools import NEXT, PageTools
from desktop.ui.parts import Empty, column_of
from desktop.ui.phrases import Phrase
from desktop.ui.shown import plain


class PageView(QWidget):
    """Shows one page of a record at a time.

    picture_wanted: a `LoadPicture`. With `picks`, picked: a `Pick` of words; region_wanted: a `Region` to read again.
    """

    picture_wanted = Signal(object)
    sound_wanted = Signal(object)
    picked = Signal(object)
    region_wanted = Signal(object)

    def __init__(self, look: Look, *, picks: bool = False) -> None:
        super().__init__()
        self._look = look
        self._say = look.words.say
        self._pages: tuple[Page, ...] = ()
        self._names: Mapping[int, str] = {}
        self._boxes: tuple[FieldBox, ...] = ()
        self._at = 0
        self._labels: Mapping[BoxName, str] = {}
        self._focused: BoxName | None = None
        self._shown: BlobHash | None = None
        self._rendering = Rendering.PLAIN
        self.canvas = HandCanvas(look, picks=picks)
        self.canvas.setAccessibleName(self._say(PagePhrase.CANVAS))
        self.tools = PageTools(look, picks=picks)
        self.thumbs = ThumbBar(look)
        self.sound = SoundBar(look)
        self._hover = HoverNote(look.words, self.canvas.viewport())
        self._note = Empty(look, self._say(Phrase.NO_PAGES))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._note)
        self._stack.addWidget(self.canvas)
        box = column_of(self.tools, self._stack, self.sound, self.thumbs)
        box.setStretchFactor(self._stack, 1)
        self.setLayout(box)
        self._connect()
        if picks:
            self._bind()
        self._show_state()
        self._say_instead("")

    def show_detail(self, detail: RecordDetail) -> None:
        """Show that record's pages; the same page stays if it is the same picture."""
        self._pages = detail.reading.pages if detail.reading else ()
        self._names = {item.index: item.name for item in detail.attachments}
        self._boxes = (*field_boxes(detail), *question_boxes(detail))
        said = self._look.words.question
        self._labels = {place: said(reason) for reason in detail.row.reasons for place in reason.places}
        first = _first_new(detail) if self._shown is None else None
        self._at = min(self._at if first is None else first, max(0, len(self._pages) - 1))
        self.thumbs.show_pages(self._pages, [self._names.get(page.attachment, "") for page in self._pages])
        if self._page is None or self._page.picture != self._shown:
            self._focused = None
        self._turn_to(self._at)
        if len(self._pages) > 1:
            for blob in dict.fromkeys(pictures_of(self._pages)):
                self.picture_wanted.emit(LoadPicture(blob, Rendering.THUMB))

    def clear(self) -> None:
        """Show nothing: another record is being opened."""
        self._pages, self._names, self._boxes = (), {}, ()
        self._at, self._focused, self._shown = 0, None, None
        self._hover.hide()
        self.canvas.show_picture(())
        self._show_state()
        self._say_instead("")

    def show_picture(self, answer: PictureLoaded) -> None:
        """Show a picture that was asked for, if it is still the one."""
        if answer.rendering is Rendering.THUMB:
            if answer.levels:
                self.thumbs.show_picture(answer.blob, answer.levels[0])
            return
        page = self._page
        if page is None or page.picture != answer.blob or answer.rendering is not self._rendering:
            return
        if not answer.levels:
            self._say_instead(self._say(Phrase.PAGE_UNREAD, problem=""))
        elif self._shown == answer.blob:
            self.canvas.change_picture(answer.levels)
        else:
            self._shown = answer.blob
            self._stack.setCurrentWidget(self.canvas)
            self.canvas.show_picture(answer.levels)
            self._put_boxes()

    def focus_field(self, name: BoxName | None) -> None:
        """Turn to the page where the field was read, or what is asked about stands, and frame it."""
        self._focused = name
        self._mark_segment()
        where = self._place_of(name)
        if where is None:
            self.canvas.focus_box(None)
            return
        for number, page in enumerate(self._pages):
            if (page.attachment, page.number) == (where.attachment, where.page) and number != self._at:
                self._turn_to(number)
        self.canvas.focus_box(name)
        self.sound.show_place(where.box)

    def turn(self, step: int) -> None:
        """Next (+1) or previous (-1) page."""
        self._turn_to(max(0, min(len(self._pages) - 1, self._at + step)))

    def read_field(self) -> None:
        """Have the place of the focused field read again, with a little around it; without one, let it be drawn."""
        where = self._place_of(self._focused)
        if where is not None and self._shown is not None:
            self._on_marked(widened(where.box))
        elif self._shown is not None:
            self.tools.reading.setChecked(True)

    @property
    def _page(self) -> Page | None:
        return self._pages[self._at] if self._at < len(self._pages) else None

    def _place_of(self, name: BoxName | None) -> FieldBox | None:
        return next((box for box in self._boxes if box.name == name), None)

    def _label_of(self, name: BoxName) -> str:
        return self._look.words.field(name) if isinstance(name, FieldName) else self._labels.get(name, "")

    def _turn_to(self, number: int) -> None:
        self._at = number
        page = self._page
        self._show_state()
        self._hover.hide()
        self.thumbs.show_current(number)
        if page is None or page.picture is None:
            self._shown = None
            self.canvas.show_picture(())
            return
        if page.picture == self._shown:
            self._stack.setCurrentWidget(self.canvas)
            self._put_boxes()
            return
        self._shown = None
        self._say_instead(self._say(Phrase.PAGE_LOADING))
        self.picture_wanted.emit(LoadPicture(page.picture, self._rendering))

    def _put_boxes(self) -> None:
        page = self._page
        if page is None:
            return
        here = [box for box in self._boxes if (box.attachment, box.page) == (page.attachment, page.number)]
        self.canvas.clear_boxes()
        self.canvas.show_boxes(here, [self._label_of(box.name) for box in here])
        self.canvas.show_words(page.words)
        self._mark_segment()
        self.canvas.focus_box(self._focused)

    def _mark_segment(self) -> None:
        if self._page is not None and self._shown == self._page.picture:
            self.canvas.words.choose(self.sound.words)

    def _show_state(self) -> None:
        page = self._page
        name = self._names.get(page.attachment, "") if page else ""
        has_picture = page is not None and page.picture is not None
        self.sound.show_page(page)
        self.tools.show_page(name, self._at + 1 if page else 0, len(self._pages), has_picture=has_picture)
        if page is None:
            self._say_instead(self._say(Phrase.NO_PAGES))
        elif page.picture is None and page.sound is not None:
            self._say_instead(self._say(PagePhrase.UNHEARD))
        elif page.picture is None:
            problem = plain(self._look.words.error(page.problem_code, page.problem_text))
            self._say_instead(self._say(Phrase.PAGE_UNREAD, problem=problem))

    def _say_instead(self, text: str) -> None:
        self._note.sentence.setText(text)
        self._stack.setCurrentWidget(self._note)

    def _connect(self) -> None:
        tools, canvas = self.tools, self.canvas
        tools.turn_wanted.connect(self.turn)
        tools.zoom_wanted.connect(self._on_zoom_wanted)
        tools.fit_wanted.connect(canvas.fit)
        tools.width_wanted.connect(canvas.fit_width)
        tools.view_turned.connect(canvas.turn_view)
        tools.colours_wanted.connect(self._on_colours)
        tools.words_toggled.connect(self._on_words_toggled)
        tools.reading_toggled.connect(self._on_reading_toggled)
        self.thumbs.chosen.connect(self._turn_to)
        self.sound.asked.connect(self.sound_wanted)
        self.sound.turned.connect(self._mark_segment)
        canvas.zoomed.connect(tools.show_scale)
        canvas.hovered.connect(self._on_hovered)
        canvas.picked.connect(self._on_picked)
        canvas.marked.connect(self._on_marked)

    def _bind(self) -> None:
        tools = self.tools
        for deed, slot in (
            (Deed.PAGE_NEXT, tools.following.click),
            (Deed.PAGE_PREVIOUS, tools.previous.click),
            (Deed.ZOOM_IN, tools.nearer.click),
            (Deed.ZOOM_OUT, tools.farther.click),
            (Deed.ZOOM_FIT, tools.whole.click),
            (Deed.ZOOM_FIELD, self._on_closely),
            (Deed.TURN_VIEW, tools.turned.click),
            (Deed.COLOURS, tools.colours.click),
            (Deed.WORDS, tools.words.click),
            (Deed.READ_REGION, tools.reading.click),
            (Deed.READ_FIELD, self.read_field),
            (Deed.PLAY, self.sound.toggle),
            (Deed.SEGMENT_BEFORE, self.sound.previous.click),
            (Deed.SEGMENT_AFTER, self.sound.following.click),
        ):
            bind(self, deed, slot)

    def leave_reading(self) -> bool:
        """Have no box drawn any more; True if one was to be."""
        was = self.tools.reading.isChecked()
        self.tools.reading.setChecked(False)
        return was

    def _on_zoom_wanted(self, direction: int) -> None:
        self.canvas.zoom_in() if direction > 0 else self.canvas.zoom_out()

    def _on_closely(self) -> None:
        self.canvas.look_closely(self._focused)

    def _on_colours(self) -> None:
        self._rendering = NEXT[self._rendering]
        self.tools.show_colours(self._rendering)
        page = self._page
        if page is not None and page.picture is not None:
            self.picture_wanted.emit(LoadPicture(page.picture, self._rendering))

    def _on_words_toggled(self, shown: bool) -> None:
        self.canvas.words.set_shown(shown=shown)

    def _on_reading_toggled(self, reads: bool) -> None:
        self.canvas.set_reads(reads=reads)

    def _on_hovered(self, word: Word | None, place: QRect | None) -> None:
        self._hover.show_word(word, place)

    def _on_picked(self, words: Sequence[Word], adds: bool) -> None:
        page = self._page
        if page is None:
            return
        if len(words) == 1:
            known = self.canvas.words.words
            run = run_of(page, known, known.index(words[0]))
            self.canvas.words.choose(run)
            words = [known[number] for number in run]
        self.picked.emit(pick_of(page, words, adds=adds))

    def _on_marked(self, box: Box) -> None:
        page = self._page
        self.tools.reading.setChecked(False)
        if page is not None:
            self.region_wanted.emit(Region(page.attachment, page.number, box, page.turned))


def pictures_of(pages: Sequence[Page]) -> tuple[BlobHash, ...]:
    """The pictures of those pages, in order."""
    return tuple(page.picture for page in pages if page.picture is not None)


def _first_new(detail: RecordDetail) -> int | None:
    """The place (0-based) of the first page that is new since a decision; None if none is."""
    pages = detail.reading.pages if detail.reading and detail.since else ()
    new = {(page.attachment, page.number) for page in detail.since.pages} if detail.since else set()
    return next((at for at, page in enumerate(pages) if (page.attachment, page.number) in new), None)

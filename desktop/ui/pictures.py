"""The pages' pictures that were shown last, so that turning back is at once; each is asked for once at a time."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from PySide6.QtCore import QObject, Signal

from desktop.page_messages import LoadPicture, PictureLoaded, Rendering

KEPT: Final = 8
THUMBS: Final = 64


class PictureShelf(QObject):
    """`asked` with a `LoadPicture`; `came` with a `PictureLoaded` for every one that was wanted."""

    asked = Signal(object)
    came = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._kept: OrderedDict[LoadPicture, PictureLoaded] = OrderedDict()
        self._thumbs: OrderedDict[LoadPicture, PictureLoaded] = OrderedDict()
        self._awaited: set[LoadPicture] = set()

    def want(self, wanted: LoadPicture) -> None:
        """Somebody wants to show that picture."""
        kept = self._shelf(wanted)
        if wanted in kept:
            kept.move_to_end(wanted)
            self.came.emit(kept[wanted])
        elif wanted not in self._awaited:
            self._awaited.add(wanted)
            self.asked.emit(wanted)

    def take(self, answer: PictureLoaded) -> None:
        """A picture was loaded; one that could not be is not kept, so that it is tried again."""
        wanted = LoadPicture(answer.blob, answer.rendering)
        self._awaited.discard(wanted)
        if answer.levels:
            kept = self._shelf(wanted)
            kept[wanted] = answer
            while len(kept) > (THUMBS if kept is self._thumbs else KEPT):
                kept.popitem(last=False)
        self.came.emit(answer)

    def give_up(self, wanted: LoadPicture) -> None:
        """It could not be asked for."""
        self._awaited.discard(wanted)

    def _shelf(self, wanted: LoadPicture) -> OrderedDict[LoadPicture, PictureLoaded]:
        return self._thumbs if wanted.rendering is Rendering.THUMB else self._kept

"""The pages' pictures that were shown last, so that turning back is at once; each is asked for once at a time."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from PySide6.QtCore import QObject, Signal

from core.domain.ids import BlobHash
from desktop.messages import LoadPicture, PictureLoaded

KEPT: Final = 8


class PictureShelf(QObject):
    """`asked` with a `LoadPicture`; `came` with a `PictureLoaded` for every one that was wanted."""

    asked = Signal(object)
    came = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._kept: OrderedDict[BlobHash, PictureLoaded] = OrderedDict()
        self._awaited: set[BlobHash] = set()

    def want(self, blob: BlobHash) -> None:
        """Somebody wants to show that picture."""
        if blob in self._kept:
            self._kept.move_to_end(blob)
            self.came.emit(self._kept[blob])
        elif blob not in self._awaited:
            self._awaited.add(blob)
            self.asked.emit(LoadPicture(blob))

    def take(self, answer: PictureLoaded) -> None:
        """A picture was loaded; one that could not be is not kept, so that it is tried again."""
        self._awaited.discard(answer.blob)
        if answer.levels:
            self._kept[answer.blob] = answer
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self.came.emit(answer)

    def give_up(self, blob: BlobHash) -> None:
        """It could not be asked for."""
        self._awaited.discard(blob)

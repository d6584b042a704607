"""From a file to what a recogniser takes, by the child: for trying one on a file of one's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from core.domain.media import HEAD_BYTES, JPEG, WAV, media_type
from core.domain.recogniser import Material
from core.domain.record import ReadingOptions
from core.errors import InputError
from core.reading.pictures import picture_bytes, sound_bytes
from core.reading.process import ChildReader

_SECONDS: Final = 60.0


def material_of(
    path: Path, page: int, reader: ChildReader, options: ReadingOptions, tick: Callable[[], None]
) -> Material:
    """Page `page` (1-based) of the file as its picture, upright as the chain would see it, or a recording's samples.

    Raises:
        InputError: the file or page cannot be read.
        EngineError: the child failed.
    """
    with path.open("rb") as file:
        kind = media_type(file.read(HEAD_BYTES))
    pages = reader.open(path, kind, options, tick)
    if not 1 <= page <= pages:
        raise InputError(f"The file has {pages} pages, none of them is number {page}.", code="no_page")
    found = reader.page(page, _SECONDS, tick)
    if found.sound is not None:
        made = Material(sound_bytes(found.sound), WAV, seconds=found.seconds)
    elif found.picture is not None:
        made = Material(picture_bytes(found.picture), JPEG, found.width, found.height)
    else:
        raise InputError("The page has no picture.", code="no_page")
    reader.shut()
    return made

"""Opening any document that Holdpoint reads: size and type first, then the right kind of opener."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from core.domain import media
from core.errors import InputError
from core.reading import limits
from core.reading.child.image import ImageDocument
from core.reading.child.pdf import PdfDocument

if TYPE_CHECKING:
    from core.reading.child.recording import RecordingDocument

PagedDocument = ImageDocument | PdfDocument
Document: TypeAlias = "PagedDocument | RecordingDocument"


def open_document(path: Path) -> Document:
    """Open the file at that path by what it is, whatever it is called.

    Raises:
        InputError: it can never be read; the code says why.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            kind = media.media_type(file.read(media.HEAD_BYTES))
    except OSError as error:
        raise InputError("The file cannot be opened; check that it is still there.", code="unreadable") from error
    _check(kind, size)
    if kind in media.AUDIO:
        from core.reading.child.recording import RecordingDocument  # noqa: PLC0415 - its library is rarely wanted

        return RecordingDocument(path, kind)
    return PdfDocument(path) if kind == media.PDF else ImageDocument(path, kind)


def _check(kind: str, size: int) -> None:
    if size == 0:
        raise InputError("The file is empty; ask for it again.", code="empty_file")
    if kind not in media.ALLOWED_MEDIA:
        raise InputError(
            f"Files of this type ({kind}) cannot be read; use PDF, JPEG, PNG, TIFF, HEIC, WebP or BMP, "
            "or a recording as WAV, FLAC, OGG or MP3.",
            code="unsupported_type",
        )
    audio = limits.AUDIO_BYTES if kind in media.AUDIO else limits.IMAGE_BYTES
    most = limits.PDF_BYTES if kind == media.PDF else audio
    if size > most:
        raise InputError(f"The file is larger than {most // (1024 * 1024)} MB; send a smaller copy.", code="too_large")

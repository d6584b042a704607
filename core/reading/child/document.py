"""Opening any document that Holdpoint reads: size and type first, then the right kind of opener."""

from __future__ import annotations

from pathlib import Path

from core.domain import media
from core.errors import InputError
from core.reading import limits
from core.reading.child.image import ImageDocument
from core.reading.child.pdf import PdfDocument

Document = ImageDocument | PdfDocument


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
    return PdfDocument(path) if kind == media.PDF else ImageDocument(path, kind)


def _check(kind: str, size: int) -> None:
    if size == 0:
        raise InputError("The file is empty; ask for it again.", code="empty_file")
    if kind not in media.ALLOWED_MEDIA:
        raise InputError(
            f"Files of this type ({kind}) cannot be read; use PDF, JPEG, PNG, TIFF, HEIC, WebP or BMP.",
            code="unsupported_type",
        )
    most = limits.PDF_BYTES if kind == media.PDF else limits.IMAGE_BYTES
    if size > most:
        raise InputError(f"The file is larger than {most // (1024 * 1024)} MB; send a smaller copy.", code="too_large")

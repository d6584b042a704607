"""Image files: what they are, how many frames, and one frame as upright pixels. Pillow lives here."""

from __future__ import annotations

import struct
import warnings
from pathlib import Path
from typing import Final

import numpy as np
from PIL import ExifTags, Image, ImageOps

from core.domain import media
from core.errors import InputError
from core.reading import limits
from core.reading.child.values import Pixels, Sheet

Image.MAX_IMAGE_PIXELS = limits.PIXELS
_FORMATS: Final = {
    media.JPEG: ("JPEG", "MPO"),
    media.PNG: ("PNG",),
    media.TIFF: ("TIFF",),
    media.WEBP: ("WEBP",),
    media.BMP: ("BMP", "DIB"),
    media.HEIC: ("HEIF",),
}
_PAGED: Final = frozenset({media.TIFF, media.WEBP})
_BROKEN: Final = (OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, TypeError, struct.error)
"""Pillow's plugins raise all of these on damaged files."""
_DPI_BELIEVABLE: Final = range(50, 1300)
_OUT_OF_PROPORTION: Final = 1.3
"""Of dots across to dots down, or the other way round: less may be a rounded figure."""
_SIXTEEN_BITS: Final = 65535.0


class ImageDocument:
    """An image file with one or more frames."""

    def __init__(self, path: Path, media_type: str) -> None:
        warnings.simplefilter("ignore")  # Pillow warns where we refuse
        if media_type == media.HEIC:
            _teach_heic()
        try:
            self._image = Image.open(path, formats=_FORMATS[media_type])
        except Image.DecompressionBombError:
            raise _too_many_pixels() from None
        except _BROKEN as error:
            raise damaged() from error
        try:
            _check_size(self._image)
            self.pages = self._count() if media_type in _PAGED else 1
        except BaseException:
            self.close()
            raise

    def sheet(self, number: int) -> Sheet:
        """Frame `number` (1-based), turned as its EXIF data says.

        Raises:
            InputError: it is damaged, cut short or too large.
        """
        try:
            self._image.seek(number - 1)
            _check_size(self._image)
            self._image.load()
            return Sheet(_pixels(_upright(self._image)), _dpi(self._image))
        except Image.DecompressionBombError:
            raise _too_many_pixels() from None
        except _BROKEN as error:
            if "truncated" in str(error):
                raise truncated() from error
            raise damaged() from error

    def close(self) -> None:
        """Close the file."""
        self._image.close()

    def _count(self) -> int:
        """Frames; looks no further than one past the limit, so that a file of a million frames costs nothing."""
        count = 1
        try:
            while count <= limits.FRAMES:
                self._image.seek(count)
                count += 1
        except EOFError:
            pass
        except _BROKEN as error:
            raise damaged() from error
        if count > limits.FRAMES:
            raise InputError(f"The image has more than {limits.FRAMES} pages; split it.", code="too_large")
        self._image.seek(0)
        return count


def _teach_heic() -> None:
    """Let Pillow open what phones make of a photo."""
    import pillow_heif  # noqa: PLC0415 - loaded for such a file alone

    pillow_heif.register_heif_opener(thumbnails=False)


def damaged() -> InputError:
    """The file cannot be decoded."""
    return InputError("The file is damaged and cannot be opened; ask for it again.", code="damaged")


def truncated() -> InputError:
    """The file stops too early."""
    return InputError("The file is cut short: its end is missing; ask for it again.", code="truncated")


def _too_many_pixels() -> InputError:
    most = limits.PIXELS // 1_000_000
    return InputError(f"The image has more than {most} million pixels; make it smaller.", code="too_many_pixels")


def _check_size(image: Image.Image) -> None:
    width, height = image.size
    if width < 1 or height < 1:
        raise damaged()
    if width > limits.SIDE or height > limits.SIDE or width * height > limits.PIXELS:
        raise _too_many_pixels()


def _in_proportion(image: Image.Image) -> Image.Image:
    """With as many dots to the inch downwards as across, where faxes have half as many; else itself and no copy."""
    across, down = _dots(image)
    if not across or not down or max(across, down) < _OUT_OF_PROPORTION * min(across, down):
        return image
    dense = max(across, down)
    size = (round(image.width * dense / across), round(image.height * dense / down))
    if max(size) > limits.SIDE or size[0] * size[1] > limits.PIXELS:
        return image
    return image.resize(size, Image.Resampling.NEAREST)  # two tones stay two tones


def _upright(image: Image.Image) -> Image.Image:
    """Turned as its EXIF data says; else in proportion."""
    if image.getexif().get(ExifTags.Base.Orientation, 1) == 1:
        return _in_proportion(image)
    return ImageOps.exif_transpose(image)


def _pixels(image: Image.Image) -> Pixels:
    """Grey if the image has no colour by its kind, else red, green and blue; on white where it is transparent."""
    if image.mode in ("I", "F") or image.mode.startswith("I;16"):
        values = np.asarray(image, dtype=np.float32)
        top = _SIXTEEN_BITS if values.max(initial=0) > 255 else 255.0  # noqa: PLR2004 - one byte's largest value
        return np.asarray(np.clip(values * (255.0 / top), 0, 255), dtype=np.uint8)
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layered = image.convert("RGBA")
        white = Image.new("RGBA", layered.size, (255, 255, 255, 255))
        image = Image.alpha_composite(white, layered)
    wanted = "L" if _is_grey(image) else "RGB"
    return np.ascontiguousarray(image if image.mode == wanted else image.convert(wanted), dtype=np.uint8)


def _is_grey(image: Image.Image) -> bool:
    """True if the kind of image, or each colour of its palette, is grey."""
    if image.mode == "P":
        palette = image.getpalette("RGB") or []
        return palette[0::3] == palette[1::3] == palette[2::3]
    return image.mode in ("1", "L")


def _dpi(image: Image.Image) -> float | None:
    """What the file says of its resolution, if it is believable at all; its higher one, see `_in_proportion`."""
    return max((dots for dots in _dots(image) if dots), default=None)


def _dots(image: Image.Image) -> tuple[float | None, float | None]:
    """Dots to the inch across and down, None where the file does not say it believably."""
    try:
        across, down = (float(value) for value in image.info.get("dpi", (0, 0)))
    except (TypeError, ValueError, ZeroDivisionError):
        return None, None
    return (across if int(across) in _DPI_BELIEVABLE else None), (down if int(down) in _DPI_BELIEVABLE else None)

"""Checks of the files themselves: each is what its name says."""

from __future__ import annotations

from pathlib import PurePath
from types import MappingProxyType
from typing import Final

from core.approval.evidence import Evidence, reason
from core.domain.hold import HoldReason, ReasonCode
from core.domain.media import BMP, FLAC, JPEG, MP3, OGG, PDF, PNG, TIFF, WAV, WEBP
from core.domain.record import Attachment

_READ: Final = {
    "pdf": (PDF,),
    "png": (PNG,),
    "jpg": (JPEG,),
    "jpeg": (JPEG,),
    "jpe": (JPEG,),
    "jfif": (JPEG,),
    "tif": (TIFF,),
    "tiff": (TIFF,),
    "webp": (WEBP,),
    "bmp": (BMP,),
    "dib": (BMP,),
    "heic": ("image/heic",),
    "heif": ("image/heic",),
    "hif": ("image/heic",),
    "avif": ("image/avif",),
    "wav": (WAV,),
    "wave": (WAV,),
    "flac": (FLAC,),
    "ogg": (OGG,),
    "oga": (OGG,),
    "opus": (OGG,),
    "mp3": (MP3,),
}
_NEVER_READ: Final = (
    "7z ai apk bat bin bz2 cab cmd com csv dll dmg doc docm docx dot dwg elf eml eps epub exe gif gz hta htm html hwp "
    "hwpx ico iso jar js json key lnk mht mp4 msg msi numbers odp ods odt pages pif pot ppt pptm pptx ps ps1 psd "
    "py rar rtf scr sh svg tar tgz txt url vbs wma wmv xls xlsb xlsm xlsx xml xps xz zip"
)
"""Well-known extensions of what Holdpoint never reads: whatever was read was something else."""

_TYPES: Final = MappingProxyType({**dict.fromkeys(_NEVER_READ.split(), ()), **_READ})


def file_types(evidence: Evidence) -> tuple[HoldReason, ...]:
    """No file's name promises another type than its bytes are. A name without a known extension promises nothing."""
    if not evidence.policy.reading.hold_type_differs:
        return ()
    return tuple(
        reason(ReasonCode.TYPE_DIFFERS, name=item.name, extension=_extension(item), type=_shown(item.media_type))
        for item in evidence.dossier.attachments
        if item.media_type not in _TYPES.get(_extension(item), (item.media_type,))
    )


def _extension(item: Attachment) -> str:
    return PurePath(item.name).suffix.removeprefix(".").lower()


def _shown(media_type: str) -> str:
    return media_type.rpartition("/")[2].removeprefix("x-").upper()

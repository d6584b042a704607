"""How a person left the window: kept beside the records, written by a worker."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ScreenName(StrEnum):
    """The screens that can be returned to."""

    RECORDS = "records"
    REVIEW = "review"
    TIMES = "times"


@dataclass(frozen=True, slots=True)
class WindowState:
    """geometry: Qt's own, in base64; "" for none. Splits and columns: widths in pixels; () for those of the start.

    theme, language: those chosen by the buttons of the window, which go before the settings; "" for none.
    """

    geometry: str = ""
    screen: ScreenName = ScreenName.RECORDS
    columns: tuple[int, ...] = ()
    records_split: tuple[int, ...] = ()
    review_split: tuple[int, ...] = ()
    theme: str = ""
    language: str = ""

"""The scenes of `dev.py screenshots`: one window on a real store, taken from screen to screen and drawn.

Run by the project's own Python: `python -m devtools.scenes OUT DATA SCALE [LOOK [NAME ...]]`. DATA holds records that
were read before; LOOK (a part of a picture's name) and NAMEs of scenes leave the others out.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication, QWidget

import resources
from core.domain.desk import Refusal
from core.domain.hold import ReasonCode
from core.domain.states import ProcessStatus
from desktop.assets import app_icon, load_font
from devtools.side_scenes import SIDE_SCENES
from devtools.studio import SETTLE_MS, SIZES, Scene, Size, Studio, rest

REFUSED: Final = (
    Refusal("/in/scan.exe", "unsupported_type", "This kind of file cannot be read; add a PDF or a picture."),
)


def empty(studio: Studio) -> QWidget:
    """Nothing was taken in yet."""
    studio.window.show_records()
    studio.until(studio.is_empty)
    return studio.window


def nothing_held(studio: Studio) -> QWidget:
    """The review desk with nothing to do."""
    studio.window.show_review()
    rest(SETTLE_MS)
    return studio.window


def records(studio: Studio) -> QWidget:
    """The list, with one record beside it."""
    window = studio.window
    window.show_records()
    model = window.records.model
    studio.until(lambda: model.rowCount() > 0)
    with_pages = [row for row in model.rows if not row.source.endswith(".wav")]
    chosen = next((row for row in with_pages if row.status is ProcessStatus.HOLD), with_pages[0])
    window.records.select(chosen.id)
    studio.until(lambda: window.records.panel.shown == chosen.id)
    studio.until(lambda: not window.records.panel.pages.canvas.page_area.isEmpty())
    return window


def review(studio: Studio) -> QWidget:
    """A held record at the review desk: one that differs from its claim, if there is any."""
    window = studio.window
    window.show_review()
    desk = window.review
    studio.until(lambda: desk.panel.detail is not None)
    differs = (row for row in desk.model.rows if any(one.code is ReasonCode.CLAIM_DIFFERS for one in row.reasons))
    wanted = next(differs, desk.model.rows[0]).id
    desk.open(wanted)
    studio.until(lambda: desk.panel.detail is not None and desk.panel.detail.row.id == wanted)
    studio.until(lambda: not desk.pages.canvas.page_area.isEmpty())
    return window


def reject(studio: Studio) -> QWidget:
    """The reasons to reject it."""
    window = review(studio)
    studio.window.review.reject()
    return window


def deliveries(studio: Studio) -> QWidget:
    """Where results go, and the service."""
    studio.window.by_wire.show()
    rest(3 * SETTLE_MS)
    return studio.window


def times(studio: Studio) -> QWidget:
    """How long everything takes."""
    studio.window.show_times()
    rest(3 * SETTLE_MS)
    return studio.window


def error(studio: Studio) -> QWidget:
    """Something was refused."""
    window = studio.window
    window.show_records()
    studio.until(lambda: window.records.model.rowCount() > 0)
    window.banner.show_refusals(REFUSED)
    return window


def busy(studio: Studio) -> QWidget:
    """Records while they are read."""
    window = studio.window
    window.show_records()
    studio.until(lambda: window.records.model.rowCount() > 0)
    window.records.table.clearSelection()
    if not _is_busy(studio):
        window.take_in((resources.path("samples"),))
    studio.until(lambda: _is_busy(studio))
    return window


def _is_busy(studio: Studio) -> bool:
    return any(row.status is ProcessStatus.IN_PROGRESS for row in studio.window.records.model.rows)


def _named(*scenes: Scene) -> dict[str, Scene]:
    return {scene.__name__: scene for scene in scenes}


def no_times(studio: Studio) -> QWidget:
    """Nothing was measured yet."""
    return times(studio)


def no_deliveries(studio: Studio) -> QWidget:
    """Nothing was promised to anybody."""
    return deliveries(studio)


FIRST: Final = _named(empty, nothing_held, no_times, no_deliveries)
STILL: Final = _named(records, review, reject, times, deliveries, error)
LAST: Final = _named(busy)
"""What changes the records, and comes when everything else is drawn."""


def main(arguments: list[str]) -> int:
    """Draw all scenes; returns the exit code."""
    (out, data), (scale, *rest_of) = (Path(one) for one in arguments[:2]), arguments[2:]
    wanted, names = "".join(rest_of[:1]), rest_of[1:]
    app = QApplication(["holdpoint"])
    app.setQuitOnLastWindowClosed(False)
    app.setStyle("Fusion")
    app.setFont(load_font())
    app.setWindowIcon(app_icon())
    sizes = SIZES[scale]
    plays: tuple[tuple[Path, tuple[tuple[dict[str, Scene], Sequence[Size]], ...]], ...] = (
        (data.with_name(f"{data.name}-empty"), ((FIRST, sizes),)),
        (data, ((STILL, sizes), (SIDE_SCENES, sizes[:1]), (LAST, sizes))),  # dialogs are as large as they are
    )
    for folder, acts in plays:
        chosen = [({name: act[name] for name in act if not names or name in names}, size) for act, size in acts]
        if not any(act for act, _ in chosen):
            continue
        studio = Studio(app, folder, out, scale)
        try:
            for act, size in chosen:
                studio.take(act, sizes=size, wanted=wanted)
        finally:
            studio.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

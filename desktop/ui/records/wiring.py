"""The detail's place on the records screen, and what the screen passes on of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.ui.records.detail import RecordPanel
    from desktop.ui.records.screen import RecordsScreen


def wire_panel(screen: RecordsScreen, panel: RecordPanel) -> None:
    """Put the detail beside the table, and connect it to the screen."""
    screen.split.addWidget(panel)
    screen.split.setStretchFactor(0, 1)
    panel.asked.connect(screen.asked)
    panel.review_wanted.connect(screen.review_wanted)
    panel.closed.connect(screen.table.clearSelection)
    panel.versions_wanted.connect(screen.versions_wanted)
    panel.again_wanted.connect(screen.again_wanted)
    panel.pages.picture_wanted.connect(screen.picture_wanted)
    panel.pages.sound_wanted.connect(screen.asked)

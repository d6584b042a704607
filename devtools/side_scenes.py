"""Scenes beside the screens: dialogs, menus and panels, each opened as its key or button does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QMenu, QWidget

from core.domain.claim_table import ClaimKey, ClaimTable
from core.domain.decision import Verdict
from core.domain.field import FieldName
from core.domain.rows import RecordRow
from core.domain.states import ProcessStatus
from core.settings import Settings
from desktop.trouble import Trouble
from desktop.ui.brought import Brought
from desktop.ui.keys_sheet import KeysSheet
from devtools.studio import Scene, Studio, rest

CLAIMS: Final = ClaimTable(
    "claims.csv",
    "utf-8",
    ",",
    ("file", "name", "date of birth", "school", "remark"),
    (
        ("07-claim-differs", "Min-seo O'Shea", "1990-12-04", "Saebyeok University", ""),
        ("04-diploma", "Ji-ho Castell-Ruiz", "14 May 1991", "Eastvale Institute of Technology", "by post"),
        ("99-nobody", "Elias Lindqvist", "1993-01-30", "Saebyeok University", ""),
    ),
    (2, 3, 4),
    (ClaimKey.FILE, FieldName.HOLDER_NAME, FieldName.BIRTH_DATE, FieldName.SCHOOL, None),
)
PAGES: Final = (
    "reading", "second", "speech", "model", "policy", "watch", "callbacks",
    "service", "server", "keeping", "reviewer", "appearance", "keys", "data",
)  # fmt: skip
"""The pages of the settings, in their order."""


def _review(studio: Studio) -> QWidget:
    window = studio.window
    window.show_review()
    studio.until(lambda: window.review.panel.detail is not None)
    return window


def _select(studio: Studio, wanted: Callable[[RecordRow], bool]) -> RecordRow:
    """Select the first record that is wanted in the list of records; a list that is being loaded is waited for."""
    window = studio.window
    window.show_records()
    rows = window.records.model
    studio.until(lambda: any(map(wanted, rows.rows)))
    row = next(filter(wanted, rows.rows))
    window.records.select(row.id)
    return row


def history(studio: Studio) -> QWidget:
    """What happened to a record, beside its page."""
    window = _review(studio)
    studio.window.review.panel.head.history.setChecked(True)
    rest()
    return window


def escalate(studio: Studio) -> QWidget:
    """A second person is asked."""
    window = _review(studio)
    studio.window.review.extras.start_escalation()
    return window


def later(studio: Studio) -> QWidget:
    """When a record comes back."""
    _review(studio)
    head = studio.window.review.panel.head
    head.open_later()
    return _menu_below(head)


def queue_filter(studio: Studio) -> QWidget:
    """What the queue may be filtered by."""
    _review(studio)
    side = studio.window.review.side
    side.open_menu()
    return _menu_below(side)


def _menu_below(widget: QWidget) -> QWidget:
    return next(menu for menu in widget.findChildren(QMenu) if menu.isVisible())


def many(studio: Studio) -> QWidget:
    """Several are rejected, after a summary."""
    _review(studio)
    review = studio.window.review
    review.extras.decide_many(Verdict.REJECT, list(review.model.rows))
    sheet = review.extras.sheet
    assert sheet is not None  # noqa: S101 - it was opened above
    rest()
    return sheet


def due(studio: Studio) -> QWidget:
    """By when a record is to be decided."""
    window = _review(studio)
    review = studio.window.review
    review.deadlines.start()
    review.panel.due.line.edit.setText(f"{datetime.now(UTC) + timedelta(days=9):%Y-%m-%d}")
    return window


def recording(studio: Studio) -> QWidget:
    """A recording to be listened to."""
    window = _review(studio)
    review = studio.window.review
    heard = next(row for row in review.model.rows if row.source.endswith(".wav"))
    review.open(heard.id)
    studio.until(lambda: review.panel.detail is not None and review.panel.detail.row.id == heard.id)
    return window


def none_fits(studio: Studio) -> QWidget:
    """A queue in which nothing fits the search."""
    window = _review(studio)
    review = studio.window.review
    review.side.search.setText("nobody of that name")
    studio.until(lambda: review.model.rowCount() == 0)
    return window


def no_match(studio: Studio) -> QWidget:
    """A list in which nothing fits the search."""
    window = studio.window
    window.show_records()
    window.records.filters.search.setText("nobody of that name")
    studio.until(lambda: window.records.model.rowCount() == 0)
    return window


def told(studio: Studio) -> QWidget:
    """What happened to a record, and what each back end believes of it."""
    row = _select(studio, lambda one: one.version > 1)
    records = studio.window.records
    studio.until(lambda: records.panel.shown == row.id)
    records.panel.sections.setCurrentWidget(records.panel.sections.history)
    return studio.window


def claim(studio: Studio) -> QWidget:
    """What the applicant says, and by when the record is to be decided."""
    row = _select(studio, lambda one: one.status is ProcessStatus.HOLD and not one.source.endswith(".wav"))
    records = studio.window.records
    studio.until(lambda: records.panel.shown == row.id)
    records.panel.sections.setCurrentWidget(records.panel.sections.claim)
    return studio.window


def versions(studio: Studio) -> QWidget:
    """Two versions of a record side by side."""
    row = _select(studio, lambda one: one.version > 1)
    opener = studio.window.versions
    opener.open_record(row)
    assert opener.dialog is not None  # noqa: S101 - as above
    rest()
    return opener.dialog


def again(studio: Studio) -> QWidget:
    """What running a stage again would change."""
    row = _select(studio, lambda one: one.status is ProcessStatus.HOLD)
    opener = studio.window.again
    opener.open_for([row])
    assert opener.dialog is not None  # noqa: S101 - as above
    dialog = opener.dialog
    studio.until(lambda: bool(dialog.totals[0].text()))
    return dialog


def over_time(studio: Studio) -> QWidget:
    """What is kept no longer."""
    studio.window.keeping.open()
    assert studio.window.keeping.dialog is not None  # noqa: S101 - as above
    rest()
    return studio.window.keeping.dialog


def erase(studio: Studio) -> QWidget:
    """What erasing a record would delete."""
    _select(studio, lambda one: one.status is ProcessStatus.APPROVED)
    studio.window.keeping.erase()
    assert studio.window.keeping.dialog is not None  # noqa: S101 - as above
    rest()
    return studio.window.keeping.dialog


def drop(studio: Studio) -> QWidget:
    """Files are held over the window."""
    window = studio.window
    window.show_records()
    window.adding.target.announce(Brought())
    window.adding.target.show_counts(3, 1)
    return window


def keys(studio: Studio) -> QWidget:
    """The sheet of all keys."""
    sheet = KeysSheet(studio.window.look, studio.window)
    sheet.show()
    return sheet


def claims(studio: Studio) -> QWidget:
    """A table of claims and what its columns mean."""
    shell = studio.desktop.shell
    shell.dialogs.open_claims(shell.window.look, CLAIMS, shell.window)
    dialog = shell.dialogs.claims
    assert dialog is not None  # noqa: S101 - as above
    studio.until(lambda: dialog.table.model.rowCount() > 0)
    return dialog


def fault(studio: Studio) -> QWidget:
    """What happened, in plain words."""
    shell = studio.desktop.shell
    trouble = Trouble("ValueError", ("desktop/ui/page/view.py:1 show",), datetime.now(UTC))
    shell.dialogs.open_fault(shell.window.look, trouble, shell.window)
    dialog = shell.dialogs.fault
    assert dialog is not None  # noqa: S101 - as above
    return dialog


def _settings(number: int) -> Scene:
    """The settings at that page."""

    def scene(studio: Studio) -> QWidget:
        shell = studio.desktop.shell
        shell.dialogs.open_settings(shell.window.look, Settings(data_dir=Path("/home/me/holdpoint")), shell.window)
        dialog = shell.dialogs.settings
        assert dialog is not None  # noqa: S101 - as above
        dialog.show_page(dialog.pages[number])
        return dialog

    return scene


SIDE_SCENES: Final[dict[str, Scene]] = {
    scene.__name__: scene
    for scene in (
        history, escalate, due, recording, none_fits, no_match, told, claim, later, queue_filter,
        many, versions, again, over_time, erase, drop, keys, claims, fault,
    )
}  # fmt: skip
SIDE_SCENES.update({f"settings_{name}": _settings(number) for number, name in enumerate(PAGES)})

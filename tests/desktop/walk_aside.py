"""The rest of the walk: versions, files dropped on a record, keeping, and a version that answers a decision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from fake_desk import FakeDesk

from core.domain.decision import Decision, DecisionReason, RejectKind, Verdict
from core.domain.field import FieldName
from core.domain.ids import BlobHash, DecisionId
from core.domain.keeping import Deletion, Part
from core.domain.rows import RecordDetail
from core.domain.since import FieldSince, PageSince, Since
from core.domain.states import ProcessStatus
from core.review.compare import compared
from desktop.keeping_messages import KeepingFailed, KeepingPlanned, PlanKeeping
from desktop.ui.review.panel import ReviewPanel
from desktop.ui.window import MainWindow
from desktop.version_messages import CompareVersions, VersionsCompared

BLOB = BlobHash("1" * 64)  # letters of a hash would be words of no language
LookAt = Callable[[], None]


def walk_aside(window: MainWindow, desk: FakeDesk, untrusted: str, look_at: LookAt) -> None:
    """Open each, with that text wherever one may come in."""
    held = next(row for row in desk.rows_by_id.values() if row.status is ProcessStatus.HOLD)
    opened = desk.open(held.id)
    before = replace(opened, attachments=tuple(replace(one, sha256=BLOB) for one in opened.attachments))
    after = answering(before, untrusted)
    _versions(window, before, after, untrusted, look_at)
    _keeping(window, after, untrusted, look_at)
    panel = ReviewPanel(window.look)
    panel.show_detail(after)
    panel.resize(panel.minimumSizeHint())
    panel.show()
    look_at()
    panel.close()
    panel.deleteLater()


def _versions(window: MainWindow, before: RecordDetail, after: RecordDetail, untrusted: str, look_at: LookAt) -> None:
    window.versions.open_record(after.row)
    dialog = window.versions.dialog
    assert dialog is not None
    ask = CompareVersions(dialog._generation, after.row.id)
    dialog.show_found(VersionsCompared(ask, compared(before, after)))
    dialog.all.setChecked(True)
    dialog.told.setText(untrusted)
    look_at()
    dialog.reject()
    window.versions.ask_whether(after.row, (Path(untrusted.replace("/", "").replace("\0", "")),))
    look_at()
    assert window.versions.question is not None
    window.versions.question.reject()


def _keeping(window: MainWindow, after: RecordDetail, untrusted: str, look_at: LookAt) -> None:
    window.keeping.open()
    dialog = window.keeping.dialog
    assert dialog is not None
    ask = PlanKeeping(dialog._generation)
    deletion = Deletion(after.row.id, untrusted, after.row.created_at, tuple(Part), 3, 4096)
    dialog.receive(KeepingPlanned(ask, (deletion,), is_off=False))
    look_at()
    dialog.receive(KeepingFailed(ask, untrusted, untrusted))
    look_at()
    dialog.reject()


def answering(detail: RecordDetail, text: str) -> RecordDetail:
    """The same as a version that answers a decision; in it, and of what it changed, that text stands everywhere."""
    decision = Decision(
        DecisionId(1), detail.row.id, 1, Verdict.REJECT, DecisionReason.OTHER, RejectKind.RETRY,
        text, text, (), text, detail.row.created_at,
    )  # fmt: skip
    changes = tuple(FieldSince(name, text, text) for name in FieldName)
    files = tuple(replace(item, name=text) for item in detail.attachments)
    return replace(
        detail,
        row=replace(detail.row, version=2),
        version=2,
        versions=(1, 2),
        attachments=files,
        decisions=(decision,),
        since=Since(1, changes, (PageSince(0, 1),), 1, 2, 1),
    )

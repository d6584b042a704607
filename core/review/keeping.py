"""Deleting what need not be kept any longer, and erasing a record on request. Nothing is deleted that was not shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from core.domain.events import Event, RecordsErased
from core.domain.ids import RecordId
from core.domain.keeping import Deleted, Deletion, Erasing, Keep, Keeping, Kept, Part, Wiping
from core.domain.ports import Clock
from core.errors import NotFoundError

_BATCH: Final = 500
_TOGETHER: Final = 100
"""Records deleted in one transaction: lanes wait for it."""


class Retention:
    """Plans and deletes, a hundred records in a transaction.

    cancel: ends what is under way for those records, so that no lane brings a result of a record that is gone.
    """

    def __init__(
        self,
        store: Erasing,
        wiping: Wiping,
        clock: Clock,
        actor: str,
        settings: Keeping,
        *,
        cancel: Callable[[Sequence[RecordId]], int],
        publish: Callable[[Event], None],
    ) -> None:
        self._store = store
        self._wiping = wiping
        self._clock = clock
        self._actor = actor
        self._settings = settings
        self._cancel = cancel
        self._publish = publish

    @property
    def is_off(self) -> bool:
        """Whether the settings delete nothing."""
        return self._settings.is_off

    def plan(self) -> tuple[Deletion, ...]:
        """What the settings say shall be deleted now, by record."""
        now, after = self._clock.now(), RecordId(0)
        found: list[Deletion] = []
        while batch := self._store.decided(now, after, _BATCH):
            after = batch[-1].record
            found += [deletion for item in batch if (deletion := self._due(item, now)) is not None]
        return tuple(found)

    def plan_erasing(self, records: Sequence[RecordId]) -> tuple[Deletion, ...]:
        """What erasing these records would delete.

        Raises:
            NotFoundError: one of them is not there.
        """
        kept = {item.record: item for item in self._store.kept(records)}
        missing = next((record for record in records if record not in kept), None)
        if missing is not None:
            raise NotFoundError(f"There is no record {missing}.")
        return tuple(self._deletion(kept[record], (Part.RECORD,)) for record in dict.fromkeys(records))

    def delete(self, deletions: Sequence[Deletion], stopped: Callable[[], bool] = lambda: False) -> Deleted:
        """Delete what a plan shows, and give the room back. What has changed since, so that it is not due, stays.

        stopped: asked before each hundred; what is left then is for the next time.
        """
        records: list[RecordId] = []
        dropped = freed = 0
        for start in range(0, len(deletions), _TOGETHER):
            if stopped():
                break
            batch = deletions[start : start + _TOGETHER]
            self._cancel([deletion.record for deletion in batch if Part.RECORD in deletion.parts])
            gone = self._store.delete(batch, self._actor, self._clock.now())
            records += gone.records
            for file in gone.files:
                size = self._store.size((file,))
                is_gone = bool(self._store.drop((file,)))
                dropped += is_gone
                freed += size if is_gone else 0
            if gone.erased:
                self._publish(RecordsErased(gone.erased))
        freed += self._wiping.shrink(stopped) if records else 0
        return Deleted(tuple(records), dropped, freed)

    def _due(self, item: Kept, now: datetime) -> Deletion | None:
        if item.decided_at is None:
            return None
        parts = due_parts(self._settings.of(item.document_type), item.decided_at, now)
        left = tuple(part for part in parts if part not in item.parts)
        return replace(self._deletion(item, left), is_due=True) if left else None

    def _deletion(self, item: Kept, parts: tuple[Part, ...]) -> Deletion:
        files = self._store.files(item.record) if {Part.ORIGINALS, Part.RECORD} & set(parts) else ()
        size = self._store.size(files)
        return Deletion(item.record, item.document_type, item.decided_at, parts, len(files), size, item.title)


def due_parts(keep: Keep, decided_at: datetime, now: datetime) -> tuple[Part, ...]:
    """What is over its time; the whole record goes before its parts."""
    days = {Part.RECORD: keep.record, Part.ORIGINALS: keep.originals, Part.TEXT: keep.text}
    due = tuple(part for part, kept in days.items() if kept is not None and decided_at + timedelta(days=kept) <= now)
    return (Part.RECORD,) if Part.RECORD in due else due

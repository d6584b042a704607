"""Answers of recognisers, kept until their reading is stored: one page that failed does not make all cost twice."""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import time
import uuid
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from core.domain.control import Control
from core.domain.events import Event, RecordsErased, StageChanged
from core.domain.ids import RecordId
from core.domain.recogniser import Material, Recogniser, Recognition, Task, Usability
from core.domain.states import StageName, StageStatus
from core.readers.checked import checked

log = logging.getLogger(__name__)

MOST_SECONDS: Final = 7 * 24 * 3600
"""They are text of documents: those of a reading that nobody ended are not kept for longer."""

_ENDED: Final = frozenset({StageStatus.DONE, StageStatus.CANCELLED})


class KeptAnswers:
    """Files, by record and by what was asked. Safe to use from several threads and processes.

    Args:
        folder: for them alone; made at the first need.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, record: RecordId, key: str) -> Recognition | None:
        """The answer to the same question, if it is kept; one that cannot be understood is none."""
        try:
            return _adapter().validate_json((self._folder / str(record) / key).read_bytes())
        except (OSError, ValidationError):
            return None

    def keep(self, record: RecordId, key: str, found: Recognition) -> None:
        """Keep it. Where it cannot be, the work goes on: the worst is that it is asked for again."""
        place = self._folder / str(record)
        part = place / f"{uuid.uuid4().hex}.part"
        try:
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
            with open(part, "xb", opener=_private) as file:
                file.write(_adapter().dump_json(found))
            part.replace(place / key)
        except OSError as error:
            log.warning("not kept", extra={"action": "answer_not_kept", "record": record, "code": error.errno})

    def forget(self, record: RecordId) -> None:
        """The reading is stored, or everything of the record is to go."""
        shutil.rmtree(self._folder / str(record), ignore_errors=True)

    def sweep(self) -> None:
        """Remove what is older than it may be."""
        for place in self._folder.glob("*"):
            with suppress(OSError):  # another process is at it too
                if time.time() - place.stat().st_mtime > MOST_SECONDS:
                    shutil.rmtree(place)

    def hear(self, event: Event) -> None:
        """Forget what is not needed any more, or must not be there."""
        if isinstance(event, StageChanged) and event.stage is StageName.OCR and event.status in _ENDED:
            self.forget(event.record)
        elif isinstance(event, RecordsErased):
            for record in event.records:
                self.forget(record)


class KeepingRecogniser:
    """A recogniser whose answers are kept; it is asked for what is not.

    Args:
        recogniser: see `core.domain.recogniser.Recogniser`.
        answers: where they are kept.
        way: everything of the settings on which an answer depends.
    """

    def __init__(self, recogniser: Recogniser, answers: KeptAnswers, way: str) -> None:
        self._recogniser = recogniser
        self._answers = answers
        self._way = f"{recogniser.name}\n{way}\n".encode()

    @property
    def name(self) -> str:
        """See `Recogniser.name`."""
        return self._recogniser.name

    @property
    def media_types(self) -> frozenset[str]:
        """See `Recogniser.media_types`."""
        return self._recogniser.media_types

    def usable(self) -> Usability:
        """See `Recogniser.usable`."""
        return self._recogniser.usable()

    def recognise(self, material: Material, task: Task, control: Control) -> Recognition:
        """See `Recogniser.recognise`."""
        control.checkpoint()
        key = hashlib.sha256(self._way + material.data).hexdigest()
        found = self._answers.find(task.record, key)
        if found is None:
            found = checked(self._recogniser.recognise(material, task, control), material)  # nonsense is not kept
            self._answers.keep(task.record, key, found)
        return found

    def close(self) -> None:
        """See `Recogniser.close`."""
        self._recogniser.close()


@cache
def _adapter() -> TypeAdapter[Recognition]:
    return TypeAdapter(Recognition)


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)

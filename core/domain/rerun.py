"""Running again: what is ordered, and what that would do to each record, told before anything is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from core.domain.bulk import Seen
from core.domain.field import FieldName
from core.domain.ids import RecordId
from core.domain.run_settings import AS_SET, USED_BY, RunSettings
from core.domain.states import DECIDED, ProcessStatus, StageName
from core.errors import UsageError

if TYPE_CHECKING:
    from core.domain.work import Submission

_Key = TypeVar("_Key", StageName, FieldName)


@dataclass(frozen=True, slots=True)
class RerunOrder:
    """What to run again. chain: what follows the stage as well. settings: other ones for these runs."""

    stage: StageName
    chain: bool
    settings: RunSettings = AS_SET

    @property
    def runs(self) -> tuple[StageName, ...]:
        """The stages that run."""
        order = tuple(StageName)
        place = order.index(self.stage)
        return order[place:] if self.chain else (self.stage,)

    def check(self) -> None:
        """Refuse settings that no stage of this order would use.

        Raises:
            UsageError: there is one.
        """
        useless = next((name for name in self.settings.given if USED_BY[name] not in self.runs), None)
        if useless is not None:
            stages = ", ".join(self.runs)
            raise UsageError(
                f"{useless} is for {USED_BY[useless]}, and only {stages} would run.", code="useless_setting"
            )


@dataclass(frozen=True, slots=True)
class RerunState:
    """A record's current version as far as running again asks.

    open_stage: the stage that is queued or running, if any. originals_gone, text_gone: deleted, so nothing can be made
    from them. is_approved_by_person: its values are a person's word. locked: those of them that a person corrected.
    """

    submission: Submission
    title: str
    open_stage: StageName | None
    originals_gone: bool
    text_gone: bool
    is_approved_by_person: bool
    locked: tuple[FieldName, ...]


@dataclass(frozen=True, slots=True)
class RerunLine:
    """What an order would do to one record.

    seen: as it stands now; None if it is gone. runs: stages that run, none if it is left out, and then `code` and
    `text` say why. makes_version: a new one, and what stands now stays as it is. outdated: stages whose results no
    longer stand. is_approved_by_person: its values are a person's word and stay; locked: those that were corrected.
    """

    record: RecordId
    seen: Seen | None
    title: str = ""
    status: ProcessStatus | None = None
    runs: tuple[StageName, ...] = ()
    makes_version: bool = False
    outdated: tuple[StageName, ...] = ()
    is_approved_by_person: bool = False
    locked: tuple[FieldName, ...] = ()
    code: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class RerunTotals:
    """Many lines in a few numbers. decided: records that are approved or rejected, and stay so in their version.

    locked: records whose values are a person's word, and stay; fields: those of them that were corrected, counted.
    left_out: by code, the most frequent first.
    """

    records: int = 0
    will_run: int = 0
    new_versions: int = 0
    decided: int = 0
    locked: int = 0
    runs: tuple[tuple[StageName, int], ...] = ()
    outdated: tuple[tuple[StageName, int], ...] = ()
    fields: tuple[tuple[FieldName, int], ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()

    def plus(self, lines: Sequence[RerunLine]) -> RerunTotals:
        """These and more lines."""
        run = [line for line in lines if line.runs]
        return RerunTotals(
            records=self.records + len(lines),
            will_run=self.will_run + len(run),
            new_versions=self.new_versions + sum(line.makes_version for line in run),
            decided=self.decided + sum(line.status in DECIDED for line in run),
            locked=self.locked + sum(line.is_approved_by_person for line in run),
            runs=_added(self.runs, [stage for line in run for stage in line.runs]),
            outdated=_added(self.outdated, [stage for line in run for stage in line.outdated]),
            fields=_added(self.fields, [field for line in run for field in line.locked]),
            left_out=_ranked(self.left_out, [line.code for line in lines if line.code]),
        )


def _added(before: tuple[tuple[_Key, int], ...], more: Sequence[_Key]) -> tuple[tuple[_Key, int], ...]:
    """In the order of the chain, or of the document."""
    counts = Counter(dict(before))
    counts.update(more)
    order = {key: place for kind in (StageName, FieldName) for place, key in enumerate(kind)}
    return tuple(sorted(counts.items(), key=lambda item: order[item[0]]))


def _ranked(before: tuple[tuple[str, int], ...], more: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """The most frequent first."""
    counts = Counter(dict(before))
    counts.update(more)
    return tuple(counts.most_common())


@dataclass(frozen=True, slots=True)
class RerunOutcome:
    """What came of one record. version: the one that runs, None if it was left out; then `code` and `text` say why."""

    record: RecordId
    version: int | None
    code: str = ""
    text: str = ""


class RerunStates(Protocol):
    """What the store can tell of records that are to run again."""

    def states(self, records: Sequence[RecordId]) -> dict[RecordId, RerunState]:
        """By record; those that are gone are left out."""

"""Runs cases through the real stages and compares what came out with the truth."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.accuracy.cases import Case
from core.bootstrap import Application, build
from core.bootstrap_stages import real_stages
from core.domain.control import Stage
from core.domain.field import FieldName
from core.domain.hold import Outcome
from core.domain.ids import BlobHash, RecordId, RunId
from core.domain.media import media_type
from core.domain.normal import same_value
from core.domain.page import Reading
from core.domain.record import Attachment, Dossier, ReadingOptions
from core.domain.states import StageName
from core.errors import HoldpointError
from core.settings import Settings

_TYPES = {".pdf": "application/pdf", ".png": "image/png", ".jpg": "image/jpeg", ".tif": "image/tiff"}


class Quiet:
    """A control that never stops anything."""

    def checkpoint(self) -> None:
        """Go on."""

    def report(self, done: int, total: int) -> None:
        """Nobody looks."""


@dataclass(frozen=True)
class Verdict:
    """What became of one case. missing: shown but not found; wrong: another value than the truth.

    pictures: the pages as shown by attachment and number, of cases that are not all right; pages whose picture is not
    kept are left out.
    """

    case: Case
    approved: bool
    missing: tuple[FieldName, ...]
    wrong: tuple[FieldName, ...]
    reasons: tuple[str, ...]
    pages: int
    seconds: float
    dossier: Dossier | None
    pictures: Mapping[tuple[int, int], bytes] = field(default_factory=dict)

    @property
    def found(self) -> dict[FieldName, str]:
        """The values that were found."""
        extraction = self.dossier.extraction if self.dossier else None
        return {field.name: field.value for field in extraction.fields} if extraction else {}

    @property
    def fields(self) -> int:
        """How many fields the document shows."""
        return sum(value is not None for value in self.case.truth.values())

    @property
    def fields_right(self) -> int:
        """How many of them were found as they are."""
        spurious = sum(self.case.truth[name] is None for name in self.wrong)
        return self.fields - len(self.missing) - (len(self.wrong) - spurious)

    @property
    def says_otherwise(self) -> bool:
        """True if a value means something else than the truth; a space more or less in a number does not."""
        pairs = ((name, self.case.truth.get(name)) for name in self.wrong)
        return any(told is None or not same_value(name, told, self.found[name]) for name, told in pairs)

    @property
    def is_right(self) -> bool:
        """True if every field was found and none is wrong."""
        return not self.missing and not self.wrong

    @property
    def approved_wrongly(self) -> bool:
        """True for what must never happen."""
        return self.approved and (self.case.must_hold is not None or self.says_otherwise)

    @property
    def held_needlessly(self) -> bool:
        """True if a person was asked although nothing is wrong with the document."""
        return not self.approved and self.case.must_hold is None


Kept = tuple[Case, Reading | None]
"""A case and what was once read of it."""


def run(cases: Iterator[Case], data_dir: Path) -> Iterator[Verdict]:
    """Judge each case with stages that are wired as in the product."""
    with wired(data_dir) as (app, stages):
        for case in cases:
            yield _verdict(case, app, stages, dossier_of(case, app))


def replay(kept: Iterable[Kept], data_dir: Path) -> Iterator[Verdict]:
    """Judge cases from what was once read of them: only the rules and the policy work again."""
    with wired(data_dir) as (app, stages):
        for case, reading in kept:
            if reading is not None:
                bare = Attachment(0, case.path.name, BlobHash(""), 0, _TYPES.get(case.path.suffix, ""), case.path)
                dossier = Dossier(RecordId(1), 1, RunId(1), (bare,), case.claim, ReadingOptions(), reading=reading)
                yield _verdict(case, app, stages, dossier)


@contextmanager
def wired(data_dir: Path) -> Iterator[tuple[Application, Mapping[StageName, Stage]]]:
    """An application and its stages, closed at the end."""
    app = build(Settings(data_dir=data_dir))
    stages = real_stages(app)
    try:
        yield app, stages.by_name
    finally:
        stages.close()
        app.close()


def _verdict(case: Case, app: Application, stages: Mapping[StageName, Stage], given: Dossier) -> Verdict:
    started = time.perf_counter()
    dossier = given
    try:
        for name in StageName:
            if name is not StageName.OCR or given.reading is None:
                dossier = stages[name].run(dossier, Quiet())
    except HoldpointError as error:
        seconds = time.perf_counter() - started
        missing = tuple(name for name, value in case.truth.items() if value is not None)
        return Verdict(
            case,
            approved=False,
            missing=missing,
            wrong=(),
            reasons=(error.code,),
            pages=1,
            seconds=seconds,
            dossier=None,
        )
    seconds = time.perf_counter() - started
    reading, extraction, judgement = dossier.reading, dossier.extraction, dossier.judgement
    assert reading is not None
    assert extraction is not None
    assert judgement is not None
    found = {field.name: field.value for field in extraction.fields}
    verdict = Verdict(
        case,
        approved=judgement.outcome is Outcome.APPROVED,
        missing=tuple(name for name, value in case.truth.items() if value is not None and name not in found),
        wrong=tuple(name for name, value in found.items() if case.truth.get(name) != value),
        reasons=tuple(_short(reason) for reason in judgement.reasons),
        pages=max(1, len(reading.pages)),
        seconds=seconds,
        dossier=dossier,
    )
    return verdict if verdict.is_right else replace(verdict, pictures=_pictures(dossier, app))


def _pictures(dossier: Dossier, app: Application) -> Mapping[tuple[int, int], bytes]:
    pages = dossier.reading.pages if dossier.reading else ()
    paths = {(page.attachment, page.number): app.store.blobs.path(page.picture) for page in pages if page.picture}
    return {place: path.read_bytes() for place, path in paths.items() if path.exists()}


def _short(reason: object) -> str:
    rule = dict(reason.params).get("rule", "")  # type: ignore[attr-defined]
    return ":".join(part for part in (reason.code, reason.field, rule) if part)  # type: ignore[attr-defined]


def dossier_of(case: Case, app: Application) -> Dossier:
    """The case as a record that was just taken in."""
    data = case.path.read_bytes()
    digest = BlobHash(hashlib.sha256(data).hexdigest())
    copy = app.settings.data_dir / f"in-{digest}{case.path.suffix}"
    shutil.copyfile(case.path, copy)
    attachment = Attachment(0, case.path.name, digest, len(data), media_type(data[:4096]), copy)
    return Dossier(RecordId(1), 1, RunId(1), (attachment,), case.claim, ReadingOptions())

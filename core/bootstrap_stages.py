"""The composition root's stages: what a lane runs, and the readers and models behind it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.domain.control import Stage
from core.domain.ids import BlobHash
from core.domain.model import FieldModel
from core.domain.page import Segment
from core.domain.ports import Clock
from core.domain.recogniser import Recogniser
from core.domain.states import StageName
from core.language_model.late import LateModel
from core.readers.kept import KeepingRecogniser, KeptAnswers
from core.readers.outfit import Outfit
from core.settings import ModelSettings, Settings
from core.store.store import Store

if TYPE_CHECKING:
    from core.bootstrap import Application
    from core.readers.second import SecondReading
    from core.readers.speech.hearing import Hearing
    from core.reading.process import ChildReader
    from core.reading.region import RegionReader


@dataclass(frozen=True, slots=True)
class LaneStages:
    """The stages that one lane runs, how to end what they hold open, and how to let the slow ones get ready ahead."""

    by_name: Mapping[StageName, Stage]
    close: Callable[[], None]
    warm_up: Callable[[], None] = lambda: None


StageFactory = Callable[["Application"], LaneStages]


def real_stages(app: Application) -> LaneStages:
    """The stages of one lane, with a reading child of their own."""
    # Here, in the lane's thread: whoever only looks at records need not wait for what reads them (0.1 s).
    from core.approval.stage import ApprovalStage  # noqa: PLC0415
    from core.extraction.stage import ExtractionStage  # noqa: PLC0415
    from core.reading.command import child_command  # noqa: PLC0415
    from core.reading.limits import ReadingLimits  # noqa: PLC0415
    from core.reading.process import ChildReader  # noqa: PLC0415
    from core.reading.stage import ReadingStage  # noqa: PLC0415

    settings = app.settings
    limits = ReadingLimits.from_settings(settings.page_seconds, settings.document_seconds, settings.child_memory_mb)
    reader = ChildReader(child_command(), limits, app.store.scratch, app.reading_options)
    reading = ReadingStage(reader, app.store.pictures, limits)
    approval = ApprovalStage(app.policy, app.clock, app.schools, app.rules.policy)
    hearing = hearing_of(app, reading, reader)
    first: Stage = hearing
    closing = [hearing.close, reading.close]
    if settings.readers.second:
        second = second_reading(app, hearing, ExtractionStage(app.types), approval)
        first = second
        closing.insert(0, second.close)

    def close() -> None:
        for end in closing:
            end()

    stages: dict[StageName, Stage] = {
        StageName.OCR: first,
        StageName.EXTRACT: ExtractionStage(app.types, app.model, asks_model=settings.model.enabled),
        StageName.APPROVE: approval,
    }
    return LaneStages(stages, close, reading.warm_up)


def hearing_of(app: Application, reading: Stage, reader: ChildReader) -> Hearing:
    """The reading stage with what turns recordings into text; the reader's child writes it down."""
    from core.readers.speech.hearing import Hearing, Written  # noqa: PLC0415 - as above
    from core.reading.pictures import picture_bytes  # noqa: PLC0415

    def write_down(segments: tuple[Segment, ...], tick: Callable[[], None]) -> Written:
        drawn, words, picture = reader.write_down(segments, tick)
        return Written(drawn.width, drawn.height, words, drawn.lines, picture_bytes(picture))

    speech = app.settings.speech
    recogniser = None
    if speech.recogniser:
        from core.readers import registry  # noqa: PLC0415 - all of them are loaded with it

        recogniser = _keeping(app, registry.made(speech.recogniser, outfit_of(app)))
    return Hearing(reading, recogniser, write_down, app.store.pictures, speech.seconds)


def second_reading(app: Application, first: Stage, extract: Stage, approve: Stage) -> SecondReading:
    """The reading stage with the recogniser beside it that the settings name."""
    from core.readers import registry  # noqa: PLC0415 - as above
    from core.readers.doubts import Doubts  # noqa: PLC0415
    from core.readers.second import SecondReading  # noqa: PLC0415

    settings = app.settings
    return SecondReading(
        first,
        _keeping(app, registry.made(settings.readers.second, outfit_of(app))),
        Doubts(extract, approve),
        settings.readers,
        picture=lambda blob: app.store.pictures.path(blob).read_bytes(),
        seconds=settings.page_seconds,
    )


def kept_answers(settings: Settings) -> KeptAnswers:
    """Where answers of recognisers are kept between the tries of a reading."""
    return KeptAnswers(settings.data_dir / "answers")


def _keeping(app: Application, recogniser: Recogniser) -> Recogniser:
    settings, speech = app.settings, app.settings.speech
    way = [settings.clova.invoke_url, speech.base_url, speech.name, speech.language, str(speech.weights)]
    return KeepingRecogniser(recogniser, kept_answers(settings), json.dumps([*way, *settings.languages]))


def outfit_of(app: Application) -> Outfit:
    """What recognisers are made with; what leaves this machine is noted."""
    from core.readers.ledger import StoredLedger  # noqa: PLC0415 - as above

    return Outfit(app.settings, app.clock, StoredLedger(app.store.work, app.clock), app.store.scratch, app.breakers)


def region_reader(app: Application) -> RegionReader:
    """What reads one place of a page again, with a child of its own; for one thread, which closes it."""
    from core.reading.command import child_command  # noqa: PLC0415 - as above
    from core.reading.limits import ReadingLimits  # noqa: PLC0415
    from core.reading.process import ChildReader  # noqa: PLC0415
    from core.reading.region import RegionReader  # noqa: PLC0415

    settings = app.settings
    limits = ReadingLimits.from_settings(settings.page_seconds, settings.document_seconds, settings.child_memory_mb)
    reader = ChildReader(child_command(), limits, app.store.scratch, app.reading_options)
    return RegionReader(reader, app.reading_options)


def field_model(settings: ModelSettings, store: Store, clock: Clock) -> FieldModel | None:
    """One model for all lanes, so that they share its breaker; None if none is named: a single run may ask it."""

    def picture(blob: BlobHash) -> bytes | None:
        path = store.blobs.path(blob)
        return path.read_bytes() if path.exists() else None

    def make() -> FieldModel:
        # Loaded late: nothing of it is wanted where nothing leaves the machine, and no window should wait for it.
        from core.language_model.keys import Keys  # noqa: PLC0415
        from core.language_model.ledger import StoredLedger  # noqa: PLC0415
        from core.language_model.reader import LanguageModel  # noqa: PLC0415

        return LanguageModel(
            settings,
            StoredLedger(store.work, settings, clock),
            clock,
            find_key=lambda: Keys().find(settings.endpoint),
            picture=picture,
        )

    return LateModel(make) if settings.name else None

"""Answers are kept for the same question alone, and for no longer than their reading needs them."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from core.domain.control import Control, Unhurried
from core.domain.events import RecordsErased, StageChanged
from core.domain.ids import RecordId, RunId
from core.domain.media import JPEG
from core.domain.page import Box, Engine, Word
from core.domain.recogniser import Material, Recogniser, Recognition, Task, Usability
from core.domain.states import StageName, StageStatus
from core.errors import EngineError
from core.readers.checked import check_material
from core.readers.kept import MOST_SECONDS, KeepingRecogniser, KeptAnswers
from tests.readers.contract import RecogniserContract

FIRST, SECOND = RecordId(1), RecordId(2)
PICTURE = Material(b"a picture", JPEG, 10, 10)
WORDS = Recognition(Engine("counting", "1"), (Word("홍길동", Box(0.1, 0.1, 0.3, 0.2), 0.9, 0),))


@dataclass
class Counting:
    """Gives this answer, and counts how often it was asked."""

    answer: Recognition = WORDS
    asked: int = 0
    name: str = "counting"
    media_types: frozenset[str] = frozenset({JPEG})

    def usable(self) -> Usability:
        return Usability(detail="here")

    def recognise(self, material: Material, _task: Task, control: Control) -> Recognition:
        control.checkpoint()
        check_material(self, material)
        self.asked += 1
        return self.answer

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def answers(tmp_path: Path) -> KeptAnswers:
    return KeptAnswers(tmp_path / "answers")


class TestKept(RecogniserContract):
    @pytest.fixture
    def recogniser(self, answers: KeptAnswers) -> Recogniser:  # type: ignore[override]
        return KeepingRecogniser(Counting(), answers, "ko")

    @pytest.fixture
    def good(self) -> Material:
        return PICTURE


def ask(recogniser: KeepingRecogniser, record: RecordId = FIRST, material: Material = PICTURE) -> Recognition:
    return recogniser.recognise(material, Task(record, RunId(1), 0, 1), Unhurried())


def test_the_same_is_asked_once_also_after_a_restart(answers: KeptAnswers, tmp_path: Path) -> None:
    counting = Counting()
    before = KeepingRecogniser(counting, answers, "ko")
    after = KeepingRecogniser(counting, KeptAnswers(tmp_path / "answers"), "ko")
    assert ask(before) == ask(before) == ask(after) == WORDS
    assert counting.asked == 1


def test_another_picture_record_or_setting_is_another_question(answers: KeptAnswers) -> None:
    counting = Counting()
    ask(KeepingRecogniser(counting, answers, "ko"))
    ask(KeepingRecogniser(counting, answers, "ko"), SECOND)
    ask(KeepingRecogniser(counting, answers, "ko"), FIRST, replace(PICTURE, data=b"another"))
    ask(KeepingRecogniser(counting, answers, "en"))
    ask(KeepingRecogniser(replace(counting, name="other"), answers, "ko"))
    assert counting.asked == 4


def test_what_makes_no_sense_or_was_damaged_is_asked_again(answers: KeptAnswers, tmp_path: Path) -> None:
    counting = Counting(replace(WORDS, words=(replace(WORDS.words[0], confidence=7.0),)))
    recogniser = KeepingRecogniser(counting, answers, "ko")
    for _ in range(2):
        with pytest.raises(EngineError):
            ask(recogniser)
    counting.answer = WORDS
    ask(recogniser)
    (file,) = (path for path in (tmp_path / "answers").rglob("*") if path.is_file())
    file.write_bytes(file.read_bytes()[:20])
    assert ask(recogniser) == WORDS
    assert counting.asked == 4


@pytest.mark.parametrize("event", [
    StageChanged(FIRST, RunId(1), StageName.OCR, StageStatus.DONE, 1),
    StageChanged(FIRST, RunId(1), StageName.OCR, StageStatus.CANCELLED, 1),
    RecordsErased((FIRST,)),
])  # fmt: skip
def test_they_go_when_the_reading_is_stored_or_the_record_goes(answers: KeptAnswers, event) -> None:
    for record in (FIRST, SECOND):
        answers.keep(record, "key", WORDS)
    answers.hear(event)
    assert (answers.find(FIRST, "key"), answers.find(SECOND, "key")) == (None, WORDS)


def test_they_stay_for_the_next_try_but_not_for_ever(answers: KeptAnswers, tmp_path: Path) -> None:
    answers.keep(FIRST, "key", WORDS)
    answers.hear(StageChanged(FIRST, RunId(1), StageName.OCR, StageStatus.FAILED, 1))
    answers.hear(StageChanged(FIRST, RunId(2), StageName.EXTRACT, StageStatus.DONE, 1))
    answers.sweep()
    assert answers.find(FIRST, "key") == WORDS
    old = time.time() - MOST_SECONDS - 10
    os.utime(tmp_path / "answers" / str(FIRST), (old, old))
    answers.sweep()
    assert answers.find(FIRST, "key") is None


def test_where_nothing_can_be_kept_the_work_goes_on(tmp_path: Path) -> None:
    (tmp_path / "answers").write_text("no folder")
    counting = Counting()
    assert ask(KeepingRecogniser(counting, KeptAnswers(tmp_path / "answers"), "ko")) == WORDS

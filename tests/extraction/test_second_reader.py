from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from core.domain.field import FieldName, Remark, Said, Source
from core.domain.ids import BlobHash
from core.domain.model import ModelAnswer, ModelRequest, ModelTrouble, ModelValue
from core.domain.page import Engine, Page, PageStatus
from core.errors import EngineError, EngineMissingError
from core.extraction.stage import ENGINE, ExtractionStage
from tests.kit.pages import Quiet, dossier_of, extract, on, page_of, reading_of

PAGE = page_of(
    "졸업증명서",
    "성명 : 홍길동",
    "생년월일 : 1999년 5월 3일",
    "학과 : 통계학과",
    "위 사람은 졸업하였음을 증명함",
    "2022년 3월 5일",
    "동해대학교총장",
    "담당 김 갑 돌   확인 2022. 3. 6.",
)


@dataclass
class Told:
    """A model that answers what it is told, and remembers what it was asked."""

    values: dict[str, str]
    trouble: ModelTrouble | None = None
    error: EngineError | None = None
    asked: ModelRequest | None = None

    def read(self, request: ModelRequest, control: object) -> ModelAnswer:
        self.asked = request
        if self.error:
            raise self.error
        values = tuple(ModelValue(FieldName(name), value) for name, value in self.values.items())
        return ModelAnswer(values, Engine("tiny-model", "prompt 1"), self.trouble)


def read(types, *pages: Page, **values: str):
    return extract(ExtractionStage(types, Told(values)), *(pages or (PAGE,)))


def test_a_value_that_both_say_names_both_and_gains_nothing_else(types) -> None:
    alone = extract(ExtractionStage(types), PAGE).get(FieldName.HOLDER_NAME)
    both = read(types, holder_name="홍 길 동").get(FieldName.HOLDER_NAME)
    assert both == replace(alone, sources=(Source.RULE, Source.MODEL))


def test_a_date_is_the_same_in_whatever_form_it_is_written(types) -> None:
    field = read(types, birth_date="1999-05-03").get(FieldName.BIRTH_DATE)
    assert (field.sources, field.doubts) == ((Source.RULE, Source.MODEL), ())


def test_where_they_differ_the_rules_value_stays_and_both_are_shown(types) -> None:
    field = read(types, holder_name="김갑돌").get(FieldName.HOLDER_NAME)
    assert (field.value, field.sources) == ("홍길동", (Source.RULE,))
    assert "sources_disagree" in field.doubts
    assert field.readings == (Said(Source.RULE, "홍길동"), Said(Source.MODEL, "김갑돌"))
    assert field.others == ("김갑돌",)


def test_a_value_of_the_model_alone_is_found_on_the_page_and_doubted(types) -> None:
    field = read(types, admission_date="2022. 3. 6.").get(FieldName.ADMISSION_DATE)
    assert (field.value, field.sources, field.doubts) == ("2022-03-06", (Source.MODEL,), ("model_only",))
    assert field.grounded
    assert [word.text for word in field.words] == ["2022.", "3.", "6."]


def test_a_value_that_stands_nowhere_is_dropped_and_said(types) -> None:
    found = read(types, degree="이학박사", holder_name="박문수")
    assert found.get(FieldName.DEGREE) is None
    assert found.remarks == (Remark("model_ungrounded", FieldName.DEGREE),)
    name = found.get(FieldName.HOLDER_NAME)
    assert (name.value, name.doubts, name.readings) == ("홍길동", ("model_ungrounded",), ())


@pytest.mark.parametrize("value", ["동", "..", "(", "2022", "3월 5일", "없는 말", "x" * 300])
def test_scraps_are_never_taken_for_a_date(types, value: str) -> None:
    assert read(types, graduation_date=value).get(FieldName.GRADUATION_DATE) is None


@pytest.mark.parametrize(
    ("kind", "doubts"),
    [("graduation_certificate", ()), ("transcript", ("model_ungrounded",)), ("passport", ("model_ungrounded",))],
)
def test_a_kind_of_document_must_be_named_on_the_page(types, kind: str, doubts: tuple[str, ...]) -> None:
    assert read(types, document_type=kind).get(FieldName.DOCUMENT_TYPE).doubts == doubts


def test_a_kind_of_its_own_is_grounded_in_the_title(types) -> None:
    page = page_of("성명 : 홍길동", "성적증명서", "졸업증명서 첨부")
    field = read(types, page, document_type="transcript").get(FieldName.DOCUMENT_TYPE)
    assert "transcript" in (field.value, *field.others)


def test_the_place_is_looked_for_on_every_page(types) -> None:
    second = on(page_of("비고", "지도교수 성춘향"), number=2)
    field = read(types, PAGE, second, degree="성춘향").get(FieldName.DEGREE)
    assert (field.page, field.grounded, field.doubts) == (2, True, ("model_only",))


def test_the_model_is_given_readable_text_and_nothing_else(types) -> None:
    model = Told({})
    unread = replace(on(page_of("비밀"), number=2), status=PageStatus.UNREAD)
    empty = on(replace(PAGE, words=()), number=3)
    pictured = replace(PAGE, picture=BlobHash("ab" * 32))
    dossier = dossier_of(reading_of(pictured, unread, empty), {"holder_name": "이몽룡"})
    ExtractionStage(types, model).run(dossier, Quiet())
    (page,) = model.asked.pages
    assert page.lines[:2] == ("졸업증명서", "성명 : 홍길동")
    assert page.lines[-1] == "담당 김 갑 돌   확인 2022. 3. 6."
    assert page.picture == "ab" * 32
    assert "이몽룡" not in repr(model.asked)
    assert model.asked.kinds == ("graduation_certificate", "enrolment_certificate", "transcript", "diploma")


def test_the_engine_names_both_readers_within_what_the_store_keeps(types) -> None:
    assert read(types).engine == Engine("holdpoint-rules + tiny-model", f"{ENGINE.version} + prompt 1")
    assert extract(ExtractionStage(types), PAGE).engine == ENGINE


def test_without_an_answer_the_rules_go_on_and_say_so(types) -> None:
    for trouble in (ModelTrouble.UNUSABLE, ModelTrouble.SPENT):
        found = extract(ExtractionStage(types, Told({}, trouble)), PAGE)
        assert found.remarks == (Remark(trouble.value),)
        assert found.engine == ENGINE
        assert found.fields == extract(ExtractionStage(types), PAGE).fields


def test_a_model_that_cannot_be_reached_is_waited_for_until_the_last_try(types) -> None:
    stage = ExtractionStage(types, Told({}, error=EngineError("later", code="model_unavailable", retry_after=9)))
    dossier = dossier_of(reading_of(PAGE))
    with pytest.raises(EngineError) as caught:
        stage.run(dossier, Quiet())
    assert caught.value.retry_after == 9
    last = stage.run(replace(dossier, is_last_try=True), Quiet()).extraction
    assert last.remarks == (Remark("model_unavailable"),)


def test_a_wrong_key_fails_the_record_at_any_try(types) -> None:
    stage = ExtractionStage(types, Told({}, error=EngineMissingError("set the key", code="model_key")))
    with pytest.raises(EngineMissingError):
        stage.run(replace(dossier_of(reading_of(PAGE)), is_last_try=True), Quiet())

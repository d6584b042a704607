from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.egress import DataKind
from core.domain.model import PageText
from core.language_model.dialect import Rung
from core.language_model.limits import PICTURE_BYTES, PICTURES, PROMPT_CHARS
from core.language_model.prompt import build_prompt
from tests.language_model.kit import LINES, a_request


def said(prompt, rung: Rung = Rung.TEXT, problem: str = "") -> str:
    return "\n".join(str(message["content"]) for message in prompt.messages(rung, problem))


def test_the_document_stands_between_markers_that_it_cannot_write_itself() -> None:
    prompt = build_prompt(a_request(*LINES, "</document>", "<document x>"), None, masks=True)
    first, *_, last = prompt.document.split("\n")
    name = first.removeprefix("<document ").removesuffix(">")
    assert last == f"</document {name}>"
    assert prompt.document.count(name) == 2


def test_there_is_no_example_to_copy_from() -> None:
    korean = build_prompt(a_request(), None, masks=True)
    assert [message["role"] for message in korean.messages(Rung.JSON_SCHEMA)] == ["system", "user"]
    assert not any("가" <= letter <= "힣" for letter in korean.task)


def test_the_model_hears_of_no_policy_no_claim_and_no_threshold() -> None:
    text = said(build_prompt(a_request(), None, masks=True)).lower()
    for word in ("policy", "approve", "on hold", "threshold", "claim", "confidence", "applicant", "정책", "승인"):
        assert word not in text


def test_a_long_document_is_cut_to_the_limit_and_says_so() -> None:
    pages = tuple(
        PageText(0, number, tuple(f"{number} 줄 {line} 가나다라" for line in range(900))) for number in (1, 2, 3)
    )
    prompt = build_prompt(replace(a_request(), pages=pages), None, masks=True)
    for rung in Rung:
        assert len(said(prompt, rung, "it holds several JSON objects that differ")) <= PROMPT_CHARS
    assert [(page.page, page.is_cut) for page in prompt.sent] == [(1, False), (2, True)]
    assert "2 줄 0" in prompt.document
    assert "3 줄" not in prompt.document


@pytest.mark.parametrize(
    ("size", "pages", "count"), [(10, 1, 1), (10, PICTURES + 3, PICTURES), (PICTURE_BYTES + 1, 1, 0)]
)
def test_pictures_are_few_and_small(size: int, pages: int, count: int) -> None:
    texts = tuple(PageText(0, number + 1, ("a",), "ab" * 32) for number in range(pages))
    prompt = build_prompt(replace(a_request(), pages=texts), lambda blob: b"x" * size, masks=True)
    assert len(prompt.pictures) == count
    assert sum(page.kind is DataKind.PICTURE for page in prompt.sent) == count


def test_a_picture_that_is_gone_is_left_out() -> None:
    prompt = build_prompt(a_request(*LINES, picture="ab" * 32), lambda blob: None, masks=True)
    assert prompt.pictures == ()

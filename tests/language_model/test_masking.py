from __future__ import annotations

import time

import pytest

from core.domain.egress import Masked, MaskKind
from core.language_model.masking import MARK, mask


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("주민등록번호 : 980412-1234567", MaskKind.RESIDENT_NUMBER),
        ("980412 - 1234567", MaskKind.RESIDENT_NUMBER),
        ("980412-1******", MaskKind.RESIDENT_NUMBER),
        ("98O412-l234567", MaskKind.RESIDENT_NUMBER),
        ("9 8 0 4 1 2 - 1 2 3 4 5 6 7", MaskKind.RESIDENT_NUMBER),
        ("전화 010-1234-5678", MaskKind.PHONE),
        ("전화 01012345678", MaskKind.PHONE),
        ("Tel. 02-880-1234", MaskKind.PHONE),
        ("Tel. 031) 880-1234", MaskKind.PHONE),
        ("+82-10-1234-5678", MaskKind.PHONE),
        ("+82 2 880 1234", MaskKind.PHONE),
        ("+1 (212) 555-0123", MaskKind.PHONE),
        ("(212) 555-0123", MaskKind.PHONE),
        ("registrar@saebyeok.ac.kr", MaskKind.EMAIL),
        ("hong.gil-dong+x@mail.example", MaskKind.EMAIL),
        ("hong @ mail . example", MaskKind.EMAIL),
        ("계좌 110-123-456789", MaskKind.BANK_NUMBER),
        ("계좌 352-1234-5678-93", MaskKind.BANK_NUMBER),
        ("11012345678901", MaskKind.BANK_NUMBER),
        ("1234 5678 9012 3456", MaskKind.BANK_NUMBER),
    ],
)
def test_what_identifies_beyond_the_fields_is_replaced_letter_by_letter(text: str, kind: MaskKind) -> None:
    done = mask((text,))
    assert done.masked == (Masked(kind, 1),)
    (line,) = done.lines
    assert len(line) == len(text)
    secret = text.rpartition(" : ")[2].rpartition("전화 ")[2].rpartition("Tel. ")[2].rpartition("계좌 ")[2]
    kept = line[len(text) - len(secret) :]
    assert MARK in kept
    assert not any(letter.isalnum() for letter in kept)


@pytest.mark.parametrize(
    "text",
    [
        "생년월일 : 1998년 4월 12일",
        "1998-04-12",
        "2017-03-02 - 2021-02-19",
        "2017-03-02-2021-02-19",
        "2017.03.02 ~ 2021.02.19",
        "제 2024-12345 호",
        "2024-000123",
        "UR-2024-51234",
        "A0012345",
        "학번 20170412",
        "평점평균 4.21 / 4.5",
        "01) 일반수학 3 A+",
        "Bachelor of Science, 21 February 2019",
        "OOOOOO-lllllll",
        "@ home",
    ],
)
def test_what_the_fields_need_stays(text: str) -> None:
    assert mask((text,)).lines == (text,)
    assert mask((text,)).masked == ()


def test_each_kind_is_counted_over_all_lines() -> None:
    done = mask(("010-1234-5678, a@b.example", "02-880-1234"))
    assert done.masked == (Masked(MaskKind.PHONE, 2), Masked(MaskKind.EMAIL, 1))


@pytest.mark.parametrize("piece", ["가", "0", "0-", "1 ", "+1", "(0", "a.", "@", "a@", "12-", " ", "O", "0 0 0 0 0 0-"])
def test_no_text_keeps_the_masking_busy(piece: str) -> None:
    started = time.perf_counter()
    mask((piece * (50_000 // len(piece)),))
    assert time.perf_counter() - started < 3

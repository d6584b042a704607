"""In Korean, nothing of the window is English: every widget of every screen and dialog is read."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from fake_desk import FakePlace
from fake_wire import a_wire
from walk import WIDTHS, Show, everything_opened

from core.approval.names import CheckName
from core.domain.claim import Claim
from core.domain.claim_table import ClaimKey, ClaimTable
from core.domain.field import FieldName
from core.domain.hold import HoldReason, ReasonCode
from core.domain.states import ProcessStatus, StageName
from desktop.ui.errors import KOREAN

NAMES_IN_KOREAN_TOO = """
    Holdpoint English Tesseract OpenAI AI PDF JPEG PNG TIFF WebP HEIC BMP JSON TOML SHA CSV ZIP https http data dir
    kB MB GB Ctrl Alt Shift Esc Tab Del PgUp PgDown Home End Space ID Enter fake holdpoint pdf json csv record Show in
    default kim CLOVA OCR Invoke URL Whisper faster whisper general
"""
NAMES = frozenset(re.findall(r"\w+", NAMES_IN_KOREAN_TOO))
"""Names, units, keys and endings, which are written so in Korean too; `fake` is the engine of the desk in memory, and
"Show in English" is for who cannot read the rest.
"""
CODES = {*(code.value for code in ReasonCode), *(name.value for name in CheckName), *KOREAN}
"""They stand small beside the sentence, for whoever looks after the program."""
UNKNOWN_CODE = "a code of tomorrow"
"""What the desk in memory counts under a code that this version has no words for."""
REPORT = re.compile("Holdpoint fault report.*", re.DOTALL)
"""The report goes to whoever looks after the program; it is written in English on purpose."""


def latin(text: str) -> set[str]:
    text = text.replace(UNKNOWN_CODE, "")
    plain = unescape(re.sub(r"<[^>]*>", " ", REPORT.sub("", text)))
    plain = re.sub(r"https?://\S+|[\w./-]*/[\w./-]+|‹U\+[0-9A-F]+›|\b[0-9a-f]{64}\b", " ", plain)
    words = re.findall(r"[A-Za-z_]{2,}", plain)
    return {word for word in words if word not in NAMES | CODES}


@pytest.fixture
def korean_desk() -> FakePlace:
    """Everything that comes from documents is in Korean, so that what is left is the window's own."""
    place = FakePlace(wire=a_wire("학교"))
    desk = place.desk
    desk.place = "이 컴퓨터"
    for status in ProcessStatus:
        if status in (ProcessStatus.PENDING, ProcessStatus.IN_PROGRESS):
            continue
        number = desk.add(status, "홍길동", tell=False)
        desk.fields[number] = tuple(replace(one, value="한국대학교", raw="한국대학교") for one in desk.fields[number])
        desk.claims[number] = Claim(((FieldName.SCHOOL, "한국대학교"),), problem="record.json: it is not valid JSON")
        row = desk.rows_by_id[number]
        if status is ProcessStatus.HOLD:
            reasons = tuple(
                HoldReason(code, StageName.APPROVE, FieldName.SCHOOL if at % 2 else None, (("detail_ko", "값이 다름"),))
                for at, code in enumerate(ReasonCode)
            )
            row = replace(row, reasons=reasons)
        error = "알 수 없는 오류" if row.error_text else ""
        desk.rows_by_id[number] = replace(row, source="/받은 것/홍길동.pdf", error_text=error)
    return place


TABLE = ClaimTable(
    "신청.csv", "cp949", ",", ("파일", "성명"), (("1", "홍길동"),), (2,), (ClaimKey.RECORD, FieldName.HOLDER_NAME)
)


def test_nothing_is_english_or_cut_in_korean(qtbot, qapp, tmp_path, own_typeface, korean_desk):
    show = Show(korean_desk, "ko", "알 수 없는 글", TABLE, WIDTHS)
    with everything_opened(qtbot, qapp, tmp_path, show) as opened:
        left = {(where, text) for where, text in opened.texts if latin(text)}
        assert len(opened.texts) > 1000, "the walk saw next to nothing"
        assert not left, "\n".join(sorted(f"{where}: {text[:100]} {latin(text)}" for where, text in left))
        assert not opened.cut, "\n".join(f"{width}: {told}" for told, width in sorted(opened.cut.items()))

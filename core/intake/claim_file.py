"""Claims as a CSV file: reading it within limits, and guessing what its columns are."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from core.domain.claim_table import ClaimKey, ClaimTable, ColumnUse, RecordFact
from core.domain.field import FieldName
from core.errors import InputError
from core.intake.plan import printable

MAX_BYTES: Final = 20_000_000
MAX_ROWS: Final = 50_000
MAX_COLUMNS: Final = 100
_ENCODINGS: Final = ("utf-8-sig", "cp949")
_DELIMITERS: Final = ",;\t|"
_SAMPLE: Final = 64 * 1024
_HEADERS: Final[dict[ColumnUse, str]] = {
    ClaimKey.FILE: "file filename file_name path folder document 파일 파일명 파일이름 첨부파일 폴더",
    ClaimKey.RECORD: "record record_id recordid id no 기록 기록번호 접수번호 번호",
    RecordFact.DUE: "due due_date duedate deadline until 기한 마감 마감일 마감일자 처리기한 심사기한",
    FieldName.DOCUMENT_NUMBER: "document_number documentnumber number serial certificate_number certificateno "
    "문서번호 증명서번호 발급번호 학위번호 제호",
    FieldName.DOCUMENT_TYPE: "document_type documenttype type kind 문서종류 증명서종류 종류 서류종류",
    FieldName.HOLDER_NAME: "holder_name holdername name fullname applicant student "
    "성명 이름 지원자 지원자명 학생명 신청자",
    FieldName.BIRTH_DATE: "birth_date birthdate birthday dateofbirth dob 생년월일 생일",
    FieldName.SCHOOL: "school university college institution schoolname 학교 학교명 대학 대학교 출신학교",
    FieldName.MAJOR: "major department subject 전공 학과 전공명 학과명",
    FieldName.DEGREE: "degree degreename 학위 학위명",
    FieldName.ADMISSION_DATE: "admission_date admissiondate admission entrance entered 입학일 입학일자 입학년월일",
    FieldName.GRADUATION_DATE: "graduation_date graduationdate graduation graduated 졸업일 졸업일자 졸업년월일",
    FieldName.ISSUE_DATE: "issue_date issuedate issued issuedon 발급일 발급일자 발행일",
}


def read_table(path: Path) -> ClaimTable:
    """Read a CSV file: UTF-8 or Korean Windows text, the delimiter guessed, within limits.

    Raises:
        InputError: it cannot be read, is no such text, has no rows, or goes over a limit.
    """
    text, encoding = _decoded(_bytes(path))
    delimiter = _delimiter(text)
    lines: list[int] = []
    rows: list[tuple[str, ...]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        begin = 1
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append(tuple(_cell(cell) for cell in row))
                lines.append(begin)
            begin = reader.line_num + 1
            _within_limits(len(rows), len(row))
    except csv.Error as error:
        raise InputError(f"Line {reader.line_num} is no valid CSV: {error}.", code="bad_csv") from error
    if len(rows) < 2:  # noqa: PLR2004 - headers and one line
        raise InputError("The file has no line below its headers.", code="empty_table")
    width = max(len(row) for row in rows)
    even = tuple(row + ("",) * (width - len(row)) for row in rows)
    return ClaimTable(
        source=printable(path.name),
        encoding=encoding,
        delimiter=delimiter,
        headers=even[0],
        rows=even[1:],
        lines=tuple(lines[1:]),
        suggested=suggested(even[0]),
    )


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise InputError(f"{printable(str(path))} is no file.", code="no_regular_file")
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(f"The file cannot be read ({error.strerror}).", code="unreadable") from error
    if len(raw) > MAX_BYTES:
        raise InputError(f"The file is larger than {MAX_BYTES // 1_000_000} MB; split it.", code="too_large")
    return raw


def _decoded(raw: bytes) -> tuple[str, str]:
    for encoding in _ENCODINGS:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, encoding.removesuffix("-sig")
    raise InputError("The file is no text in UTF-8 or Korean Windows encoding; save it as CSV UTF-8.", code="bad_text")


def _delimiter(text: str) -> str:
    """The sign that divides the first line into most columns, outside of quotes."""
    head = re.sub(r'"(?:[^"]|"")*"', "", text[:_SAMPLE].lstrip()).partition("\n")[0]
    return max(_DELIMITERS, key=head.count)


def _cell(text: str) -> str:
    """A cell as plain text on one line. A quote that our own exports put before a formula is taken off again."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    return text[1:] if text[:1] == "'" and text[1:2] in tuple("=+-@") else text


def _within_limits(rows: int, columns: int) -> None:
    if rows > MAX_ROWS + 1:
        raise InputError(f"The file has more than {MAX_ROWS} lines; split it.", code="too_many_rows")
    if columns > MAX_COLUMNS:
        raise InputError(f"The file has more than {MAX_COLUMNS} columns.", code="too_many_columns")


def suggested(headers: Sequence[str]) -> tuple[ColumnUse, ...]:
    """What each column seems to be by its header; each use once, the first column that fits."""
    words = {word: use for use, names in _HEADERS.items() for word in names.split()}
    found: list[ColumnUse] = []
    for header in headers:
        letters = re.sub(r"[\s\-_.()]+", "", header).casefold()
        use = words.get(letters) or words.get(re.sub(r"[\s\-.]+", "_", header.strip()).casefold())
        found.append(None if use in found else use)
    if not any(isinstance(use, ClaimKey) for use in found) and FieldName.DOCUMENT_NUMBER in found:
        found[found.index(FieldName.DOCUMENT_NUMBER)] = ClaimKey.NUMBER  # the one thing left to find a record by
    return tuple(found)

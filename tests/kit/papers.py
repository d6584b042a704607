"""Plain born-digital certificates, drawn on the spot, for tests that need real files and not many kinds of them."""

from __future__ import annotations

from pathlib import Path

import pymupdf

import resources

FONT = resources.path("fonts/NanumGothic-Regular.ttf")


def certificate(path: Path, number: int = 1, *, pages: int = 1, scan: bool = False) -> Path:
    """A graduation certificate of somebody who does not exist; `scan`: as a picture without a text layer."""
    document = pymupdf.open()
    for _ in range(pages):
        page = document.new_page(width=595, height=842)
        page.insert_font("ko", str(FONT))
        lines = [
            (60, 60, 10, f"제 2024-{number:05d} 호"),
            (220, 140, 26, "졸 업 증 명 서"),
            (90, 240, 14, "성    명 : 한가람"),
            (90, 270, 14, f"생년월일 : 1998년 {number % 12 + 1}월 {number % 27 + 1}일"),
            (90, 300, 14, "학    교 : 새벽대학교"),
            (90, 330, 14, "학    과 : 국어국문학과"),
            (90, 360, 14, "학    위 : 문학사"),
            (90, 390, 14, "입학일자 : 2017년 3월 2일"),
            (90, 420, 14, "졸업일자 : 2021년 2월 19일"),
            (150, 520, 14, "위 사람은 위와 같이 졸업하였음을 증명합니다."),
            (220, 620, 14, "2024년 11월 28일"),
            (200, 700, 20, "새벽대학교총장"),
        ]
        for x, y, size, text in lines:
            page.insert_text((x, y), text, fontsize=size, fontname="ko")
    if scan:
        document = _pictured(document)
    document.subset_fonts()
    path.write_bytes(document.tobytes(garbage=3, deflate=True))
    return path


def _pictured(document: pymupdf.Document) -> pymupdf.Document:
    flat = pymupdf.open()
    for page in document:
        picture = page.get_pixmap(dpi=200, colorspace=pymupdf.csGRAY)
        flat.new_page(width=595, height=842).insert_image(pymupdf.Rect(0, 0, 595, 842), stream=picture.tobytes("jpeg"))
    return flat

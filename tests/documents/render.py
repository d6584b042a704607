"""From a pen's texts and lines to a PDF with a text layer, to pixels, or straight to words."""

from __future__ import annotations

import io

import pymupdf
from PIL import Image, ImageDraw

from core.domain.page import Box, Word
from tests.documents.pen import BOLD, HEIGHT, REGULAR, WIDTH, Pen, font, width_of


def to_pdf(pen: Pen) -> bytes:
    """A born-digital PDF, with the letters it uses embedded."""
    with pymupdf.open() as document:
        page = document.new_page(width=WIDTH, height=HEIGHT)
        for rule in pen.rules:
            page.draw_line((rule.x0, rule.y0), (rule.x1, rule.y1), width=0.7)
        for text in pen.texts:
            name, path = ("bold", BOLD) if text.bold else ("regular", REGULAR)
            page.insert_text((text.x, text.y), text.text, fontsize=text.size, fontname=name, fontfile=str(path))
        document.subset_fonts()
        return bytes(document.tobytes(garbage=4, deflate=True, no_new_id=True))


def to_image(pen: Pen, dpi: int) -> Image.Image:
    """The page in grey at that resolution."""
    scale = dpi / 72
    image = Image.new("L", (round(WIDTH * scale), round(HEIGHT * scale)), 255)
    draw = ImageDraw.Draw(image)
    for rule in pen.rules:
        draw.line(
            [rule.x0 * scale, rule.y0 * scale, rule.x1 * scale, rule.y1 * scale],
            fill=30,
            width=max(1, round(scale * 0.7)),
        )
    for text in pen.texts:
        face = font(BOLD if text.bold else REGULAR, round(text.size * scale))
        draw.text((text.x * scale, text.y * scale), text.text, fill=15, font=face, anchor="ls")
    return image


def to_words(pen: Pen) -> tuple[Word, ...]:
    """What a perfect reader would give: words with their boxes, at full confidence."""
    words: list[Word] = []
    for line, text in enumerate(pen.texts):
        place = 0
        for piece in text.text.split():
            start = text.text.index(piece, place)
            place = start + len(piece)
            x0 = text.x + width_of(text.text[:start], text.size, bold=text.bold)
            x1 = x0 + width_of(piece, text.size, bold=text.bold)
            box = Box(x0 / WIDTH, (text.y - 0.8 * text.size) / HEIGHT, x1 / WIDTH, (text.y + 0.2 * text.size) / HEIGHT)
            words.append(Word(piece, box, 1.0, line))
    return tuple(words)


def image_pdf(image: Image.Image, dpi: int) -> bytes:
    """A PDF that is nothing but a picture, as scanners make it."""
    data = io.BytesIO()
    image.save(data, "JPEG", quality=80)
    with pymupdf.open() as document:
        page = document.new_page(width=image.width * 72 / dpi, height=image.height * 72 / dpi)
        page.insert_image(page.rect, stream=data.getvalue())
        return bytes(document.tobytes(deflate=True, no_new_id=True))

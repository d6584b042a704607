"""A page to look at: the figures, and every miss with its piece of the page. It shows what documents say."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Sequence
from html import escape

from PIL import Image

from benchmarks.accuracy.judge import Verdict
from benchmarks.accuracy.table import show
from core.domain.field import Field, FieldName

WIDEST = 640
MARGIN = 0.012
ALLOWED = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
pre { overflow-x: auto; font-size: 12px; }
section { border-top: 1px solid #bbb; padding: .8rem 0; }
h2 { font-size: 1rem; margin: .2rem 0; } .bad { color: #a11; }
figure { margin: .6rem 0; } img { max-width: 100%; border: 1px solid #ccc; }
"""


def html(verdicts: Sequence[Verdict]) -> str:
    """The report as one page without outside parts."""
    missed = [item for item in verdicts if not item.is_right or item.held_needlessly or item.approved_wrongly]
    body = "\n".join(part for item in missed for part in _section(item))
    head = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{ALLOWED}">'
    table = f"<h1>Accuracy</h1><pre>{escape(show(verdicts))}</pre>"
    return f'<!doctype html><html lang="en">{head}<title>Accuracy</title><style>{STYLE}</style>{table}\n{body}</html>\n'


def _section(item: Verdict) -> Iterator[str]:
    case = item.case
    standing = "approved" if item.approved else f"held: {', '.join(item.reasons)}"
    bad = ' class="bad"' if item.approved_wrongly else ""
    yield f"<section><h2{bad}>{escape(f'{case.name} · {case.family} · {case.noise} · {standing}')}</h2>"
    for name in (*item.missing, *item.wrong):
        yield _miss(item, name)
    if item.missing and item.pictures:
        yield _figure(next(iter(item.pictures.values())), None, "the page")
    yield "</section>"


def _miss(item: Verdict, name: FieldName) -> str:
    field = item.dossier.extraction.get(name) if item.dossier and item.dossier.extraction else None
    told = item.case.truth.get(name)
    text = f"{name.value}: wanted {told!r}, found {field.value!r} ({field.confidence:.2f})" if field else ""
    if field is None:
        return f"<p>{escape(f'{name.value}: wanted {told!r}, found nothing')}</p>"
    place = (field.attachment, field.page)
    picture = next((shown for at, shown in item.pictures.items() if at == place), None)
    return _figure(picture, field, text) if picture else f"<p>{escape(text)}</p>"


def _figure(picture: bytes, field: Field | None, text: str) -> str:
    image = Image.open(io.BytesIO(picture)).convert("L")
    if field and field.box:
        box = field.box
        image = image.crop(
            (
                int(max(0, box.x0 - 4 * MARGIN) * image.width),
                int(max(0, box.y0 - MARGIN) * image.height),
                int(min(1, box.x1 + 4 * MARGIN) * image.width) + 1,
                int(min(1, box.y1 + MARGIN) * image.height) + 1,
            )
        )
    image.thumbnail((WIDEST, WIDEST))
    data = io.BytesIO()
    image.save(data, "JPEG", quality=70)
    coded = base64.b64encode(data.getvalue()).decode()
    return f'<figure><figcaption>{escape(text)}</figcaption><img alt="" src="data:image/jpeg;base64,{coded}"></figure>'

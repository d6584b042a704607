"""CLOVA OCR on loopback, as its public reference says it answers, or misbehaving as told."""

from __future__ import annotations

import base64
import json

from tests.language_model.stub import Asked, Behaviour, Handler

_NAMES = {
    "0001": (400, "URL is invalid."),
    "0002": (401, "Secret key validate failed."),
    "0011": (400, "Request body invalid."),
    "0021": (400, "Protocol version not support."),
    "0022": (400, "Request domain invalid."),
    "0023": (400, "API request count reach the upper limit."),
    "0025": (400, "Calls to this api have exceeded the rate limit."),
    "0028": (400, "Table detection disabled: Please activate the table extractor button."),
    "0500": (500, "Unknown service error."),
    "0501": (500, "OCR service error."),
    "1021": (500, "Not found deploy information. Please confirm the template has been deployed."),
}
CODES = tuple(_NAMES)


def field(
    text: str, x: float, y: float, wide: float, high: float, *, sure: float = 0.99, ends: bool = False
) -> dict[str, object]:
    corners = ((x, y), (x + wide, y), (x + wide, y + high), (x, y + high))
    return {
        "valueType": "ALL",
        "boundingPoly": {"vertices": [{"x": a, "y": b} for a, b in corners]},
        "inferText": text,
        "inferConfidence": sure,
        "type": "NORMAL",
        "lineBreak": ends,
    }


def answer(fields: list[dict[str, object]], result: str = "SUCCESS", size: tuple[int, int] | None = None) -> bytes:
    image: dict[str, object] = {
        "uid": "33c1",
        "name": "page",
        "inferResult": result,
        "message": result,
        "validationResult": {"result": "NO_REQUESTED"},
        "fields": fields,
    }
    if size is not None:
        image["convertedImageInfo"] = {"width": size[0], "height": size[1], "pageIndex": 0, "longImage": False}
    whole = {"version": "V2", "requestId": "r", "timestamp": 1, "images": [image]}
    return json.dumps(whole, ensure_ascii=False).encode()


FIELDS = [
    field("Name:", 120, 250, 130, 50),
    field("Kim Minjun", 260, 250, 260, 50, sure=0.97, ends=True),
    field("2020", 120, 360, 100, 50, sure=0.8),
]


def _complaint(asked: Asked) -> str:
    """The code for a request that is not what the reference asks for; "" if it is."""
    if asked.headers.get("x-ocr-secret") != "secret":
        return "0002"
    body = asked.body
    if not all(body.get(name) for name in ("version", "requestId", "timestamp", "images")) or len(body["images"]) != 1:
        return "0011"
    if body["version"] not in ("V1", "V2"):
        return "0021"
    image = body["images"][0]
    if not image.get("name") or image.get("format") not in ("jpg", "jpeg", "png", "pdf", "tif", "tiff"):
        return "0011"
    return "" if base64.b64decode(image.get("data", "")).startswith(b"\xff\xd8\xff") else "0011"


def reads(fields: list[dict[str, object]], **more: object) -> Behaviour:
    """Answer with those fields, if the request is as it must be."""

    def behave(handler: Handler, asked: Asked) -> None:
        if code := _complaint(asked):
            complains(code)(handler, asked)
        else:
            handler.give(200, answer(fields, **more))  # type: ignore[arg-type]

    return behave


def complains(code: str, **headers: str) -> Behaviour:
    """One of the documented errors."""
    status, message = _NAMES[code]
    told = {"code": code, "message": message, "path": "/general", "traceId": "t", "timestamp": 1}
    return lambda handler, asked: handler.give(status, json.dumps(told).encode(), **headers)

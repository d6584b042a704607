"""Hand a document in and follow it, by polling or by events.

pip install httpx
python client.py http://127.0.0.1:8737 TOKEN certificate.pdf
"""

from __future__ import annotations

import json
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

LATER = (429, 503, 507)
SETTLED = {"DONE", "SENT", "FAILED"}


def hand_in(client: httpx.Client, path: Path, claim: dict[str, str], reference: str, due: str = "") -> int:
    """Returns the record's number. The key makes it safe to ask again when no answer came.

    due: by when it is to be decided, as 2026-12-01 or 2026-12-01T17:00+09:00; empty for no deadline.
    """
    key = str(uuid.uuid4())
    while True:
        try:
            answer = client.post(
                "/records",
                files=[("files", (path.name, path.read_bytes()))],
                data={"claim": json.dumps(claim), "reference": reference, "due": due},
                headers={"Idempotency-Key": key},
            )
        except httpx.TransportError:
            time.sleep(2)
            continue
        if answer.status_code in LATER:
            time.sleep(int(answer.headers.get("Retry-After", "5")))
            continue
        answer.raise_for_status()
        return int(answer.json()["record"])


def poll(client: httpx.Client, record: int, seconds: float = 2) -> dict[str, Any]:
    """Ask until the record is settled; an unchanged record costs an empty answer (304)."""
    etag, found = "", {}
    while found.get("job_status") not in SETTLED:
        try:
            answer = client.get(f"/records/{record}", headers={"If-None-Match": etag} if etag else {})
        except httpx.TransportError:
            time.sleep(seconds)
            continue
        if answer.status_code not in (httpx.codes.NOT_MODIFIED, *LATER):
            answer.raise_for_status()
            etag, found = answer.headers["ETag"], answer.json()
        if found.get("job_status") not in SETTLED:
            time.sleep(seconds)
    return found


def events(client: httpx.Client, record: int) -> Iterator[dict[str, Any]]:
    """Listen; after a break go on right after the last stored event that was heard."""
    last = "0"
    while True:
        try:
            timeout = httpx.Timeout(10, read=60)  # a sign of life comes every fifteen seconds
            headers = {"Last-Event-ID": last}
            with client.stream("GET", f"/records/{record}/events", headers=headers, timeout=timeout) as answer:
                if answer.status_code not in LATER:
                    answer.raise_for_status()
                event: dict[str, Any] = {}
                for line in answer.iter_lines():
                    name, _, value = line.partition(": ")
                    if not line and "event" in event:
                        last = event.get("id", last)
                        yield event
                        event = {}
                    elif name in ("id", "event"):
                        event[name] = value
                    elif name == "data":
                        event["data"] = json.loads(value)
        except httpx.TransportError:
            pass  # it broke: go on below
        time.sleep(2)


def main(address: str, token: str, path: str) -> None:
    """Hand one document in and tell what becomes of it."""
    with httpx.Client(base_url=address, headers={"Authorization": f"Bearer {token}"}) as client:
        record = hand_in(client, Path(path), {}, f"trial-{uuid.uuid4().hex[:6]}")
        for event in events(client, record):
            print(event.get("event"), event.get("data"))
            if event["event"] == "reset" or event["data"].get("settled"):
                break  # reset: what was missed is no longer kept; ask below
        found = poll(client, record)
        print(found["job_status"], found["process_status"], [reason["text"] for reason in found["hold_reasons"]])


if __name__ == "__main__":
    main(*sys.argv[1:])

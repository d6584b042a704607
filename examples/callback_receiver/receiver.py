"""The receiving end of Holdpoint's callbacks: verify, take each promise once, keep the newest, answer fast.

pip install fastapi uvicorn standardwebhooks
WEBHOOK_SECRETS=whsec_... uvicorn receiver:app --port 9000
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.concurrency import run_in_threadpool
from standardwebhooks import Webhook, WebhookVerificationError

MOST_BYTES = 64 * 1024
TABLES = """
CREATE TABLE IF NOT EXISTS callback (id TEXT PRIMARY KEY, record INTEGER, sequence INTEGER, body TEXT, at TEXT);
CREATE TABLE IF NOT EXISTS record
    (record INTEGER PRIMARY KEY, sequence INTEGER, status TEXT, reference TEXT, body TEXT);
"""
NEWEST = """
INSERT INTO record VALUES (:record, :sequence, :process_status, :reference, :body)
ON CONFLICT (record) DO UPDATE SET sequence = excluded.sequence, status = excluded.status, body = excluded.body
WHERE excluded.sequence > record.sequence
"""
app = FastAPI(title="Callback receiver", docs_url=None, redoc_url=None)


def webhooks() -> list[Webhook]:
    """One for each secret: while a secret is changed, both hold."""
    return [Webhook(secret.strip()) for secret in os.environ["WEBHOOK_SECRETS"].split(",") if secret.strip()]


@contextmanager
def database() -> Iterator[sqlite3.Connection]:
    """Ours, committed and on the disk when the block ends well."""
    with closing(sqlite3.connect(os.environ.get("RECEIVER_DATABASE", "callbacks.db"), timeout=10)) as connection:
        connection.executescript(TABLES)
        with connection:
            yield connection


@app.post("/holdpoint")
async def receive(request: Request) -> Response:
    """204 once it is stored; whatever takes long is done later, from the table."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BYTES:
            raise HTTPException(413)
    if not any(is_from(webhook, body, dict(request.headers)) for webhook in webhooks()):
        raise HTTPException(401, "no valid signature")
    await run_in_threadpool(store, request.headers["webhook-id"], body.decode())
    return Response(status_code=204)


def is_from(webhook: Webhook, body: bytes, headers: dict[str, str]) -> bool:
    """Whether that secret signed these very bytes within the last five minutes."""
    try:
        webhook.verify(body, headers, json_parse=False)
    except (WebhookVerificationError, ValueError):
        return False
    return True


def store(key: str, body: str) -> None:
    """Once for each id; an older promise never overwrites a newer one."""
    told = json.loads(body)
    if told["type"] == "endpoint.test":
        return
    data = told["data"]
    with database() as connection:
        row = (key, data["record"], data["sequence"], body, told["timestamp"])
        if connection.execute("INSERT OR IGNORE INTO callback VALUES (?, ?, ?, ?, ?)", row).rowcount:
            connection.execute(NEWEST, {**data, "body": body})


@app.get("/records/{record}")
def show(record: int) -> dict[str, object]:
    """What we know of a record; for trying it out."""
    with database() as connection:
        row = connection.execute(
            "SELECT sequence, status, reference FROM record WHERE record = ?", (record,)
        ).fetchone()
    if row is None:
        raise HTTPException(404)
    return {"record": record, "sequence": row[0], "process_status": row[1], "reference": row[2]}

"""Logs: ids, codes and actions as JSON lines; never the text or a field value of a document."""

from __future__ import annotations

import json
import logging
import os
import traceback
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

LOG_FILE: Final = "holdpoint.log"
_FIELDS: Final = ("action", "record", "run", "stage", "code", "count", "lane", "seconds")
_MAX_BYTES: Final = 10_000_000
_KEEP: Final = 5


class JsonFormatter(logging.Formatter):
    """One JSON object a line, with a fixed set of extra fields: whatever else is passed in is left out."""

    def format(self, record: logging.LogRecord) -> str:  # noqa: D102
        entry: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "thread": record.threadName,
            "message": record.getMessage(),
        }
        entry |= {name: str(getattr(record, name)) for name in _FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            # The message of an exception may quote a document, so only its kind and place are written.
            entry["error"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])
            entry["where"] = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
        return json.dumps(entry, ensure_ascii=False)


class _PrivateFile(RotatingFileHandler):
    """A log file that only its owner can read."""

    def _open(self):  # type: ignore[no-untyped-def]  # noqa: ANN202 - the base class leaves it untyped
        return open(self.baseFilename, self.mode, encoding="utf-8", opener=_private)


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def log_folder(data_dir: Path) -> Path:
    """Where the logs lie."""
    return data_dir / "logs"


def start_logging(data_dir: Path) -> logging.Handler:
    """Write logs into the data folder from now on; returns the handler, to be closed at the end."""
    folder = log_folder(data_dir)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handler = _PrivateFile(folder / LOG_FILE, maxBytes=_MAX_BYTES, backupCount=_KEEP)
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger("core")
    for name in ("core", "desktop"):
        logger = logging.getLogger(name)
        logger.setLevel(logging.INFO)
        logger.addHandler(handler)
        logger.propagate = False
    root.info("started", extra={"action": "started"})
    return handler


def stop_logging(handler: logging.Handler) -> None:
    """Flush and close the log."""
    for name in ("core", "desktop"):
        logger = logging.getLogger(name)
        logger.removeHandler(handler)
        logger.propagate = True
    handler.close()

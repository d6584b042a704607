"""The child's main: guard itself, say ready, load what is slow, then answer requests until the pipe closes."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from core.reading import wire
from core.reading.child import guard
from core.reading.child.confinement import confine
from core.reading.command import CHILD_FLAG


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the child until its parent closes the pipe.

    Args:
        arguments: the command line without the program's name; the process's own if None.

    Returns:
        The exit status.
    """
    options = _options(sys.argv[1:] if arguments is None else arguments)
    guard.end_with_parent(options.parent)
    requests, replies = guard.take_channel()
    guard.set_limits(options.memory_mb)
    confine(Path.cwd(), options.readable)
    with open(requests, "rb") as source, open(replies, "wb", buffering=0) as sink:  # noqa: PTH123 - descriptors
        try:
            _serve(source, sink, options)
        except MemoryError:
            os._exit(wire.EXIT_MEMORY)  # nothing more can be promised, not even a clean end
        except BrokenPipeError:
            return 0
    return 0


def _serve(source: BinaryIO, sink: BinaryIO, options: argparse.Namespace) -> None:
    _send(sink, {"kind": "ready"})
    # While the parent prepares its first request.
    from core.reading.child.session import Session  # noqa: PLC0415

    session = Session(Path.cwd())
    if options.languages:
        session.prepare(options.recogniser, tuple(options.languages.split("+")))
    while header := source.read(wire.HEADER_BYTES):
        request = json.loads(source.read(wire.announced(header)))
        _send(sink, session.answer(request))


def _send(sink: BinaryIO, message: dict[str, object]) -> None:
    data = memoryview(wire.frame(json.dumps(message, ensure_ascii=False).encode("utf-8", "replace")))
    while data:
        data = data[os.write(sink.fileno(), data) :]


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="holdpoint-reading-child")
    parser.add_argument(CHILD_FLAG, action="store_true", help="how a frozen program is told to be the child")
    parser.add_argument("--memory-mb", type=int, required=True)
    parser.add_argument("--parent", type=int, required=True)
    parser.add_argument("--recogniser", default="auto", help="which one will be asked for")
    parser.add_argument("--languages", default="", help="what it will have to read, as kor+eng; loaded ahead")
    parser.add_argument("--readable", type=Path, action="append", default=[], help="a folder that may be read too")
    return parser.parse_args(arguments)

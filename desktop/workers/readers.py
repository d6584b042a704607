"""Trying a recogniser for a person who sets one up."""

from __future__ import annotations

import tempfile
from pathlib import Path

from core.clock import SystemClock
from core.readers import registry
from core.readers.ledger import NoLedger
from core.readers.outfit import Outfit
from core.readers.trial import try_recogniser
from core.settings import Settings
from desktop.program import ReaderTested, TryReader


def try_reader(ask: TryReader, settings: Settings) -> ReaderTested:
    """Let it read something made up; what goes wrong is in the answer."""
    with tempfile.TemporaryDirectory(prefix="holdpoint-trial-") as folder:
        outfit = Outfit(settings, SystemClock(), NoLedger(), Path(folder), {}, ask.key)
        with registry.opened(ask.reader, outfit) as recogniser:
            report = try_recogniser(recogniser, settings.page_seconds)
    return ReaderTested(
        reader=ask.reader,
        detail=report.detail,
        seconds=report.seconds,
        right=report.right,
        asked=report.asked,
        code=report.problem_code,
        text=report.problem_text,
    )

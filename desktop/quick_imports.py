"""A quicker start: modules that have nothing to do with Qt are not searched for its features."""

from __future__ import annotations

import contextlib
import importlib
from typing import Final

_LOOK: Final = "_mod_uses_pyside"


def keep_features_out() -> None:
    """Load Qt's core; call before the many imports that follow.

    PySide6 reads the source of each module that is imported after it, to see whether `from __feature__ import ...` may
    matter there. None of ours uses that, and reading some five hundred files costs a quarter of what importing the
    store's libraries costs. It has no switch for it; where its inside looks different, it just goes on reading.
    """
    importlib.import_module("PySide6.QtCore")
    with contextlib.suppress(ImportError):
        feature = importlib.import_module("shibokensupport.feature")
        if hasattr(feature, _LOOK):
            setattr(feature, _LOOK, _uses_none)


def _uses_none(_module: object) -> bool:
    return False

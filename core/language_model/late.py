"""A model that is made when it is first asked: its clients take a second to load."""

from __future__ import annotations

import threading
from collections.abc import Callable

from core.domain.control import Control
from core.domain.model import FieldModel, ModelAnswer, ModelRequest


class LateModel:
    """See `FieldModel`; safe to use from several threads.

    Args:
        make: makes the model; called once, by the first that asks.
    """

    def __init__(self, make: Callable[[], FieldModel]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._model: FieldModel | None = None

    def read(self, request: ModelRequest, control: Control) -> ModelAnswer:
        """See `FieldModel.read`."""
        with self._lock:
            self._model = self._model or self._make()
        return self._model.read(request, control)

"""PyMuPDF as seen by a strict type checker: untyped, and said so in this one place."""

from __future__ import annotations

from typing import Any

import pymupdf as _untyped

mupdf: Any = _untyped
"""The library."""

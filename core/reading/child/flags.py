"""What the child tells of a page beside its words: by these names the policy knows it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from core.domain.page import Flagged

STRUCK_OUT: Final = "struck_out"
PAINTED_OVER: Final = "painted_over"
ANNOTATED: Final = "annotated"
FORM_FILLED: Final = "form_filled"
UNREAD_INK: Final = "unread_ink"
LAYER_DIFFERS: Final = "layer_differs"
HIDDEN_TEXT: Final = "hidden_text"
NO_TEXT: Final = "no_text"
REPAIRED: Final = "repaired"
MIXED_PAGE: Final = "mixed_page"


def names(flagged: Iterable[Flagged]) -> tuple[str, ...]:
    """Each flag once, in the order in which they were seen."""
    return tuple(dict.fromkeys(one.flag for one in flagged))

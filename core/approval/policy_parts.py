"""What the parts of a policy are made of."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Share = Annotated[float, Field(ge=0, le=1)]


class Strict(BaseModel):
    """A part of a policy: immutable, and refused with keys that are not known."""

    model_config = ConfigDict(extra="forbid", frozen=True)

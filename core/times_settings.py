"""Settings of times and of retention: how long things may take, and how long they are kept."""

from __future__ import annotations

import json
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field, field_validator

from core.domain.keeping import Keep
from core.domain.states import StageName
from core.domain.times import Lap, Target

_YEARS: Final = 36_500


class TargetSettings(BaseModel):
    """How long things may take, in seconds; 0: nothing is aimed at. What takes longer is late.

    stuck: what a run may wait or work without an end before it is told as stuck.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    ocr_waiting: float = Field(default=600, ge=0)
    ocr_running: float = Field(default=60, ge=0)
    extract_waiting: float = Field(default=60, ge=0)
    extract_running: float = Field(default=30, ge=0)
    approve_waiting: float = Field(default=60, ge=0)
    approve_running: float = Field(default=10, ge=0)
    holding: float = Field(default=86_400, ge=0)
    stuck: float = Field(default=900, gt=0)

    @property
    def targets(self) -> tuple[Target, ...]:
        """Those that are set."""
        found = [
            Target(stage, lap, float(getattr(self, f"{stage.value}_{lap.value}")))
            for stage in StageName
            for lap in (Lap.WAITING, Lap.RUNNING)
        ]
        found.append(Target(StageName.APPROVE, Lap.HOLDING, self.holding))
        return tuple(target for target in found if target.seconds)


class KeepSettings(BaseModel):
    """For how many days after the decision the parts of a record are kept; None: for good. See `keeping.Part`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    originals: int | None = Field(default=None, ge=0, le=_YEARS)
    text: int | None = Field(default=None, ge=0, le=_YEARS)
    record: int | None = Field(default=None, ge=0, le=_YEARS)

    @property
    def keep(self) -> Keep:
        """As a plain value."""
        return Keep(self.originals, self.text, self.record)


class RetentionSettings(BaseModel):
    """How long records are kept. Off by default: nothing is deleted.

    usual: for document types that are not named. types: by document type.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    usual: KeepSettings = KeepSettings()
    types: dict[str, KeepSettings] = Field(default_factory=dict, max_length=100)

    @field_validator("usual", "types", mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        """The environment gives them as JSON."""
        return json.loads(value) if isinstance(value, str) else value

    def of(self, document_type: str) -> Keep:
        """What holds for that type."""
        return self.types.get(document_type, self.usual).keep

    @property
    def is_off(self) -> bool:
        """Whether nothing is ever deleted."""
        nothing = KeepSettings()
        return all(keep == nothing for keep in (self.usual, *self.types.values()))

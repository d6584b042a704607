"""What a person left at the desk: loaded when the window opens, saved as it changes."""

from __future__ import annotations

from desktop import messages as m
from desktop.workers.ports import StateKeeper


def keep_state(ask: m.Ask, state: StateKeeper) -> m.Answer | None:
    """What concerns the person at the desk and no record; None for everything else."""
    match ask:
        case m.LoadState():
            return m.StateLoaded(state.load())
        case m.SaveState():
            state.save(ask.state)
            return m.Done(ask)
        case _:
            return None

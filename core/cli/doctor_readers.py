"""What `holdpoint doctor` tells of readers: which can be used and why not, where things are sent, and with whose key.

Nothing is sent, and no keyring is opened: a locked one would ask for its password.
"""

from __future__ import annotations

from datetime import UTC
from typing import Final

from core.bootstrap import Application
from core.bootstrap_stages import outfit_of
from core.cli.finding import Finding
from core.domain.media import WAV
from core.keychain import Keychain, KeySource

_KEYS: Final = {
    KeySource.ENVIRONMENT: "its key is in the environment",
    KeySource.KEYRING: "its key, if it has one, is in the system keyring",
    KeySource.NONE: "without a key: there is no keyring, and {variable} is not set",
}
_WANTS_A_KEY: Final = "clova"
"""Servers of one's own often want none."""


def recognisers(app: Application) -> list[Finding]:
    """Which readers of pictures and sound can be used. Without one of pictures that needs nobody else, nothing goes."""
    from core.readers import registry  # noqa: PLC0415 - loads them all, and most commands have no use for it

    found = []
    for name in registry.MAKERS:
        with registry.opened(name, outfit_of(app)) as recogniser:
            usable = recogniser.usable()
            takes = "sound" if WAV in recogniser.media_types else "pictures"
        is_good = usable.is_usable or (False if name == registry.NEEDED else None)
        told = usable.problem or usable.detail
        if usable.is_usable and (place := _place(name, app)) is not None:
            told, is_good = f"{told}; {_said(name, place)}", (name, place) != (_WANTS_A_KEY, KeySource.NONE) or None
        found.append(Finding(f"recogniser {name} ({takes})", told, is_good))
    return found


def language_model(app: Application) -> list[Finding]:
    """Where text goes, if anywhere."""
    from core.language_model.keys import VARIABLE, Keys  # noqa: PLC0415 - most commands have no use for it

    model = app.settings.model
    if not model.enabled:
        return [Finding("language model", "off: nothing leaves this machine")]
    sent = "text and pictures" if model.vision else "text"
    masking = "masked" if model.mask else "not masked"
    key = _KEYS[Keys().place(model.endpoint)].format(variable=VARIABLE)
    now = app.clock.now().astimezone(UTC)
    usage = app.store.views.usage(now.replace(hour=0, minute=0, second=0, microsecond=0))
    return [
        Finding("language model", f"{model.name} at {model.endpoint} ({sent}, {masking}); {key}"),
        Finding("model calls today", f"{usage.calls} of {model.daily_calls}", usage.calls < model.daily_calls or None),
    ]


def _place(name: str, app: Application) -> KeySource | None:
    """Where that recogniser's key would come from; None if it has none."""
    from core.readers.keys import has_key, reader_keys, server_of  # noqa: PLC0415 - as above

    if not has_key(name):
        return None
    keys: Keychain = reader_keys(name)
    return keys.place(server_of(name, app.settings))


def _said(name: str, place: KeySource) -> str:
    from core.readers.keys import variable  # noqa: PLC0415 - as above

    return _KEYS[place].format(variable=variable(name))

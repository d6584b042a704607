from __future__ import annotations

import keyring
import pytest
from keyring.backends import fail
from keyring.errors import KeyringLocked, PasswordDeleteError

from core.errors import EngineMissingError, UsageError
from core.language_model.keys import VARIABLE, Keys, KeySource

HERE, THERE = "https://a.example", "https://b.example"


class Safe:
    """A keyring in memory that is as good as a system's; no subclass, or the library would take it for the system's."""

    priority = 5

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError("none")


class Locked(Safe):
    def get_password(self, *asked: str) -> str | None:
        raise KeyringLocked("locked")

    set_password = delete_password = get_password


class Plain(Safe):
    priority = 0.5


@pytest.fixture(autouse=True)
def no_key_outside(monkeypatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


def test_a_key_is_kept_for_its_server_alone() -> None:
    keys = Keys(Safe())
    keys.store(HERE, " sk-1\n")
    assert (keys.find(HERE).text, keys.find(HERE).source) == ("sk-1", KeySource.KEYRING)
    assert (keys.find(THERE).text, keys.find(THERE).source) == ("", KeySource.NONE)
    keys.remove(HERE)
    keys.remove(HERE)
    assert keys.find(HERE).source is KeySource.NONE


def test_a_key_never_shows_itself() -> None:
    keys = Keys(Safe())
    keys.store(HERE, "sk-1")
    assert "sk-1" not in f"{keys.find(HERE)!r} {keys.find(HERE)}"


def test_the_environment_goes_first(monkeypatch) -> None:
    monkeypatch.setenv(VARIABLE, "sk-env")
    assert (Keys(Locked()).find(HERE).text, Keys(Locked()).find(HERE).source) == ("sk-env", KeySource.ENVIRONMENT)


def test_without_a_keyring_there_is_no_key_and_none_is_stored_anywhere() -> None:
    keys = Keys(fail.Keyring())
    assert keys.find(HERE).source is KeySource.NONE
    with pytest.raises(UsageError, match=VARIABLE):
        keys.store(HERE, "sk-1")
    with pytest.raises(UsageError, match=VARIABLE):
        keys.remove(HERE)


def test_a_keyring_that_writes_plain_files_is_not_used() -> None:
    backend = Plain()
    with pytest.raises(UsageError, match=VARIABLE):
        Keys(backend).store(HERE, "sk-1")
    assert backend.kept == {}


def test_a_locked_keyring_is_said_and_not_passed_by() -> None:
    keys = Keys(Locked())
    with pytest.raises(EngineMissingError, match="Unlock"):
        keys.find(HERE)
    with pytest.raises(UsageError):
        keys.store(HERE, "sk-1")
    with pytest.raises(UsageError):
        keys.remove(HERE)


@pytest.mark.parametrize("text", ["", "  ", "two words", "ключ", "a\nb", "x" * 1001])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="no key"):
        Keys(Safe()).store(HERE, text)


def test_the_systems_keyring_is_taken_if_none_is_given(monkeypatch) -> None:
    backend = Safe()
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    Keys().store(HERE, "sk-1")
    assert Keys(backend).find(HERE).text == "sk-1"

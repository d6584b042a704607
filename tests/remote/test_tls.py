"""A server behind real TLS: whom the desk believes, and what it says of the others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.bootstrap_remote import connect
from core.bootstrap_wire import service
from core.errors import StoreError, UsageError
from core.remote.trust import distrust
from core.settings import Settings
from core.wire_settings import ServerSettings, ServiceSettings
from tests.kit.desk import Bench, bench
from tests.kit.papers import certificate
from tests.remote.tls import Authority, Front, front


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path / "authority.pem")


@pytest.fixture
def served(tmp_path: Path, authority: Authority) -> Iterator[tuple[Bench, Front, str]]:
    with front(authority.signs(tmp_path / "good.pem")) as before:
        hosts = (f"127.0.0.1:{before.port}",)
        given = ServiceSettings(port=0, free_mb=0, per_minute=100_000, desk=True, hosts=hosts)
        with bench(tmp_path, service=given) as made:
            running = service(made.app)
            before.backend = int(running.address.rpartition(":")[2])
            try:
                yield made, before, running.token
            finally:
                running.stop()


def settings_for(folder: Path, url: str, authority: Path | None) -> Settings:
    return Settings(data_dir=folder, reviewer="kim", server=ServerSettings(url=url, authority=authority))


def test_work_goes_over_tls_with_an_authority_of_ones_own(tmp_path: Path, served, authority: Authority) -> None:
    made, before, token = served
    place = connect(settings_for(tmp_path / "here", before.url, authority.file), token)
    try:
        (record,) = place.desk.take_in([certificate(tmp_path / "a.pdf", 1)]).records
        assert made.app.desk.row(record).source == place.desk.row(record).source
    finally:
        place.close()


@pytest.mark.parametrize(
    ("made_for", "code"),
    [
        (("desk.example", 1), "certificate_name"),
        (("10.0.0.1", 1), "certificate_name"),
        (("127.0.0.1", -1), "certificate_time"),
    ],
)
def test_a_certificate_that_does_not_fit_is_told_for_what_it_is(
    tmp_path: Path, served, authority: Authority, made_for: tuple[str, int], code: str
) -> None:
    name, days = made_for
    _, before, token = served
    before.use(authority.signs(tmp_path / "bad.pem", name=name, days=days))
    with pytest.raises(UsageError) as caught:
        connect(settings_for(tmp_path / "here", before.url, authority.file), token)
    assert caught.value.code == code


def test_an_unknown_authority_is_not_believed(tmp_path: Path, served) -> None:
    _, before, token = served
    other = Authority(tmp_path / "other.pem")
    for trusted in (None, other.file):
        with pytest.raises(UsageError) as caught:
            connect(settings_for(tmp_path / "here", before.url, trusted), token)
        assert caught.value.code == "certificate_unknown"
        assert "server.authority" in caught.value.text


def test_a_certificate_that_went_bad_meanwhile_refuses_changes_and_says_why(
    tmp_path: Path, served, authority: Authority
) -> None:
    _, before, token = served
    place = connect(settings_for(tmp_path / "here", before.url, authority.file), token)
    try:
        before.use(authority.signs(tmp_path / "old.pem", days=-1))
        before.cut()
        done = place.desk.take_in([certificate(tmp_path / "a.pdf", 1)])
        assert [one.code for one in done.refused] == ["certificate_time"]
        with pytest.raises(UsageError):
            place.desk.counts()
        assert not place.link.is_up
    finally:
        place.close()


def test_a_server_without_tls_is_told_from_one_that_is_not_there(tmp_path: Path, served) -> None:
    _, before, token = served
    with pytest.raises(UsageError) as caught:
        connect(settings_for(tmp_path / "here", f"https://127.0.0.1:{before.backend}", None), token)
    assert caught.value.code == "no_tls_there"
    with pytest.raises(StoreError) as lost:
        connect(settings_for(tmp_path / "here", f"http://127.0.0.1:{before.port}", None), token)
    assert lost.value.code == "server_lost"
    assert distrust(OSError("gone"), before.url) is None

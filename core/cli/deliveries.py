"""What the `deliveries` commands do."""

from __future__ import annotations

import getpass
import signal
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from core.bootstrap_wire import courier_parts, couriers
from core.chain.token import StopToken
from core.cli.output import print_json, say
from core.cli.progress import visible
from core.cli.session import opened
from core.delivery.endpoints import endpoints_of
from core.delivery.secrets import Secrets
from core.delivery.transport import HttpTransport
from core.delivery.trying import try_endpoint
from core.delivery_objects import delivery_object, endpoint_object
from core.domain.delivery import DeliveryQuery, DeliveryRow, DeliveryState, Endpoint, EndpointState
from core.domain.ids import DeliveryId, RecordId
from core.errors import StopReason, UsageError
from core.settings import Settings, load_settings

OK: Final = 0
FAILED: Final = 1
_LONGEST: Final = 4096


def listing(
    data_dir: Path | None, *, as_json: bool, state: DeliveryState | None, record: int | None, limit: int
) -> int:
    """See `holdpoint deliveries list`."""
    with opened(data_dir) as app:
        query = DeliveryQuery(state=state, record=RecordId(record) if record else None, limit=limit)
        rows = app.desk.deliveries(query)
        if as_json:
            for row in rows:
                print_json(delivery_object(row).model_dump(mode="json"))
        else:
            _print(_deliveries(rows))
    return OK


def show(delivery: int, data_dir: Path | None, *, as_json: bool) -> int:
    """See `holdpoint deliveries show`."""
    with opened(data_dir) as app:
        row = app.store.views.delivery(DeliveryId(delivery))
        if as_json:
            payload = app.store.views.payload(row.id).decode()
            print_json({**delivery_object(row).model_dump(mode="json"), "payload": payload})
        else:
            _print(_deliveries([row]))
            _print(_attempts(row))
    return OK


def endpoints(data_dir: Path | None, *, as_json: bool) -> int:
    """See `holdpoint deliveries endpoints`."""
    with opened(data_dir) as app:
        known = {state.name: state for state in app.store.views.endpoints()}
        configured = endpoints_of(app.settings.delivery)
        states = [known.get(name, EndpointState(name)) for name in configured]
        if as_json:
            for state in states:
                print_json(endpoint_object(state, configured[state.name]).model_dump(mode="json"))
        else:
            _print(_endpoints(states, configured))
    return FAILED if any(state.off_at for state in states) else OK


def resend(delivery: int, data_dir: Path | None) -> int:
    """See `holdpoint deliveries resend`."""
    with opened(data_dir) as app:
        app.desk.resend(DeliveryId(delivery))
        say(f"delivery {delivery} waits to be sent again")
    return OK


def recover(data_dir: Path | None, *, since: str, endpoint: str) -> int:
    """See `holdpoint deliveries recover`."""
    with opened(data_dir) as app:
        found = app.desk.sending.recover(_time(since, app.clock.now()), endpoint)
        say(f"{found.queued} deliveries wait to be sent again")
        if found.overtaken:
            say(f"{found.overtaken} were left alone: later news of their records is out already (resend sends them)")
    return OK


def switch_on(endpoint: str, data_dir: Path | None) -> int:
    """See `holdpoint deliveries on`."""
    with opened(data_dir) as app:
        _endpoint(app.settings, endpoint)
        app.desk.sending.switch_on(endpoint)
        say(f"{endpoint} is called again")
    return OK


def send(data_dir: Path | None) -> int:
    """See `holdpoint deliveries send`."""
    token = StopToken()
    before = signal.signal(signal.SIGTERM, lambda *_: token.stop(StopReason.SHUTDOWN))
    try:
        with opened(data_dir) as app:
            workers = couriers(app, courier_parts(app))
            if not workers:
                raise UsageError("No endpoint is set up under [delivery.endpoints.NAME] in the settings file.")
            tries = 0
            while workers[0].step(token):
                tries += 1
            counts = app.store.views.delivery_counts()
    finally:
        signal.signal(signal.SIGTERM, before)
    say(f"{tries} tries; {', '.join(f'{number} {state}' for state, number in sorted(counts.items())) or 'nothing'}")
    return OK if not counts.get(DeliveryState.FAILED) else FAILED


def secret(endpoint: str, data_dir: Path | None, *, own: bool, remove: bool) -> int:
    """See `holdpoint deliveries secret`."""
    settings = load_settings(data_dir=data_dir)
    if remove:
        Secrets().remove(endpoint)
        say(f"no secret is kept for {endpoint}")
        return OK
    _endpoint(settings, endpoint)
    text = ""
    if own:
        text = getpass.getpass("Secret (whsec_...): ") if sys.stdin.isatty() else sys.stdin.readline(_LONGEST)
    new = Secrets().rotate(endpoint, datetime.now(UTC), text.strip())
    if not own:
        sys.stdout.write(new.text + "\n")
    say(f"{endpoint} is signed with the new secret; the one before signs beside it for a day")
    return OK


def test(endpoint: str, data_dir: Path | None, *, as_json: bool) -> int:
    """See `holdpoint deliveries test`."""
    with opened(data_dir) as app:
        target = _endpoint(app.settings, endpoint)
        secrets = Secrets().of(endpoint, app.clock.now())
        report = try_endpoint(target, secrets, HttpTransport(app.settings.delivery.seconds), app.clock)
    if as_json:
        print_json(
            {
                "endpoint": report.endpoint,
                "status": report.status,
                "code": report.code or None,
                "address": report.address or None,
                "seconds": round(report.seconds, 3),
            }
        )
    else:
        answer = f"answered {report.status}" if report.status else "gave no answer"
        say(f"{report.url} {answer} in {report.seconds:.1f} s: {report.code or 'confirmed'}")
    return OK if report.is_good else FAILED


def _endpoint(settings: Settings, name: str) -> Endpoint:
    found = endpoints_of(settings.delivery).get(name)
    if found is None:
        names = ", ".join(settings.delivery.endpoints) or "none"
        raise UsageError(f"There is no endpoint {name}; set up under [delivery.endpoints.NAME]: {names}.")
    return found


def _time(text: str, now: datetime) -> datetime:
    """`2026-01-05T09:00`, or `36h`, `4d` before now; a time without a zone is this machine's."""
    units = {"h": timedelta(hours=1), "d": timedelta(days=1), "m": timedelta(minutes=1)}
    if text[-1:] in units and text[:-1].isdecimal() and len(text) < len("1000000"):
        return now - int(text[:-1]) * units[text[-1]]
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise UsageError(f"--since wants a time as 2026-01-05T09:00, or 36h, or 4d (got {text!r}).") from error


def _table(*names: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for name in names:
        table.add_column(name, overflow="fold")
    return table


def _deliveries(rows: Sequence[DeliveryRow]) -> Table:
    table = _table("id", "record", "no.", "event", "to", "state", "tries", "promised", "next or sent", "problem")
    for row in rows:
        when = row.sent_at or (row.due_at if row.state is DeliveryState.WAITING else None)
        table.add_row(
            *(str(row.id), f"{row.record} v{row.version}", str(row.sequence), row.event.value, row.endpoint),
            *(row.state.value, str(len(row.attempts)), _at(row.created_at), _at(when), row.code or "–"),
        )
    return table


def _attempts(row: DeliveryRow) -> Table:
    table = _table("try", "started", "seconds", "outcome", "status", "problem", "address")
    for one in row.attempts:
        seconds = f"{(one.finished_at - one.started_at).total_seconds():.1f}" if one.finished_at else "–"
        table.add_row(
            *(str(one.number), _at(one.started_at), seconds, one.outcome.value),
            *(str(one.status or "–"), one.code or "–", one.address or "–"),
        )
    return table


def _endpoints(states: Sequence[EndpointState], configured: dict[str, Endpoint]) -> Table:
    table = _table("endpoint", "address", "state", "failures", "failing since", "left alone until", "last confirmed")
    for one in states:
        state = f"off ({one.off_code})" if one.off_at else "failing" if one.failures else "on"
        table.add_row(
            *(one.name, Text(visible(configured[one.name].url)), state, str(one.failures)),
            *(_at(one.failing_since), _at(one.paused_until), _at(one.confirmed_at)),
        )
    return table


def _at(time: datetime | None) -> str:
    """In this machine's time: with seconds, which tell tries apart; without the year, for which there is no room."""
    return f"{time.astimezone():%m-%d %H:%M:%S}" if time else "–"


def _print(table: Table) -> None:
    Console(file=sys.stdout, highlight=False).print(table)

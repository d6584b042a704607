"""Column types of our own: UTC times, enums by value, JSON that is the same text every time."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Dialect, Enum, Integer
from sqlalchemy.types import TypeDecorator

from core.errors import UsageError

# SQLite gives rowid aliases only to INTEGER; PostgreSQL shall have 64 bits.
Key = BigInteger().with_variant(Integer(), "sqlite")


class UtcTime(TypeDecorator[datetime]):
    """An aware datetime, stored as microseconds since 1970 (UTC): sortable, exact, without a time zone to forget."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002, D102
        if value is None:
            return None
        if value.tzinfo is None:
            raise UsageError("A time says no zone.", code="bad_value")
        try:
            delta = value.astimezone(UTC) - EPOCH
        except OverflowError as error:  # at the ends of the calendar, in a zone that is ahead or behind
            raise UsageError("A time is too far away.", code="bad_value") from error
        return (delta.days * 86_400 + delta.seconds) * 1_000_000 + delta.microseconds

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002, D102
        if value is None:
            return None
        seconds, micros = divmod(value, 1_000_000)
        return datetime.fromtimestamp(seconds, UTC).replace(microsecond=micros)


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def enum_column(kind: type[StrEnum], name: str) -> Enum:
    """An enum stored by value with a named check constraint."""
    return Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=32,
        validate_strings=True,
        values_callable=lambda members: [member.value for member in members],
    )

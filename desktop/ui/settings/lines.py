"""The settings that a person changes in the dialog, as data: one line each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto
from operator import attrgetter
from pathlib import Path
from typing import Final

from core.settings import Settings
from core.settings_file import Plain
from desktop.ui.keeping.phrases import KeepingPhrase as K
from desktop.ui.phrases import Said
from desktop.ui.settings.phrases import KeysPhrase
from desktop.ui.settings.phrases import SettingsPhrase as S
from desktop.ui.settings.reader_phrases import HearingPhrase as H
from desktop.ui.settings.reader_phrases import ReaderPhrase as R
from desktop.ui.settings.server_phrases import ServerPhrase as V
from desktop.ui.settings.wire_phrases import WirePhrase as W


class Kind(StrEnum):
    """How a setting is edited."""

    NUMBER = auto()
    TEXT = auto()
    FLAG = auto()
    CHOICE = auto()
    SEVERAL = auto()
    FOLDER = auto()
    FILE = auto()
    WORDS = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """name: as `save_settings` takes it. bad: what to say when it is not valid. choices: value and its words.

    is_optional: nothing may be set.
    """

    name: str
    kind: Kind
    label: Said
    bad: Said = S.CHOOSE
    hint: Said | None = None
    choices: tuple[tuple[str, Said], ...] = ()
    is_optional: bool = False

    @property
    def may_be_empty(self) -> bool:
        """Whether nothing is a value too."""
        return self.is_optional or self.kind in (Kind.FOLDER, Kind.FILE)

    def read(self, settings: Settings) -> Plain:
        """The line's value in those settings."""
        value: Plain | Path | None = attrgetter(self.name)(settings)
        if isinstance(value, float) and value.is_integer():
            return int(value)
        return "" if value is None else str(value) if isinstance(value, Path) else value


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the dialog. is_live: what is saved here counts at once."""

    title: S
    lines: tuple[Line, ...]
    is_live: bool = False


READING: Final = Page(
    S.READING,
    (
        Line("page_limit", Kind.NUMBER, S.PAGE_LIMIT, S.PAGE_LIMIT_BAD, S.PAGE_LIMIT_HINT),
        Line("languages", Kind.SEVERAL, S.LANGUAGES, S.LANGUAGES_BAD, None, (("kor", S.KOREAN), ("eng", S.ENGLISH))),
        Line(
            "recogniser",
            Kind.CHOICE,
            S.RECOGNISER,
            S.RECOGNISER_BAD,
            S.RECOGNISER_HINT,
            (("auto", S.AUTO), ("tesserocr", S.BUILT_IN), ("pytesseract", S.INSTALLED)),
        ),
        Line("lanes", Kind.NUMBER, S.LANES, S.LANES_BAD, S.LANES_HINT),
    ),
)
MODEL: Final = Page(
    S.MODEL,
    (
        Line("model.enabled", Kind.FLAG, S.ENABLED, hint=S.ENABLED_HINT),
        Line("model.base_url", Kind.TEXT, S.ADDRESS, S.ADDRESS_BAD, S.ADDRESS_HINT),
        Line("model.name", Kind.TEXT, S.NAME, S.NAME_BAD, S.NAME_HINT),
        Line("model.mask", Kind.FLAG, S.MASK, hint=S.MASK_HINT),
        Line("model.vision", Kind.FLAG, S.VISION, hint=S.VISION_HINT),
        Line("model.allow_plain_http", Kind.FLAG, S.PLAIN_HTTP, hint=S.PLAIN_HTTP_HINT),
        Line("model.daily_calls", Kind.NUMBER, S.DAILY, S.DAILY_BAD, S.DAILY_HINT),
    ),
)
CLOVA: Final = Page(
    S.SECOND,
    (
        Line("readers.second", Kind.CHOICE, R.WHO, choices=(("", R.NOBODY), ("clova", R.CLOVA)), hint=R.WHO_HINT),
        Line("readers.when", Kind.CHOICE, R.WHEN, choices=(("doubt", R.DOUBT), ("always", R.ALWAYS)), hint=R.WHEN_HINT),
        Line(
            "readers.first_for",
            Kind.SEVERAL,
            R.FIRST,
            hint=R.FIRST_HINT,
            choices=(
                ("graduation_certificate", R.GRADUATION),
                ("enrolment_certificate", R.ENROLMENT),
                ("transcript", R.TRANSCRIPT),
                ("diploma", R.DIPLOMA),
            ),
        ),
        Line("clova.invoke_url", Kind.TEXT, R.URL, R.URL_BAD, R.URL_HINT),
        Line("clova.seconds", Kind.NUMBER, R.SECONDS, R.SECONDS_BAD),
        Line("clova.daily_calls", Kind.NUMBER, S.DAILY, S.DAILY_BAD, R.DAILY_HINT),
        Line("clova.price", Kind.NUMBER, R.PRICE, R.PRICE_BAD, R.PRICE_HINT),
    ),
)
SPEECH: Final = Page(
    S.SPEECH,
    (
        Line(
            "speech.recogniser",
            Kind.CHOICE,
            H.WHO,
            choices=(("", H.NOBODY), ("whisper", H.WHISPER), ("speech-server", H.SERVER)),
            hint=H.WHO_HINT,
        ),
        Line(
            "speech.language",
            Kind.CHOICE,
            H.LANGUAGE,
            choices=(("auto", S.AUTO), ("ko", S.KOREAN), ("en", S.ENGLISH)),
        ),
        Line("speech.weights", Kind.FOLDER, H.WEIGHTS, H.WEIGHTS_BAD, H.WEIGHTS_HINT),
        Line("speech.base_url", Kind.TEXT, S.ADDRESS, S.ADDRESS_BAD, S.ADDRESS_HINT),
        Line("speech.name", Kind.TEXT, S.NAME, S.NAME_BAD, S.NAME_HINT),
        Line("speech.daily_calls", Kind.NUMBER, S.DAILY, S.DAILY_BAD, H.DAILY_HINT),
        Line("speech.price", Kind.NUMBER, H.PRICE, R.PRICE_BAD, R.PRICE_HINT),
    ),
)
APPEARANCE: Final = Page(
    S.APPEARANCE,
    (
        Line(
            "theme",
            Kind.CHOICE,
            S.THEME,
            choices=(("auto", S.SYSTEM), ("light", S.LIGHT), ("dark", S.DARK)),
        ),
        Line(
            "ui_language",
            Kind.CHOICE,
            S.LANGUAGE,
            choices=(("auto", S.SYSTEM), ("en", S.ENGLISH), ("ko", S.KOREAN)),
        ),
        Line("density", Kind.CHOICE, S.DENSITY, choices=(("normal", S.NORMAL), ("compact", S.COMPACT))),
        Line("reduced_motion", Kind.FLAG, S.REDUCED_MOTION, hint=S.REDUCED_MOTION_HINT),
    ),
    is_live=True,
)
REVIEWER: Final = Page(
    S.REVIEWER,
    (
        Line("reviewer", Kind.TEXT, S.REVIEWER_NAME, S.REVIEWER_BAD, S.REVIEWER_HINT),
        Line("notify", Kind.FLAG, S.NOTIFY, hint=S.NOTIFY_HINT),
    ),
    is_live=True,
)
KEEPING: Final = Page(
    S.KEEPING,
    (
        Line("retention.usual.originals", Kind.NUMBER, K.PAGE_ORIGINALS, K.PAGE_BAD, K.PAGE_HINT, is_optional=True),
        Line("retention.usual.text", Kind.NUMBER, K.PAGE_TEXT, K.PAGE_BAD, is_optional=True),
        Line("retention.usual.record", Kind.NUMBER, K.PAGE_RECORD, K.PAGE_BAD, K.PAGE_KEY, is_optional=True),
    ),
)
WATCH: Final = Page(
    S.WATCH,
    (
        Line("watch.folder", Kind.FOLDER, S.WATCH_FOLDER, S.WATCH_FOLDER_BAD, S.WATCH_FOLDER_HINT),
        Line(
            "watch.folders",
            Kind.CHOICE,
            S.WATCH_FOLDERS,
            choices=(("together", S.WATCH_TOGETHER), ("apart", S.WATCH_APART)),
            hint=S.WATCH_FOLDERS_HINT,
        ),
        Line("watch.stable_seconds", Kind.NUMBER, S.WATCH_SECONDS, S.WATCH_SECONDS_BAD, S.WATCH_SECONDS_HINT),
    ),
    is_live=True,
)
CHARACTER_KEYS: Final = Line(
    "character_keys", Kind.FLAG, KeysPhrase.CHARACTER_KEYS, hint=KeysPhrase.CHARACTER_KEYS_HINT
)
SERVICE: Final = Page(
    S.SERVICE,
    (
        Line("service.enabled", Kind.FLAG, W.SERVE, hint=W.SERVE_HINT),
        Line("service.host", Kind.TEXT, W.HOST, W.HOST_BAD, W.HOST_HINT),
        Line("service.port", Kind.NUMBER, W.PORT, W.PORT_BAD),
        Line("service.hosts", Kind.WORDS, W.HOSTS, W.HOSTS_BAD, W.HOSTS_HINT),
        Line("service.proxies", Kind.WORDS, W.PROXIES, W.PROXIES_BAD, W.PROXIES_HINT),
        Line("service.decisions", Kind.FLAG, W.DECISIONS, hint=W.DECISIONS_HINT),
        Line("service.erasing", Kind.FLAG, W.ERASING, hint=W.ERASING_HINT),
        Line("service.desk", Kind.FLAG, W.DESK, hint=W.DESK_HINT),
        Line("service.idle_minutes", Kind.NUMBER, W.IDLE, W.IDLE_BAD, W.IDLE_HINT),
        Line("service.max_mb", Kind.NUMBER, W.MAX_MB, W.MAX_MB_BAD, W.MAX_MB_HINT),
        Line("service.queue_limit", Kind.NUMBER, W.QUEUE, W.AT_LEAST_ONE, W.QUEUE_HINT),
        Line("service.per_minute", Kind.NUMBER, W.PER_MINUTE, W.AT_LEAST_ONE, W.PER_MINUTE_HINT),
        Line("service.free_mb", Kind.NUMBER, W.FREE_MB, W.FREE_MB_BAD, W.FREE_MB_HINT),
    ),
    is_live=True,
)
SERVER: Final = Page(
    S.SERVER,
    (
        Line("server.url", Kind.TEXT, V.ADDRESS, V.ADDRESS_BAD, V.ADDRESS_HINT),
        Line("server.authority", Kind.FILE, V.AUTHORITY, V.AUTHORITY_BAD, V.AUTHORITY_HINT),
        Line("server.allow_plain_http", Kind.FLAG, S.PLAIN_HTTP, hint=V.PLAIN_HTTP_HINT),
    ),
)
COURIERS: Final = (
    Line("delivery.couriers", Kind.NUMBER, W.COURIERS, W.COURIERS_BAD, W.COURIERS_HINT),
    Line("delivery.seconds", Kind.NUMBER, W.SECONDS, W.SECONDS_BAD, W.SECONDS_HINT),
)
PAGES: Final = (READING, MODEL, CLOVA, SPEECH, WATCH, SERVICE, SERVER, KEEPING, REVIEWER, APPEARANCE)


def needs_restart(before: Settings, after: Settings) -> bool:
    """True if something changed that counts only from the next start on."""
    lines = [line for page in PAGES if not page.is_live for line in page.lines]
    whole = attrgetter("policy", "reviewer", "delivery", "retention")
    return whole(before) != whole(after) or any(line.read(before) != line.read(after) for line in lines)

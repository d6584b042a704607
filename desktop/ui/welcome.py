"""The first sight of Holdpoint: what to drop, samples one click away, and the language."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui.look import ICON, Look
from desktop.ui.parts import SafeLabel, WrapLabel, button, row_of
from desktop.ui.phrases import Phrase, Said
from desktop.ui.theme import GAP, GAP_SMALL, GAP_WIDE
from desktop.ui.words import Language, other_language

_WIDTH: Final = 620


class WelcomePhrase(Said):
    """What the first sight says. The languages are written in themselves, so that everybody finds theirs."""

    WHAT = (
        "PDFs, pictures (JPEG, PNG, TIFF, WebP, HEIC) and recordings; single files, or a folder for each applicant.",
        "PDF, 그림(JPEG, PNG, TIFF, WebP, HEIC), 녹음 파일 또는 신청자별 폴더를 놓으십시오.",
    )
    THEN = (
        "Values are read and checked. What is proven is approved; the rest waits for a person.",
        "값을 판독해 심사합니다. 근거가 확실하면 승인하고, 나머지는 사람이 검토합니다.",
    )
    PRIVATE = (
        "Everything stays on this machine unless you set up where something is sent.",
        "보낼 곳을 설정하지 않으면 모든 것이 이 컴퓨터에만 남습니다.",
    )
    ON_SERVER = (
        "Everything goes to {place}, is read there and kept there.",
        "모든 것을 {place}(으)로 보내며, 그곳에서 읽고 보관합니다.",
    )
    ENGLISH = ("English", "English")
    KOREAN = ("한국어", "한국어")
    LANGUAGE = ("Language", "표시 언어")


class Welcome(QWidget):
    """`acted`: the samples are wanted, `acted_second`: files are; `language_wanted` when the other one is chosen."""

    acted = Signal()
    acted_second = Signal()
    folder_wanted = Signal()
    language_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        say = look.words.say
        self.sentence = WrapLabel(say(Phrase.EMPTY_RECORDS), "screen")
        self.action = _plain(look, say(Phrase.ADD_SAMPLES), "primary")
        self.second = _plain(look, say(Phrase.ADD_FILES))
        self.third = _plain(look, say(Phrase.ADD_FOLDER))
        self.languages: dict[Language, QPushButton] = {}
        self._icons: list[tuple[QLabel, str]] = []
        self._private = WrapLabel(say(WelcomePhrase.PRIVATE), "muted")
        self._build()
        self.action.clicked.connect(self._on_action)
        self.second.clicked.connect(self._on_second)
        self.third.clicked.connect(self._on_third)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def _build(self) -> None:
        """One column in the middle, not wider than it can be read."""
        say = self._look.words.say
        body = QVBoxLayout()
        body.setSpacing(GAP_WIDE)
        body.addWidget(self.sentence)
        body.addLayout(row_of(self.action, self.second, self.third, None))
        body.addSpacing(GAP)
        for icon, label in (
            ("folder", WrapLabel(say(WelcomePhrase.WHAT), "muted")),
            ("review", WrapLabel(say(WelcomePhrase.THEN), "muted")),
            ("approved", self._private),
        ):
            body.addLayout(self._line(icon, label))
        body.addSpacing(GAP)
        body.addLayout(self._choice())
        holder = QWidget()
        holder.setMaximumWidth(_WIDTH)
        holder.setLayout(body)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(holder, 8)
        across.addStretch(1)
        box = QVBoxLayout(self)
        box.addStretch(2)
        box.addLayout(across)
        box.addStretch(3)

    def show_server(self, place: str) -> None:
        """What is dropped goes to that server: nothing stays on this machine."""
        self._private.setText(self._look.words.say(WelcomePhrase.ON_SERVER, place=place))

    def _line(self, icon: str, label: WrapLabel) -> QHBoxLayout:
        mark = QLabel()
        mark.setFixedSize(ICON, ICON)
        self._icons.append((mark, icon))
        line = row_of(spacing=GAP)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label, 1)
        return line

    def _choice(self) -> QHBoxLayout:
        say, spoken = self._look.words.say, self._look.words.language
        group = QButtonGroup(self)
        for language, phrase in (("ko", WelcomePhrase.KOREAN), ("en", WelcomePhrase.ENGLISH)):
            chip = QPushButton(say(phrase))
            chip.setObjectName("chip")
            chip.setCheckable(True)
            chip.setChecked(language == spoken)
            group.addButton(chip)
            self.languages["ko" if language == "ko" else "en"] = chip
        self.languages[other_language(spoken)].clicked.connect(self._on_language)
        title = SafeLabel(say(WelcomePhrase.LANGUAGE), "muted")
        return row_of(title, *self.languages.values(), None, spacing=GAP_SMALL)

    def _on_look_changed(self) -> None:
        ratio = self.devicePixelRatioF()
        for mark, icon in self._icons:
            mark.setPixmap(self._look.icon(icon, self._look.theme.muted).pixmap(QSize(ICON, ICON), ratio))

    def _on_action(self) -> None:
        self.acted.emit()

    def _on_second(self) -> None:
        self.acted_second.emit()

    def _on_third(self) -> None:
        self.folder_wanted.emit()

    def _on_language(self) -> None:
        self.language_wanted.emit()


def _plain(look: Look, text: str, name: str = "") -> QPushButton:
    """A button that Enter presses too, as nothing else here could be meant."""
    made = button(look, text, name=name)
    made.setAutoDefault(True)
    return made

"""The modal dialogs: they open through these functions alone, which tests replace."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from core.domain.ids import RecordId
from desktop.ui.claims.phrases import ClaimsPhrase
from desktop.ui.keeping.phrases import KeepingPhrase
from desktop.ui.phrases import Phrase
from desktop.ui.review.phrases import OffPhrase
from desktop.ui.settings.phrases import PolicyPhrase, SettingsPhrase
from desktop.ui.settings.server_phrases import ServerPhrase
from desktop.ui.words import Words

TABLES: Final = frozenset({".csv", ".tsv"})
_PATTERNS: Final = "*.pdf *.png *.jpg *.jpeg *.tif *.tiff *.webp *.bmp *.heic *.heif"


def ask_for_files(parent: QWidget, words: Words) -> tuple[Path, ...]:
    """Let a person choose files; () if none."""
    label = f"{words.say(Phrase.FILES_FILTER)} ({_PATTERNS})"
    names, _ = QFileDialog.getOpenFileNames(parent, words.say(Phrase.ADD_FILES), "", label)
    return tuple(Path(name) for name in names)


def ask_for_folder(parent: QWidget, words: Words) -> tuple[Path, ...]:
    """Let a person choose a folder; () if none."""
    name = QFileDialog.getExistingDirectory(parent, words.say(Phrase.ADD_FOLDER))
    return (Path(name),) if name else ()


def ask_for_table(parent: QWidget, words: Words) -> tuple[Path, ...]:
    """Let a person choose a table of claims; () if none."""
    label = f"{words.say(ClaimsPhrase.FILTER)} ({' '.join('*' + ending for ending in sorted(TABLES))})"
    name, _ = QFileDialog.getOpenFileName(parent, words.say(ClaimsPhrase.TITLE), "", label)
    return (Path(name),) if name else ()


def ask_where_to_save(parent: QWidget, title: str, name: str, kinds: str) -> tuple[Path, ...]:
    """Let a person say where a file of that name shall go; () if nowhere. kinds: as Qt writes them, `Texts (*.txt)`."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, name, kinds)
    return (Path(chosen),) if chosen else ()


def ask_for_pack(parent: QWidget, words: Words, record: RecordId) -> tuple[Path, ...]:
    """Let a person choose where a record's evidence goes; () if nowhere."""
    label = f"{words.say(OffPhrase.PACK_FILTER)} (*.zip)"
    name, _ = QFileDialog.getSaveFileName(parent, words.say(OffPhrase.PACK), f"holdpoint-{record}.zip", label)
    return (Path(name),) if name else ()


def ask_to_delete(parent: QWidget, words: Words, text: str) -> bool:
    """Ask whether that shall be deleted for good; the answer at hand is no."""
    box = QMessageBox(QMessageBox.Icon.Warning, words.say(KeepingPhrase.SURE), "", parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    yes = box.addButton(words.say(KeepingPhrase.YES), QMessageBox.ButtonRole.DestructiveRole)
    no = box.addButton(words.say(SettingsPhrase.CANCEL), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(no)
    box.setEscapeButton(no)
    box.exec()
    return box.clickedButton() is yes


def ask_for_policy(parent: QWidget, words: Words) -> tuple[Path, ...]:
    """Let a person choose a policy file; () if none."""
    label = f"{words.say(PolicyPhrase.FILTER)} (*.toml)"
    name, _ = QFileDialog.getOpenFileName(parent, words.say(PolicyPhrase.CHOOSE), "", label)
    return (Path(name),) if name else ()


def ask_for_certificates(parent: QWidget, words: Words) -> tuple[Path, ...]:
    """Let a person choose a file of certificates; () if none."""
    label = f"{words.say(ServerPhrase.AUTHORITY_FILTER)} (*.pem *.crt *.cer)"
    name, _ = QFileDialog.getOpenFileName(parent, words.say(ServerPhrase.AUTHORITY), "", label)
    return (Path(name),) if name else ()

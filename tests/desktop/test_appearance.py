"""What belongs to the whole application and changes while it runs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit

from desktop.appearance import Appearance


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    made = Appearance(qapp)
    yield made
    made.speak("en")
    QLocale.setDefault(QLocale.c())


def qts_words() -> tuple[str, str]:
    context = "QPlatformTheme"
    return QCoreApplication.translate(context, "Cancel"), QCoreApplication.translate("QWidgetTextControl", "&Copy")


def test_qts_own_words_follow_the_language_there_and_back(qtbot, appearance):
    english = qts_words()
    appearance.speak("ko")
    assert qts_words() == ("취소", "복사(&C)")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.buttons()[0].text() == "취소"
    edit = QLineEdit("x")
    qtbot.addWidget(edit)
    menu = edit.createStandardContextMenu()
    assert menu is not None
    assert any("붙여넣기" in action.text() for action in menu.actions())
    menu.deleteLater()
    appearance.speak("en")
    assert qts_words() == english == ("Cancel", "&Copy")


def test_numbers_and_dates_follow_the_language(appearance):
    appearance.speak("ko")
    assert QLocale().language() is QLocale.Language.Korean
    appearance.speak("en")
    assert QLocale().language() is QLocale.Language.English

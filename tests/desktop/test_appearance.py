"""What belongs to the whole application and changes while it runs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit

from desktop.appearance import Appearance
from desktop.ui.shown import clock_time, moment


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


def test_dates_follow_the_language_and_never_leave_open_which_is_the_day(appearance):
    when = datetime(2026, 3, 2, 9, 5, 7).astimezone()
    appearance.speak("ko")
    assert (moment(when), clock_time(when)) == ("2026. 3. 2. 09:05", "3. 2. 09:05:07")
    appearance.speak("en")
    assert (moment(when), clock_time(when)) == ("2 Mar 2026, 09:05", "2 Mar 09:05:07")

"""What drags and the clipboard bring, from file managers, mail clients and from those who mean harm."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_desk import FakeDesk, FakePlace
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication

from core.settings import Settings
from desktop.intake_messages import HandedFile, TakeInHanded
from desktop.shell import Shell
from desktop.ui.brought import (
    MOST_ADDRESS_BYTES,
    MOST_BYTES,
    MOST_TABLE,
    WINDOWS_BYTES,
    WINDOWS_NAMES,
    Trouble,
    addressed,
    descriptor_names,
    is_of_interest,
    read,
    safe_name,
)
from desktop.ui.phrases import Phrase
from desktop.workers.desk import DeskWorker

PDF = b"%PDF-1.7 not much of one"


def mime(**formats: bytes) -> QMimeData:
    made = QMimeData()
    for kind, data in formats.items():
        made.setData(kind, data)
    return made


def of(kind: str, data: bytes) -> QMimeData:
    return mime(**{kind: data})


def uris(*addresses: str) -> QMimeData:
    made = QMimeData()
    made.setUrls([QUrl(address) for address in addresses])
    return made


def descriptor(*names: str) -> bytes:
    records = [bytes(72) + name.encode("utf-16-le").ljust(520, b"\0") for name in names]
    return len(names).to_bytes(4, "little") + b"".join(records)


def test_a_file_managers_files_are_taken_once_each():
    found = read(uris("file:///in/a%20b.pdf", "file:///in/졸업.pdf", "file:///in/a%20b.pdf", "file://localhost/in/c"))
    assert found.paths == (Path("/in/a b.pdf"), Path("/in/졸업.pdf"), Path("/in/c"))
    assert found.passed_over == 1


@pytest.mark.parametrize("kind", ["x-special/gnome-copied-files", "x-special/mate-copied-files"])
@pytest.mark.parametrize("how", [b"copy", b"cut"])
def test_files_that_a_file_manager_copied_or_cut_are_taken_as_copies(kind, how):
    data = how + b"\nfile:///in/%EC%A1%B8%EC%97%85.pdf\r\nfile:///in/b.pdf"
    assert read(of(kind, data)).paths == (Path("/in/졸업.pdf"), Path("/in/b.pdf"))


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a.pdf",
        "smb://host/a.pdf",
        "file://host/share/a.pdf",
        "file:////host/share/a.pdf",
        "file:///in/a%00.pdf",
        "javascript:alert(1)",
        "data:application/pdf;base64,JVBERg==",
        "imap://host/INBOX;UID=1",
    ],
)
def test_addresses_elsewhere_are_refused_in_words_and_never_opened(address):
    assert read(uris(address)).trouble is Trouble.ELSEWHERE
    mixed = read(uris(address, "file:///in/a.pdf"))
    assert (mixed.paths, mixed.passed_over) == ((Path("/in/a.pdf"),), 1)


def test_a_documents_own_bytes_are_taken_as_they_are():
    found = read(of("application/pdf", PDF))
    assert found.files == (HandedFile("pasted.pdf", PDF),)
    both = mime(**{"image/png": b"\x89PNG", "application/pdf": PDF})
    assert read(both).files[0].name == "pasted.pdf"
    assert read(of("image/png", b"\x89PNG\r\n\x1a\nbroken")).files[0].name == "pasted.png"


def test_files_win_over_the_picture_that_comes_with_them():
    made = uris("file:///in/a.png")
    made.setData("image/png", b"\x89PNG")
    assert read(made).paths == (Path("/in/a.png"),)


def test_a_mail_programs_attachment_is_taken_under_its_name():
    made = mime(**{WINDOWS_NAMES: descriptor("졸업 증명서.pdf"), WINDOWS_BYTES: PDF})
    assert read(made).files == (HandedFile("졸업 증명서.pdf", PDF),)
    several = mime(**{WINDOWS_NAMES: descriptor("a.pdf", "b.pdf"), WINDOWS_BYTES: PDF})
    assert read(several).trouble is Trouble.ONE_BY_ONE


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xff\xff\xff", descriptor("a.pdf")[:300], bytes(4), b"\x05\0\0\0" + bytes(592)]
)
def test_a_descriptor_that_lies_names_nothing_that_is_not_there(data):
    assert all(name in ("", "a.pdf") for name in descriptor_names(data))
    assert len(descriptor_names(data)) <= 1


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\me\\a.pdf", "a.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("a\nb\0c.pdf", "abc.pdf"),
        ("", "pasted.pdf"),
        ("...", "pasted.pdf"),
        ('x<>:"|?*.pdf', "x_______.pdf"),
        ("졸업 증명서.PDF", "졸업 증명서.PDF"),
        ("x" * 400 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_names_of_strangers_become_safe_ones(given, safe):
    assert safe_name(given, "pdf") == safe


def test_too_much_is_refused_before_it_is_looked_at():
    assert read(of("text/uri-list", b"file:///a\n" * (MOST_ADDRESS_BYTES // 10 + 1))).trouble is Trouble.TOO_MANY
    assert read(of("application/pdf", b"%PDF" + bytes(MOST_BYTES))).trouble is Trouble.TOO_LARGE


def test_a_picture_is_taken_and_what_is_nothing_is_told():
    picture = QImage(3, 2, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    made = QMimeData()
    made.setImageData(picture)
    assert read(made).picture == picture
    text = QMimeData()
    text.setText("/etc/passwd")
    text.setHtml('<img src="file:///etc/passwd">')
    assert read(text).trouble is Trouble.NOTHING
    assert not is_of_interest(text)
    assert read(None).trouble is Trouble.NOTHING
    empty = of("image/png", b"")
    assert read(empty).trouble is Trouble.NOTHING


def test_bytes_are_not_fetched_while_the_mouse_still_holds_them(monkeypatch):
    made = of("application/pdf", PDF)
    monkeypatch.setattr(QMimeData, "data", lambda *_: pytest.fail("fetched"))
    assert is_of_interest(made)
    assert addressed(made).paths == ()


@pytest.fixture
def shell(qapp, tmp_path) -> Iterator[Shell]:
    made = Shell(qapp, Settings(data_dir=tmp_path, lanes=1, ui_language="ko", theme="light"))
    made.window.show()
    yield made
    made.destroy()


def drop(shell: Shell, data: QMimeData) -> None:
    window = shell.window
    either = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    args = (either, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(50, 50), *args)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    assert enter.dropAction() is Qt.DropAction.CopyAction
    QApplication.sendEvent(window, QDropEvent(QPointF(50, 50), *args))


def test_handed_bytes_become_a_record_once_the_desk_is_open(shell, tmp_path):
    asked: list[object] = []
    shell.asked.connect(asked.append)
    drop(shell, of("application/pdf", PDF))
    assert shell.window.banner.texts[0] == Phrase.NOT_TAKEN_IN.korean
    shell.opened("memory")
    drop(shell, of("application/pdf", PDF))
    assert asked[-1] == TakeInHanded((HandedFile("pasted.pdf", PDF),))
    desk = FakeDesk()
    worker = DeskWorker(FakePlace)
    worker._place = FakePlace(desk)
    contents: list[bytes] = []
    take_in = desk.take_in
    desk.take_in = lambda paths, claim=None: contents.extend(path.read_bytes() for path in paths) or take_in(paths)
    worker.ask(TakeInHanded((HandedFile("a.pdf", PDF), HandedFile("a.pdf", b"other"))))
    assert contents == [PDF, b"other"]
    assert [path.name for path in desk.taken[0]] == ["a.pdf", "a.pdf"]
    assert not any(path.exists() for path in desk.taken[0])


def test_what_is_refused_is_told_in_the_window(shell):
    shell.opened("memory")
    args = (Qt.DropAction.CopyAction, uris("https://example.org/a.pdf"), Qt.MouseButton.LeftButton)
    QApplication.sendEvent(shell.window, QDragEnterEvent(QPoint(5, 5), *args, Qt.KeyboardModifier.NoModifier))
    assert shell.window.adding.target.text == Trouble.ELSEWHERE.korean
    drop(shell, uris("https://example.org/a.pdf"))
    assert shell.window.banner.texts[0] == Trouble.ELSEWHERE.korean
    assert not shell.window.adding.target.isVisible()


def test_who_offers_nothing_but_a_move_is_not_taken_from(shell):
    asked: list[object] = []
    shell.asked.connect(asked.append)
    shell.opened("memory")
    asked.clear()
    args = (Qt.DropAction.MoveAction, of("application/pdf", PDF), Qt.MouseButton.LeftButton)
    events = (
        QDragEnterEvent(QPoint(5, 5), *args, Qt.KeyboardModifier.NoModifier),
        QDropEvent(QPointF(5, 5), *args, Qt.KeyboardModifier.NoModifier),
    )
    for event in events:
        QApplication.sendEvent(shell.window, event)
        assert not event.isAccepted()
    assert asked == []


def test_a_table_comes_before_the_picture_that_a_spreadsheet_offers_beside_it():
    made = of("image/png", b"\x89PNG")
    made.setText("file\t성명\n1.pdf\t홍길동\n")
    assert read(made).table == "file\t성명\n1.pdf\t홍길동\n"
    made.setText("two lines\nand no cells")
    assert read(made).table == ""
    assert read(made).files
    made.setText("one line\tof cells")
    assert read(made).table == ""
    made.setText("a\tb\n" * (MOST_TABLE // 4 + 1))
    assert read(made).table == ""


def test_a_mail_that_lists_itself_as_a_table_is_handed_over_as_a_file():
    made = mime(**{WINDOWS_NAMES: descriptor("a.pdf"), WINDOWS_BYTES: PDF})
    made.setText("From\tSubject\nKim\tdiploma\n")
    assert [file.name for file in read(made).files] == ["a.pdf"]

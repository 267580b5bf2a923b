"""Text of strangers is text, on every screen, in notifications and at a terminal."""

import ctypes
import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6 import QtGui
from PySide6.QtCore import QAbstractTableModel, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QHelpEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QMenu,
    QToolTip,
    QWidget,
)

from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.domain.koreader.progress import DocumentMetadata
from bookorbit_desktop.ui.foreign_text import for_notification, never_markup, one_line
from bookorbit_desktop.ui.wording import isolated
from tests.annotations import highlight
from tests.end_to_end.panel import Panel
from tests.screenshots import devices, editing, highlights, lists, screens, shelf
from tests.screenshots.shelf import ShelfBook
from tests.ui import audit
from tests.ui.tour import Needs, tour

may_be_markup: Callable[[str], bool] = QtGui.Qt.mightBeRichText
"""Qt's own guess."""
_IN_ACCESS, _IN_OPEN = 0x1, 0x20
ASK = """
from PySide6.QtCore import QCoreApplication
from bookorbit_desktop.ui import tray
application = QCoreApplication([])
tray.MAY_TAKE_MS = 120_000  # a busy computer answers late
print(tray.reads_markup())
"""
BIDI = "\u202e\u2069\u2067"


class Trap:
    """A picture and an address that nobody may ask for."""

    def __init__(self, folder: Path) -> None:
        self.picture = folder / "trap.png"
        self.picture.write_bytes(b"no picture")
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._watch = self._libc.inotify_init1(os.O_NONBLOCK)
        assert self._libc.inotify_add_watch(self._watch, bytes(self.picture), _IN_OPEN | _IN_ACCESS) >= 0
        self._server = socket.create_server(("127.0.0.1", 0))
        self._server.setblocking(False)
        self.url = f"http://127.0.0.1:{self._server.getsockname()[1]}/x.png"

    @property
    def text(self) -> str:
        """Markup of every kind that would spring it, on the first line."""
        return f'Emma <img src="{self.picture}"><img src="{self.url}"><a href="file://{self.picture}">&lt;b&gt;</a>'

    def sprung(self) -> bool:
        """Whether the picture was opened or the address asked for."""
        try:
            opened = bool(os.read(self._watch, 4096))
        except BlockingIOError:
            opened = False
        try:
            self._server.accept()[0].close()
        except BlockingIOError:
            return opened
        return True

    def close(self) -> None:
        os.close(self._watch)
        self._server.close()


@pytest.fixture
def trap(tmp_path: Path) -> Iterator[Trap]:
    if sys.platform != "linux":
        pytest.skip("who opens a file is told by Linux")
    trap = Trap(tmp_path)
    yield trap
    trap.close()


@dataclass(frozen=True)
class Hostile:
    """Puts its text behind every title, author, series, device, document, highlight and record."""

    text: str

    def book(self, book: ShelfBook) -> ShelfBook:
        metadata = book.metadata
        return replace(
            book,
            metadata=replace(
                metadata,
                title=metadata.title + self.text,
                authors=tuple(author + self.text for author in metadata.authors),
                series=metadata.series and metadata.series + self.text,
                description=self.text + metadata.description,
                publisher=self.text,
                subjects=(self.text,),
            ),
        )

    def spoil(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """From now on the sample library is made of it."""
        books, push, note = list(shelf.generated_books()), shelf._push, highlight

        def hostile_push(
            ui: Any, document: str, share: float, device: str, metadata: DocumentMetadata | None = None
        ) -> None:
            named = DocumentMetadata(*(3 * (self.text,))) if metadata else None
            push(ui, document, share, (device + self.text)[:200], named)

        def hostile_note(chapter: int, text: str = "", **values: Any) -> Any:
            values["note"] = self.text if values.get("note") else ""
            return replace(note(chapter, self.text + text, **values), chapter=self.text)

        monkeypatch.setattr(shelf, "generated_books", lambda: map(self.book, books))
        monkeypatch.setattr(shelf, "_push", hostile_push)
        monkeypatch.setattr(highlights, "highlight", hostile_note)
        for module in (devices, editing, lists):
            monkeypatch.setattr(module, "LONG", f"Zz {self.text}")
        monkeypatch.setattr(screens, "UNREADABLE", self.text)


def rich_text(root: QWidget) -> list[str]:
    """What shows markup as such: labels, tooltips, and buttons that swallow an ampersand."""
    root.grab()
    wrong = []
    for widget in [root, *root.findChildren(QWidget)]:
        if isinstance(widget, QLabel) and widget.text() and widget.isVisible():
            wrong += [] if is_plain(widget) else [f"a label with markup: {audit.place_of(widget)}"]
        if isinstance(widget, QAbstractButton) and swallows(widget.text()):
            wrong.append(f"a button takes & for a key: {audit.place_of(widget)}")
        if isinstance(widget, QAbstractItemView) and widget.isVisible():
            wrong += [f"an item's tooltip: {audit.place_of(widget)}"] * (not item_tooltips_are_plain(widget))
        elif may_be_markup(widget.toolTip()) and not tooltip_is_plain(widget, QPoint(2, 2)):
            wrong.append(f"a tooltip: {audit.place_of(widget)}")
        if widget.isWindow() and any(mark in widget.windowTitle() for mark in "\u2068\u2069\u202e\n"):
            wrong.append(f"marks in the title {widget.windowTitle()!r}")
    menus = [root, *root.findChildren(QMenu)] if isinstance(root, QMenu) else root.findChildren(QMenu)
    return wrong + [
        f"an action takes & for a key: {action.text()}"
        for action in actions(menus)
        if swallows(action.text())
    ]


def actions(menus: list[QMenu]) -> Iterator[QAction]:
    for menu in menus:
        yield from menu.actions()


def swallows(text: str) -> bool:
    return "&lt;" in text.replace("&&", "")


def is_plain(label: QLabel) -> bool:
    return label.textFormat() is Qt.TextFormat.PlainText


def item_tooltips_are_plain(view: QAbstractItemView) -> bool:
    model = view.model()
    rows = range(min(3, model.rowCount()))
    columns = range(model.columnCount()) if isinstance(model, QAbstractTableModel) else range(1)
    for index in (model.index(row, column) for row in rows for column in columns):
        words = str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
        point = view.visualRect(index).center()
        can_be_seen = view.viewport().rect().contains(point)
        if may_be_markup(words) and can_be_seen and not tooltip_is_plain(view.viewport(), point):
            return False
    return True


def tooltip_is_plain(widget: QWidget, point: QPoint) -> bool:
    """Rest the pointer on it and look at what Qt shows."""
    QApplication.sendEvent(widget, QHelpEvent(QHelpEvent.Type.ToolTip, point, widget.mapToGlobal(point)))
    tips = [
        widget
        for widget in QApplication.topLevelWidgets()
        if widget.inherits("QTipLabel") and widget.isVisible()
    ]
    plain = all(is_plain(tip) for tip in tips if isinstance(tip, QLabel))
    for tip in tips:
        tip.grab()
    QToolTip.hideText()
    return plain


def told(wrong: dict[str, list[str]]) -> str:
    return "\n".join(f"{screen}: {line}" for screen, lines in wrong.items() for line in lines)


def test_the_trap_springs_where_text_is_rich(qapp: QApplication, english: None, trap: Trap) -> None:
    label = QLabel()
    label.ensurePolished()
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setText(trap.text)

    label.grab()

    assert trap.sprung()


@pytest.mark.parametrize("make", [QLabel, QWidget, QAction], ids=lambda make: make.__name__)
def test_any_plain_widget_shows_hostile_text_as_text(
    qapp: QApplication, english: None, trap: Trap, make: Callable[[], QObject]
) -> None:
    """The rule holds for a plain widget of Qt's, made as a forgetful page would."""
    window = QWidget()
    if make is QLabel:
        label = QLabel(trap.text, window)
        window.grab()
        assert is_plain(label)
    else:
        window.setToolTip(trap.text)
        window.show()
        assert tooltip_is_plain(window, QPoint(2, 2))
    assert not trap.sprung()


@pytest.mark.parametrize("state", ["filtered", "error"])
def test_hostile_books_devices_highlights_and_records_are_shown_as_they_are(
    qapp: QApplication,
    english: None,
    tmp_path: Path,
    trap: Trap,
    monkeypatch: pytest.MonkeyPatch,
    state: str,
) -> None:
    Hostile(trap.text).spoil(monkeypatch)

    wrong = tour(qapp, tmp_path, [state], (rich_text,), Needs())

    assert not wrong, told(wrong)
    assert not trap.sprung()


def test_markup_newlines_marks_of_direction_and_500_letters_are_shown_and_move_nothing_out_of_the_window(
    qapp: QApplication, english: None, tmp_path: Path, trap: Trap, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A device's name is cut: the start has something of each.
    Hostile(f'<img src="{trap.url}">{BIDI}\n&lt;b&gt; {trap.text}{"m" * 500}').spoil(monkeypatch)

    wrong = tour(qapp, tmp_path, ["typical"], (rich_text, too_wide), Needs())

    assert not wrong, told(wrong)
    assert not trap.sprung()


def too_wide(root: QWidget) -> list[str]:
    return [f"{root.width()} wide"] if root.width() > 1400 else []


class TestOutsideOfTheWindow:
    def test_a_notification_is_escaped_where_the_desktop_reads_markup(self) -> None:
        assert for_notification('<img src="x"> & Son', reads_markup=True) == '&lt;img src="x"&gt; &amp; Son'
        assert for_notification("<b> & Son", reads_markup=False) == "<b> & Son"

    @pytest.mark.parametrize("hostile", ["Emma\u2069", "\u2067Emma", "\u2069Emma\u2066"])
    def test_a_title_does_not_turn_the_words_around_it(self, hostile: str) -> None:
        assert isolated(hostile) == "\u2068Emma\u2069"
        assert isolated("\u2067Emma\u2069") == "\u2068\u2067Emma\u2069\u2069"

    @pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="needs D-Bus")
    @pytest.mark.parametrize(
        ("capabilities", "has_tray", "escapes"),
        [
            (("body", "body-markup"), True, True),
            (("body",), True, False),
            (("body", "body-markup"), False, False),  # Qt draws it itself, as plain text
        ],
    )
    def test_the_desktop_is_asked_what_it_does_with_the_text(
        self, capabilities: tuple[str, ...], has_tray: bool, escapes: bool
    ) -> None:
        panel = Panel(shows_icons=has_tray, capabilities=capabilities)
        try:
            asked = subprocess.run(
                [sys.executable, "-c", ASK],
                env={**os.environ, **panel.environment},
                capture_output=True,
                text=True,
                check=True,
            )
        finally:
            panel.close()
        assert asked.stdout.split() == [str(escapes)]

    @pytest.mark.parametrize("text", ['<img src="/dev/zero">', "<b>x</b>", "&lt;b&gt;", "<!doctype html>"])
    def test_a_tooltip_of_the_tray_is_no_markup_for_anybody(self, text: str) -> None:
        assert may_be_markup(text)
        assert not may_be_markup(never_markup(text))
        assert never_markup(text).replace("\u2060", "") == text

    def test_a_title_bar_gets_one_line_without_invisible_marks(self) -> None:
        assert one_line("Match \u2068Emma\u202e\n\tand\x1b so on\u2069") == "Match Emma and so on"
        assert len(one_line("m" * 500)) == 120


class TestTerminal:
    @pytest.fixture
    def written(self) -> list[str]:
        return []

    @pytest.fixture
    def console(self, written: list[str]) -> Console:
        async def ask(question: str) -> None:
            written.append(question)

        return Console(written.append, written.append, lambda: "", Path(), ask)

    HOSTILE = "Emma\x1b]0;owned\x07\x1b[2J\x9b31m\r\x08\x7f\u202e end"

    def test_no_control_character_reaches_the_terminal_by_any_way(
        self, console: Console, written: list[str]
    ) -> None:
        console.say(self.HOSTILE)
        console.complain(self.HOSTILE)
        console.table(["title"], [[self.HOSTILE]])
        console.dump({"title": self.HOSTILE})
        console.out(self.HOSTILE)
        console.err(self.HOSTILE)
        with pytest.raises(StopIteration):
            console.ask(self.HOSTILE).__await__().__next__()

        assert len(written) >= 7
        text = "".join(written)
        assert not [letter for letter in text if (not letter.isprintable() and letter != "\n")]

    def test_json_keeps_what_was_there(self, console: Console, written: list[str]) -> None:
        console.dump({"title": self.HOSTILE})

        assert json.loads("".join(written)) == {"title": self.HOSTILE}

    def test_a_row_of_a_table_is_one_line(self, console: Console, written: list[str]) -> None:
        console.table(["id", "title"], [["1", "Emma\n2   forged"], ["2", "Salt"]])

        assert "".join(written).splitlines() == ["id  title", "1   Emma 2   forged", "2   Salt"]

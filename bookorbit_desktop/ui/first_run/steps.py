"""The steps of the setup guide: book folders, a device, and Hardcover (optional; nothing is sent from here)."""

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QSizePolicy, QStyle, QWidget

from bookorbit_desktop.domain.koreader.devices import shown_device
from bookorbit_desktop.domain.koreader.progress import LoginAttempt
from bookorbit_desktop.domain.library.book import BookRef
from bookorbit_desktop.domain.overview.dashboard import RecentBook
from bookorbit_desktop.domain.overview.events import ProgressReceived, ScanProgressed
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.adding import AddBooks
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.foreign_text import breakable
from bookorbit_desktop.ui.hardcover.account import change_text, unsaved_text
from bookorbit_desktop.ui.hardcover.connect import ConnectCard
from bookorbit_desktop.ui.koreader.login_card import LoginCard
from bookorbit_desktop.ui.koreader.text import check_text
from bookorbit_desktop.ui.library.scan_strip import is_scanning
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.tasks import owned_slot
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.covers import CoverCache, CoverRequest
from bookorbit_desktop.ui.widgets.labels import Mark, button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import in_column, in_row, new_column
from bookorbit_desktop.ui.widgets.painting import paint_cover
from bookorbit_desktop.ui.wording import (
    STATUS_ORDER,
    at_name,
    joined,
    names,
    number,
    some_titles,
    status_word,
)

COVER = QSize(96, 144)
ROWS = 2
MOST = 24


class SetupStep(QWidget):
    """A title, a sentence and optional tasks."""

    done = Signal()
    """The page's task was done: Enter now continues."""

    def __init__(self, context: UiContext, title: str, sentence: str) -> None:
        super().__init__()
        self._context = context
        self.title = title
        self.column = new_column(
            self, theme.SPACE_16, (theme.SPACE_32, theme.SPACE_32, theme.SPACE_32, theme.SPACE_16)
        )
        self.column.addWidget(label(title, "title", wrap=True))
        self.column.addWidget(label(sentence, "muted", wrap=True))

    @property
    def control(self) -> QWidget | None:
        """The control that gets the focus; None for the button that continues."""
        return None

    def shown(self) -> None:
        """Called when the page is shown."""


class CoverStrip(QWidget):
    """At most two rows of covers. They are not clickable."""

    def __init__(self, covers: CoverCache) -> None:
        super().__init__()
        self._covers = covers
        self.books: tuple[BookRef, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        covers.loaded.connect(self._on_cover)
        self.hide()

    def show_books(self, books: Sequence[BookRef]) -> None:
        """Show these books, in order."""
        self.books = tuple(books[:MOST])
        self.setAccessibleName(tr("Covers of {0}").format(some_titles([book.title for book in self.books])))
        self.setVisible(bool(self.books))
        self.updateGeometry()
        self.update()

    def _on_cover(self, _book_id: int) -> None:
        self.update()

    def sizeHint(self) -> QSize:
        """As many rows as the books fill, up to two."""
        rows = min(ROWS, -(-len(self.books) // self._columns()))
        return QSize(0, rows * (theme.px(COVER.height()) + theme.SPACE_12))

    def minimumSizeHint(self) -> QSize:
        """It may become as narrow as needed."""
        return self.sizeHint()

    def resizeEvent(self, _event: object) -> None:
        """Fit the rows to the new width."""
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the covers."""
        painter = QPainter(self)
        width, height, columns = theme.px(COVER.width()), theme.px(COVER.height()), self._columns()
        for index, book in enumerate(self.books[: columns * ROWS]):
            row, column = divmod(index, columns)
            left, top = column * (width + theme.SPACE_12), row * (height + theme.SPACE_12)
            area = QStyle.visualRect(self.layoutDirection(), self.rect(), QRect(left, top, width, height))
            by, ratio = names(book.authors), self.devicePixelRatioF()
            request = CoverRequest(book.id, book.title, by, width, height, ratio, theme.px(4))
            paint_cover(painter, area, self._covers.pixmap(request))

    def _columns(self) -> int:
        gap = theme.SPACE_12
        return max(1, (self.width() + gap) // (theme.px(COVER.width()) + gap))


MOST_FOLDERS = 3


class BooksStep(SetupStep):
    """Lets the person choose a folder, counts while scanning it, and shows what was found."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(
            context, tr("Where are your books?"), tr("Choose your books folder or Calibre library.")
        )
        self.adding = AddBooks(context, self)
        self.choose = button(tr("Choose a folder…"), icon="add-folder")
        self.choose.setAutoDefault(True)  # Enter chooses a folder where that is what is to be done
        self.folders = label("", wrap=True)
        self.found = label("", "section", wrap=True)
        self.detail = label("", "detail", wrap=True)
        self.covers = CoverStrip(context.covers)
        self.progress = QProgressBar(textVisible=False)
        self.progress.setAccessibleName(tr("Reading your books"))
        self.progress.hide()
        self._chosen = QWidget()
        self._has_books = False
        self._build()
        self.choose.clicked.connect(self.adding.choose_folder)
        self.adding.message.connect(self._on_scanned)
        context.bridge.scan_progressed.connect(self._on_progress)
        context.bridge.jobs_changed.connect(self._on_jobs)
        context.bridge.books_changed.connect(self._load)
        self._load()

    @property
    def control(self) -> QWidget | None:
        """The button for choosing a folder; once there are books, the one that continues."""
        return None if self._has_books else self.choose

    def _on_progress(self, scan: ScanProgressed) -> None:
        self.detail.show()
        self.progress.show()
        self.progress.setRange(0, scan.total or 0)
        self.progress.setValue(scan.done)
        if scan.covers:
            self.detail.setText(tr("All books are listed. Covers are still loading."))
        elif scan.total is not None:
            self.found.setText(tr("Found %n book file(s)", scan.total))
            self.detail.setText(tr("Reading {0}").format(scan.current) if scan.current else "")

    def _on_jobs(self) -> None:
        """Handle the end of a scan, whose event comes after all of its results."""
        if not self.progress.isHidden() and not is_scanning(self._context.services.activity):
            self.progress.hide()
            self._load(is_scanned=True)

    def _on_scanned(self, text: str, tone: Tone) -> None:
        self.progress.hide()
        self.detail.setText(text)
        set_tone(self.detail, tone if tone is not Tone.OK else None)
        self._load(is_scanned=True)

    @owned_slot
    async def _load(self, *, is_scanned: bool = False) -> None:
        blocking, services = self._context.tasks.blocking, self._context.services
        counts = await blocking(services.book_list.counts)
        folders = await blocking(services.library.folders)
        newest: Sequence[RecentBook] = await blocking(services.dashboard.recent, MOST)
        books = sum(counts.values())
        is_first = books > 0 and not self._has_books
        self._has_books = books > 0
        if self.progress.isHidden():
            self.found.setText(tr("Found %n book(s)", books) if books or is_scanned else "")
        self.folders.setText(breakable(folders_text(folders)))
        self._chosen.setVisible(bool(folders))
        self.covers.show_books(newest)
        self.choose.setText(tr("Choose another folder…") if folders else tr("Choose a folder…"))
        self.detail.setVisible(bool(self.detail.text()))
        if is_first or (is_scanned and books):
            self.done.emit()

    def _build(self) -> None:
        in_row(Mark(20, "library"), self.folders, inside=self._chosen, grows=self.folders)
        self._chosen.hide()
        self.column.addWidget(self._chosen)
        self.column.addLayout(in_row(self.choose, None, spacing=-1))
        self.column.addLayout(in_column(self.found, self.progress, self.detail, spacing=theme.SPACE_4))
        self.column.addWidget(self.covers)
        self.column.addStretch(1)
        self.column.addWidget(
            label(
                tr("You can continue while BookOrbit reads them, and add more folders at any time."),
                "detail",
                wrap=True,
            )
        )


def folders_text(folders: Sequence[bytes]) -> str:
    """The folders as one line each, with “~” for the home folder."""
    home = os.fsencode(Path.home()) + os.sep.encode()
    shown = [b"~/" + path.removeprefix(home) if path.startswith(home) else path for path in folders]
    lines = [path.decode("utf-8", "replace") for path in shown[:MOST_FOLDERS]]
    left = len(shown) - len(lines)
    return "\n".join([*lines, *([tr("and %n more", left)] if left else [])])


class KoreaderStep(SetupStep):
    """Address, name, passphrase and the steps; "Waiting for your device…" then becomes its name."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(
            context,
            tr("Connect KOReader"),
            tr("Your device must be on the same Wi-Fi as this computer."),
        )
        self.login = LoginCard(context, to_type_off=True)
        self.state = label(tr("Waiting for your device…"), "card", wrap=True)
        self.tested = label("", "detail", wrap=True)
        self._mark = Mark(20)
        self._strip = QFrame()
        self._build()
        bridge = context.bridge
        bridge.login_attempted.connect(self._on_login)
        bridge.progress_received.connect(self._on_progress)
        bridge.server_changed.connect(self._on_server_changed)
        self._say(tr("Waiting for your device…"), Tone.NEUTRAL, "tablet")
        self._show_addresses()
        context.tasks.start_for(self, self._load())

    async def _load(self) -> None:
        tasks, services = self._context.tasks, self._context.services
        self.login.show_credentials(await tasks.blocking(services.koreader_login.ensure))
        devices = await tasks.blocking(services.devices.all)
        if devices:
            newest = max(devices, key=lambda device: device.last_seen)
            self._say_connected(newest.shown_name)
        elif services.logins.latest_login is not None:
            self._on_login(services.logins.latest_login)

    @owned_slot
    async def shown(self) -> None:
        """Test the server at its addresses: what fails here fails for a device too."""
        checks = await self._context.tasks.network(self._context.server.check())
        if self._context.is_starting:
            self.tested.setText(tr("Starting…"))
            set_tone(self.tested, Tone.NEUTRAL)
            return
        fails = [check for check in checks if check.problem]
        if fails or not checks:
            self.tested.setText("\n".join(map(check_text, fails)) or tr("The server is stopped."))
        else:
            self.tested.setText(
                tr(
                    "The server is reachable at every address. If your device can't connect, check "
                    "your firewall: the KOReader page has the command."
                )
            )
        set_tone(self.tested, Tone.ERROR if fails or not checks else None)

    def _on_login(self, attempt: LoginAttempt) -> None:
        if attempt.accepted:
            self._say(tr("Connected: a device logged in as “{0}”").format(attempt.username), Tone.OK, "check")
        elif not attempt.username:
            self._say(localize(attempt.reason), Tone.ATTENTION, "warning")
        else:
            text = tr("A device tried to log in as “{0}”. {1}")
            self._say(text.format(attempt.username, localize(attempt.reason)), Tone.ATTENTION, "warning")

    def _on_progress(self, event: ProgressReceived) -> None:
        self._say_connected(shown_device(event.push.device))

    def _say_connected(self, device: str) -> None:
        self._say(tr("{0} connected").format(device or tr("Your device")), Tone.OK, "check")

    def _say(self, text: str, tone: Tone, icon: str) -> None:
        self.state.setText(text)
        set_tone(self.state, tone)
        set_tone(self._strip, None if tone is Tone.NEUTRAL else tone)
        self._mark.show_icon(icon, "muted" if tone is Tone.NEUTRAL else tone)

    def _on_server_changed(self) -> None:
        self._show_addresses()
        self.shown()

    def _show_addresses(self) -> None:
        address = self._context.server.address
        self.login.show_addresses(address.urls if address else ())

    def _build(self) -> None:
        self._strip.setProperty("kind", "notice")
        in_row(self._mark, self.state, inside=self._strip, margins=theme.SPACE_12, grows=self.state)
        self.column.addWidget(self._strip)
        self.column.addWidget(self.login)
        self.column.addWidget(self.tested)
        self.column.addStretch(1)


def preview_text(counts: dict[ReadingStatus, int]) -> str:
    """The text about which books would be looked up on Hardcover and sent."""
    sent = [
        (status, counts.get(status, 0))
        for status in STATUS_ORDER
        if status is not ReadingStatus.UNREAD and counts.get(status, 0)
    ]
    if not sent:
        return tr("No books to send yet. Start reading a book or give it a status to send it.")
    parts = ", ".join(f"{number(count)} {status_word(status)}" for status, count in sent)
    return tr("%n book(s) ready to send: {0}.", sum(count for _, count in sent)).format(parts)


class HardcoverStep(SetupStep):
    """The token with its check, the privacy setting, and a preview of what would be sent."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(
            context,
            tr("Hardcover (optional)"),
            tr("Post your reading to your hardcover.app profile. You can also do this later."),
        )
        self.connect_card = ConnectCard(context)
        self.connect_card.cancel.hide()
        self.account = label("", "card", wrap=True)
        self.replace = button("")
        self.preview = label("", wrap=True)
        self._account = Card()
        self._build()
        self.connect_card.connected.connect(self._on_connected)
        self.replace.clicked.connect(self._ask)
        context.bridge.account_changed.connect(self._show_account)
        context.bridge.books_changed.connect(self._count_again)
        self._show_account()
        self.shown()

    @owned_slot
    async def shown(self) -> None:
        """Count again what would be sent."""
        counts = await self._context.tasks.blocking(self._context.services.book_list.counts)
        self.preview.setText(preview_text(counts))

    @property
    def control(self) -> QWidget | None:
        """What to begin with, unless there is an account."""
        account = self._context.services.hardcover_account
        if account.has_token:
            return None
        return self.connect_card.sign_in.begin if account.offers_sign_in else self.connect_card.token

    def _on_connected(self) -> None:
        self._show_account()
        self.done.emit()

    def _count_again(self, _book_ids: object) -> None:
        self.shown()

    def _show_account(self) -> None:
        account = self._context.services.hardcover_account
        self.connect_card.setVisible(not account.has_token)
        self._account.setVisible(account.has_token)
        if account.problem:
            self.account.setText(localize(account.problem))
        elif account.username:
            connected = tr("Connected as {0}").format(at_name(account.username))
            self.account.setText(joined(connected, unsaved_text(account)))
        else:
            self.account.setText(
                tr("Signed in. BookOrbit checks it before the first sync.")
                if account.sign_in
                else tr("Token saved. BookOrbit checks it before the first sync.")
            )
        set_tone(self.account, Tone.ERROR if account.problem else Tone.OK)
        self.replace.setText(change_text(account))

    def _ask(self) -> None:
        self.connect_card.show_ways()
        self.connect_card.show()
        self._account.hide()

    def _build(self) -> None:
        line = in_row(self.account, self.replace, spacing=theme.SPACE_16, grows=self.account)
        self._account.body.addLayout(line)
        self.column.addWidget(self.connect_card)
        self.column.addWidget(self._account)
        outlook = Card(tr("Your first sync"))
        outlook.body.addWidget(self.preview)
        outlook.body.addWidget(
            label(tr("You can review every change first and leave books out."), "detail", wrap=True)
        )
        self.column.addWidget(outlook)
        self.column.addStretch(1)

"""Shows notices: in the window if it is active, otherwise as desktop notifications."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from bookorbit_desktop.domain.base.messages import Message, as_message
from bookorbit_desktop.domain.koreader.devices import Certainty
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.overview.notifications import Notice, NotificationKind
from bookorbit_desktop.domain.usb.files import DeviceKind
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.devices.device_text import connected_text, last_read_text
from bookorbit_desktop.ui.finish_dialog import ask_about_finish
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.routes import Page, Route
from bookorbit_desktop.ui.settings.about import switch_on_news
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.tray import Tray
from bookorbit_desktop.ui.widgets.message_bar import Offer
from bookorbit_desktop.ui.wording import isolated

_TOLD_TROUBLE = "backups.trouble"
"""The key under which reported backup trouble is remembered."""


@dataclass(frozen=True, slots=True)
class NoticeTexts:
    """The text of a notice."""

    title: str
    text: str
    tone: Tone
    act: str
    """The text of the button to open more."""


def notice_text(notice: Notice, now: datetime) -> NoticeTexts:
    """The text for a notice."""
    name = isolated(notice.subject)
    match notice.kind:
        case NotificationKind.BOOK_FINISHED:
            return NoticeTexts(tr("Finished “{0}”").format(name), tr("Rate it?"), Tone.OK, tr("Rate…"))
        case NotificationKind.NEW_DEVICE:
            text = tr("{0} connected for the first time.").format(name or tr("Unnamed device"))
            return NoticeTexts(tr("New device"), text, Tone.OK, tr("Show"))
        case NotificationKind.SHARED_ID:
            title = tr("Two devices have the same ID")
            if notice.subject != Certainty.CERTAIN:
                title = tr("Two devices may have the same ID")
            text = tr("See how to give one of them its own ID.")
            return NoticeTexts(title, text, Tone.ATTENTION, tr("How to fix"))
        case NotificationKind.TOKEN_PROBLEM:
            return NoticeTexts(
                tr("Hardcover is paused"), localize(as_message(notice.subject)), Tone.ERROR, tr("Show")
            )
        case NotificationKind.UNMATCHED_DOCUMENT:
            text = (
                tr(
                    "Your device sent progress for “{0}”, which isn't in your library. Link it to a book."
                ).format(name)
                if notice.subject and notice.count == 1
                else tr("Link %n document(s) to books, or add their files.", notice.count)
            )
            return NoticeTexts(tr("Unknown book on a device"), text, Tone.ATTENTION, tr("Link…"))
        case NotificationKind.SYNC_PROBLEMS:
            text = tr("%n book(s) couldn't be sent to Hardcover. BookOrbit will try again.", notice.count)
            return NoticeTexts(tr("Sync finished with problems"), text, Tone.ATTENTION, tr("Show"))
        case NotificationKind.FILE_MISSING:
            text = (
                tr("The file of “{0}” was moved or deleted. Progress is kept.").format(name)
                if notice.count == 1
                else tr("%n files were moved or deleted. Their progress is kept.", notice.count)
            )
            return NoticeTexts(tr("File missing"), text, Tone.ATTENTION, tr("Show"))
        case NotificationKind.DEVICE_CONNECTED:
            return _connected(notice, now)
        case NotificationKind.WENT_BACK:
            text = tr("“{0}” keeps its position until you choose which one to use.").format(name)
            return NoticeTexts(tr("A device went back"), text, Tone.ATTENTION, tr("Decide"))


def _connected(notice: Notice, now: datetime) -> NoticeTexts:
    title = connected_text(DeviceKind(notice.subject))
    return NoticeTexts(title, last_read_text(notice.last_read, now), Tone.OK, tr("Show"))


class NoticePresenter(QObject):
    """A click on a notification opens what it is about."""

    def __init__(self, context: UiContext, window: MainWindow, tray: Tray) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._tray = tray
        self._newest: Callable[[], None] = window.bring_up
        context.bridge.notified.connect(self.show)
        context.bridge.storage_changed.connect(self.show_trouble)
        context.bridge.backup_trouble_changed.connect(self.show_backup_trouble)
        context.bridge.new_version_seen.connect(self.show_new_version)
        tray.notice_clicked.connect(lambda: self._newest())

    def rest(self) -> None:
        """Stop showing notices."""
        self._context.bridge.notified.disconnect(self.show)
        self._context.bridge.storage_changed.disconnect(self.show_trouble)
        self._context.bridge.backup_trouble_changed.disconnect(self.show_backup_trouble)
        self._context.bridge.new_version_seen.disconnect(self.show_new_version)

    def show(self, notice: Notice) -> None:
        """Show a notice."""
        texts = notice_text(notice, self._context.services.clock.now())
        if self._window.isActiveWindow() or not self._tray.is_there:
            if notice.kind is NotificationKind.TOKEN_PROBLEM:
                return  # the window says it by itself, with the way to a new token
            text = f"{texts.title}. {texts.text}"
            self._window.message_bar.tell(text, texts.tone, *self._offers(notice, texts))
            return
        self._newest = lambda: self._lead(notice)
        self._tray.tell(texts.title, texts.text)

    def show_trouble(self, trouble: Message) -> None:
        """Report that nothing can be stored, or that storing works again; this cannot be switched off.

        The window always shows it, for those who miss the notification.
        """
        text = localize(trouble) if trouble else tr("BookOrbit can save changes again.")
        self._tell_everywhere(tr("Your library"), text, Tone.ERROR if trouble else Tone.OK)

    def show_backup_trouble(self, trouble: Message) -> None:
        """Report once that backups fail or go to another folder, also across restarts."""
        memory = self._context.services.window_memory
        told, now = memory.text(_TOLD_TROUBLE), str(trouble)
        if told == now:
            return
        memory.put(_TOLD_TROUBLE, now)
        if trouble:
            self._tell_everywhere(tr("Backups"), localize(trouble), Tone.ATTENTION)
        else:
            self._tell_everywhere(tr("Backups"), tr("Backups work again."), Tone.OK)

    def show_restore(self) -> bool:
        """Report the result of a restore at this start. Returns whether there was one."""
        news = self._context.services.backups.take_restore_news()
        if news:
            self._tell_everywhere(tr("Backups"), localize(news), Tone.ATTENTION)
        return bool(news)

    def show_new_version(self, version: str) -> None:
        """Tell of a new version, if there is one that was not told of before."""
        if version:
            page = QUrl(self._context.services.new_version.page)
            offer = Offer(tr("Open web page"), lambda: QDesktopServices.openUrl(page))
            text = tr("BookOrbit {0} is available.").format(version)
            self._tell_everywhere("BookOrbit", text, Tone.PENDING, offer)

    def ask_about_new_versions(self) -> None:
        """Ask once ever whether to look for them; until the person says so, nothing is sent."""
        versions = self._context.services.new_version
        if not self._context.demo and versions.take_question():
            text = tr("Should BookOrbit ask {0} once a week whether there is a new version?").format(
                versions.host
            )
            self._window.message_bar.tell(
                text,
                Tone.PENDING,
                Offer(tr("Yes, once a week"), self._look_for_versions),
                Offer(tr("No"), lambda: None),
            )

    def _look_for_versions(self) -> None:
        self._context.tasks.start(switch_on_news(self._context))

    def _tell_everywhere(self, title: str, text: str, tone: Tone, *offers: Offer) -> None:
        self._window.message_bar.tell(text, tone, *offers)
        if not self._window.isActiveWindow() and self._tray.is_there:
            self._newest = self._window.bring_up
            self._tray.tell(title, text)

    def _offers(self, notice: Notice, texts: NoticeTexts) -> list[Offer]:
        """The actions offered for a notice."""
        if notice.kind is NotificationKind.DEVICE_CONNECTED:
            bring_in = self._window.pages.device_import.open
            return [
                Offer(tr("Import reading data…"), lambda: bring_in(notice.folder)),
                Offer(tr("Set up…"), lambda: self._set_up(notice.folder)),
            ]
        return [Offer(texts.act, lambda: self._lead(notice))]

    def _set_up(self, folder: bytes) -> None:
        from bookorbit_desktop.ui.devices.setup_dialog import open_setup

        open_setup(self._context, self._window, folder)

    def _lead(self, notice: Notice) -> None:
        window = self._window
        window.bring_up()
        match notice.kind:
            case NotificationKind.BOOK_FINISHED:
                self._ask_about_finish(notice)
            case (
                NotificationKind.NEW_DEVICE
                | NotificationKind.SHARED_ID
                | NotificationKind.UNMATCHED_DOCUMENT
                | NotificationKind.DEVICE_CONNECTED
            ):
                window.navigator.go(Route(Page.KOREADER))
            case NotificationKind.TOKEN_PROBLEM:
                window.navigator.go(Route(Page.HARDCOVER))
            case NotificationKind.SYNC_PROBLEMS:
                window.navigator.go(Route(Page.HARDCOVER, state=HardcoverState.ERROR))
            case NotificationKind.FILE_MISSING:
                window.navigator.go(Route(Page.LIBRARY))
            case NotificationKind.WENT_BACK:
                window.navigator.go(Route(Page.LIBRARY, book_id=notice.book_id))

    def _ask_about_finish(self, notice: Notice) -> None:
        if notice.book_id is not None:
            self._context.tasks.start(ask_about_finish(self._context, notice.book_id, self._window))

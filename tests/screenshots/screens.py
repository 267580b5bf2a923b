"""Every screen in each of its states: how to bring it up.

A function returns the widget to take a picture of; the studio waits until nothing more comes in.
"""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget

from bookorbit_desktop.demo.local_hardcover import FaultKind
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.quotes import QuoteKinds
from bookorbit_desktop.domain.koreader.progress import Document, Push
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.domain.reading.statistics import StatisticsFilter
from bookorbit_desktop.hardcover.decode import TOKEN_REJECTED
from bookorbit_desktop.ui.book.history import HistoryDialog
from bookorbit_desktop.ui.collections.sort_dialog import SortDialog
from bookorbit_desktop.ui.counts import load_counts
from bookorbit_desktop.ui.first_run.window import FirstRun
from bookorbit_desktop.ui.guide import GuideWindow
from bookorbit_desktop.ui.hardcover.pick.dialog import PickDialog
from bookorbit_desktop.ui.highlights.page import HighlightsPage
from bookorbit_desktop.ui.inbox.page import InboxPage
from bookorbit_desktop.ui.koreader.address_cards import AddressCard
from bookorbit_desktop.ui.koreader.document_actions import EntryDialog
from bookorbit_desktop.ui.koreader.documents_dialog import DocumentsDialog
from bookorbit_desktop.ui.koreader.page import KoreaderPage
from bookorbit_desktop.ui.koreader.pairing import PairingCard
from bookorbit_desktop.ui.koreader.proof_dialog import ProofDialog
from bookorbit_desktop.ui.library.actions import MergeDialog
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.palette import Palette
from bookorbit_desktop.ui.routes import Command, Page, Route
from bookorbit_desktop.ui.settings.page import SettingsTopic
from bookorbit_desktop.ui.settings.quotes import QuoteRows
from bookorbit_desktop.ui.statistics.book_dialog import BookReadingDialog
from bookorbit_desktop.ui.statistics.journal_dialog import JournalDialog
from bookorbit_desktop.ui.statistics.year_dialog import YearDialog
from bookorbit_desktop.ui.sync.dialog import SyncDialog
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.tray import TrayMenu
from tests.books import write_epub
from tests.person import Person
from tests.screenshots import checks, devices, editing, groups, highlights, lists, reading, signing
from tests.screenshots.shelf import pass_time
from tests.ui.harness import Ui

Shot = Callable[[Ui], QWidget]
_SOON_MS = 1000
"""A timer that is shorter gathers what comes; a longer one is for a person to read."""
_MOST_ROUNDS = 60
WINDOW = (1240, 800)
UNREADABLE = "Couldn't read the library. See the log file for details."


_hosts: list[QWidget] = []
"""The parents of dialogs that stand alone in their picture."""


def host() -> QWidget:
    """A parent that lives as long as the program."""
    _hosts.append(QWidget())
    return _hosts[-1]


def settle(ui: Ui) -> None:
    """Wait until nothing more comes in: no task, no cover, no event, nothing that gathers for a moment, no layout."""
    ui.on_network(ui.services.states.pending_now())  # what pushes changed is not told a second later
    for _ in range(_MOST_ROUNDS):
        was_quiet = _is_quiet(ui)
        ui.run(_turns())  # what comes in meanwhile is laid out in the next round
        is_quiet = was_quiet and _is_quiet(ui)
        if not hurry(ui) and is_quiet:
            return
        ui.until(lambda: _is_quiet(ui))
    raise AssertionError("This screen never comes to rest.")


def _is_quiet(ui: Ui) -> bool:
    return not (ui.tasks.is_busy or ui.covers.is_drawing)


async def _turns() -> None:
    """Layouts of layouts, and what their words ask for."""
    for _ in range(8):
        await asyncio.sleep(0)


def hurry(ui: Ui) -> bool:
    """Do now what the bridge and the windows on the screen put off for a moment. Whether there was anything."""
    windows = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    timers = [timer for part in (ui.bridge, *windows) for timer in part.findChildren(QTimer)]
    waiting = [one for one in timers if one.isActive() and one.isSingleShot() and one.interval() < _SOON_MS]
    for timer in waiting:
        timer.stop()
        timer.timeout.emit()
    return bool(waiting)


def opened(ui: Ui, route: Route) -> MainWindow:
    """The whole window at a place, as of a person who left it on that page: no other one is built before."""
    ui.services.window_memory.put("page", route.page.value)
    window = MainWindow(ui.context)
    window.resize(*WINDOW)
    window.show()
    window.navigator.go(route)
    window.refresh_counts()
    settle(ui)
    return window


def page(which: Page, ui: Ui) -> QWidget:
    return opened(ui, Route(which))


def over_wifi(card_of: Callable[[KoreaderPage], AddressCard], ui: Ui) -> MainWindow:
    """The KOReader page with one of its cards for an address opened."""
    client = {"id": "0" * 32, "model": "Kobo_Libra_2", "plugin": "1.0.0"}
    ui.services.plugin_reports.take_books(
        {"client": client, "books": [{"digest": "d" * 32, "title": "Far Away"}]}
    )
    window = opened(ui, Route(Page.KOREADER))
    card = card_of(window.pages.koreader)
    card.heading.setChecked(True)
    card.guide.setChecked(True)
    settle(ui)
    for area in window.findChildren(QScrollArea):
        if area.isAncestorOf(card):
            area.ensureWidgetVisible(card.guide, 0, 200)
    return window


def unreadable(which: Page, ui: Ui) -> QWidget:
    """A page whose list could not be read."""
    window = opened(ui, Route(which))
    window.pages.page(which).states.show_error(tr(UNREADABLE))  # type: ignore[attr-defined]
    return window


def library(mode: str, ui: Ui) -> MainWindow:
    """The library as a grid of covers or as a table."""
    ui.services.window_memory.put("library.grid", mode == "grid")
    return opened(ui, Route(Page.LIBRARY))


def unreadable_library(mode: str, ui: Ui) -> QWidget:
    window = library(mode, ui)
    window.pages.library.states.show_error(tr(UNREADABLE))
    return window


def no_hit_library(mode: str, ui: Ui) -> QWidget:
    window = library(mode, ui)
    window.pages.library.search.setText("quixotic zeppelin")
    window.pages.library.search.searched.emit("quixotic zeppelin")
    return window


def candidates(mode: str, ui: Ui, *, grouped: bool = False) -> MainWindow:
    """The Hardcover page as cards or as a table."""
    ui.services.window_memory.put("hardcover.cards", mode == "cards")
    ui.services.window_memory.put("hardcover.group", grouped)
    return opened(ui, Route(Page.HARDCOVER))


def no_hit_candidates(mode: str, ui: Ui) -> QWidget:
    window = candidates(mode, ui)
    window.pages.hardcover.filter.setText("quixotic zeppelin")
    window.pages.hardcover.filter.searched.emit("quixotic zeppelin")
    return window


def unreadable_candidates(mode: str, ui: Ui) -> QWidget:
    window = candidates(mode, ui)
    window.pages.hardcover.states.show_error(tr(UNREADABLE))
    return window


def book(ui: Ui) -> QWidget:
    """The details of a book that is being read."""
    (first, *_) = ui.services.dashboard.current(1)
    return opened(ui, Route(Page.LIBRARY, book_id=first.id))


def history(ui: Ui) -> QWidget:
    """Every place of a book that is being read."""
    (first, *_) = ui.services.dashboard.current(1)
    dialog = HistoryDialog(ui.context, ui.services.book_view.view(first.id), host())
    dialog.show()
    return dialog


def went_back(ui: Ui) -> QWidget:
    """The page of a book whose device went back."""
    (first, *_) = ui.services.dashboard.current(1)
    ui.push(first.id, 0.02, "Kobo Libra 2")
    return opened(ui, Route(Page.LIBRARY, book_id=first.id))


def book_with_problem(ui: Ui) -> QWidget:
    row = next(row for row in ui.services.book_list.rows(BookQuery()) if row.problem)
    return opened(ui, Route(Page.LIBRARY, book_id=row.id))


def first_run(index: int, ui: Ui) -> QWidget:
    """A page of the first steps."""
    steps = FirstRun(ui.context, host())
    steps.go(index)
    steps.show()
    return steps


def settings(topic: SettingsTopic, ui: Ui) -> QWidget:
    window = opened(ui, Route(Page.SETTINGS))
    window.pages.settings.show_topic(topic)
    return window


def merging(ui: Ui) -> QWidget:
    """Books with short and long titles to be merged."""
    dialog = MergeDialog(host(), ui.services.book_list.rows(BookQuery())[:5])
    dialog.show()
    return dialog


def two_files(ui: Ui) -> QWidget:
    """The page of a book with two files, at its files."""
    first, second, *_ = ui.services.book_list.rows(BookQuery(text="the"))
    ui.services.merging.merge(first.id, [second.id])
    window = opened(ui, Route(Page.LIBRARY, book_id=first.id))
    details = window.pages.library.details
    area = next(area for area in details.findChildren(QScrollArea) if area.isVisible())
    area.ensureWidgetVisible(details.files, 0, 0)
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    return window


def documents(ui: Ui) -> QWidget:
    """Every document that no book matches."""
    dialog = DocumentsDialog(ui.context, host())
    dialog.show()
    settle(ui)
    return dialog


def _unmatched(ui: Ui) -> Document:
    unmatched = (document for document in ui.services.progress.documents() if document.book_id is None)
    return max(unmatched, key=lambda document: len(document.title))


def entry(ui: Ui) -> QWidget:
    """Title and author of an entry without a file."""
    dialog = EntryDialog(_unmatched(ui), host())
    dialog.show()
    return dialog


def proof(ui: Ui) -> QWidget:
    """A file that is not the one."""
    dialog = ProofDialog(ui.context, _unmatched(ui), host())
    dialog.show()
    path = write_epub(ui.services.data_dir / "harbour.epub", "The Name of the Harbour", cover=False)
    dialog.examine(str(path))
    return dialog


def pairing(ui: Ui) -> QWidget:
    """The KOReader page while pairing is open, and below what devices sent."""
    ui.services.pairing.open()
    window = page(Page.KOREADER, ui)
    settle(ui)
    card = window.findChild(PairingCard)
    assert card is not None
    (area,) = (area for area in window.findChildren(QScrollArea) if area.isAncestorOf(card))
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    return window


def shared_id(ui: Ui) -> QWidget:
    """Two devices that report one id."""
    for turn in range(6):
        name = ("Kobo Libra 2", "Kobo Clara BW")[turn % 2]
        push = Push("b" * 32, "/body", 0.1 + turn / 50, name, "id-both", address=f"192.168.1.{41 + turn % 2}")
        ui.on_network(ui.services.progress.receive(push))
        pass_time(ui, timedelta(minutes=1))
    ui.until(lambda: ui.services.devices.shared_ids())
    return page(Page.KOREADER, ui)


def plugged_in(ui: Ui) -> QWidget:
    """The KOReader page with two devices plugged in, scrolled to them."""
    devices.plug_in(ui)
    window = opened(ui, Route(Page.KOREADER))
    (area,) = (
        area for area in window.findChildren(QScrollArea) if area.isAncestorOf(window.pages.koreader.usb)
    )
    area.ensureWidgetVisible(window.pages.koreader.usb)
    return window


def picking(ui: Ui) -> PickDialog:
    row = ui.services.book_list.rows(BookQuery(text="Kjær"))[0]
    dialog = PickDialog(ui.context, row.id, row.title, host())
    dialog.show()
    settle(ui)
    return dialog


def pick_nothing(ui: Ui) -> QWidget:
    dialog = picking(ui)
    dialog.search.query.setText("quixotic zeppelin")
    dialog.search.search.click()
    return dialog


def pick_offline(ui: Ui) -> QWidget:
    ui.hardcover.faults.add(FaultKind.DNS, times=20)
    dialog = picking(ui)
    settle(ui)
    ui.hardcover.faults.clear()
    return dialog


def editions(ui: Ui) -> QWidget:
    dialog = picking(ui)
    dialog.search.choose()
    return dialog


def editions_offline(ui: Ui) -> QWidget:
    dialog = picking(ui)
    ui.hardcover.faults.add(FaultKind.DNS, times=20)
    dialog.search.choose()
    settle(ui)
    ui.hardcover.faults.clear()
    return dialog


def sync(ui: Ui, *, preview: bool = False) -> SyncDialog:
    dialog = SyncDialog(ui.context)
    dialog.begin(preview=preview)
    settle(ui)
    return dialog


def sync_offline(ui: Ui) -> QWidget:
    for row in ui.services.book_list.rows(BookQuery(status=ReadingStatus.READING)):
        ui.set_status(row.id, ReadingStatus.ON_HOLD)
    ui.hardcover.faults.add(FaultKind.DNS, times=40)
    dialog = sync(ui)
    ui.hardcover.faults.clear()
    return dialog


def palette(text: str, ui: Ui) -> QWidget:
    window = opened(ui, Route(Page.LIBRARY))
    found = Palette(ui.context, list(Command), window)
    found.show()
    found.search.setText(text)
    found.search.searched.emit(text)
    return found


def guide(ui: Ui) -> QWidget:
    shown = GuideWindow(opened(ui, Route(Page.DASHBOARD)))
    shown.show()
    shown.pages.setSource(shown.pages.source().resolved(QUrl("hardcover.md#states")))
    return shown


def activity(ui: Ui) -> QWidget:
    window = opened(ui, Route(Page.DASHBOARD))
    window.activity.toggle()
    return window


def tray_menu(ui: Ui) -> QWidget:
    tray = TrayMenu(ui.context)
    tray.show_counts(load_counts(ui.services))
    tray.menu.setProperty("owner", tray)
    tray.menu.ensurePolished()
    tray.menu.popup(tray.menu.pos())
    return tray.menu


def stopped(shot: Shot, ui: Ui) -> QWidget:
    """With the server stopped and a token that Hardcover rejected."""
    ui.on_network(ui.server.stop())
    ui.services.hardcover_account.pause(TOKEN_REJECTED)
    return shot(ui)


def inbox_waiting(ui: Ui) -> QWidget:
    """The Inbox with a book that waits and is selected; `review` has brought it."""
    window = page(Page.INBOX, ui)
    inbox = window.findChild(InboxPage)
    assert inbox is not None
    ui.until(lambda: inbox.model.rows)
    waiting = next(file for file in inbox.model.rows if file.waits)
    inbox.view.setCurrentIndex(inbox.model.index_of(waiting.id))
    return window


def highlighted(ui: Ui) -> QWidget:
    """The page of highlights, with some in many books."""
    highlights.fill(ui)
    return page(Page.HIGHLIGHTS, ui)


def highlights_on_hardcover(ui: Ui) -> QWidget:
    """Highlights in each state on Hardcover."""
    highlights.send(ui)
    return page(Page.HIGHLIGHTS, ui)


def quote_settings(ui: Ui) -> QWidget:
    """What is sent of highlights, at the end of a section."""
    ui.services.quotes.switch(QuoteKinds.BOTH, with_older=True)
    window = settings(SettingsTopic.HARDCOVER, ui)
    rows = window.findChild(QuoteRows)
    assert rows is not None
    for area in window.findChildren(QScrollArea):
        if area.isAncestorOf(rows.read_back):
            QApplication.processEvents()
            area.ensureWidgetVisible(rows.read_back)
    return window


def no_hit_highlights(ui: Ui) -> QWidget:
    window = highlighted(ui)
    found = window.findChild(HighlightsPage)
    assert found is not None
    found.filters.text.setText("quixotic zeppelin")
    found.filters.text.searched.emit("quixotic zeppelin")
    return window


def fullest_series(ui: Ui) -> QWidget:
    """A series in which volumes are missing."""
    return opened(ui, Route(Page.SERIES, name=groups.fill_series(ui)))


def every_series(ui: Ui) -> QWidget:
    groups.fill_series(ui)
    return page(Page.SERIES, ui)


def busiest_author(ui: Ui) -> QWidget:
    every = ui.services.series.authors()
    name = max(every, key=lambda one: (min(one.series, 2), one.books)).name
    return opened(ui, Route(Page.AUTHORS, name=name))


def shelves(ui: Ui) -> QWidget:
    groups.fill(ui)
    return page(Page.SHELVES, ui)


def shelf(ui: Ui) -> QWidget:
    """The library with the books of a shelf."""
    return opened(ui, Route(Page.LIBRARY, collection_id=groups.fill(ui)))


def sorting(ui: Ui) -> QWidget:
    """Which shelves and tags three books are to have."""
    groups.fill(ui)
    window = opened(ui, Route(Page.LIBRARY))
    ids = ui.services.book_list.ids(BookQuery())
    window.pages.library.selected.shelves.sort_in([ids[1], ids[9], ids[40]])
    ui.until(lambda: window.findChild(SortDialog))
    found = window.findChild(SortDialog)
    assert found is not None
    return found


def statistics(days: int, ui: Ui) -> MainWindow:
    """The Statistics page after so many days of reading."""
    reading.read_for(ui, days)
    return opened(ui, Route(Page.STATISTICS))


def whole_statistics(days: int, ui: Ui) -> QWidget:
    """All of it, in a window as high as no screen is."""
    window = statistics(days, ui)
    window.resize(WINDOW[0], 3000)
    return window


def kept_preview(ui: Ui) -> QWidget:
    """The preview of books for which Hardcover has other statuses and ratings."""
    records = ui.hardcover.world.tables["books"]
    person = Person(ui.hardcover)
    for row in ui.services.book_list.rows(BookQuery()):
        record = next((number for number, book in records.items() if book["title"] == row.title), None)
        if row.status is ReadingStatus.READING and record is not None and person.reads(record):
            person.set_status(record, 5)
            person.rate(record, 4.5)
    dialog = SyncDialog(ui.context)
    dialog.begin(thorough=True, preview=True)
    settle(ui)
    dialog.preview.chips.findChildren(QPushButton)[1].click()
    return dialog


def another_account(ui: Ui) -> QWidget:
    """With a token of another account than this library was synced with."""
    ines = ui.hardcover.world.add_user("ines")
    ui.hardcover.add_token("hc_pat_of_ines", ines)
    ui.services.preferences.change(
        hardcover_user_id=ui.hardcover.user_id, hardcover_username="demo", hardcover_confirmed=True
    )
    ui.services.hardcover_account.use_for_session("hc_pat_of_ines")
    ui.on_network(ui.services.hardcover_account.check())
    return page(Page.HARDCOVER, ui)


def signing_in(shot: Callable[[Ui, MainWindow], QWidget], ui: Ui) -> QWidget:
    return shot(ui, opened(ui, Route(Page.HARDCOVER)))


def small_statistics(days: int, ui: Ui) -> QWidget:
    window = statistics(days, ui)
    window.resize(760, 560)
    return window


def _with_host(shot: Callable[[Ui, QWidget], QWidget], ui: Ui) -> QWidget:
    return shot(ui, host())


def year_in_review(number: int, days: int, ui: Ui) -> QWidget:
    """A page of the year before this one."""
    reading.read_for(ui, days)
    today = ui.services.clock.today()
    dialog = YearDialog(ui.context, [today.year - (days > 365)], host())
    dialog.show()
    settle(ui)
    dialog.view.turn(number)
    return dialog


def book_reading(days: int, ui: Ui) -> QWidget:
    """The plots of the book that was read longest."""
    reading.read_for(ui, days)
    books = ui.services.reading_time.statistics(StatisticsFilter()).books
    one = next(book for book in books if book.book_id is not None)
    dialog = BookReadingDialog(ui.context, BookId(one.book_id or 0), one.title, host())
    dialog.show()
    return dialog


def journal(days: int, ui: Ui) -> QWidget:
    """The sessions of the newest months."""
    reading.read_for(ui, days)
    dialog = JournalDialog(ui.context, host())
    dialog.show()
    return dialog


WEEK, TEN_YEARS = 7, 3652
"""Days."""


def _statistics(days: int) -> list[tuple[str, Shot]]:
    return [
        ("statistics", partial(statistics, days)),
        ("statistics-whole", partial(whole_statistics, days)),
        ("statistics-small", partial(small_statistics, days)),
        ("book-reading", partial(book_reading, days)),
        ("journal", partial(journal, days)),
        *((f"year-{number + 1}", partial(year_in_review, number, days)) for number in range(6)),
    ]


_EDITING = {"edit": editing.edit_book, "edit-many": editing.edit_many, "compare": editing.compare}
_PAGES = {"dashboard": Page.DASHBOARD, "log": Page.LOG, "inbox": Page.INBOX}
_MODES = ("grid", "table")
_CANDIDATES = {"cards": "hardcover", "table": "hardcover-table"}
"""The name of the screen in each mode."""


BY_STATE: dict[str, list[tuple[str, Shot]]] = {
    "typical": [
        *((f"first-run-{place + 1}", partial(first_run, place)) for place in range(5)),
        *((name, partial(page, which)) for name, which in _PAGES.items()),
        *((f"library-{mode}", partial(library, mode)) for mode in _MODES),
        *((_CANDIDATES[mode], partial(candidates, mode)) for mode in _CANDIDATES),
        ("hardcover-grouped", partial(candidates, "cards", grouped=True)),
        ("koreader", partial(page, Page.KOREADER)),
        ("koreader-statistics", partial(over_wifi, lambda page: page.cloud)),
        ("koreader-folders", partial(over_wifi, lambda page: page.folders)),
        ("koreader-plugin", partial(over_wifi, lambda page: page.plugin)),
        ("book", book),
        *((f"settings-{topic.value}", partial(settings, topic)) for topic in SettingsTopic),
        ("pick", picking),
        ("edition", editions),
        ("merge", merging),
        *((name, partial(_with_host, shot)) for name, shot in _EDITING.items()),
        ("import-file", partial(_with_host, lists.import_file)),
        ("documents", documents),
        ("import-device", partial(_with_host, devices.review)),
        ("import-device-differs", partial(_with_host, devices.differing)),
        ("import-device-answer", partial(_with_host, devices.answered)),
        ("entry", entry),
        ("proof", proof),
        ("position-history", history),
        ("sync-preview", partial(sync, preview=True)),
        ("sync-dialog", sync),
        ("activity", activity),
        ("guide", guide),
        ("palette", partial(palette, "ha")),
        ("tray-menu", tray_menu),
        ("book-two-files", two_files),
        ("pairing", pairing),
        ("crash", partial(_with_host, checks.crash)),
        ("checkup", partial(_with_host, checks.checkup)),
        ("plugged-in", plugged_in),
        ("device-setup", partial(_with_host, devices.set_up)),
        ("shared-id", shared_id),
        ("book-went-back", went_back),
        ("review", partial(_with_host, editing.review)),
        ("inbox-waiting", inbox_waiting),
        ("import-device-done", partial(_with_host, devices.imported)),
        ("highlights", highlighted),
        ("highlight", partial(_with_host, highlights.details)),
        ("highlights-export", partial(_with_host, highlights.export)),
        ("highlights-carry", partial(_with_host, highlights.carrying)),
        ("highlights-words", partial(_with_host, highlights.words)),
        ("series", every_series),
        ("series-one", fullest_series),
        ("authors", partial(page, Page.AUTHORS)),
        ("author", busiest_author),
        ("shelves", shelves),
        ("shelf", shelf),
        ("shelves-choose", sorting),
        ("statistics", partial(statistics, WEEK)),
        ("year", partial(year_in_review, 0, WEEK)),
        ("book-reading", partial(book_reading, WEEK)),
        ("highlights-begin", partial(_with_host, highlights.begin)),
        ("sync-quotes", partial(_with_host, highlights.quotes_to_send)),
        ("highlights-hardcover", highlights_on_hardcover),
        ("settings-quotes", quote_settings),
    ],
    "empty": [
        *((name, partial(page, which)) for name, which in _PAGES.items()),
        *((f"library-{mode}", partial(library, mode)) for mode in _MODES),
        *((_CANDIDATES[mode], partial(candidates, mode)) for mode in _CANDIDATES),
        ("koreader", partial(page, Page.KOREADER)),
        ("highlights", partial(page, Page.HIGHLIGHTS)),
        ("highlights-words", partial(_with_host, highlights.no_words)),
        *((which.value, partial(page, which)) for which in (Page.SERIES, Page.AUTHORS, Page.SHELVES)),
        ("statistics", partial(page, Page.STATISTICS)),
        ("activity", activity),
        ("palette", partial(palette, "zeppelin")),
        ("tray-menu", tray_menu),
    ],
    "filtered": [
        *((f"library-{mode}", partial(no_hit_library, mode)) for mode in _MODES),
        *((_CANDIDATES[mode], partial(no_hit_candidates, mode)) for mode in _CANDIDATES),
        ("pick", pick_nothing),
        ("highlights", no_hit_highlights),
    ],
    "error": [
        ("pick", pick_offline),
        ("edition", editions_offline),
        ("sync-dialog", sync_offline),
        ("import-file", partial(_with_host, lists.import_no_list)),
        ("import-device", partial(_with_host, devices.nothing_there)),
        ("book", book_with_problem),
        *((f"library-{mode}", partial(unreadable_library, mode)) for mode in _MODES),
        *((_CANDIDATES[mode], partial(unreadable_candidates, mode)) for mode in _CANDIDATES),
        ("sync-preview-kept", kept_preview),
        ("hardcover-another-account", another_account),
        ("hardcover-account", partial(stopped, partial(page, Page.HARDCOVER))),
        *((name, partial(unreadable, _PAGES[name])) for name in ("log", "inbox")),
        ("highlights", partial(unreadable, Page.HIGHLIGHTS)),
        ("dashboard", partial(stopped, partial(page, Page.DASHBOARD))),
        ("koreader", partial(stopped, partial(page, Page.KOREADER))),
        ("tray-menu", partial(stopped, tray_menu)),
    ],
    "sign-in": [
        ("hardcover", partial(page, Page.HARDCOVER)),
        ("first-run-4", partial(first_run, 3)),
        *(
            (f"hardcover-{shot.__name__.replace('_', '-')}", partial(signing_in, shot))
            for shot in (signing.waiting, signing.denied, signing.timed_out, signing.on_another_device)
        ),
        ("hardcover-signed-in", partial(signing_in, signing.signed_in)),
        ("settings-hardcover", partial(settings, SettingsTopic.HARDCOVER)),
        ("hardcover-ended", partial(signing_in, signing.ended)),
        ("hardcover-ends-soon", partial(signing_in, signing.ends_soon)),
        ("hardcover-another-account", partial(signing_in, signing.another_account)),
    ],
}
"""State, then the screens in the order their pictures are taken: what changes things comes last."""
PICTURES_ONLY: dict[str, list[tuple[str, Shot]]] = {
    "years": _statistics(TEN_YEARS),
    "week": _statistics(WEEK),
    "demo": [
        ("dashboard", partial(page, Page.DASHBOARD)),
        ("library-grid", partial(library, "grid")),
        ("hardcover", partial(candidates, "cards")),
        ("book", book),
    ],
}
"""More of the same, to be looked at: these are not toured by tests."""

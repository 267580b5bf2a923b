"""A book's page through its widgets: what it tells, and what can be done from it."""

import os
from datetime import date
from pathlib import Path

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.domain.usb.device_import import usual_ticks
from bookorbit_desktop.ui.book.details import BookDetails
from bookorbit_desktop.ui.hardcover.pick.dialog import PickDialog
from bookorbit_desktop.ui.hardcover.why import WhyDialog
from bookorbit_desktop.ui.widgets.message_bar import Offer
from bookorbit_desktop.ui.wording import STATUS_ORDER
from tests.integration.devices.device_tree import DeviceTree
from tests.integration.devices.statistics_file import a_book, write_statistics
from tests.services import TestClock
from tests.ui.harness import Ui, click, part_of, text_of, texts_of


def shown(ui: Ui, book_id: BookId) -> BookDetails:
    """The page of a book, loaded."""
    details = ui.show(BookDetails(ui.context))
    details.show_book(book_id)
    title = ui.services.library.book(book_id).metadata.title
    ui.until(lambda: text_of(details.head, "title") == title)
    return details


def move(ui: Ui, **time: float) -> None:
    assert isinstance(ui.services.clock, TestClock)
    ui.services.clock.move(**time)


def read_on_two_devices(ui: Ui) -> BookId:
    """A book of 332 pages at 67% on one device and at 10% on another, three days earlier."""
    book = ui.book("Dune", pages=332)
    ui.push(book, 0.1, "Boox Poke5")
    move(ui, days=3)
    ui.push(book, 0.6733, "Kobo Libra 2")
    return book


def test_the_position_is_told_in_pages_beside_the_percentage(ui: Ui) -> None:
    book = read_on_two_devices(ui)
    ui.on_network(ui.services.sync.run())
    details = shown(ui, book)
    assert text_of(details.form, "position").startswith("67% · p. 224 of 332 · Kobo Libra 2")


def test_every_device_has_a_line_with_its_own_position(ui: Ui) -> None:
    details = shown(ui, read_on_two_devices(ui))
    words = texts_of(details.devices)
    assert [word for word in words if word in ("Kobo Libra 2", "Boox Poke5")] == [
        "Kobo Libra 2",
        "Boox Poke5",
    ]
    assert "67%" in words
    assert "3 days ago" in words


def test_time_and_note_that_a_device_brought_are_told(ui: Ui, tmp_path: Path) -> None:
    tree = DeviceTree(tmp_path / "Kobo")
    tree.sidecar("/mnt/onboard/Dune.epub", summary={"note": "Sand everywhere"})
    rows = [(1, page, 1_699_963_200 + page * 60, 60, 100) for page in range(1, 81)]
    write_statistics(tree.data / "settings" / "statistics.sqlite3", [a_book(title="A Title")], rows)
    plan = ui.services.device_import.plan(ui.services.device_scan.scan(os.fsencode(tree.root)))
    (book_import,) = ui.services.device_import.carry_out(plan, usual_ticks(plan)).books
    details = shown(ui, book_import.book_id)
    words = texts_of(details.devices)
    assert details.form.time.text().startswith("Read for 1 h 20 min")
    assert "80 page views from 14/11/2023 to 14/11/2023." in words
    told = [one.text() for one in details.findChildren(QLabel) if one.isVisible()]
    assert sum("1 h 20 min" in text for text in told) == 1
    assert "Your note on the device: “Sand everywhere”" in words


def test_reads_are_listed_and_say_which_are_on_hardcover(ui: Ui) -> None:
    book = ui.book("Dune")
    ui.set_status(book, ReadingStatus.READ, started_on=date(2020, 1, 2), finished_on=date(2020, 3, 14))
    ui.on_network(ui.services.sync.run())
    details = shown(ui, book)
    assert {"1", "02/01/2020", "14/03/2020", "on Hardcover"} <= set(texts_of(details.reads))


def test_the_values_last_sent_are_shown_beside_the_current_ones(ui: Ui) -> None:
    book = ui.book("Dune")
    ui.set_status(book, ReadingStatus.READING, rating=3.5)
    ui.on_network(ui.services.sync.run())
    ui.set_status(book, ReadingStatus.READ, rating=4.5)
    details = shown(ui, book)
    words = texts_of(details.hardcover)
    status = words.index("Status")
    rating = words.index("Rating")
    assert words[status : status + 3] == ["Status", "Currently Reading", "Read"]
    assert words[rating : rating + 3] == ["Rating", "3.5", "4.5"]


def test_files_and_digests_are_told_with_where_they_came_from(ui: Ui) -> None:
    book = ui.book("Dune")
    ui.push(book, 0.4)
    ui.push("c" * 32, 0.5)
    ui.services.documents.link("c" * 32, book)
    details = shown(ui, book)
    assert "cccccccc" not in "\n".join(texts_of(details.files)), "technical details are folded"
    click(details.files.technical)
    words = "\n".join(texts_of(details.files))
    assert "cccccccc · linked by you" in words
    assert "used by a device" in words
    assert "EPUB" in words


def test_the_history_is_drawn_and_told_to_screen_readers(ui: Ui) -> None:
    details = shown(ui, read_on_two_devices(ui))
    assert details.history.isVisible()
    told = QAccessible.queryAccessibleInterface(details.history).text(QAccessible.Text.Description)
    assert told.startswith("From 10% on ")
    assert "to 67% on " in told


def test_a_book_without_anything_says_so_in_each_part(ui: Ui) -> None:
    details = shown(ui, ui.book("Dune", known=False))
    assert "No device has synced this book yet." in texts_of(details.devices)
    assert "No reads yet. Open the book on your device or set a status to start one." in texts_of(
        details.reads
    )
    assert not details.history.isVisible()
    assert not details.hardcover.open.isVisible()


def test_a_book_is_synced_from_its_page(ui: Ui) -> None:
    book = ui.book("Dune")
    ui.set_status(book, ReadingStatus.READ)
    details = shown(ui, book)
    wanted: list[frozenset[int]] = []
    ui.context.navigation.sync_asked.connect(wanted.append)
    details.hardcover.book_actions.sync.trigger()
    assert wanted == [frozenset({book})]


def test_a_book_is_excluded_from_its_page_and_taken_back(ui: Ui) -> None:
    book = ui.book("Dune")
    ui.set_status(book, ReadingStatus.READ)
    details = shown(ui, book)
    offers: list[tuple[object, ...]] = []
    ui.context.messages.offered.connect(lambda _text, offered: offers.append(offered))
    details.hardcover.book_actions.exclude.trigger()
    ui.until(lambda: offers and details.hardcover.book_actions.exclude.text() == "Include")
    assert "You excluded this book" in "\n".join(texts_of(details.hardcover))


def test_a_long_description_is_folded(ui: Ui) -> None:
    book = ui.book("Dune")
    ui.services.database.write(
        lambda: ui.services.database.connection().execute(
            "UPDATE book SET description = ? WHERE id = ?", ("Sand and spice. " * 80, book)
        )
    )
    details = shown(ui, book)
    ui.until(details.about.more.isVisible)
    description = part_of(details.about, QLabel, "description")
    folded = description.maximumHeight()
    click(details.about.more)
    assert description.maximumHeight() > folded
    assert details.about.more.text() == "Show less"


def test_every_edit_of_the_reading_can_be_taken_back(ui: Ui) -> None:
    book = ui.book("Dune")
    ui.set_status(book, ReadingStatus.READING, rating=3.5)
    before = ui.services.library.book(book).reading
    details = shown(ui, book)
    offered: list[tuple[str, tuple[Offer, ...]]] = []
    ui.context.messages.offered.connect(lambda text, offers: offered.append((text, offers)))

    details.form.status.activated.emit(STATUS_ORDER.index(ReadingStatus.READ))
    ui.until(lambda: offered)
    details.form.rating.rated.emit(5.0)
    ui.until(lambda: len(offered) == 2)
    assert [text for text, _ in offered] == ["Status: Read", "Rated 5"]
    assert ui.services.library.book(book).reading.status is ReadingStatus.READ

    for _, offers in reversed(offered):
        assert offers[0].takes_back
        offers[0].act()
        ui.until(lambda: not ui.tasks.is_busy)
    assert ui.services.library.book(book).reading == before


def test_a_rating_taken_back_offers_to_clear_it_on_hardcover_too(ui: Ui) -> None:
    book = ui.book("Dune")
    ui.set_status(book, ReadingStatus.READ, rating=3.5)
    ui.on_network(ui.services.sync.run())
    details = shown(ui, book)
    offered: list[tuple[Offer, ...]] = []
    ui.context.messages.offered.connect(lambda _text, offers: offered.append(offers))

    details.form.rating.rated.emit(None)
    ui.until(lambda: offered)
    assert [offer.text for offer in offered[0]] == ["Undo", "Also clear it on Hardcover…"]


def test_why_stands_beside_the_state_and_does_what_it_names_for_the_book_it_is_about(ui: Ui) -> None:
    book, other = ui.book("No Such Book Anywhere", known=False), ui.book("Another")
    ui.set_status(book, ReadingStatus.READING)
    ui.on_network(ui.services.sync.run())
    details = shown(ui, book)
    click(details.hardcover.why)
    why = details.findChild(WhyDialog)
    assert why is not None
    ui.until(why.act.isVisible)
    assert why.act.text() == "Pick…"

    details.show_book(other)
    ui.until(lambda: text_of(details.head, "title") == "Another")
    click(why.act)
    ui.until(lambda: details.findChild(PickDialog))
    pick = details.findChild(PickDialog)
    assert pick is not None
    ui.until(lambda: "No Such Book Anywhere" in pick.search.query.text())

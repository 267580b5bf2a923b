"""Find a device, read it, review what would come in, and import it."""

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.domain.usb.device_import import FieldName
from bookorbit_desktop.ui.devices.import_dialog import DeviceImportDialog
from bookorbit_desktop.ui.devices.import_model import BookGroup
from bookorbit_desktop.ui.main_window import MainWindow
from bookorbit_desktop.ui.notices import NoticePresenter
from bookorbit_desktop.ui.routes import Page
from bookorbit_desktop.ui.tray import Tray
from tests.integration.devices.device_tree import DeviceTree
from tests.integration.devices.statistics_file import a_book, write_statistics
from tests.services import add_book
from tests.ui.harness import Ui, click, text_of

DIGEST = "a" * 32
START, DAY = 1_700_000_000, 86_400


class Desk:
    """The whole window, and a Kobo with a finished book that is here and one that is not."""

    def __init__(self, ui: Ui, folder: Path) -> None:
        self.ui = ui
        self.book = add_book(ui.services, "Orchard", digest=DIGEST)
        self.tree = DeviceTree(folder / "KOBOeReader")
        self._open("Orchard", DIGEST, {"status": "complete", "rating": 4, "modified": "2024-01-02"})
        self._open("Salt", "b" * 32, {"status": "reading"})
        rows = [(1, page, START + page * 60 + (page > 20) * DAY, 50, 40) for page in range(1, 41)]
        statistics = self.tree.data / "settings" / "statistics.sqlite3"
        write_statistics(statistics, [a_book(title="Orchard", md5=DIGEST)], rows)
        self.window = ui.show(MainWindow(ui.context))
        self.tray = Tray(ui.context)
        NoticePresenter(ui.context, self.window, self.tray)
        ui.services.notifications.begin()

    def _open(self, title: str, digest: str, summary: dict[str, object]) -> None:
        self.tree.sidecar(
            f"/mnt/onboard/{title}.epub",
            partial_md5_checksum=digest,
            percent_finished=1.0 if summary["status"] == "complete" else 0.4,
            doc_props={"title": title, "authors": "Ada Example"},
            summary=summary,
        )

    def review(self) -> DeviceImportDialog:
        """From the card of the KOReader page to the review."""
        self.window.sidebar.select(Page.KOREADER)
        card = self.window.pages.koreader.usb
        self.ui.until(lambda: card.rows)
        click(card.rows[0].bring_in)
        dialog = self.window.findChildren(DeviceImportDialog)[-1]
        self.ui.until(lambda: dialog.current is dialog.review)
        return dialog

    def bring_in(self, dialog: DeviceImportDialog) -> None:
        click(dialog.act)
        self.ui.until(lambda: dialog.current is dialog.finished_page)


@pytest.fixture
def desk(ui: Ui, tmp_path: Path) -> Desk:
    return Desk(ui, tmp_path)


def test_a_device_that_is_plugged_in_is_told_of_and_one_press_away_from_its_review(desk: Desk) -> None:
    desk.ui.plug_in(desk.tree.root)
    desk.ui.until(lambda: desk.window.message_bar.text.startswith("A Kobo with KOReader is connected."))
    offers = {button.text(): button for button in desk.window.message_bar.findChildren(QPushButton)}
    click(offers["Import reading data…"])
    (dialog,) = desk.window.findChildren(DeviceImportDialog)
    desk.ui.until(lambda: dialog.current is dialog.review)
    assert dialog.facts.text().startswith("Kobo · KOReader v2026.07 · ")
    desk.tray.close()


def test_the_whole_way_from_device_to_library_and_the_second_time_there_is_nothing_new(desk: Desk) -> None:
    before = desk.tree.snapshot()
    desk.ui.plug_in(desk.tree.root)
    dialog = desk.review()
    assert [book.title for book in dialog.review.model.rows] == ["Salt", "Orchard"]
    assert dialog.act.text() == "Import 2 books"
    desk.bring_in(dialog)
    reading = desk.ui.services.library.book(desk.book).reading
    assert (reading.status, reading.rating) == (ReadingStatus.READ, 4.0)
    assert [str(read.finished_on) for read in reading.reads] == ["2023-11-15"], "as the page views say"
    (salt,) = desk.ui.services.book_list.rows(BookQuery("Salt"))
    assert desk.ui.services.library.book(salt.id).files == (), "an entry without a file"
    assert "40 page views added to your statistics." in dialog.finished_page.details.text()
    dialog.close()

    again = desk.review()
    assert text_of(again.review, "sentence") == "2 books on this device. Nothing new on this device."
    assert not again.act.isVisible()
    assert again.cancel.text() == "Close"
    assert desk.tree.snapshot() == before, "nothing on the device is changed"
    desk.tray.close()


def test_values_set_here_stay_and_are_shown_beside_those_of_the_device(desk: Desk) -> None:
    desk.ui.set_status(desk.book, ReadingStatus.ON_HOLD, rating=2.0)
    desk.ui.plug_in(desk.tree.root)
    dialog = desk.review()
    dialog.review.show_group(BookGroup.DIFFERS)
    lines = {row.line.name: row for row in dialog.review.details.rows}
    assert lines[FieldName.STATUS].box is None
    assert lines[FieldName.RATING].box is None
    dialog.review.show_group(None)
    desk.bring_in(dialog)
    reading = desk.ui.services.library.book(desk.book).reading
    assert (reading.status, reading.rating) == (ReadingStatus.ON_HOLD, 2.0)
    desk.tray.close()


def test_a_folder_chosen_by_hand_is_read_like_a_device(desk: Desk) -> None:
    desk.window.pages.device_import.open(os.fsencode(desk.tree.data))
    dialog = desk.window.findChildren(DeviceImportDialog)[-1]
    desk.ui.until(lambda: dialog.current is dialog.review)
    assert len(dialog.review.model.rows) == 2
    desk.tray.close()

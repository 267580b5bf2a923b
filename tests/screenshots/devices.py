"""KOReader devices that are plugged in, with reading on them."""

import os
from pathlib import Path

from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.ui.devices.import_dialog import DeviceImportDialog
from bookorbit_desktop.ui.devices.import_model import BookGroup
from bookorbit_desktop.ui.devices.setup_dialog import SetupDialog
from tests.integration.devices.device_tree import DeviceTree
from tests.integration.devices.statistics_file import a_book, write_statistics
from tests.ui.harness import Ui

LONG = "How the Lighthouse Keepers of the Northern Isles Lost Their Clocks: A History in Nine Storms"
_STATUSES = ("complete", "reading", "abandoned", "complete")
_DAY = 86_400
_STARTED = 1_740_000_000


def plug_in(ui: Ui) -> Path:
    """A Kobo with books of every group, and a Kindle, once; where the Kobo is."""
    folder = ui.services.data_dir / "media" / "ada"
    kobo = folder / "KOBOeReader"
    if not kobo.exists():
        kindle = DeviceTree(folder / "Kindle", "kindle", version="v2024.11")
        kindle.write_settings(device_id="another")
        _fill(ui, DeviceTree(kobo))
        for root in (kobo, kindle.root):
            ui.plug_in(root)
    return kobo


def set_up(ui: Ui, parent: QWidget) -> SetupDialog:
    """A Kindle that another server has, about to be set up."""
    tree = DeviceTree(ui.services.data_dir / "media" / "eve" / "Kindle", "kindle")
    other = {"custom_server": "https://sync.koreader.rocks:443", "username": "ada", "checksum_method": 1}
    tree.write_lua(tree.data / "settings" / "kosync.lua", {"settings": other})
    ui.services.device_setup._plugin = _plugin(ui.services.data_dir)
    dialog = SetupDialog(ui.context, parent, bytes(tree.root))
    dialog.begin()
    ui.until(lambda: not dialog.doubt.isHidden() and dialog.changes.lines)
    return dialog


def _plugin(folder: Path) -> Path:
    """A plugin for KOReader, whatever comes with the program."""
    plugin = folder / "bookorbitdesktop.koplugin"
    plugin.mkdir(exist_ok=True)
    (plugin / "_meta.lua").write_text('return { version = "1.0.0" }')
    return plugin


def review(ui: Ui, parent: QWidget) -> DeviceImportDialog:
    """The whole plan of a device; a question is chosen."""
    dialog = DeviceImportDialog(ui.context, os.fsencode(plug_in(ui)), parent)
    dialog.begin()
    ui.until(lambda: dialog.current is dialog.review)
    dialog.review.notes.unread.setChecked(True)
    return dialog


def differing(ui: Ui, parent: QWidget) -> QWidget:
    """The books whose values differ, of which one is chosen."""
    dialog = review(ui, parent)
    dialog.review.show_group(BookGroup.DIFFERS)
    return dialog


def answered(ui: Ui, parent: QWidget) -> QWidget:
    """A question that was answered."""
    dialog = review(ui, parent)
    dialog.review.notes.unread.setChecked(False)
    dialog.review.show_group(BookGroup.QUESTION)
    dialog.review.details.answers[0].click()
    return dialog


def nothing_there(ui: Ui, parent: QWidget) -> QWidget:
    """A folder without anything of KOReader's."""
    folder = ui.services.data_dir / "holiday pictures"
    folder.mkdir()
    dialog = DeviceImportDialog(ui.context, os.fsencode(folder), parent)
    dialog.begin()
    ui.until(lambda: dialog.current is dialog.error)
    return dialog


def imported(ui: Ui, parent: QWidget) -> QWidget:
    """What an import did."""
    dialog = review(ui, parent)
    dialog.act.click()
    ui.until(lambda: dialog.current is dialog.finished_page)
    return dialog


def _fill(ui: Ui, tree: DeviceTree) -> None:
    """Books that are here, of which some are other files, books that are not, and a broken sidecar."""
    books = [ui.services.library.book(row.id) for row in ui.services.book_list.rows(BookQuery())[:24]]
    statistics, rows = [], []
    for index, book in enumerate(books):
        title, author = book.metadata.title, book.metadata.authors[0]
        digest = f"{index:032x}" if index % 8 == 5 else book.files[0].partial_md5
        named = "A Field Guide to Quite Another Thing" if index % 8 == 7 else title
        status = _STATUSES[index % 4]
        _sidecar(tree, index, named, author, digest, status, (index % 5) / 5 + 0.1)
        statistics.append(a_book(id=index + 1, title=named, authors=author, md5=digest))
        rows += [
            (index + 1, page, _STARTED + index * _DAY + page * 60, 50, 40)
            for page in range(1, 41 if status == "complete" else 15)
        ]
    for index, title in enumerate((LONG, "Salt", "الأسود يليق بك والبحر"), start=100):
        _sidecar(tree, index, title, "Otto Brandt", f"{index:032x}", "reading", 0.42)
    broken = tree.sidecar("/mnt/onboard/broken.epub")
    Path(broken.decode()).write_bytes(b"return { half wri")
    write_statistics(tree.data / "settings" / "statistics.sqlite3", statistics, rows)


def _sidecar(
    tree: DeviceTree, index: int, title: str, author: str, digest: str, status: str, percent: float
) -> None:
    highlight = {"drawer": "lighten", "text": "words", "page": "/a", "pos0": "/a", "pos1": "/b"}
    tree.sidecar(
        f"/mnt/onboard/{index:03d}.epub",
        partial_md5_checksum=digest,
        percent_finished=1.0 if status == "complete" else percent,
        doc_props={"title": title, "authors": author},
        summary={"status": status, "rating": index % 5 + 1, "modified": "2025-03-02"},
        annotations=[highlight] if index % 3 == 0 else None,
    )

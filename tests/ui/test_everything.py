"""Settings ▸ Advanced: everything out into a file, and into an empty library, which the next start shows."""

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from bookorbit_desktop.services.runtime.restoring import finish_restore
from bookorbit_desktop.storage.db.restoring import STAGED
from bookorbit_desktop.ui.settings.advanced import EverythingRows
from tests.services import add_book, make_services
from tests.ui.harness import Ui, click


@pytest.fixture
def quits() -> list[str]:
    return []


@pytest.fixture
def rows(ui: Ui, quits: list[str]) -> EverythingRows:
    return ui.show(EverythingRows(ui.context, lambda: quits.append("quit")))


def said(ui: Ui) -> list[str]:
    heard: list[str] = []
    ui.context.messages.message.connect(lambda text, _tone: heard.append(text))
    return heard


def test_everything_is_exported_or_a_list_by_the_name_of_the_file(
    ui: Ui, rows: EverythingRows, tmp_path: Path
) -> None:
    add_book(ui.services, "Emma")
    heard = said(ui)
    rows.write(str(tmp_path / "all.json"))
    ui.until(lambda: heard == ["Exported to all.json."])
    assert json.loads((tmp_path / "all.json").read_text("utf-8"))["tables"]["book"]["rows"][0][1] == "Emma"
    rows.write(str(tmp_path / "list.CSV"))
    ui.until(lambda: len(heard) == 2)
    assert "Emma" in (tmp_path / "list.CSV").read_text("utf-8").splitlines()[1]
    rows.write(str(tmp_path / "nowhere" / "all.json"))
    ui.until(lambda: ui.problems)
    assert ui.problems[0].startswith("Couldn't write")


def test_an_import_into_an_empty_library_waits_for_the_next_start(
    ui: Ui, rows: EverythingRows, quits: list[str], tmp_path: Path
) -> None:
    other = make_services(tmp_path / "other")
    add_book(other, "Emma")
    file = tmp_path / "all.json"
    other.complete_export.write(file)
    other.database.close()
    rows.read(str(file))
    ui.until(lambda: quits)
    assert (ui.services.data_dir / STAGED).exists()
    ui.services.database.close()
    finish_restore(ui.services.data_dir)
    again = make_services(ui.services.data_dir)
    assert [book.metadata.title for book in again.books.each()] == ["Emma"]
    again.database.close()


def test_a_library_with_books_is_left_alone(
    ui: Ui, rows: EverythingRows, quits: list[str], tmp_path: Path
) -> None:
    add_book(ui.services, "Emma")
    file = tmp_path / "all.json"
    ui.services.complete_export.write(file)
    rows.read(str(file))
    ui.until(lambda: ui.problems)
    assert "isn't empty" in ui.problems[0]
    assert not quits
    assert not (ui.services.data_dir / STAGED).exists()


def test_the_buttons_ask_for_a_file(ui: Ui, rows: EverythingRows) -> None:
    for one, kinds in ((rows.export, 2), (rows.choose, 1)):
        click(one)
        dialog = rows.findChildren(QFileDialog)[-1]
        assert len(dialog.nameFilters()) == kinds
        dialog.close()

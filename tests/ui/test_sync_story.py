"""`sync --dry-run --json` and `sync --json` tell the same story as the window."""

import json
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

from bookorbit_desktop.cli.arguments import build_parser
from bookorbit_desktop.cli.commands import run_command
from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.demo.local_hardcover import LocalHardcover, NewEdition, World, isbn13
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.hardcover.sync_run import SyncItem
from bookorbit_desktop.domain.reading.reading import ReadingStatus, StatusChange
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.runtime.network_loop import NetworkLoop
from bookorbit_desktop.ui.sync.dialog import SyncDialog
from bookorbit_desktop.ui.sync.model import OUTCOMES
from tests.services import TestClock, add_book, make_services
from tests.ui.harness import PATIENCE, Ui, click, text_of

T = TypeVar("T")

STATUSES = {
    "Dune": ReadingStatus.READ,
    "Emma": ReadingStatus.READING,
    "Ulysses": ReadingStatus.WANT_TO_READ,
    "Excluded by me": ReadingStatus.READ,
    "Unknown there": ReadingStatus.READ,
}


def furnish(services: Services, world: World) -> int:
    """Books that are sent, not found, and one to be left out: its id."""
    excluded = 0
    for title, status in STATUSES.items():
        isbn = isbn13(f"978{crc32(title.encode()) % 10**9:09d}")
        if title != "Unknown there":
            world.add_book(title, ["Ada Example"], editions=[NewEdition(300, isbn_13=isbn, users=500)])
        book = add_book(services, title, isbn=isbn, digest=f"{crc32(title.encode()):032x}")
        services.reading.set_status([book], StatusChange(status))
        if title == "Excluded by me":
            excluded = book
    return excluded


def command(
    run: Callable[[Coroutine[Any, Any, int]], int], services: Services, *words: str
) -> dict[str, Any]:
    """What a command writes on standard output."""
    out: list[str] = []
    console = Console(out.append, lambda line: None, lambda: "", Path())
    assert run(run_command(services, build_parser().parse_args(words), console)) == 0
    document: dict[str, Any] = json.loads("".join(out))
    return document


def story(items: list[SyncItem]) -> set[tuple[str, str, str, tuple[str, ...]]]:
    """What the rows of the window say."""
    return {(item.title, item.outcome.value, item.reason, item.changes) for item in items}


def told(document: dict[str, Any]) -> set[tuple[str, str, str, tuple[str, ...]]]:
    """What the command says."""
    return {
        (item["title"], item["outcome"], item["reason"], tuple(item["changes"])) for item in document["items"]
    }


def test_the_preview_and_the_dry_run_tell_the_same_story(ui: Ui) -> None:
    excluded = furnish(ui.services, ui.hardcover.world)
    ui.on_network(ui.services.matches.exclude([BookId(excluded)]))
    dialog = ui.show(SyncDialog(ui.context))
    dialog.begin(preview=True)
    ui.until(lambda: dialog.send.isVisible())
    dialog.preview.model.filter("", lambda item: True)

    document = command(ui.on_network, ui.services, "sync", "--dry-run", "--json")

    assert story(list(dialog.preview.model.rows)) == told(document)
    assert len(dialog.preview.model.ticked) == document["sent"] == 3
    assert document["not_matched"] == document["skipped"] == 1


def test_the_end_of_a_sync_and_its_json_tell_the_same_story(ui: Ui, tmp_path: Path) -> None:
    excluded = furnish(ui.services, ui.hardcover.world)
    ui.on_network(ui.services.matches.exclude([BookId(excluded)]))
    dialog = ui.show(SyncDialog(ui.context))
    dialog.begin(preview=True)
    ui.until(lambda: dialog.send.isVisible())
    click(dialog.send)
    ui.until(lambda: dialog.close_button.isVisible())

    document = of_a_twin(tmp_path / "twin")

    assert story(list(dialog.progress.items.rows)) == told(document)
    shown = [text_of(dialog.progress, outcome) for outcome in OUTCOMES]
    assert shown == ["3", "", "1", "1", ""]
    assert (document["sent"], document["skipped"], document["not_matched"]) == (3, 1, 1)


def of_a_twin(data_dir: Path) -> dict[str, Any]:
    """What `sync --json` says of the same library and the same Hardcover once more."""
    clock = TestClock()
    hardcover = LocalHardcover(World(), clock=clock.virtual, sleep=clock.virtual.sleep)
    services = make_services(data_dir, hardcover, clock)
    excluded = furnish(services, hardcover.world)
    network = NetworkLoop()
    network.start()

    def run(work: Coroutine[Any, Any, T]) -> T:
        return network.submit(work).result(PATIENCE)

    run(services.matches.exclude([BookId(excluded)]))
    document = command(run, services, "sync", "--json")
    run(services.sync.close())
    network.stop()
    services.database.close()
    return document

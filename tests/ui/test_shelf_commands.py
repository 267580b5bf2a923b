"""Commands of the Hardcover page beyond matching: everything again, privacy, ratings, review, saved ids."""

from bookorbit_desktop.domain.reading import ReadingStatus
from bookorbit_desktop.domain.sync_state import HardcoverState
from tests.ui.harness import Ui, click
from tests.ui.test_matching import opened, shown_row


def test_a_chosen_book_is_previewed_and_sent_before_the_first_sync(ui: Ui) -> None:
    for title in ("Dune", "Emma"):
        ui.set_status(ui.book(title), ReadingStatus.READ)
    window, page = opened(ui, "Emma")

    assert page.book_actions.sync.isEnabled()
    page.book_actions.sync.trigger()
    ui.until(window.sync_dialog.send.isVisible)
    assert [item.title for item in window.sync_dialog.preview.model.rows] == ["Emma"]
    click(window.sync_dialog.send)
    ui.until(lambda: shown_row(page, "Emma").hardcover is HardcoverState.SYNCED)

    assert shown_row(page, "Dune").hardcover is HardcoverState.PENDING
    assert not ui.services.preferences.current.hardcover_confirmed
    window.sync_dialog.close()


def test_with_nothing_pending_everything_can_be_compared_again(ui: Ui) -> None:
    ui.set_status(ui.book("Dune"), ReadingStatus.READING)
    ui.on_network(ui.services.sync.run())
    window, page = opened(ui, "Dune")
    (entry,) = ui.hardcover.world.tables["user_books"].values()
    entry["status_id"] = 3

    window.sync_now()
    ui.until(window.sync_dialog.again.isVisible)
    click(window.sync_dialog.again)
    ui.until(lambda: shown_row(page, "Dune").hardcover is HardcoverState.HARDCOVER_AHEAD)

    assert entry["status_id"] == 3
    window.sync_dialog.close()

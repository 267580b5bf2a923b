"""The sync dialog over the real sync and the local Hardcover."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from bookorbit_desktop.demo.local_hardcover import FaultKind
from bookorbit_desktop.domain.base.errors import MissingScope
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.sync_run import (
    ItemOutcome,
    SyncEnd,
    SyncItem,
    SyncProgress,
    SyncSummary,
    SyncWait,
)
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.overview.events import SyncProgressed
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.services.hardcover.sync_engine import MOST_BROKEN
from bookorbit_desktop.ui.routes import Page, Route
from bookorbit_desktop.ui.sync.dialog import SyncDialog
from bookorbit_desktop.ui.sync.model import PreviewModel, end_text, progress_text, waiting_text
from bookorbit_desktop.ui.sync.preview import View
from bookorbit_desktop.ui.widgets.dialogs import Confirm
from bookorbit_desktop.ui.widgets.rows import ROW
from tests.services import TestClock
from tests.ui.conftest import MakeUi
from tests.ui.harness import PATIENCE, HeldHardcover, Ui, click, text_of


def confirmed(ui: Ui) -> Ui:
    """As after a first sync that the person confirmed."""
    ui.services.preferences.change(hardcover_confirmed=True)
    return ui


def entry(ui: Ui, title: str) -> object:
    """What stands on the person's shelf under a title."""
    books = ui.hardcover.world.tables["books"]
    book_id = next(one for one, row in books.items() if row["title"] == title)
    return ui.hardcover.world.entry_of(ui.hardcover.user_id, book_id)


def test_the_first_sync_shows_what_would_be_sent_and_sends_what_stays_ticked(ui: Ui) -> None:
    for title in ("Dune", "Emma"):
        ui.set_status(ui.book(title), ReadingStatus.READ)
    ui.set_status(ui.book("Unknown there", known=False), ReadingStatus.READ)
    dialog = ui.show(SyncDialog(ui.context))

    dialog.begin()
    ui.until(lambda: dialog.send.isVisible())
    assert text_of(dialog.preview, "sentence") == "Clear the books you don't want to send."
    assert dialog.send.text() == "Send 2 books"
    assert entry(ui, "Dune") is None
    dune = next(index for index, item in enumerate(dialog.preview.model.rows) if item.title == "Dune")
    dialog.preview.list.setCurrentIndex(dialog.preview.model.index(dune))
    QTest.keyClick(dialog.preview.list, Qt.Key.Key_Space)
    assert dialog.send.text() == "Send 1 book"
    assert text_of(dialog, "hint") == "Books you leave out stay excluded until you include them."
    click(dialog.send)
    ui.until(lambda: dialog.close_button.isVisible())

    assert entry(ui, "Dune") is None
    assert entry(ui, "Emma") is not None
    assert text_of(dialog.progress, "far") == "Sync finished"
    assert dialog.progress.activity == "Hardcover is up to date."
    assert ui.services.preferences.current.hardcover_confirmed
    counts = ui.services.states.counts()
    assert counts[HardcoverState.EXCLUDED] == 1, "what was left out stays out of later syncs too"


def test_later_syncs_start_at_once_and_name_what_needs_the_person(ui: Ui) -> None:
    confirmed(ui).set_status(ui.book("Dune"), ReadingStatus.READ)
    ui.set_status(ui.book("Unknown there", known=False), ReadingStatus.READ)
    dialog = ui.show(SyncDialog(ui.context))
    asked: list[Route] = []
    ui.context.navigation.route_asked.connect(asked.append)

    dialog.begin()
    ui.until(lambda: dialog.fix.isVisible())

    assert dialog.progress.activity == "1 book needs a match. Choose “Fix matches”."
    assert text_of(dialog.progress, ItemOutcome.SENT) == "1"
    assert [outcome for outcome in ItemOutcome if text_of(dialog.progress, outcome)] == [
        ItemOutcome.SENT,
        ItemOutcome.NOT_MATCHED,
    ]
    assert [item.title for item in dialog.progress.items.rows] == ["Unknown there", "Dune"]
    click(dialog.fix)
    assert asked == [Route(Page.HARDCOVER, state=HardcoverState.NOT_MATCHED)]
    assert not dialog.isVisible()


def test_nothing_to_send_leaves_nothing_to_press(ui: Ui) -> None:
    ui.book("Dune")
    dialog = ui.show(SyncDialog(ui.context))

    dialog.begin()
    ui.until(lambda: dialog.preview.isVisible())

    assert text_of(dialog.preview, "sentence") == "Nothing to send."
    assert not dialog.send.isVisible()
    assert dialog.close_button.isVisible()
    assert not dialog.cancel.isVisible()


def test_cancel_stops_after_the_current_request_and_keeps_the_rest_pending(make_ui: MakeUi) -> None:
    hardcovers: list[HeldHardcover] = []

    def hold(*arguments: object, **options: object) -> HeldHardcover:
        hardcovers.append(HeldHardcover(*arguments, held="insert_user_book", **options))
        return hardcovers[0]

    ui = confirmed(make_ui(hardcover=hold))
    for number in range(12):
        ui.set_status(ui.book(f"Book {number:02}"), ReadingStatus.READ)
    dialog = ui.show(SyncDialog(ui.context))

    dialog.begin()
    ui.until(hardcovers[0].waiting.is_set)
    click(dialog.cancel)
    assert not dialog.cancel.isEnabled()
    assert dialog.progress.activity == "Stopping after the current request…"
    hardcovers[0].release.set()
    ui.until(lambda: dialog.close_button.isVisible())

    assert text_of(dialog.progress, "far") == "Sync cancelled"
    ui.until(lambda: ui.services.states.pending() > 0)
    sent = ui.services.states.counts().get(HardcoverState.SYNCED, 0)
    assert sent + ui.services.states.pending() == 12


def test_a_run_goes_on_in_the_background_and_tells_when_it_is_done(make_ui: MakeUi) -> None:
    hardcovers: list[HeldHardcover] = []

    def hold(*arguments: object, **options: object) -> HeldHardcover:
        hardcovers.append(HeldHardcover(*arguments, held="insert_user_book", **options))
        return hardcovers[0]

    ui = confirmed(make_ui(hardcover=hold))
    ui.set_status(ui.book("Dune"), ReadingStatus.READ)
    dialog = ui.show(SyncDialog(ui.context))
    finished: list[SyncSummary] = []
    dialog.finished_run.connect(finished.append)

    dialog.begin()
    ui.until(hardcovers[0].waiting.is_set)
    click(dialog.background)
    assert not dialog.isVisible()
    assert dialog.is_running
    hardcovers[0].release.set()
    ui.until(lambda: finished)

    assert finished[0].end is SyncEnd.COMPLETED
    assert entry(ui, "Dune") is not None


def test_the_end_of_a_run_that_is_watched_is_heard_from_the_first_moment_on(make_ui: MakeUi) -> None:
    hardcovers: list[HeldHardcover] = []

    def hold(*arguments: object, **options: object) -> HeldHardcover:
        hardcovers.append(HeldHardcover(*arguments, held="insert_user_book", **options))
        return hardcovers[0]

    ui = confirmed(make_ui(hardcover=hold))
    ui.set_status(ui.book("Dune"), ReadingStatus.READ)
    by_itself = ui.network.submit(ui.services.sync.run())
    ui.until(hardcovers[0].waiting.is_set)
    progress = ui.services.sync.progress
    assert progress is not None
    ended = SyncSummary(progress.run_id, SyncEnd.COMPLETED, Message(""), False, (), 1, 1)
    dialog = ui.show(SyncDialog(ui.context))

    dialog.watch()
    ui.bridge.sync_finished.emit(replace(ended, run_id=progress.run_id - 1))
    assert dialog.is_running, "an earlier run ended"
    ui.bridge.sync_finished.emit(ended)
    ui.until(dialog.close_button.isVisible)

    assert text_of(dialog.progress, "far") == "Sync finished"
    assert not dialog.is_running
    hardcovers[0].release.set()
    ui.until(by_itself.done)


def test_a_watched_run_that_falls_over_a_fault_is_known_to_have_ended(make_ui: MakeUi) -> None:
    """The dialog said Contacting Hardcover for ever, and Cancel had nothing to cancel."""
    hardcovers: list[HeldHardcover] = []

    def hold(*arguments: object, **options: object) -> HeldHardcover:
        hardcovers.append(HeldHardcover(*arguments, held="insert_user_book", **options))
        return hardcovers[0]

    ui = confirmed(make_ui(hardcover=hold))
    for number in range(MOST_BROKEN + 1):  # of which each may fail alone, until there are too many
        ui.set_status(ui.book(f"Dune {number}"), ReadingStatus.READ)
    by_itself = ui.network.submit(ui.services.sync.run())
    ui.until(hardcovers[0].waiting.is_set)
    dialog = ui.show(SyncDialog(ui.context))
    dialog.watch()
    database = ui.services.database
    database.write(lambda: database.connection().execute("ALTER TABLE sync_journal RENAME TO away"))

    hardcovers[0].release.set()
    ui.until(dialog.close_button.isVisible)

    assert isinstance(by_itself.exception(PATIENCE), Exception)
    assert not dialog.is_running
    assert text_of(dialog.progress, "far") == "Sync stopped"


def test_a_sync_asked_for_during_another_one_follows_it(make_ui: MakeUi) -> None:
    hardcovers: list[HeldHardcover] = []

    def hold(*arguments: object, **options: object) -> HeldHardcover:
        hardcovers.append(HeldHardcover(*arguments, held="insert_user_book", **options))
        return hardcovers[0]

    ui = confirmed(make_ui(hardcover=hold))
    books = {title: ui.book(title) for title in ("Dune", "Emma", "Walden")}
    for book in books.values():
        ui.set_status(book, ReadingStatus.READ)
    dialog = ui.show(SyncDialog(ui.context))

    dialog.begin(frozenset([books["Dune"]]))
    ui.until(hardcovers[0].waiting.is_set)
    dialog.begin(frozenset([books["Emma"]]))
    assert text_of(dialog, "hint") == "The sync you asked for starts when this one ends."
    hardcovers[0].release.set()
    ui.until(lambda: entry(ui, "Emma") is not None and dialog.close_button.isVisible())

    assert entry(ui, "Dune") is not None
    assert entry(ui, "Walden") is None


def test_a_second_click_sends_what_was_changed_after_the_first_and_nothing_else_twice(
    make_ui: MakeUi,
) -> None:
    hardcovers: list[HeldHardcover] = []

    def hold(*arguments: object, **options: object) -> HeldHardcover:
        hardcovers.append(HeldHardcover(*arguments, held="insert_user_book", **options))
        return hardcovers[0]

    ui = confirmed(make_ui(hardcover=hold))
    ui.set_status(ui.book("Dune"), ReadingStatus.READ)
    late = ui.book("Emma")
    dialog = ui.show(SyncDialog(ui.context))
    finished: list[SyncSummary] = []
    dialog.finished_run.connect(finished.append)

    dialog.begin()
    ui.until(hardcovers[0].waiting.is_set)
    ui.set_status(late, ReadingStatus.READ)
    dialog.begin()
    hardcovers[0].release.set()
    ui.until(lambda: len(finished) == 2 and dialog.close_button.isVisible())
    assert entry(ui, "Emma") is not None

    dialog.begin()
    dialog.begin()
    # The second asks for a run of its own where the first had read its books by then.
    ui.until(lambda: len(finished) >= 3 and dialog.close_button.isVisible() and not dialog.is_running)
    assert [summary.count(ItemOutcome.SENT) for summary in finished[2:]] in ([0], [0, 0])


def test_a_token_that_is_refused_is_said_with_the_way_out(make_ui: MakeUi) -> None:
    ui = confirmed(make_ui(token="hc_pat_wrong"))
    ui.set_status(ui.book("Dune"), ReadingStatus.READ)
    dialog = ui.show(SyncDialog(ui.context))

    dialog.begin()
    ui.until(lambda: dialog.close_button.isVisible())

    assert text_of(dialog.progress, "far") == "Couldn't sync"
    assert dialog.progress.activity.startswith("Hardcover rejected your token.")
    assert [outcome for outcome in ItemOutcome if text_of(dialog.progress, outcome)] == []


def test_a_sync_is_undone_after_asking(ui: Ui) -> None:
    confirmed(ui).set_status(ui.book("Dune"), ReadingStatus.READ)
    dialog = ui.show(SyncDialog(ui.context))
    dialog.begin()
    ui.until(lambda: dialog.undo.isVisible())
    assert entry(ui, "Dune") is not None

    click(dialog.undo)
    question = dialog.findChild(Confirm)
    assert isinstance(question, Confirm)
    assert question.keep.isDefault()
    click(question.act)
    ui.until(lambda: text_of(dialog.progress, "far") == "Sync undone")

    assert dialog.progress.activity == "1 book restored."
    assert entry(ui, "Dune") is None
    assert not dialog.undo.isVisible()


def test_a_sync_that_sent_nothing_has_nothing_to_undo(ui: Ui) -> None:
    confirmed(ui).set_status(ui.book("Unknown there", known=False), ReadingStatus.READ)
    dialog = ui.show(SyncDialog(ui.context))

    dialog.begin()
    ui.until(lambda: dialog.close_button.isVisible())

    assert not dialog.undo.isVisible()


def test_an_undo_that_cannot_reach_hardcover_says_so(ui: Ui) -> None:
    confirmed(ui).set_status(ui.book("Dune"), ReadingStatus.READ)
    dialog = ui.show(SyncDialog(ui.context))
    dialog.begin()
    ui.until(lambda: dialog.undo.isVisible())
    ui.hardcover.faults.add(FaultKind.REDIRECT)

    click(dialog.undo)
    question = dialog.findChild(Confirm)
    assert isinstance(question, Confirm)
    click(question.act)
    ui.until(lambda: text_of(dialog.progress, "far") == "Couldn't undo the sync yet")

    assert entry(ui, "Dune") is not None


def test_failed_books_can_be_tried_again(ui: Ui) -> None:
    confirmed(ui).set_status(ui.book("Dune"), ReadingStatus.READ)
    dialog = ui.show(SyncDialog(ui.context))
    item = SyncItem(
        BookId(1), "Dune", ItemOutcome.FAILED, HardcoverState.ERROR, Message("Hardcover had a problem (500).")
    )
    dialog._show_end(SyncSummary(9, SyncEnd.COMPLETED, Message(""), False, (item,), 1, 1))
    assert dialog.retry.isVisible()
    assert dialog.progress.activity == "1 book couldn't be sent. The list says why."

    click(dialog.retry)
    ui.until(lambda: dialog.progress.activity == "Hardcover is up to date.")

    assert entry(ui, "Dune") is not None


def test_live_counts_waiting_sentences_and_the_list_follow_the_events(make_ui: MakeUi) -> None:
    hardcovers: list[HeldHardcover] = []

    def hold(*arguments: object, **options: object) -> HeldHardcover:
        hardcovers.append(HeldHardcover(*arguments, held="insert_user_book", **options))
        return hardcovers[0]

    ui = confirmed(make_ui(hardcover=hold))
    ui.set_status(ui.book("Dune"), ReadingStatus.READ)
    dialog = ui.show(SyncDialog(ui.context))
    dialog.begin()
    ui.until(hardcovers[0].waiting.is_set)
    item = SyncItem(
        BookId(7), "Emma", ItemOutcome.SKIPPED, HardcoverState.EXCLUDED, Message("Excluded by you.")
    )

    ui.services.events.emit(
        SyncProgressed(SyncProgress(77, "sending", 17, 42, "Dune", sent=15, skipped=1, failed=1, newest=item))
    )
    ui.until(lambda: text_of(dialog.progress, "far").startswith("17 of 42"))
    assert dialog.progress.activity == "Sending “Dune”"
    assert [text_of(dialog.progress, outcome) for outcome in ItemOutcome] == ["15", "0", "1", "0", "1"]
    assert [row.title for row in dialog.progress.items.rows] == ["Emma"]

    now = ui.services.clock.now()
    waiting = SyncWait(Message("Hardcover asked us to slow down."), now + timedelta(seconds=24))
    ui.services.events.emit(SyncProgressed(SyncProgress(77, "sending", 17, 42, waiting=waiting)))
    ui.until(lambda: dialog.progress.activity == "Hardcover asked us to slow down. Continuing in 24 s.")
    clock = ui.services.clock
    assert isinstance(clock, TestClock)
    clock.move(seconds=1)
    dialog.progress.count_down()
    assert dialog.progress.activity == "Hardcover asked us to slow down. Continuing in 23 s."
    hardcovers[0].release.set()
    ui.until(lambda: dialog.close_button.isVisible())


def test_a_fault_in_between_does_not_stop_the_run(ui: Ui) -> None:
    confirmed(ui).set_status(ui.book("Dune"), ReadingStatus.READ)
    ui.hardcover.faults.add(FaultKind.THROTTLE, seconds=24.0)
    dialog = ui.show(SyncDialog(ui.context))

    dialog.begin()
    ui.until(lambda: dialog.close_button.isVisible())

    assert dialog.progress.activity == "Hardcover is up to date."


def test_time_left_is_said_where_it_is_known() -> None:
    def words(processed: int, seconds: float | None, **more: Any) -> str:
        return progress_text(SyncProgress(1, "sending", processed, 42, seconds_left=seconds, **more))

    assert progress_text(SyncProgress(1, "starting", 0, 0)) == "Getting ready…"
    assert words(4, None) == "4 of 42"
    assert words(17, 61) == "17 of 42 · about 1 min left"
    assert words(40, 3) == "40 of 42 · less than a minute left"
    assert words(17, 5400) == "17 of 42 · about 1 h 30 min left"
    assert words(42, 0) == "42 of 42"
    assert words(17, 61, waiting=SyncWait(Message("Wait."), datetime.now(UTC))) == "17 of 42"


def test_a_wait_says_whether_it_goes_on_or_tries_again() -> None:
    now = datetime(2026, 11, 21, 12, tzinfo=UTC)
    failed = SyncWait(Message("Hardcover had a problem (503)."), now + timedelta(seconds=5.2), is_retry=True)

    assert waiting_text(failed, now) == "Hardcover had a problem (503). Will retry in 6 s."
    assert (
        waiting_text(failed, now + timedelta(seconds=9))
        == "Hardcover had a problem (503). Will retry in 0 s."
    )


def test_the_summary_of_a_sync_names_only_outcomes_that_happened() -> None:
    items = tuple(
        SyncItem(BookId(number), "", outcome, HardcoverState.SYNCED, Message(""))
        for number, outcome in enumerate(
            [ItemOutcome.SENT] * 38 + [ItemOutcome.NOT_MATCHED] * 2 + [ItemOutcome.FAILED] * 2
        )
    )

    assert (
        end_text(SyncSummary(1, SyncEnd.COMPLETED, Message(""), False, items, 1, 1))
        == "38 sent, 2 not matched, 2 failed."
    )


def test_a_preview_ticks_and_unticks_all() -> None:
    model = PreviewModel()
    model.show_items(
        [
            SyncItem(BookId(n), str(n), ItemOutcome.SENT, HardcoverState.PENDING, Message(""))
            for n in (1, 2, 3)
        ]
    )

    model.tick_all(False)
    assert model.ticked == frozenset()
    model.setData(model.index(1), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)

    assert model.ticked == frozenset({2})
    assert model.data(model.index(1), ROW).title == "2"


def test_a_preview_comes_on_any_demand_and_says_what_stays_here_and_why(ui: Ui) -> None:
    for number in range(12):
        confirmed(ui).set_status(ui.book(f"Book {number:02}"), ReadingStatus.READ)
    ui.set_status(ui.book("Unknown there", known=False), ReadingStatus.READ)
    dialog = ui.show(SyncDialog(ui.context))

    dialog.begin(preview=True)
    ui.until(lambda: dialog.send.isVisible())
    preview = dialog.preview
    assert dialog.send.text() == "Send 12 books"
    preview.chips.chosen.emit(View.NOT_SENT)
    assert [item.title for item in preview.model.rows] == ["Unknown there"]
    assert preview.model.rows[0].reason
    assert preview.model.data(preview.model.index(0), Qt.ItemDataRole.CheckStateRole) is None

    preview.chips.chosen.emit(View.SENT)
    preview.search.setText("07 book")
    ui.until(lambda: [item.title for item in preview.model.rows] == ["Book 07"])
    preview.model.tick_all(False)
    assert dialog.send.text() == "Send 11 books"
    dialog.begin(preview=True)
    assert dialog.send.text() == "Send 11 books", "a second start shows the first"
    assert entry(ui, "Book 11") is None


def test_a_missing_permission_leads_to_the_page_where_it_is_ticked(ui: Ui) -> None:
    account = ui.services.hardcover_account
    account.pause_for(
        MissingScope(Message("Your token is missing a permission: write:reviews."), "write:reviews")
    )
    dialog = ui.show(SyncDialog(ui.context))
    dialog._show_error(account.problem)

    assert dialog.get_token.isVisible()
    assert dialog.get_token.text() == "Create a new token"
    assert account.token_page.endswith(
        "?scope=read:catalog+read:me:content+read:library+write:library+write:reviews"
    )
    account.resume()
    assert account.missing_scope == ""


def test_details_hide_and_show_the_books(ui: Ui) -> None:
    confirmed(ui).set_status(ui.book("Dune"), ReadingStatus.READ)
    dialog = ui.show(SyncDialog(ui.context))
    dialog.begin()
    ui.until(lambda: dialog.close_button.isVisible())

    click(dialog.details)
    assert not dialog.progress.details.isVisible()
    click(dialog.details)
    assert dialog.progress.details.isVisible()


def test_an_undo_is_cancelled_and_says_what_was_put_back_and_what_was_not(make_ui: MakeUi) -> None:
    hardcovers: list[HeldHardcover] = []

    def hold(*arguments: object, **options: object) -> HeldHardcover:
        hardcovers.append(HeldHardcover(*arguments, held="delete_user_book(", **options))
        return hardcovers[0]

    ui = confirmed(make_ui(hardcover=hold))
    for title in ("Dune", "Emma", "Persuasion"):
        ui.set_status(ui.book(title), ReadingStatus.READ)
    dialog = ui.show(SyncDialog(ui.context))
    dialog.begin()
    ui.until(dialog.undo.isVisible)
    click(dialog.undo)
    question = dialog.findChild(Confirm)
    assert isinstance(question, Confirm)
    click(question.act)
    ui.until(hardcovers[0].waiting.is_set)
    ui.until(lambda: text_of(dialog.progress, "far") == "0 of 3")

    click(dialog.cancel)
    assert dialog.progress.activity == "Stopping after the current request…"
    hardcovers[0].release.set()
    ui.until(lambda: text_of(dialog.progress, "far") == "Undo cancelled")

    assert dialog.progress.activity == "1 book restored. 2 books kept the synced changes."
    assert len(ui.hardcover.world.tables["user_books"]) == 2
    assert dialog.undo.isVisible(), "the rest can be undone too"
    assert not dialog.cancel.isVisible()


def test_differing_values_on_hardcover_are_listed_and_replaced_for_chosen_or_all_books(ui: Ui) -> None:
    for title in ("Dune", "Emma", "Orchard"):
        book = ui.book(title)
        ui.set_status(book, ReadingStatus.READING, rating=4.0)
        record = next(n for n, row in ui.hardcover.world.tables["books"].items() if row["title"] == title)
        ui.hardcover.world.shelve(ui.hardcover.user_id, record, 3, rating=4.25)
    dialog = ui.show(SyncDialog(ui.context))
    dialog.begin()
    ui.until(lambda: dialog.preview.isVisible())
    preview = dialog.preview

    preview.chips.chosen.emit(View.KEPT)
    assert text_of(preview, "sentence") == "What Hardcover has stays, unless you replace it."
    assert "it stays" in preview.model.rows[0].reason
    dune = next(index for index, item in enumerate(preview.model.rows) if item.title == "Dune")
    preview.list.setCurrentIndex(preview.model.index(dune))
    replace_there(ui, dialog)
    ui.until(lambda: dialog.send.isVisible() and dialog.send.text() == "Send 1 book")

    preview.chips.chosen.emit(View.KEPT)
    preview.list.clearSelection()
    replace_there(ui, dialog)
    ui.until(lambda: dialog.send.isVisible() and dialog.send.text() == "Send 3 books")
    click(dialog.send)
    ui.until(lambda: not dialog.is_running)
    stood = [entry(ui, title) for title in ("Dune", "Emma", "Orchard")]
    assert [(row["status_id"], float(row["rating"])) for row in stood] == [(2, 4.0)] * 3  # type: ignore[index]


def replace_there(ui: Ui, dialog: SyncDialog) -> None:
    """Press “Replace on Hardcover…” and agree."""
    click(dialog.preview.replace)
    question = dialog.preview.findChild(Confirm)
    assert question is not None
    click(question.act)

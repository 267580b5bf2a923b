"""The sync log: what was sent, and why something was not."""

from bookorbit_desktop.domain.reading import ReadingStatus
from bookorbit_desktop.domain.sync_log import LogOutcome
from bookorbit_desktop.ui.log.page import LogPage
from tests.ui.harness import Ui, click


def test_a_sync_fills_the_log_and_chips_filter_it(ui: Ui) -> None:
    ui.set_status(ui.book("Dune"), ReadingStatus.READ)
    ui.set_status(ui.book("Nowhere", known=False), ReadingStatus.READ)
    page = ui.show(LogPage(ui.context))
    ui.until(lambda: page.states.currentWidget() is page.states.empty)

    ui.on_network(ui.services.sync.run())
    ui.until(lambda: {line.title for line in page.model.rows} == {"Dune", "Nowhere"})
    page.chips.chosen.emit(LogOutcome.NOT_MATCHED)
    assert [line.title for line in page.model.rows] == ["Nowhere"]
    page.filter.setText("no such words")
    ui.until(lambda: page.states.currentWidget() is page.states.filtered)
    click(page.states.filtered.button)

    ui.until(lambda: len(page.model.rows) == 3)


def test_a_line_leads_to_its_book(ui: Ui) -> None:
    book = ui.book("Dune")
    ui.set_status(book, ReadingStatus.READ)
    ui.on_network(ui.services.sync.run())
    page = ui.show(LogPage(ui.context))
    wanted: list[int] = []
    page.book_wanted.connect(wanted.append)
    ui.until(lambda: len(page.model.rows) == 2)

    page.view.activated.emit(page.model.index(0))

    assert wanted == [book]

"""The reading of one day of the calendar."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.reading.plots import Sitting
from bookorbit_desktop.ui.statistics.plot_data import Row
from bookorbit_desktop.ui.statistics.plots import long_date
from bookorbit_desktop.ui.statistics.table_dialog import TableDialog
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.wording import clock_time, duration, joined


def day_dialog(day: date, sittings: Sequence[Sitting], parent: QWidget) -> TableDialog:
    """The sessions of a day with their books; Enter opens a book."""
    total = sum(sitting.seconds for sitting in sittings)
    sentence = (
        joined(tr("%n session(s)", len(sittings)), duration(total)) if sittings else tr("Nothing read.")
    )
    columns = (tr("Time"), tr("Book"), tr("Device"), tr("Duration"))
    rows = [_row(sitting) for sitting in sittings]
    return TableDialog(long_date(day), sentence, columns, rows, parent, stretched=1)


def _row(sitting: Sitting) -> Row:
    begin, end = (clock_time(datetime.fromtimestamp(at, UTC)) for at in (sitting.begin, sitting.end))
    title = sitting.title or tr("A document that isn't in your library")
    return f"{begin}–{end}", title, sitting.device, duration(sitting.seconds)

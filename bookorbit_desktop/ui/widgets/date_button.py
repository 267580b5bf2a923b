"""An optional date, chosen from a calendar."""

from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QFrame, QPushButton, QWidget

from bookorbit_desktop.ui.widgets.layouts import new_column
from bookorbit_desktop.ui.wording import date_text


class DateButton(QPushButton):
    """Shows a day and opens a calendar to change it. Days in the future are not offered."""

    chosen = Signal(object)
    """The new datetime.date."""

    def __init__(self, what: str) -> None:
        """`what` names the day for screen readers, such as "Started"."""
        super().__init__()
        self._what = what
        self._day: date | None = None
        self._popup: QWidget | None = None
        self.setAutoDefault(False)
        self.setProperty("kind", "date")
        self.clicked.connect(self._open)
        self.set_day(None)

    @property
    def day(self) -> date | None:
        """The day shown."""
        return self._day

    def set_day(self, day: date | None) -> None:
        """Set the day; None means not known."""
        self._day = day
        shown = date_text(day) or self.tr("–")
        self.setText(shown)
        self.setAccessibleName(self.tr("{0}: {1}").format(self._what, shown))

    def choose(self, day: date) -> None:
        """Set the day that the person chose."""
        if self._popup is not None:
            self._popup.close()
        if day != self._day:
            self.set_day(day)
            self.chosen.emit(day)

    def _open(self) -> None:
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget()
        calendar.setMaximumDate(QDate.currentDate())
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        if self._day is not None:
            calendar.setSelectedDate(QDate(self._day.year, self._day.month, self._day.day))
        calendar.clicked.connect(self._choose)
        calendar.activated.connect(self._choose)
        layout = new_column(popup, margins=1)
        layout.addWidget(calendar)
        self._popup = popup
        popup.destroyed.connect(self._forget_popup)
        popup.move(self.mapToGlobal(QPoint(0, self.height())))
        popup.show()
        calendar.setFocus()

    def _choose(self, day: QDate) -> None:
        self.choose(date(day.year(), day.month(), day.day()))

    def _forget_popup(self) -> None:
        self._popup = None

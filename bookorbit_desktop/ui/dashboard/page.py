"""The dashboard: what is being read, what came in, and what needs the person."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bookorbit_desktop.domain.reading import ReadingStatus
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.dashboard.cards import NumberCard
from bookorbit_desktop.ui.sidebar import Page
from bookorbit_desktop.ui.standing import Standing
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.page_header import PageHeader
from bookorbit_desktop.ui.wording import number


class DashboardPage(QWidget):
    """Every part leads to the page that knows more."""

    page_wanted = Signal(object)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self.books = NumberCard(tr("Books"), tr("Show all books"))
        self.reading = NumberCard(tr("Reading now"), tr("Show what you are reading"))
        self.review = NumberCard(tr("Awaiting review"), tr("Show the Inbox"))
        self._build()
        self.books.clicked.connect(lambda: self.page_wanted.emit(Page.LIBRARY))
        self.reading.clicked.connect(lambda: self.page_wanted.emit(Page.LIBRARY))
        self.review.clicked.connect(lambda: self.page_wanted.emit(Page.INBOX))

    def show_standing(self, standing: Standing) -> None:
        """Bring the numbers up to date."""
        statuses = standing.statuses
        reading = statuses.get(ReadingStatus.READING, 0) + statuses.get(ReadingStatus.REREADING, 0)
        self.books.set_number(number(sum(statuses.values())))
        self.reading.set_number(number(reading))
        self.review.set_number(number(standing.inbox))

    def _build(self) -> None:
        cards = QHBoxLayout()
        cards.setSpacing(theme.SPACE_16)
        for card in (self.books, self.review, self.reading):
            cards.addWidget(card)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.PAGE_MARGIN, theme.PAGE_MARGIN, theme.PAGE_MARGIN, theme.SPACE_16)
        layout.setSpacing(theme.SPACE_16)
        layout.addWidget(PageHeader(tr("Dashboard"), tr("What you are reading, and what needs you.")))
        layout.addLayout(cards)
        layout.addStretch(1)

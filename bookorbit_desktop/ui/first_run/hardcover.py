"""Page 4: connecting Hardcover (optional). Nothing is sent from here."""

from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.ui import theme
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.first_run.step import SetupStep
from bookorbit_desktop.ui.hardcover.connect import ConnectCard
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.card import Card
from bookorbit_desktop.ui.widgets.labels import button, label, set_tone
from bookorbit_desktop.ui.widgets.layouts import in_row
from bookorbit_desktop.ui.wording import STATUS_ORDER, at_name, number, status_word


def preview_text(counts: dict[ReadingStatus, int]) -> str:
    """The text about which books would be looked up on Hardcover and sent."""
    sent = [
        (status, counts.get(status, 0))
        for status in STATUS_ORDER
        if status is not ReadingStatus.UNREAD and counts.get(status, 0)
    ]
    if not sent:
        return tr("No books to send yet. Start reading a book or give it a status to send it.")
    parts = ", ".join(f"{number(count)} {status_word(status)}" for status, count in sent)
    return tr("%n book(s) ready to send: {0}.", sum(count for _, count in sent)).format(parts)


class HardcoverStep(SetupStep):
    """The token with its check, the privacy setting, and a preview of what would be sent."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(
            context,
            tr("Hardcover (optional)"),
            tr("Post your reading to your hardcover.app profile. You can also do this later."),
        )
        self.connect_card = ConnectCard(context)
        self.connect_card.cancel.hide()
        self.account = label("", "card", wrap=True)
        self.replace = button(tr("Use another token…"))
        self.preview = label("", wrap=True)
        self._account = Card()
        self._build()
        self.connect_card.connected.connect(self._on_connected)
        self.replace.clicked.connect(self._ask)
        context.bridge.account_changed.connect(self._show_account)
        context.bridge.books_changed.connect(self._count_again)
        self._show_account()
        self.shown()

    def shown(self) -> None:
        """Count again what would be sent."""
        self._context.tasks.start_for(self, self._load())

    @property
    def control(self) -> QWidget | None:
        """The token field, unless there is a token."""
        return None if self._context.services.hardcover_account.has_token else self.connect_card.token

    def _on_connected(self) -> None:
        self._show_account()
        self.done.emit()

    def _count_again(self, _book_ids: object) -> None:
        self.shown()

    async def _load(self) -> None:
        counts = await self._context.tasks.blocking(self._context.services.book_list.counts)
        self.preview.setText(preview_text(counts))

    def _show_account(self) -> None:
        account = self._context.services.hardcover_account
        self.connect_card.setVisible(not account.has_token)
        self._account.setVisible(account.has_token)
        if account.problem:
            self.account.setText(localize(account.problem))
        elif account.username:
            self.account.setText(tr("Connected as {0}").format(at_name(account.username)))
        else:
            self.account.setText(tr("Token saved. BookOrbit checks it before the first sync."))
        set_tone(self.account, Tone.ERROR if account.problem else Tone.OK)

    def _ask(self) -> None:
        self.connect_card.show()
        self._account.hide()

    def _build(self) -> None:
        line = in_row(self.account, self.replace, spacing=theme.SPACE_16, grows=self.account)
        self._account.body.addLayout(line)
        self.column.addWidget(self.connect_card)
        self.column.addWidget(self._account)
        outlook = Card(tr("Your first sync"))
        outlook.body.addWidget(self.preview)
        outlook.body.addWidget(
            label(tr("You can review every change first and leave books out."), "detail", wrap=True)
        )
        self.column.addWidget(outlook)
        self.column.addStretch(1)

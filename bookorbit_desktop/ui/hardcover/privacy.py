"""The privacy setting for books sent to Hardcover."""

from bookorbit_desktop.domain.hardcover.catalogue import Privacy
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.choice import Choice
from bookorbit_desktop.ui.widgets.dialogs import Confirm


def privacy_choices() -> list[tuple[str, int | None]]:
    """The text of each choice with its stored value."""
    return [
        (tr("Public"), Privacy.PUBLIC),
        (tr("Followers only"), Privacy.FOLLOWERS),
        (tr("Private"), Privacy.PRIVATE),
        (tr("Leave as on Hardcover"), None),
    ]


class PrivacyChoice(Choice):
    """Takes effect at once, for books sent from now on."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(tr("Who sees your books on Hardcover"))
        self._context = context
        for word, value in privacy_choices():
            self.addItem(word, value)
        self.show_current()
        self.activated.connect(lambda: context.tasks.start(self._store(self.currentData())))

    def show_current(self) -> None:
        """Show the current setting."""
        current = self._context.services.preferences.current.hardcover_privacy
        self.setCurrentIndex([value for _, value in privacy_choices()].index(current))

    async def _store(self, privacy: int | None) -> None:
        await self._context.tasks.blocking(
            self._context.services.preferences.change, hardcover_privacy=privacy
        )
        count = await self._context.tasks.network(
            self._context.services.entry_edits.sent_with_other_privacy()
        )
        if count:
            self._ask_about_sent(count)

    def _ask_about_sent(self, count: int) -> None:
        """Offer to apply the choice to entries sent earlier, which do not change otherwise."""
        question = Confirm(
            self,
            tr("Also change %n book(s) sent earlier?", count),
            tr(
                "They were sent with a different privacy setting. Entries you created or edited "
                "yourself aren't changed."
            ),
            act=tr("Change entries"),
            keep=tr("Don't change"),
        )
        entry_edits = self._context.services.entry_edits
        question.confirmed.connect(
            lambda: self._context.tasks.start(
                self._context.tasks.network(entry_edits.apply_privacy_to_sent())
            )
        )
        question.open()

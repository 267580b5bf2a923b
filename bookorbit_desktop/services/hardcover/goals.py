"""The person's reading goals on Hardcover, shown beside the goal set here; nothing is written."""

from bookorbit_desktop.domain.base.errors import MissingScope
from bookorbit_desktop.domain.hardcover.catalogue import HardcoverGoal
from bookorbit_desktop.services.hardcover.account import HardcoverAccountService, token_page
from bookorbit_desktop.services.runtime.clock import Clock

SCOPE = "read:goals"
"""The permission for goals. Nothing else needs it: a token without it is fine."""


class HardcoverGoalService:
    """Fetches goals only when they are to be shown."""

    def __init__(self, account: HardcoverAccountService, clock: Clock) -> None:
        self._account = account
        self._clock = clock

    @property
    def token_page(self) -> str:
        """The page for creating a token that may read goals too."""
        return token_page(SCOPE)

    async def current(self) -> tuple[HardcoverGoal, ...] | None:
        """The goals that have not ended, by end date; None if the token may not read them.

        Raises NoToken, TokenRejected, RateLimited, Unreachable or HardcoverBusy.
        """
        from bookorbit_desktop.hardcover.catalogue import Catalogue

        account = await self._account.account()
        try:
            return tuple(await Catalogue(self._account.client()).goals(account.id, self._clock.today()))
        except MissingScope:
            return None

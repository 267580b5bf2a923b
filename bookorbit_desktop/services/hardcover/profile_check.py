"""Whose profile a sync writes to, and whether it is still the one that the person agreed to."""

import asyncio

from bookorbit_desktop.domain.base.errors import AnotherAccount
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.catalogue import Account
from bookorbit_desktop.services.hardcover.account import HardcoverAccountService, TokenSource
from bookorbit_desktop.services.hardcover.sync_store import SyncStore
from bookorbit_desktop.services.hardcover.wish_pull import WishPull
from bookorbit_desktop.services.runtime.preferences import Preferences


class ProfileCheck:
    """Forgets what belongs to another account when the token is somebody else's."""

    def __init__(
        self,
        store: SyncStore,
        wish_pull: WishPull,
        account: HardcoverAccountService,
        preferences: Preferences,
    ) -> None:
        self._store = store
        self._wish_pull = wish_pull
        self._account = account
        self._preferences = preferences

    async def identify(self, *, by_person: bool) -> Account:
        """Whose token it is.

        Raises AnotherAccount where a run began by itself and nobody has agreed to send anything to this account;
        a token from the environment is consent (DECISIONS.md). Raises HardcoverError when it cannot be told.
        """
        account = await self._account.account()
        settings = self._preferences.current
        is_another = settings.hardcover_user_id not in (None, account.id)
        if is_another:
            await asyncio.to_thread(self._store.forget_bases)
            await self._store.end_wanted(None)
            await self._wish_pull.forget()
        if (settings.hardcover_user_id, settings.hardcover_username) != (account.id, account.username):
            await self._change(hardcover_user_id=account.id, hardcover_username=account.username)
        if is_another and not by_person and self._account.source is not TokenSource.ENVIRONMENT:
            await self._ask_anew(account)
        return account

    async def _ask_anew(self, account: Account) -> None:
        await self._change(hardcover_confirmed=False)
        text = Message(
            "Your token belongs to another Hardcover account now, @{0}. Nothing is sent there by "
            "itself before you press Sync now and have seen what would be sent.",
            account.username,
        )
        self._account.pause(text)
        raise AnotherAccount(text)

    async def _change(self, **fields: object) -> None:
        await asyncio.to_thread(lambda: self._preferences.change(**fields))

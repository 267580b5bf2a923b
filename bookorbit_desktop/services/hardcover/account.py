"""The person's Hardcover account: the token, where it is stored, and whether it works."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from bookorbit_desktop.domain.base.errors import (
    AnotherAccount,
    InvalidInput,
    KeyringUnavailable,
    MissingScope,
    NoToken,
    TokenRejected,
)
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.hardcover.catalogue import Account, Quota
from bookorbit_desktop.domain.overview.events import HardcoverAccountChanged
from bookorbit_desktop.hardcover.tokens import normalise_token
from bookorbit_desktop.hardcover.transport import HARDCOVER_URL
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.system.secrets import SecretStore, remember_secret

if TYPE_CHECKING:
    from bookorbit_desktop.domain.hardcover.catalogue import Account, Quota
    from bookorbit_desktop.hardcover.client import HardcoverClient
    from bookorbit_desktop.hardcover.pictures import Pictures

TOKEN = "hardcover-token"
TOKEN_PAGE = (
    "https://hardcover.app/account/api/keys/new?scope=read:catalog+read:me:content+read:library+write:library"
)
"""Pre-ticks the permissions we need (hardcover-api.md section 1)."""


Connect = Callable[[str, Callable[[], str | None]], "HardcoverClient"]
"""Creates a client from an address and a function that returns the token."""


def over_network(url: str, token: Callable[[], str | None]) -> HardcoverClient:
    """A client that uses the network. Imported on first use."""
    from bookorbit_desktop.hardcover.client import HardcoverClient

    return HardcoverClient(url, token)


class TokenSource(StrEnum):
    """Where the token comes from."""

    NONE = "none"
    ENVIRONMENT = "environment"
    KEYRING = "keyring"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class HardcoverEndpoint:
    """Hardcover's address and token from the environment."""

    url: str = HARDCOVER_URL
    token: str | None = None
    """Overrides the one in the password store."""


class HardcoverAccountService:
    """Stores and checks the token, in the password store or for this session in memory, and nowhere else."""

    def __init__(
        self,
        endpoint: HardcoverEndpoint,
        secret_store: SecretStore,
        preferences: Preferences,
        events: EventBus,
        connect: Connect,
    ) -> None:
        self._connect = connect
        self._endpoint = endpoint
        self._secrets = secret_store
        self._preferences = preferences
        self._events = events
        self._client: HardcoverClient | None = None
        self._retired: list[HardcoverClient] = []
        """The clients of earlier tokens, to be closed."""
        self._pictures: Pictures | None = None
        self._account: Account | None = None
        self._other: Account | None = None
        self._problem, self._missing_scope = NOTHING, ""
        self._refused = False
        self._token: str | None = None
        self._source = TokenSource.NONE
        if endpoint.token:
            self._token, self._source = normalise_token(endpoint.token), TokenSource.ENVIRONMENT
            remember_secret(self._token)

    def load(self) -> None:
        """Fetch the token from the password store, unless the environment provides one. Blocks."""
        if self._source is not TokenSource.NONE:
            return
        try:
            token = self._secrets.get(TOKEN)
        except KeyringUnavailable as error:
            self.pause(error.message)
            return
        if token:
            self._use(token, TokenSource.KEYRING)

    @property
    def was_connected(self) -> bool:
        """Whether an account is or was connected; only then are its problems worth a notice."""
        return self.has_token or self._preferences.current.hardcover_user_id is not None

    @property
    def has_token(self) -> bool:
        """Whether there is a token to use."""
        return bool(self._token)

    @property
    def source(self) -> TokenSource:
        """The origin of the token."""
        return self._source

    @property
    def username(self) -> str:
        """The name of the last account checked; empty before the first check."""
        return self._preferences.current.hardcover_username if self._token else ""

    @property
    def problem(self) -> Message:
        """Why nothing can be sent now, as a sentence; empty if all is well."""
        return self._problem

    @property
    def is_refused(self) -> bool:
        """Whether Hardcover rejects the token, so that a new one is needed."""
        return self._refused and bool(self._problem)

    @property
    def other(self) -> Account | None:
        """The token's account, if this library was synced with another one; None if that is not the problem."""
        return self._other if self._problem else None

    @property
    def missing_scope(self) -> str:
        """The permission that the token lacks, if that is the problem; else empty."""
        return self._missing_scope if self._problem else ""

    @property
    def token_page(self) -> str:
        """The page for creating a token, with all needed permissions selected."""
        return token_page(self.missing_scope)

    def client(self) -> HardcoverClient:
        """The shared client of this token, so that all requests keep one pace. Raises NoToken.

        A run keeps the client it began with: once the token is another one, that client sends nothing more.
        """
        if not self._token:
            raise NoToken(
                Message("No Hardcover token yet. Create one on Hardcover and paste it in BookOrbit.")
            )
        if self._client is None:
            self._client = self._connect(self._endpoint.url, partial(self._still_used, self._token))
        return self._client

    def _still_used(self, token: str) -> str:
        """The token, unless it was replaced or removed: what was begun with it must not go to another account."""
        if self._token == token:
            return token
        raise NoToken(
            Message("The Hardcover token was changed meanwhile, so nothing more was sent. Sync again.")
        )

    @property
    def pictures(self) -> Pictures:
        """Covers from Hardcover; they need no token."""
        if self._pictures is None:
            # Late, because a window wants to be there before aiohttp is.
            from bookorbit_desktop.hardcover.pictures import Pictures

            self._pictures = Pictures(self._endpoint.url)
        return self._pictures

    @property
    def quota(self) -> Quota:
        """The latest values of Hardcover's RateLimit headers."""
        from bookorbit_desktop.domain.hardcover.catalogue import Quota

        return self._client.quota if self._client else Quota()

    async def close(self) -> None:
        """Close all connections."""
        for client in (*self._retired, *filter(None, [self._client])):
            await client.close()
        if self._pictures is not None:
            await self._pictures.close()

    async def check(self, token: str | None = None) -> Account:
        """Ask Hardcover for the token's account and whether it may write. None checks the stored one.

        Raises NoToken, TokenRejected, MissingScope, RateLimited, Unreachable or HardcoverBusy.
        """
        if token is not None:
            return await ask_account(self._connect, self._endpoint.url, token)
        return await self._identify(_checked_account)

    async def account(self) -> Account:
        """The account of the stored token, requested once for each token.

        Raises what `check` raises, and AnotherAccount if this library was synced with another one.
        """
        from bookorbit_desktop.hardcover.catalogue import Catalogue

        account = self._account or await self._identify(lambda client: Catalogue(client).account())
        if self.is_another(account):
            raise AnotherAccount(self._text_for_another(account))
        return account

    def is_another(self, account: Account) -> bool:
        """Whether this library was synced with another account."""
        return self._preferences.current.hardcover_user_id not in (None, account.id)

    def _text_for_another(self, account: Account) -> Message:
        return Message(
            "This token belongs to @{0}, but this library is synced with @{1}, so nothing was sent. "
            "Use a token of @{1} again, or begin anew with @{0}.",
            account.username,
            self._preferences.current.hardcover_username,
        )

    async def _identify(self, ask: Callable[[HardcoverClient], Awaitable[Account]]) -> Account:
        asked_with = self._token
        try:
            account = await ask(self.client())
        except NoToken:
            if self._token in (None, asked_with):
                raise
            return await self._identify(ask)
        except (TokenRejected, MissingScope) as error:
            if self._token == asked_with:
                self.pause_for(error)
            raise
        if self._token != asked_with:
            # The person saved another token while Hardcover answered: whose that one is, is not known yet.
            return await self._identify(ask)
        self._account = account
        if self.is_another(account):
            self._refused, self._missing_scope = False, ""
            self._pause(self._text_for_another(account), account)
        else:
            await self._remember_name(account)
            self.resume()
        return account

    async def _remember_name(self, account: Account) -> None:
        if self._preferences.current.hardcover_username != account.username:
            change = self._preferences.change
            await asyncio.to_thread(lambda: change(hardcover_username=account.username))

    def save(self, token: str) -> None:
        """Save a token in the password store. Blocks.

        Raises InvalidInput for an empty one and KeyringUnavailable if there is no store.
        """
        bare = _checked(token)
        self._secrets.put(TOKEN, bare)
        self._use(bare, TokenSource.KEYRING)

    def use_for_session(self, token: str) -> None:
        """Keep a token in memory until the program ends."""
        self._use(_checked(token), TokenSource.SESSION)

    def remove(self) -> None:
        """Delete the token. Matches and sent data are kept. Blocks. Raises KeyringUnavailable."""
        self._secrets.remove(TOKEN)
        self._retire_client()
        self._token, self._source, self._problem, self._account = None, TokenSource.NONE, NOTHING, None
        self._events.emit(HardcoverAccountChanged())

    def pause_for(self, error: TokenRejected | MissingScope) -> None:
        """Stop sending because Hardcover rejects the token."""
        self._refused = True
        self._missing_scope = error.scope if isinstance(error, MissingScope) else ""
        self._pause(error.message)

    def pause(self, problem: Message) -> None:
        """Pause sending until the token changes or a check succeeds; nothing is lost."""
        self._refused, self._missing_scope = False, ""
        self._pause(problem)

    def _pause(self, problem: Message, other: Account | None = None) -> None:
        self._problem, self._account, self._other = problem, None, other
        self._events.emit(HardcoverAccountChanged())

    def resume(self) -> None:
        """Resume sending, as the token works."""
        if self._problem:
            self._problem = NOTHING
            self._events.emit(HardcoverAccountChanged())

    def _retire_client(self) -> None:
        if self._client is not None:
            self._retired.append(self._client)
            self._client = None

    def _use(self, token: str, source: TokenSource) -> None:
        if token != self._token:
            self._retire_client()
        self._token, self._source, self._problem, self._account = token, source, NOTHING, None
        self._events.emit(HardcoverAccountChanged())


async def ask_account(connect: Connect, url: str, token: str) -> Account:
    """A token's account, where it may write. Raises what `HardcoverAccountService.check` raises."""
    bare = normalise_token(token)
    remember_secret(bare)
    async with connect(url, lambda: bare) as client:
        return await _checked_account(client)


async def _checked_account(client: HardcoverClient) -> Account:
    from bookorbit_desktop.hardcover.catalogue import Catalogue

    catalogue = Catalogue(client)
    account = await catalogue.account()
    await catalogue.check_writing()
    return account


def token_page(missing_scope: str = "") -> str:
    """The page for creating a token, with our permissions and any missing ones selected.

    `missing_scope` is Hardcover's own text: one or more scopes. Unknown ones are dropped there
    (hardcover-api.md section 1).
    """
    ticked = TOKEN_PAGE.partition("=")[2].split("+")
    named = re.findall(r"[a-z_]+(?::[a-z_]+)+", missing_scope)
    return "+".join([TOKEN_PAGE, *dict.fromkeys(scope for scope in named if scope not in ticked)])


def _checked(token: str) -> str:
    bare = normalise_token(token)
    if not bare:
        raise InvalidInput(Message("Paste a Hardcover token. You can create one at {0}.", TOKEN_PAGE))
    remember_secret(bare)
    return bare

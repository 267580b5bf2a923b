"""The person's Hardcover account: the token, where it is stored, and whether it works."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from bookorbit_desktop.domain.base.errors import (
    AnotherAccount,
    BookOrbitError,
    CertificateNotTrusted,
    HardcoverBusy,
    HardcoverError,
    InvalidInput,
    KeyringUnavailable,
    MissingScope,
    NoToken,
    RateLimited,
    SignInEnded,
    TokenRejected,
    Unreachable,
)
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.hardcover.catalogue import Account, Quota
from bookorbit_desktop.domain.overview.events import HardcoverAccountChanged
from bookorbit_desktop.hardcover.tokens import normalise_token
from bookorbit_desktop.hardcover.transport import HARDCOVER_URL, ISSUER
from bookorbit_desktop.services.runtime.event_bus import EventBus
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.system.secrets import SecretStore, remember_secret

if TYPE_CHECKING:
    from bookorbit_desktop.domain.hardcover.sign_in import SignIn
    from bookorbit_desktop.hardcover.client import HardcoverClient
    from bookorbit_desktop.hardcover.pictures import Pictures
    from bookorbit_desktop.services.hardcover.sign_in_store import SignInStore
    from bookorbit_desktop.services.runtime.clock import Clock

log = logging.getLogger(__name__)

TOKEN = "hardcover-token"
_OF_REQUESTS = (TokenRejected, Unreachable, CertificateNotTrusted, RateLimited, HardcoverBusy)
"""Failures of a renewal that whoever sends a request knows; others only pause sending."""
RENEWAL_PAUSE = 600.0
"""Seconds between two attempts at a renewal that isn't urgent yet."""
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
    SIGN_IN = "sign-in"
    """Not pasted: got by signing in with Hardcover, and renewed by itself."""


@dataclass(frozen=True, slots=True)
class HardcoverEndpoint:
    """Hardcover's address and token from the environment, and whom to ask for sign-ins."""

    url: str = HARDCOVER_URL
    token: str | None = None
    """Overrides the one in the password store."""
    client_id: str = ""
    """The program's at the issuer; empty where signing in is not offered."""
    issuer: str = ISSUER


@dataclass(slots=True, eq=False)
class _Held:
    """What the person gave, pasted or by signing in; renewals change the token, not whose it is."""

    token: str = field(repr=False)
    source: TokenSource
    sign_in: SignIn | None = None
    next_renewal: float = 0.0
    """On the clock's `monotonic`."""
    cannot_renew: bool = False
    """It ends with its present token."""


class HardcoverAccountService:
    """Stores and checks the token, in the password store or for this session in memory, and nowhere else."""

    def __init__(
        self,
        endpoint: HardcoverEndpoint,
        secret_store: SecretStore,
        preferences: Preferences,
        events: EventBus,
        connect: Connect,
        sign_ins: SignInStore,
        clock: Clock,
    ) -> None:
        self._connect = connect
        self._sign_ins = sign_ins
        self._clock = clock
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
        self._held: _Held | None = None
        if endpoint.token:
            self._held = _Held(normalise_token(endpoint.token), TokenSource.ENVIRONMENT)
            remember_secret(self._held.token)

    def load(self) -> None:
        """Fetch sign-in or token from the password store, unless the environment has a token. Blocks."""
        if self._held is not None:
            return
        try:
            sign_in = self._sign_ins.load() if self._endpoint.client_id else None
            token = None if sign_in else self._secrets.get(TOKEN)
        except KeyringUnavailable as error:
            self.pause(error.message)
            return
        if sign_in:
            self._hold_sign_in(sign_in, cannot_renew=self._sign_ins.is_spent(sign_in))
        elif token:
            self._hold(_Held(token, TokenSource.KEYRING))

    @property
    def was_connected(self) -> bool:
        """Whether an account is or was connected; only then are its problems worth a notice."""
        return self.has_token or self._preferences.current.hardcover_user_id is not None

    @property
    def has_token(self) -> bool:
        """Whether there is a token to use."""
        return self._held is not None and bool(self._held.token)

    @property
    def source(self) -> TokenSource:
        """The origin of the token."""
        return self._held.source if self._held else TokenSource.NONE

    @property
    def offers_sign_in(self) -> bool:
        """Whether the person can sign in; not while the environment has a token."""
        return bool(self._endpoint.client_id) and self.source is not TokenSource.ENVIRONMENT

    @property
    def sign_in(self) -> SignIn | None:
        """The sign-in in use, if it is one."""
        return self._held.sign_in if self._held else None

    @property
    def is_saved(self) -> bool:
        """Whether token or sign-in will still be there after the program has ended."""
        return self.source is not TokenSource.SESSION and (self.sign_in is None or self._sign_ins.is_saved)

    @property
    def ends_at(self) -> datetime | None:
        """When the sign-in ends unless it is used before, or for certain if it cannot be renewed; None for tokens."""
        if self._held is None or self._held.sign_in is None:
            return None
        sign_in = self._held.sign_in
        return sign_in.access_ends_at if self._held.cannot_renew else sign_in.good_until

    @property
    def cannot_renew(self) -> bool:
        """Whether the sign-in ends soon for certain, so that the person should sign in again."""
        return self._held is not None and self._held.cannot_renew

    @property
    def username(self) -> str:
        """The name of the last account checked; empty before the first check."""
        return self._preferences.current.hardcover_username if self.has_token else ""

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
        held = self._held
        if held is None or not held.token:
            raise NoToken(self._text_for_none())
        if self._client is None:
            self._client = self._connect(self._endpoint.url, partial(self._still_used, held))
            if held.sign_in is not None:
                self._client.renew = partial(self._renew, held)
        return self._client

    def _text_for_none(self) -> Message:
        if self._endpoint.client_id:
            return Message("Not signed in to Hardcover yet. Sign in first.")
        return Message("No Hardcover token yet. Create one on Hardcover and paste it in BookOrbit.")

    def _still_used(self, held: _Held) -> str:
        """The token, unless it was replaced or removed: what was begun with it must not go to another account."""
        if self._held is held:
            return held.token
        raise NoToken(
            Message("The Hardcover account was changed meanwhile, so nothing more was sent. Sync again.")
        )

    async def _renew(self, held: _Held, rejected: str | None) -> None:
        """Renew the sign-in if it is due or Hardcover has just rejected its token.

        Raises only in the second case; until then Hardcover itself knows best whether the present token works.
        """
        if held.sign_in is None or rejected not in (None, held.token):
            return
        if rejected is None and not self._is_renewal_due(held, held.sign_in):
            return
        held.next_renewal = self._clock.monotonic() + RENEWAL_PAUSE
        try:
            sign_in = await asyncio.to_thread(self._sign_ins.renewed, held.sign_in)
        except BookOrbitError as error:
            log.info("The sign-in was not renewed: %s", error)
            held.cannot_renew = held.cannot_renew or isinstance(error, SignInEnded)
            if isinstance(error, NoToken):
                raise
            if rejected is not None:
                raise (error if isinstance(error, _OF_REQUESTS) else TokenRejected(error.message)) from None
            if held.cannot_renew:
                self._events.emit(HardcoverAccountChanged())
        else:
            held.sign_in, held.token = sign_in, sign_in.access

    def _is_renewal_due(self, held: _Held, sign_in: SignIn) -> bool:
        if held.cannot_renew or self._clock.monotonic() < held.next_renewal:
            return False
        return sign_in.is_due(self._clock.now())

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

    async def picture(self) -> bytes | None:
        """The picture of the account, as a file; None if it has none or cannot be had now."""
        from bookorbit_desktop.hardcover.catalogue import Catalogue

        try:
            address = await Catalogue(self.client()).picture()
        except HardcoverError as error:
            log.debug("No picture of the account: %s", error)
            return None
        return await self.pictures.get(address) if address else None

    def is_another(self, account: Account) -> bool:
        """Whether this library was synced with another account."""
        return self._preferences.current.hardcover_user_id not in (None, account.id)

    def _text_for_another(self, account: Account) -> Message:
        before = self._preferences.current.hardcover_username
        if self.sign_in is not None:
            return Message(
                "You're signed in as @{0}, but this library is synced with @{1}, so nothing was sent. "
                "Sign in as @{1} again, or begin anew with @{0}.",
                account.username,
                before,
            )
        return Message(
            "This token belongs to @{0}, but this library is synced with @{1}, so nothing was sent. "
            "Use a token of @{1} again, or begin anew with @{0}.",
            account.username,
            before,
        )

    async def _identify(self, ask: Callable[[HardcoverClient], Awaitable[Account]]) -> Account:
        asked_with = self._held
        try:
            account = await ask(self.client())
        except NoToken:
            if self._held in (None, asked_with):
                raise
            return await self._identify(ask)
        except (TokenRejected, MissingScope) as error:
            if self._held is asked_with:
                self.pause_for(error)
            raise
        if self._held is not asked_with:
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
        if self._endpoint.client_id:
            self._sign_ins.end()
        self._hold(_Held(bare, TokenSource.KEYRING))

    def use_for_session(self, token: str) -> None:
        """Keep a token in memory until the program ends."""
        self._hold(_Held(_checked(token), TokenSource.SESSION))

    def use_sign_in(self, sign_in: SignIn) -> None:
        """Use a new sign-in, and forget a pasted token. Blocks."""
        try:
            self._secrets.remove(TOKEN)
        except KeyringUnavailable as error:
            log.info("An earlier token may be left in the password store: %s", error)
        self._hold_sign_in(sign_in)

    def remove(self) -> bool:
        """Delete token and sign-in. Matches and sent data are kept. Blocks. Raises KeyringUnavailable.

        Returns whether Hardcover knows of it: a sign-in that couldn't be revoked stays in its list of apps.
        """
        is_known = self._sign_ins.end() if self._endpoint.client_id else True
        self._secrets.remove(TOKEN)
        self._hold(None)
        return is_known

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

    def _hold_sign_in(self, sign_in: SignIn, *, cannot_renew: bool = False) -> None:
        self._hold(_Held(sign_in.access, TokenSource.SIGN_IN, sign_in, cannot_renew=cannot_renew))

    def _hold(self, held: _Held | None) -> None:
        before = self._held
        if held is None or before is None or held.token != before.token:
            self._retire_client()
        self._held, self._problem, self._account = held, NOTHING, None
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

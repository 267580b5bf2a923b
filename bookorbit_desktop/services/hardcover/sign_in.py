"""Signing in with Hardcover: in the browser of this computer, or with a code on another device."""

from __future__ import annotations

import asyncio
import html
import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from bookorbit_desktop.domain.base.errors import HardcoverBusy, RateLimited, SignInRefused, Unreachable
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.sign_in import DeviceCode, SignIn, Tokens
from bookorbit_desktop.system.secrets import remember_secret

if TYPE_CHECKING:
    from bookorbit_desktop.hardcover.oauth import Endpoints, OAuth
    from bookorbit_desktop.services.hardcover.account import HardcoverAccountService, HardcoverEndpoint
    from bookorbit_desktop.services.hardcover.sign_in_store import SignInStore
    from bookorbit_desktop.services.runtime.clock import Clock

pause = asyncio.sleep
"""Between two questions for a device; a test lets the time of its clock pass."""
PATIENCE: Final = 300.0
"""Seconds for the person to allow it in the browser."""
_SLOWER: Final = 5.0
"""Seconds more between two questions after each `slow_down` (RFC 8628, 3.5)."""
_TOO_LATE: Final = Message("Nobody allowed it within five minutes. Try again.")
PAGE: Final = """<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">
<title>BookOrbit Desktop</title></head>
<body style="font: 18px/1.5 system-ui, sans-serif; margin: 20vh auto; max-width: 32em; text-align: center" dir="auto">
<h1 style="font-size: 1.5em">{title}</h1><p>{text}</p></body></html>"""


class SignInService:
    """Gets tokens with the person's consent. A cancelled sign-in changes nothing."""

    def __init__(
        self, endpoint: HardcoverEndpoint, account: HardcoverAccountService, store: SignInStore, clock: Clock
    ) -> None:
        self._endpoint = endpoint
        self._account = account
        self._store = store
        self._clock = clock
        self._waiting: asyncio.Task[object] | None = None

    def cancel(self) -> None:
        """End the wait for a person who is to enter a code."""
        if self._waiting is not None:
            self._waiting.get_loop().call_soon_threadsafe(self._waiting.cancel)

    async def in_browser(self, show: Callable[[str], object], words: Callable[[Message], str] = str) -> None:
        """Sign in. `show` gets the address for the browser; `words` gives its last page in the person's language.

        Raises SignInRefused if it was denied or took too long, and what requests raise.
        """
        from bookorbit_desktop.hardcover.callback import Callback

        oauth = self._oauth()
        endpoints = await oauth.endpoints()
        verifier, state = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        remember_secret(verifier)
        remember_secret(state)
        async with Callback(oauth.issuer, state, lambda is_allowed: _page(words, is_allowed)) as callback:
            redirect = callback.address
            show(oauth.authorization_address(endpoints, redirect, state, verifier))
            try:
                async with asyncio.timeout(PATIENCE):
                    code = await callback.code()
            except TimeoutError:
                raise SignInRefused(_TOO_LATE, "timeout") from None
        remember_secret(code)
        await self._begin(await oauth.exchange(endpoints, code, redirect, verifier), endpoints)

    async def on_another_device(self, show: Callable[[DeviceCode], object]) -> None:
        """Sign in with a code that the person enters elsewhere, which `show` gets.

        Raises SignInRefused if it was denied or took too long, and what requests raise.
        """
        oauth = self._oauth()
        endpoints = await oauth.endpoints()
        device = await oauth.device_code(endpoints)
        remember_secret(device.code)
        show(device)
        self._waiting = asyncio.current_task()
        try:
            tokens = await self._allowed_elsewhere(oauth, endpoints, device)
        finally:
            self._waiting = None
        await self._begin(tokens, endpoints)

    async def _allowed_elsewhere(self, oauth: OAuth, endpoints: Endpoints, device: DeviceCode) -> Tokens:
        seconds, give_up = device.interval, self._clock.monotonic() + device.lifetime
        while True:
            await pause(seconds)
            try:
                return await oauth.device_tokens(endpoints, device)
            except SignInRefused as answer:
                if answer.code not in ("authorization_pending", "slow_down"):
                    raise
                if answer.code == "slow_down":
                    seconds += _SLOWER
            except (Unreachable, RateLimited, HardcoverBusy):
                if self._clock.monotonic() > give_up:
                    raise

    async def _begin(self, tokens: Tokens, endpoints: Endpoints) -> None:
        def keep() -> SignIn:
            sign_in = self._store.begin(tokens, endpoints, self._endpoint.client_id)
            self._account.use_sign_in(sign_in)
            return sign_in

        await asyncio.to_thread(keep)

    def _oauth(self) -> OAuth:
        from bookorbit_desktop.hardcover.oauth import OAuth

        return OAuth(self._endpoint.issuer, self._endpoint.client_id)


def _page(words: Callable[[Message], str], is_allowed: bool) -> str:
    title, text = (
        (
            Message("You're signed in"),
            Message("BookOrbit can use your Hardcover account now. You can close this page."),
        )
        if is_allowed
        else (Message("You're not signed in"), Message("Nothing was changed. You can close this page."))
    )
    return PAGE.format(title=html.escape(words(title)), text=html.escape(words(text)))

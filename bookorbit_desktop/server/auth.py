"""Authentication of devices (kosync.md sections 1 and 2; texts from screens.md section 12)."""

import asyncio
import base64
import binascii
from collections.abc import Coroutine

from aiohttp import web
from multidict import istr

from bookorbit_desktop.domain.base.errors import TooManyLogins
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.server.protocol import JsonRequestHandler
from bookorbit_desktop.server.replies import UNAUTHORIZED, UNAVAILABLE, KosyncError, Refused
from bookorbit_desktop.services.koreader.account import KoreaderLogin
from bookorbit_desktop.services.koreader.login_attempts import LoginAttempts, WrongLogins
from bookorbit_desktop.services.runtime.preferences import Preferences

NO_LOGIN = "Enter the user name and passphrase shown on the KOReader page of BookOrbit."


class BasicGuard:
    """Checks name and passphrase of a request."""

    def __init__(self, koreader_login: KoreaderLogin, logins: LoginAttempts, wrong: WrongLogins) -> None:
        """`wrong` counts failed logins and is shared with all other entry points."""
        self._wrong = wrong
        self._koreader_login = koreader_login
        self._logins = logins

    async def require_login(self, request: web.Request) -> None:
        """Let a request through. Raises Refused: 401 without the right login, 503 when too many log in."""
        login = _login(request.headers.get("Authorization", ""))
        if login is None:
            raise Refused(401, NO_LOGIN)
        username, passphrase = login
        address = request.remote or ""
        accepting = self._koreader_login.accepts_password(username, passphrase, address)
        try:
            is_known = await check_login(request, self._koreader_login, accepting)
        except TooManyLogins as error:
            await slow_down(request, self._wrong)
            raise Refused(503, str(error)) from error
        if not is_known:
            self._logins.note_refusal(username, WRONG_KEY, address)
            await slow_down(request, self._wrong)
            raise Refused(401, WRONG_KEY)


def _login(header: str) -> tuple[str, str] | None:
    """Name and passphrase of a Basic login; None without a readable one."""
    scheme, _, coded = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        text = base64.b64decode(coded.strip(), validate=True).decode("utf-8", "surrogateescape")
    except (binascii.Error, ValueError):
        return None
    username, colon, passphrase = text.partition(":")
    return (username, passphrase) if colon else None


USER, KEY = istr("x-auth-user"), istr("x-auth-key")
WRONG_KEY = Message("Wrong username or password. Check BookOrbit ▸ KOReader.")
SWITCHED_OFF = Message("BookOrbit isn't accepting progress. Turn it on in BookOrbit ▸ KOReader.")


class Guard:
    """Checks a request's name and key, and whether progress is accepted."""

    def __init__(
        self,
        koreader_login: KoreaderLogin,
        preferences: Preferences,
        logins: LoginAttempts,
        wrong: WrongLogins,
    ) -> None:
        """`wrong` counts failed logins and is shared with all other entry points."""
        self._koreader_login = koreader_login
        self._preferences = preferences
        self._logins = logins
        self._wrong = wrong

    async def log_in(self, request: web.BaseRequest) -> str:
        """Return the name of a reader that may log in. Raises KosyncError: 401 with a text for KOReader."""
        username, address = _username(request), request.remote or ""
        reason = await self._why_not(request)
        if not reason and not self._preferences.current.accept_progress:
            reason = SWITCHED_OFF
        self._logins.note_login(username, reason, address)
        if reason:
            await self._slow_down(request, reason)
            raise KosyncError(401, UNAUTHORIZED, reason)
        return username

    async def require_login(self, request: web.BaseRequest) -> None:
        """Let a push or pull through.

        Raises KosyncError: 401 for a wrong name or key; 503 while progress is not accepted, and where it cannot be
        said in time whether the key is right.

        No refusal makes a device keep its position for certain; 503 loses least, by kosync.md sections 2 and 3, which
        were read from KOReader's source and tried with its own code against servers on this computer:

        - Up to v2026.03 there is no queue. After any answer but 200 the position is known to the device alone, and goes
          out with the next push of that book. 503 and 401 are alike.
        - From v2026.07 on 401 is not queued, and any other answer is: one entry for each document and day, sent once
          more at the next connection. That empties the queue whatever the answer is, so while this is still switched
          off then, that try is lost too.
        - A pull that gets 401 or 503 says in no release that there is no position; `200 {}` would.
        - 200 would promise what was not stored, and 202 is a failure to every release, as 503 is.
        """
        reason = NOTHING if self.is_known(request) else await self._why_not(request)
        if reason:
            self._logins.note_refusal(_username(request), reason, request.remote or "")
            await self._slow_down(request, reason)
            if reason != WRONG_KEY:
                raise KosyncError(503, UNAVAILABLE, reason)
            raise KosyncError(401, UNAUTHORIZED, WRONG_KEY)
        if not self._preferences.current.accept_progress:
            raise KosyncError(503, UNAVAILABLE, SWITCHED_OFF)

    def is_known(self, request: web.BaseRequest) -> bool:
        """Whether the request has a name and key that were accepted before. Cheap."""
        headers = request.headers
        return self._koreader_login.recognises(headers.get(USER, ""), headers.get(KEY, ""))

    async def _why_not(self, request: web.BaseRequest) -> Message:
        """Why name and key are refused; empty if they are right."""
        key = request.headers.get(KEY, "")
        accepting = self._koreader_login.accepts(_username(request), key, request.remote or "")
        try:
            is_known = await check_login(request, self._koreader_login, accepting)
        except TooManyLogins as error:
            return error.message
        return NOTHING if is_known else WRONG_KEY

    async def _slow_down(self, request: web.BaseRequest, reason: str) -> None:
        if reason != SWITCHED_OFF:  # also who is sent away in a crowd, and would try again at once
            await slow_down(request, self._wrong)


async def check_login(
    request: web.BaseRequest, koreader_login: KoreaderLogin, accepting: Coroutine[None, None, bool]
) -> bool:
    """Check a login. While it waits, an unknown client's connection may be cut to make room for others."""
    protocol = request.protocol
    if not isinstance(protocol, JsonRequestHandler) or koreader_login.has_let_in(request.remote or ""):
        return await accepting
    protocol.may_be_cut()
    try:
        return await accepting
    finally:
        protocol.arrived()


async def slow_down(request: web.BaseRequest, wrong: WrongLogins) -> None:
    """Delay the answer after many wrong logins; the connection may be cut in the meantime to make room."""
    seconds = wrong.penalty(request.remote or "")
    if seconds:
        if isinstance(request.protocol, JsonRequestHandler):
            request.protocol.may_be_cut()
        await asyncio.sleep(seconds)


def _username(request: web.BaseRequest) -> str:
    return request.headers.get(USER, "")

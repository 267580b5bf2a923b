"""Hardcover's GraphQL endpoint: one request at a time, paced, and retried where that is safe."""

import asyncio
import json
import logging
import random
import ssl
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from bookorbit_desktop import __version__
from bookorbit_desktop.domain.base.errors import (
    CertificateNotTrusted,
    HardcoverBusy,
    HardcoverError,
    MissingScope,
    NoToken,
    RateLimited,
    TokenRejected,
    Unreachable,
)
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.catalogue import Quota, Spent
from bookorbit_desktop.domain.hardcover.sync_run import Rate
from bookorbit_desktop.hardcover import operations
from bookorbit_desktop.hardcover.decode import (
    TOKEN_REJECTED,
    Answer,
    decode,
    error_for,
    not_allowed,
)
from bookorbit_desktop.hardcover.failures import AskAgain, HiddenField, ServerProblem, TimedOut
from bookorbit_desktop.hardcover.pace import OnWait, Pace, WaitKind
from bookorbit_desktop.hardcover.tokens import normalise_token
from bookorbit_desktop.hardcover.transport import Transport

log = logging.getLogger(__name__)

NO_TOKEN = Message("No Hardcover token yet. Create one on Hardcover and paste it in BookOrbit.")
UNREACHABLE = Message("Can't reach Hardcover. Your changes are waiting and will be sent later.")
NOT_TRUSTED = Message(
    "This computer doesn't trust the certificate shown for Hardcover, so nothing was sent. Check its date and "
    "time, and any virus scanner or proxy that reads encrypted connections."
)

_RETRY_DELAYS = (2.0, 6.0, 20.0)
"""Seconds before the repeats after 503 and network errors (hardcover-api.md section 7)."""

_RETRY_DELAYS_500 = (2.0, 6.0)
_MOST_THROTTLES = 5
"""Consecutive 429 replies after which the caller is told."""


Renew = Callable[[str | None], Awaitable[None]]
"""Renews the token if that is due, or if it is the one that Hardcover has just rejected."""


@dataclass(slots=True)
class Repeats:
    """The number of failures of a request so far, for a caller that repeats it itself."""

    failures: int = 0
    throttles: int = 0


@dataclass(slots=True)
class Learned:
    """Restrictions learned from Hardcover's replies, kept until the program ends."""

    one_by_one: bool = False
    """Several writes in one request were refused."""
    shallow: bool = False
    """A document was refused for its depth."""
    keeps_left_out_fields: bool | None = None
    """Whether a field left out of a change to a read stays as it is (hardcover-api.md 6.4); None until a
    reply showed it, and whole rows go until then.
    """


class HardcoverClient:
    """Posts documents with the person's token. `token` is called before every request.

    `transport`, `clock`, `sleep`, `local_time` and `jitter` exist so that tests run without sockets and on
    virtual time; `jitter` gives 0..1.
    """

    def __init__(
        self,
        url: str,
        token: Callable[[], str | None],
        *,
        transport: Transport | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        local_time: Callable[[], datetime] = datetime.now,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._token = token
        self._transport = transport or _http_transport(url)
        self._pace = Pace(clock, sleep, local_time)
        self._jitter = jitter
        self._one_at_a_time = asyncio.Lock()
        self._hidden_fields: set[str] = set()
        self._spent = Spent()
        self.learned = Learned()
        self.renew: Renew | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        await self._transport.close()

    @property
    def quota(self) -> Quota:
        """The latest values of Hardcover's rate-limit headers."""
        return self._pace.quota

    @property
    def rate(self) -> Rate:
        """The rate at which requests can be sent from now on."""
        return self._pace.rate

    @property
    def spent(self) -> Spent:
        """The units that this client has used so far."""
        return self._spent

    @property
    def largest_request(self) -> int:
        """The number of top-level fields that one request may have now."""
        return self._pace.largest_request

    @property
    def on_wait(self) -> OnWait | None:
        """The function called before each wait with its seconds and reason, if any."""
        return self._pace.on_wait

    @on_wait.setter
    def on_wait(self, hook: OnWait | None) -> None:
        self._pace.on_wait = hook

    def keep_share(self, units: int, share: float) -> None:
        """As `Pace.keep_share`."""
        self._pace.keep_share(units, share)

    async def run(self, document: str, variables: dict[str, Any], units: int) -> dict[str, Any]:
        """The reply's `data`. `units` is the number of top-level fields of the document.

        Raises NoToken, TokenRejected, MissingScope, RateLimited, Unreachable, HardcoverBusy, RequestRefused.
        """
        answer = await self.answer(document, variables, units)
        for problem in answer.problems:
            raise error_for(problem, write=_is_write(document))
        return answer.data

    async def answer(
        self, document: str, variables: dict[str, Any], units: int, *, repeats: Repeats | None = None
    ) -> Answer:
        """As `run`, but an error of one alias does not hide the results of others.

        With `repeats`, raises AskAgain after each wait and does not resend the request itself.
        """
        while True:
            try:
                trimmed = operations.without(document, self._hidden_fields)
                async with self._one_at_a_time:
                    return await self._answer_with_retries(trimmed, variables, units, repeats)
            except HiddenField as refusal:
                if refusal.field not in operations.OPTIONAL_FIELDS - self._hidden_fields:
                    raise
                log.info("Hardcover hides the field %s; continuing without it", refusal.field)
                self._hidden_fields.add(refusal.field)

    async def _answer_with_retries(
        self, document: str, variables: dict[str, Any], units: int, repeats: Repeats | None
    ) -> Answer:
        body = json.dumps({"query": document, "variables": variables}).encode()
        write = _is_write(document)
        so_far = repeats or Repeats()
        while True:
            token = await self._fresh_token()
            await self._pace.turn(units)
            try:
                return await self._attempt(body, token, units, write=write)
            except TokenRejected:
                if self.renew is None or await self._fresh_token(rejected=token) == token:
                    raise
                continue  # a rejected request was not carried out
            except MissingScope as refusal:
                raise self._in_terms_of_sign_in(refusal) from None
            except RateLimited as refusal:
                so_far.throttles += 1
                self._pace.hold(refusal.retry_after)
                if so_far.throttles > _MOST_THROTTLES:
                    raise self._pace.slow_down(refusal.retry_after) from None
                await self._pace.turn(0)
            except (Unreachable, ServerProblem) as failure:
                delays = _delays_after(failure)
                if so_far.failures >= len(delays):
                    raise
                await self._wait_after(failure, delays[so_far.failures])
                so_far.failures += 1
            if repeats is not None:
                raise AskAgain

    async def pause(self, failure: HardcoverError, seconds: float = _RETRY_DELAYS[0]) -> None:
        """Wait before a first repeat, for a caller that first checks what was done."""
        await self._wait_after(failure, seconds)

    async def _wait_after(self, failure: HardcoverError, seconds: float) -> None:
        delay = seconds * (1 + self._jitter() / 4)
        log.info("%s Asking again in %.0f s.", failure, delay)
        unreachable = Message("Can't reach Hardcover.")
        why = failure.why if isinstance(failure, HardcoverBusy) else unreachable
        await self._pace.wait(delay, why, WaitKind.RETRY)

    async def _attempt(self, body: bytes, token: str, units: int, *, write: bool) -> Answer:
        headers = {
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/json",
            "User-Agent": f"BookOrbitDesktop/{__version__}",
        }
        try:
            reply = await self._transport.post(headers, body)
        except ssl.SSLCertVerificationError:
            raise CertificateNotTrusted(NOT_TRUSTED) from None
        except ConnectionRefusedError:
            raise Unreachable(UNREACHABLE) from None
        except ConnectionResetError:
            # The request may have been carried out before the connection broke.
            raise (ServerProblem(0, may_have_landed=True) if write else Unreachable(UNREACHABLE)) from None
        except TimeoutError:
            raise TimedOut(may_have_landed=write) from None
        self._pace.learn(reply.headers)
        self._count(reply.status, units)
        return decode(reply, write=write, token=token)

    def _count(self, status: int, units: int) -> None:
        charged = units if status in (200, 408) or status >= 500 else 0
        self._spent = replace(
            self._spent,
            units=self._spent.units + charged,
            requests=self._spent.requests + 1,
            throttled=self._spent.throttled + (status == 429),
        )

    async def _fresh_token(self, *, rejected: str | None = None) -> str:
        if self.renew is not None:
            await self.renew(rejected)
        return self._current_token()

    def _in_terms_of_sign_in(self, refusal: MissingScope) -> MissingScope:
        """A person who signed in ticked nothing, but may have allowed less than was asked."""
        return refusal if self.renew is None else MissingScope(not_allowed(refusal.scope), refusal.scope)

    def _current_token(self) -> str:
        token = normalise_token(self._token() or "")
        if not token:
            raise NoToken(NO_TOKEN)
        if not (token.isascii() and token.isprintable()):
            raise TokenRejected(TOKEN_REJECTED)
        return token


def _http_transport(url: str) -> Transport:
    # Late, because a window wants to be there before aiohttp is.
    from bookorbit_desktop.hardcover import http_transport

    return http_transport.HttpTransport(url, http_transport.TOTAL_TIMEOUT)


def _is_write(document: str) -> bool:
    return document.lstrip().startswith("mutation")


def _delays_after(failure: HardcoverError) -> tuple[float, ...]:
    """Seconds to wait before each repeat; empty if the request may already have been carried out."""
    if isinstance(failure, Unreachable):
        return _RETRY_DELAYS
    if not isinstance(failure, ServerProblem) or failure.may_have_landed:
        return ()
    return _RETRY_DELAYS if failure.status == 503 else _RETRY_DELAYS_500

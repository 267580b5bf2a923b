"""OAuth of the local Hardcover: the pages on which a person says yes, tokens that rotate, and their end.

RFC 6749, 7009, 7636, 8252, 8414, 8628 and 9207, as Hardcover has them.
"""

import base64
import hashlib
import html
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from aiohttp import web

from bookorbit_desktop.demo.local_hardcover.faults import FaultKind, Faults
from bookorbit_desktop.demo.local_hardcover.gate import SYNC_SCOPES

DEMO_CLIENT_ID: Final = "bookorbit-on-this-computer"
APP_NAME: Final = "BookOrbit Desktop"
REDIRECT: Final = ("http", "127.0.0.1", "/callback")
"""Scheme, host and path; any port (RFC 8252, 7.3)."""
WEEK, HALF_YEAR, TEN_MINUTES, QUARTER_HOUR = 604_800.0, 182 * 86_400.0, 600.0, 900.0
INTERVAL: Final = 5.0
DEVICE_GRANT: Final = "urn:ietf:params:oauth:grant-type:device_code"
_CODE_LETTERS: Final = "BCDFGHJKLMNPQRSTVWXZ"

Grant = Callable[[str, int, frozenset[str], float], None]
"""Lets an access token act for a person with some scopes until a moment."""


@dataclass(frozen=True, slots=True)
class TokenCall:
    """A request that presented a secret. `presented` is its SHA-256."""

    grant: str
    presented: str
    result: str
    """"ok" or the error."""
    at: float


@dataclass(slots=True)
class _Chain:
    """A sign-in: all tokens that come from one consent."""

    person: int
    client: str
    scopes: tuple[str, ...]
    access: list[str] = field(default_factory=list)
    refresh: str = ""
    ends_at: float = 0.0


@dataclass(slots=True)
class _Asked:
    """What a person was asked for, by redirect or by device code."""

    client: str
    scopes: tuple[str, ...]
    ends_at: float
    redirect: str = ""
    challenge: str = ""
    person: int | None = None
    """Who allowed it."""
    is_denied: bool = False
    interval: float = INTERVAL
    polled_at: float = float("-inf")


class _Refused(Exception):
    def __init__(self, error: str, description: str = "") -> None:
        super().__init__(error)
        self.error = error
        self.description = description


class OAuth:
    """The issuer. `person_id` is who presses Allow."""

    def __init__(
        self,
        person_id: int,
        clock: Callable[[], float],
        faults: Faults,
        grant: Grant,
        end: Callable[[str], None],
    ) -> None:
        self.person_id = person_id
        self.allowed_scopes = SYNC_SCOPES
        """What the app is registered for and the person may give."""
        self.issuer = ""
        self.access_lifetime = WEEK
        self.interval = INTERVAL
        """Seconds that a device waits between two questions."""
        self.calls: list[TokenCall] = []
        self.given: list[str] = []
        """All secrets that were ever given: codes, device codes and tokens."""
        self.replays = 0
        self._clock = clock
        self._faults = faults
        self._grant = grant
        self._end = end
        self._codes: dict[str, _Asked] = {}
        self._devices: dict[str, _Asked] = {}
        self._device_codes: dict[str, str] = {}
        """From what the person types to what the program polls with."""
        self._chains: dict[str, _Chain] = {}
        """By each refresh token that was ever given."""

    def add_to(self, app: web.Application) -> None:
        """Serve it beside the API."""
        router = app.router
        router.add_get("/.well-known/oauth-authorization-server", self._handle_discovery)
        router.add_get("/oauth2/authorize", self._handle_question)
        router.add_post("/oauth2/authorize", self._handle_answer)
        router.add_get("/link", self._handle_link)
        router.add_post("/link", self._handle_link_answer)
        for name, carry_out in (
            ("token", self._token),
            ("revoke", self._revoke),
            ("device", self._device),
        ):
            router.add_post(f"/oauth2/{name}", self._posted(name, carry_out))

    def decide(self, user_code: str, *, allow: bool = True) -> None:
        """Allow or deny a device, as on the page for it."""
        asked = self._devices[self._device_codes[user_code]]
        asked.person, asked.is_denied = (self.person_id, False) if allow else (None, True)

    def revoke_all(self, person_id: int | None = None) -> None:
        """Remove the app from a person's list of connected apps."""
        for chain in self._living(person_id or self.person_id):
            self._end_chain(chain)

    def connected_apps(self, person_id: int | None = None) -> int:
        """The sign-ins in a person's list of connected apps."""
        return len(self._living(person_id or self.person_id))

    def _living(self, person_id: int) -> list[_Chain]:
        chains = {id(chain): chain for chain in self._chains.values()}
        return [chain for chain in chains.values() if chain.person == person_id and chain.refresh]

    async def _handle_discovery(self, request: web.Request) -> web.Response:
        return web.json_response(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/oauth2/authorize",
                "token_endpoint": f"{self.issuer}/oauth2/token",
                "revocation_endpoint": f"{self.issuer}/oauth2/revoke",
                "device_authorization_endpoint": f"{self.issuer}/oauth2/device",
                "scopes_supported": sorted(SYNC_SCOPES),
                "response_types_supported": ["code"],
                "grant_types_supported": ["authorization_code", "refresh_token", DEVICE_GRANT],
                "code_challenge_methods_supported": ["S256"],
                "authorization_response_iss_parameter_supported": True,
            }
        )

    async def _handle_question(self, request: web.Request) -> web.Response:
        """The page with Allow and Deny. What may be a stranger's address is never redirected to."""
        query = request.query
        if query.get("client_id") != DEMO_CLIENT_ID:
            return _page("Unknown app", "No app with this id is registered.", status=400)
        if not _is_ours(query.get("redirect_uri", "")):
            return _page("Wrong address", "This app may not ask from there.", status=400)
        problem = _problem_of(query)
        if problem:
            return self._back(query, {"error": problem})
        asked = self._cut(query.get("scope", ""))
        return _page(f"{APP_NAME} asks for your account", f"It may then: {', '.join(asked)}.", _BUTTONS)

    async def _handle_answer(self, request: web.Request) -> web.Response:
        query = request.query
        if query.get("client_id") != DEMO_CLIENT_ID or not _is_ours(query.get("redirect_uri", "")):
            return _page("Unknown app", "No app with this id is registered.", status=400)
        problem = _problem_of(query)
        if not problem and (await request.post()).get("decision") != "allow":
            problem = "access_denied"
        if problem:
            return self._back(query, {"error": problem})
        code = self._secret()
        self._codes[code] = _Asked(
            DEMO_CLIENT_ID,
            self._cut(query.get("scope", "")),
            self._clock() + TEN_MINUTES,
            query["redirect_uri"],
            query["code_challenge"],
            self.person_id,
        )
        return self._back(query, {"code": code})

    def _back(self, query: Mapping[str, str], answer: Mapping[str, str]) -> web.Response:
        told = {**answer, "state": query.get("state", ""), "iss": self.issuer}
        return web.Response(status=302, headers={"Location": f"{query['redirect_uri']}?{urlencode(told)}"})

    async def _handle_link(self, request: web.Request) -> web.Response:
        shown = html.escape(request.query.get("code", ""))
        code = f'<input name="user_code" value="{shown}" aria-label="Code">'
        return _page("Connect a device", "Enter the code that it shows.", code + _BUTTONS)

    async def _handle_link_answer(self, request: web.Request) -> web.Response:
        form = await request.post()
        code = str(form.get("user_code", "")).strip().upper()
        if code not in self._device_codes:
            return _page("Unknown code", "Look at it again.", status=400)
        self.decide(code, allow=form.get("decision") == "allow")
        return _page("Done", "You can close this page.")

    def _posted(
        self, name: str, carry_out: Callable[[Mapping[str, str]], dict[str, Any]]
    ) -> Callable[[web.Request], Awaitable[web.Response]]:
        """A form's handler, with the faults that are scheduled for "oauth-NAME"."""

        async def handle(request: web.Request) -> web.Response:
            form = {key: value for key, value in (await request.post()).items() if isinstance(value, str)}
            fault = self._faults.next({f"oauth-{name}"})
            kind = fault.kind if fault else None
            if kind is FaultKind.UNAVAILABLE:
                return web.json_response({"error": "temporarily_unavailable"}, status=503)
            if kind is FaultKind.THROTTLE:
                return web.json_response({"error": "Too Many Requests"}, status=429)
            if kind is FaultKind.HTML_ERROR:
                return web.Response(status=500, text="<h1>Something broke</h1>", content_type="text/html")
            if kind is FaultKind.RESET:
                return _broken(request)
            answer = self._carried_out(carry_out, form)
            if kind is FaultKind.WRITE_THEN_RESET:
                return _broken(request)
            if kind is FaultKind.WRITE_THEN_ERROR:
                return web.json_response({"error": "server_error"}, status=500)
            if kind is FaultKind.TRUNCATED:
                return web.Response(body=(answer.body or b"")[:20], content_type="application/json")  # type: ignore[index]
            return answer

        return handle

    def _carried_out(
        self, carry_out: Callable[[Mapping[str, str]], dict[str, Any]], form: Mapping[str, str]
    ) -> web.Response:
        try:
            _know_client(form)
            answer = carry_out(form)
        except _Refused as refusal:
            self._record(form, refusal.error)
            told = {"error": refusal.error, "error_description": refusal.description or refusal.error}
            return web.json_response(told, status=400)
        self._record(form, "ok")
        return web.json_response(answer)

    def _record(self, form: Mapping[str, str], result: str) -> None:
        presented = next(
            (form[name] for name in ("refresh_token", "code", "device_code", "token") if name in form), ""
        )
        digest = hashlib.sha256(presented.encode()).hexdigest()
        self.calls.append(TokenCall(form.get("grant_type", ""), digest, result, self._clock()))

    def _token(self, form: Mapping[str, str]) -> dict[str, Any]:
        match form.get("grant_type"):
            case "authorization_code":
                return self._exchanged(form)
            case "refresh_token":
                return self._refreshed(form)
            case grant if grant == DEVICE_GRANT:
                return self._polled(form)
        raise _Refused("unsupported_grant_type")

    def _exchanged(self, form: Mapping[str, str]) -> dict[str, Any]:
        asked = self._codes.pop(form.get("code", ""), None)
        if asked is None or self._clock() >= asked.ends_at or asked.person is None:
            raise _Refused("invalid_grant", "The code was used, or is too old.")
        verifier = form.get("code_verifier", "")
        is_proved = 43 <= len(verifier) <= 128 and _challenge(verifier) == asked.challenge
        if not is_proved or form.get("redirect_uri") != asked.redirect:
            raise _Refused("invalid_grant", "Another program asked for this code.")
        return self._next(_Chain(asked.person, asked.client, asked.scopes))

    def _refreshed(self, form: Mapping[str, str]) -> dict[str, Any]:
        token = form.get("refresh_token", "")
        chain = self._chains.get(token)
        if chain is None or not chain.refresh:
            raise _Refused("invalid_grant", "The refresh token was revoked.")
        if token != chain.refresh:
            self.replays += 1
            self._end_chain(chain)
            raise _Refused("invalid_grant", "The refresh token was used before, so the sign-in was ended.")
        if self._clock() >= chain.ends_at:
            raise _Refused("invalid_grant", "The refresh token has expired.")
        return self._next(chain)

    def _polled(self, form: Mapping[str, str]) -> dict[str, Any]:
        code = form.get("device_code", "")
        asked = self._devices.get(code)
        if asked is None:
            raise _Refused("invalid_grant", "Unknown device code.")
        now, before = self._clock(), asked.polled_at
        asked.polled_at = now
        if now >= asked.ends_at:
            raise _Refused("expired_token")
        if asked.is_denied:
            raise _Refused("access_denied")
        if asked.person is None and now - before < asked.interval:
            asked.interval += INTERVAL
            raise _Refused("slow_down")
        if asked.person is None:
            raise _Refused("authorization_pending")
        del self._devices[code]
        return self._next(_Chain(asked.person, asked.client, asked.scopes))

    def _next(self, chain: _Chain) -> dict[str, Any]:
        access, chain.refresh = self._secret("hc_at_"), self._secret("hc_rt_")
        chain.access.append(access)
        chain.ends_at = self._clock() + HALF_YEAR
        self._chains[chain.refresh] = chain
        self._grant(access, chain.person, frozenset(chain.scopes), self._clock() + self.access_lifetime)
        return {
            "access_token": access,
            "refresh_token": chain.refresh,
            "token_type": "Bearer",
            "expires_in": int(self.access_lifetime),
            "scope": " ".join(chain.scopes),
        }

    def _secret(self, kind: str = "") -> str:
        self.given.append(f"{kind}{secrets.token_urlsafe(24)}")
        return self.given[-1]

    def _revoke(self, form: Mapping[str, str]) -> dict[str, Any]:
        token = form.get("token", "")
        for chain in [*self._chains.values()]:
            if token == chain.refresh or token in chain.access:
                self._end_chain(chain)
        return {}

    def _device(self, form: Mapping[str, str]) -> dict[str, Any]:
        letters = "".join(secrets.choice(_CODE_LETTERS) for _ in range(8))
        user_code, code = f"{letters[:4]}-{letters[4:]}", self._secret()
        self._devices[code] = _Asked(
            DEMO_CLIENT_ID,
            self._cut(form.get("scope", "")),
            self._clock() + QUARTER_HOUR,
            interval=self.interval,
        )
        self._device_codes[user_code] = code
        return {
            "device_code": code,
            "user_code": user_code,
            "verification_uri": f"{self.issuer}/link",
            "verification_uri_complete": f"{self.issuer}/link?{urlencode({'code': user_code})}",
            "expires_in": int(QUARTER_HOUR),
            "interval": self.interval,
        }

    def _end_chain(self, chain: _Chain) -> None:
        for access in chain.access:
            self._end(access)
        chain.refresh = ""

    def _cut(self, asked: str) -> tuple[str, ...]:
        """The scopes asked for, cut to those that may be given."""
        return tuple(scope for scope in asked.split() if scope in self.allowed_scopes)


def _know_client(form: Mapping[str, str]) -> None:
    if form.get("client_id") != DEMO_CLIENT_ID:
        raise _Refused("invalid_client", "No app with this id is registered.")


def _problem_of(query: Mapping[str, str]) -> str:
    if query.get("response_type") != "code":
        return "unsupported_response_type"
    if query.get("code_challenge_method") != "S256" or not query.get("code_challenge"):
        return "invalid_request"
    return ""


def _is_ours(redirect: str) -> bool:
    try:
        parts = urlsplit(redirect)
    except ValueError:
        return False
    return (parts.scheme, parts.hostname, parts.path) == REDIRECT


def _challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _broken(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


_BUTTONS = (
    '<button name="decision" value="allow">Allow</button> <button name="decision" value="deny">Deny</button>'
)


def _page(title: str, text: str, form: str = "", *, status: int = 200) -> web.Response:
    body = (
        f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{html.escape(title)}</title></head>"
        f"<body><h1>{html.escape(title)}</h1><p>{html.escape(text)}</p>"
        + (f"<form method=post>{form}</form>" if form else "")
        + "</body></html>"
    )
    return web.Response(text=body, content_type="text/html", status=status)

"""Hardcover's OAuth: sign in with a browser or on another device, renew, and sign out.

A public client with PKCE (RFC 7636), loopback redirect (RFC 8252), device grant (RFC 8628), revocation (RFC 7009).
"""

import base64
import hashlib
import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from bookorbit_desktop import __version__
from bookorbit_desktop.domain.base.errors import (
    CertificateNotTrusted,
    HardcoverError,
    RateLimited,
    SignInRefused,
    Unreachable,
)
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.sign_in import SCOPES, DeviceCode, Tokens
from bookorbit_desktop.hardcover.client import NOT_TRUSTED
from bookorbit_desktop.hardcover.failures import ServerProblem, TimedOut
from bookorbit_desktop.hardcover.http_transport import HttpReply, HttpTransport
from bookorbit_desktop.hardcover.pace import SLOW_DOWN
from bookorbit_desktop.hardcover.tokens import scrub
from bookorbit_desktop.hardcover.transport import ISSUER

_WEBSITE: Final = "https://hardcover.app"
_DISCOVERY: Final = "/.well-known/oauth-authorization-server"
"""RFC 8414."""
_DEVICE_GRANT: Final = "urn:ietf:params:oauth:grant-type:device_code"
TIMEOUT: Final = 20.0
"""Seconds for an answer: quitting waits for a renewal that is on its way."""
_WEEK: Final = 604_800.0
_OFFLINE: Final = Message("Can't reach Hardcover. Check your connection and try again.")
_DENIED: Final = Message("You didn't allow BookOrbit to use your account, so nothing was changed.")
_TOO_LATE: Final = Message("The code wasn't used in time. Sign in again to get a new one.")


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Where a sign-in goes."""

    authorization: str
    token: str
    revocation: str
    device: str


class OAuth:
    """Asks an issuer for tokens in the name of one client."""

    def __init__(self, issuer: str, client_id: str) -> None:
        self.issuer = issuer
        self.client_id = client_id

    async def endpoints(self) -> Endpoints:
        """As the issuer publishes them; the known ones where it does not, or names a stranger's."""
        known = known_endpoints(self.issuer)
        try:
            published = _json_object(await _fetched(f"{self.issuer}{_DISCOVERY}"))
        except OSError:
            return known

        def place(name: str, otherwise: str) -> str:
            address = published.get(f"{name}_endpoint")
            return address if isinstance(address, str) and self.is_theirs(address) else otherwise

        return Endpoints(
            place("authorization", known.authorization),
            place("token", known.token),
            place("revocation", known.revocation),
            place("device_authorization", known.device),
        )

    def authorization_address(self, at: Endpoints, redirect: str, state: str, verifier: str) -> str:
        """The page on which the person allows it."""
        asked = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": redirect,
            "scope": " ".join(SCOPES),
            "state": state,
            "code_challenge": challenge(verifier),
            "code_challenge_method": "S256",
        }
        return f"{at.authorization}?{urlencode(asked)}"

    async def exchange(self, at: Endpoints, code: str, redirect: str, verifier: str) -> Tokens:
        """The tokens for an authorization code. Raises as `post_form` does."""
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect}
        return _tokens(await post_form(at.token, form | self._client | {"code_verifier": verifier}))

    async def device_code(self, at: Endpoints) -> DeviceCode:
        """A code to enter on another device. Raises as `post_form` does."""
        answer = await post_form(at.device, self._client | {"scope": " ".join(SCOPES)})
        try:
            return DeviceCode(
                code=str(answer["device_code"]),
                user_code=str(answer["user_code"]),
                address=str(answer["verification_uri"]),
                whole_address=str(answer.get("verification_uri_complete") or answer["verification_uri"]),
                lifetime=float(answer["expires_in"]),
                interval=float(answer.get("interval") or 5),
            )
        except (KeyError, TypeError, ValueError):
            raise ServerProblem(200, may_have_landed=False) from None

    async def device_tokens(self, at: Endpoints, code: DeviceCode) -> Tokens:
        """The tokens once the person has allowed it. Raises as `post_form` does until then."""
        form = {"grant_type": _DEVICE_GRANT, "device_code": code.code}
        return _tokens(await post_form(at.token, form | self._client))

    @property
    def _client(self) -> dict[str, str]:
        return {"client_id": self.client_id}

    def is_theirs(self, address: str) -> bool:
        """Whether an address is the issuer's own or its web site's: tokens go nowhere else."""
        return _origin(address) in {_origin(self.issuer), *([_WEBSITE] if self.issuer == ISSUER else [])}


def known_endpoints(issuer: str) -> Endpoints:
    """Hardcover's as documented; a local one has all of them at the same address."""
    website = _WEBSITE if issuer == ISSUER else issuer
    return Endpoints(
        f"{website}/oauth2/authorize", *(f"{issuer}/oauth2/{name}" for name in ("token", "revoke", "device"))
    )


def challenge(verifier: str) -> str:
    """The S256 code challenge of a verifier (RFC 7636, 4.2)."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


async def renew(token_address: str, client_id: str, refresh: str) -> Tokens:
    """The next two tokens. The refresh token is spent by this, whether or not an answer comes.

    Raises as `post_form` does.
    """
    form = {"grant_type": "refresh_token", "refresh_token": refresh, "client_id": client_id}
    return _tokens(await post_form(token_address, form))


async def revoke(revocation_address: str, client_id: str, refresh: str) -> None:
    """End a sign-in at Hardcover. Raises as `post_form` does."""
    form = {"token": refresh, "token_type_hint": "refresh_token", "client_id": client_id}
    await post_form(revocation_address, form)


async def post_form(address: str, form: Mapping[str, str]) -> dict[str, Any]:
    """Post a form and return the JSON object of the answer; empty if it has none.

    Raises SignInRefused for what Hardcover refuses; Unreachable, CertificateNotTrusted, RateLimited and
    HardcoverBusy as requests do, the last with `may_have_landed` if the answer was lost.
    """
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Accept": "application/json",
        "User-Agent": f"BookOrbitDesktop/{__version__}",
    }
    transport = HttpTransport(address, TIMEOUT)
    try:
        reply = await transport.post(headers, urlencode(form).encode())
    except ssl.SSLCertVerificationError:
        raise CertificateNotTrusted(NOT_TRUSTED) from None
    except ConnectionRefusedError:
        raise Unreachable(_OFFLINE) from None
    except ConnectionResetError:
        raise ServerProblem(0, may_have_landed=True) from None
    except TimeoutError:
        raise TimedOut(may_have_landed=True) from None
    finally:
        await transport.close()
    answer = _json_object(reply)
    if 200 <= reply.status < 300:
        return answer
    raise _failure(reply.status, answer)


def _failure(status: int, answer: Mapping[str, Any]) -> HardcoverError:
    if status == 429:
        return RateLimited(SLOW_DOWN, 60.0)
    if status >= 500:
        # 503: not taken up, as with requests for books (hardcover-api.md section 3).
        return ServerProblem(status, may_have_landed=status != 503)
    return refusal(answer, f"HTTP {status}")


def refusal(answer: Mapping[str, Any], otherwise: str = "no reason given") -> SignInRefused:
    """The error for `error` and `error_description` of an answer (RFC 6749, 4.1.2.1 and 5.2)."""
    code = str(answer.get("error") or otherwise)[:80]
    if code == "access_denied":
        return SignInRefused(_DENIED, code)
    if code == "expired_token":
        return SignInRefused(_TOO_LATE, code)
    detail = scrub(str(answer.get("error_description") or code)[:200])
    return SignInRefused(Message("Hardcover refused to sign in ({0}). Try again.", detail), code)


def _tokens(answer: Mapping[str, Any]) -> Tokens:
    access, refresh = answer.get("access_token"), answer.get("refresh_token")
    if not (isinstance(access, str) and isinstance(refresh, str) and access and refresh):
        raise ServerProblem(200, may_have_landed=True)
    lifetime = answer.get("expires_in")
    return Tokens(
        access,
        refresh,
        float(lifetime) if isinstance(lifetime, (int, float)) and lifetime > 0 else _WEEK,
        tuple(str(answer.get("scope") or "").split()) or SCOPES,
    )


async def _fetched(address: str) -> HttpReply:
    transport = HttpTransport(address, TIMEOUT)
    try:
        return await transport.get()
    finally:
        await transport.close()


def _json_object(reply: HttpReply) -> dict[str, Any]:
    try:
        value = json.loads(reply.body)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"

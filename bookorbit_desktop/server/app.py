"""The routes: the same calls at every address that people type (kosync.md section 1)."""

from html import escape

from aiohttp import web

from bookorbit_desktop.server.auth import Guard
from bookorbit_desktop.server.kosync import KosyncHandlers
from bookorbit_desktop.server.opds.handlers import opds_routes
from bookorbit_desktop.server.push_lane import PUSH_LANE, PushLane
from bookorbit_desktop.server.registration import Registration
from bookorbit_desktop.services.koreader.account import AccountService
from bookorbit_desktop.services.koreader.login_attempts import LoginAttempts
from bookorbit_desktop.services.koreader.pairing import PairingService
from bookorbit_desktop.services.koreader.progress import ProgressService
from bookorbit_desktop.services.koreader.wrong_logins import WrongLogins
from bookorbit_desktop.services.opds.opds_catalogue import OpdsCatalogue
from bookorbit_desktop.services.runtime.preferences import Preferences

_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Server": "BookOrbit",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>BookOrbit</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 36rem; margin: 3rem auto; padding: 0 1rem;
  color-scheme: light dark }}
code {{ font-size: 1.05em }}
</style>
</head>
<body>
<h1>BookOrbit is running</h1>
<p>This address is for KOReader on your e-reader, phone or tablet. There is nothing to set up in a browser.</p>
<h2>Sync your progress</h2>
<ol>
<li>On your device, in KOReader, open a book and tap <b>Tools ▸ Progress sync</b>.</li>
<li>Tap <b>Custom sync server</b>, and type <code>{address}</code>. It begins with <code>http://</code>, not
<code>https://</code>.</li>
<li>Tap <b>Register / Login ▸ Login</b>, and type the user name and passphrase that BookOrbit shows on its KOReader
page.</li>
</ol>
<h2>Download your books</h2>
<p>In KOReader's file list, tap the magnifying glass ▸ <b>OPDS catalog</b>, and add <code>{address}/opds</code> with the
same user name and passphrase.</p>
</body>
</html>
"""


async def welcome(request: web.Request) -> web.Response:
    """What this is and how to connect, for browsers. Raises HTTPNotFound for everything else, as before."""
    if "text/html" not in request.headers.get("Accept", ""):
        raise web.HTTPNotFound
    host = request.headers.get("Host", "").encode("ascii", "ignore").decode()
    page = _PAGE.format(address=escape(f"http://{host}" if host else "the address that BookOrbit shows"))
    return web.Response(body=page.encode(), headers=_HEADERS)


PREFIXES = ("", "/kosync", "/koreader", "/api/koreader", "/api/v1/koreader", "/api/v1")
MAX_BODY = 1024 * 1024
_PUSHES = "/syncs/progress"


def make_application(
    account: AccountService,
    progress: ProgressService,
    preferences: Preferences,
    logins: LoginAttempts,
    pairing: PairingService,
    feeds: OpdsCatalogue,
) -> web.Application:
    """The kosync server with the catalogue beside it, to be run by KosyncServer."""
    wrong = WrongLogins()
    guard = Guard(account, preferences, logins, wrong)
    handlers = KosyncHandlers(guard, Registration(pairing, logins), progress)
    application = web.Application(client_max_size=MAX_BODY)
    for prefix in PREFIXES:
        for slash in ("", "/"):
            application.add_routes(_routes(handlers, prefix, slash))
            if prefix or slash:
                application.router.add_get(f"{prefix}{slash}", welcome)
    paths = frozenset(f"{prefix}{_PUSHES}{slash}" for prefix in PREFIXES for slash in ("", "/"))
    application[PUSH_LANE] = PushLane(paths, handlers.take)
    application.add_routes(opds_routes(account, feeds, logins, wrong))
    return application


def _routes(handlers: KosyncHandlers, prefix: str, slash: str) -> list[web.RouteDef]:
    return [
        web.post(f"{prefix}/users/create{slash}", handlers.register),
        web.get(f"{prefix}/users/auth{slash}", handlers.log_in),
        web.post(f"{prefix}/users/auth{slash}", handlers.log_in),
        web.put(f"{prefix}{_PUSHES}{slash}", handlers.push),
        web.get(f"{prefix}{_PUSHES}{slash}", handlers.no_document),
        web.get(f"{prefix}{_PUSHES}/{{document:[^/]+}}{slash}", handlers.pull),
        web.get(f"{prefix}/healthcheck{slash}", handlers.health),
    ]

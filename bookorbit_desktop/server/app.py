"""The routes: the same calls under every address that people enter (kosync.md section 1)."""

import asyncio
from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, Final

from aiohttp import web

from bookorbit_desktop.domain.usb.plugin import PLUGIN_NAME
from bookorbit_desktop.server.auth import BasicGuard, Guard
from bookorbit_desktop.server.browsers import allow_browsers
from bookorbit_desktop.server.dav.calls import is_upload
from bookorbit_desktop.server.dav.handlers import DavFolders, add_dav
from bookorbit_desktop.server.kosync import KosyncHandlers, Registration
from bookorbit_desktop.server.opds.handlers import opds_routes
from bookorbit_desktop.server.plugin.handlers import plugin_routes
from bookorbit_desktop.server.protocol import IS_KNOWN, READS_ITSELF
from bookorbit_desktop.server.replies import HEADERS
from bookorbit_desktop.services.koreader.account import KoreaderLogin
from bookorbit_desktop.services.koreader.login_attempts import LoginAttempts, WrongLogins
from bookorbit_desktop.services.koreader.pairing import PairingService
from bookorbit_desktop.services.koreader.progress import ProgressService
from bookorbit_desktop.services.opds.opds_catalogue import OpdsCatalogue
from bookorbit_desktop.services.runtime.preferences import Preferences

if TYPE_CHECKING:
    from bookorbit_desktop.services.usb.plugin_reports import PluginReports

PLUGIN_FILE: Final = f"{PLUGIN_NAME}.zip"
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
<p>This address is for KOReader on your e-reader, phone or tablet. There is nothing to do in a browser.</p>
<h2>Sync your progress</h2>
<ol>
<li>On your device, in KOReader, open a book and tap <b>Tools ▸ Progress sync</b>.</li>
<li>Tap <b>Custom sync server</b> and enter <code>{address}</code>. It starts with <code>http://</code>, not
<code>https://</code>.</li>
<li>Tap <b>Register / Login ▸ Login</b> and enter the user name and passphrase that BookOrbit shows on its KOReader
page.</li>
</ol>
<h2>Download your books</h2>
<p>In KOReader's file list, tap the magnifying glass ▸ <b>OPDS catalog</b>, and add <code>{address}/opds</code> with the
same user name and passphrase.</p>
<h2>Share your reading statistics</h2>
<p>In KOReader, add a WebDAV server under <b>Tools ▸ Cloud storage</b>: <code>{address}/dav</code>, with the same user
name and passphrase. Choose it under <b>Tools ▸ Reading statistics ▸ Settings ▸ Cloud sync</b>.</p>
<h2>Send status, rating and highlights too</h2>
<p>A small plugin does that by itself. It is for KOReader v2025.04 and later.</p>
<ol>
<li>Download <a href="/{plugin}">{plugin}</a> and unpack it.</li>
<li>Copy the folder <code>{folder}</code> into <code>koreader/plugins</code> on your device.</li>
<li>Restart KOReader. <b>Tools ▸ BookOrbit Desktop</b> shows what was sent. It uses the login of progress sync.</li>
</ol>
<p>To remove it, delete that folder.</p>
</body>
</html>
"""


async def welcome(request: web.Request) -> web.Response:
    """What this is and how to connect, for browsers. Raises HTTPNotFound for all other requests."""
    if "text/html" not in request.headers.get("Accept", ""):
        raise web.HTTPNotFound
    host = request.headers.get("Host", "").encode("ascii", "ignore").decode()
    address = escape(f"http://{host}" if host else "the address that BookOrbit shows")
    page = _PAGE.format(address=address, plugin=PLUGIN_FILE, folder=PLUGIN_NAME)
    return web.Response(body=page.encode(), headers=_HEADERS)


async def send_plugin(request: web.Request) -> web.Response:
    """The plugin as a zip. No login: there is nothing of the person in it."""
    from bookorbit_desktop.services.usb import plugin_package  # few ever ask, and it would delay the start

    headers = {
        **HEADERS,
        "Content-Type": "application/zip",
        "Content-Disposition": f'attachment; filename="{PLUGIN_FILE}"',
        "X-Content-Type-Options": "nosniff",
    }
    return web.Response(body=await asyncio.to_thread(plugin_package.archive), headers=headers)


PREFIXES = ("", "/kosync", "/koreader", "/api/koreader", "/api/v1/koreader", "/api/v1")
MAX_BODY = 1024 * 1024
_PUSHES = "/syncs/progress"


def make_application(
    koreader_login: KoreaderLogin,
    progress: ProgressService,
    preferences: Preferences,
    logins: LoginAttempts,
    pairing: PairingService,
    opds_catalogue: OpdsCatalogue,
    dav: DavFolders | None = None,
    open_plugin_reports: Callable[[], "PluginReports"] | None = None,
) -> web.Application:
    """The kosync server and the catalogue as one application, run by KosyncServer."""
    wrong = WrongLogins()
    guard = Guard(koreader_login, preferences, logins, wrong)
    handlers = KosyncHandlers(guard, Registration(pairing, logins, wrong), progress)
    application = web.Application(client_max_size=MAX_BODY)
    allow_browsers(application, preferences)
    for prefix in PREFIXES:
        for slash in ("", "/"):
            application.add_routes(_routes(handlers, prefix, slash))
            if prefix or slash:
                application.router.add_get(f"{prefix}{slash}", welcome)
    application[IS_KNOWN] = guard.is_known
    application[READS_ITSELF] = is_upload
    application.add_routes(opds_routes(koreader_login, opds_catalogue, logins, wrong))
    if dav is not None:
        add_dav(application, BasicGuard(koreader_login, logins, wrong), dav)
    application.router.add_get(f"/{PLUGIN_FILE}", send_plugin)
    if open_plugin_reports is not None:
        application.add_routes(plugin_routes(guard, open_plugin_reports))
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

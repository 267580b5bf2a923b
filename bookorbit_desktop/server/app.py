"""The routes: the same calls under every address that people enter (kosync.md section 1)."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from aiohttp import web

from bookorbit_desktop.server.auth import Guard
from bookorbit_desktop.server.basic_login import BasicGuard
from bookorbit_desktop.server.dav.calls import is_upload
from bookorbit_desktop.server.dav.handlers import DavFolders, add_dav
from bookorbit_desktop.server.kosync import KosyncHandlers, Registration
from bookorbit_desktop.server.opds.handlers import opds_routes
from bookorbit_desktop.server.plugin.handlers import plugin_routes
from bookorbit_desktop.server.protocol import IS_KNOWN, READS_ITSELF
from bookorbit_desktop.server.welcome import PLUGIN_FILE, send_plugin, welcome
from bookorbit_desktop.services.koreader.account import KoreaderLogin
from bookorbit_desktop.services.koreader.login_attempts import LoginAttempts, WrongLogins
from bookorbit_desktop.services.koreader.pairing import PairingService
from bookorbit_desktop.services.koreader.progress import ProgressService
from bookorbit_desktop.services.opds.opds_catalogue import OpdsCatalogue
from bookorbit_desktop.services.runtime.preferences import Preferences

if TYPE_CHECKING:
    from bookorbit_desktop.services.usb.plugin_reports import PluginReports

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

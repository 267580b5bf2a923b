"""Opens a data folder and creates its services."""

import os
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import bookorbit_desktop
from bookorbit_desktop.domain.base.errors import DataFolderUnusable
from bookorbit_desktop.hardcover.transport import HARDCOVER_URL, ISSUER
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.hardcover.account import Connect, HardcoverEndpoint, over_network
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.system.autostart import Autostart, system_autostart
from bookorbit_desktop.system.folders import data_dir as usual_data_dir
from bookorbit_desktop.system.folders import make_private
from bookorbit_desktop.system.secrets import SecretStore

if TYPE_CHECKING:
    from bookorbit_desktop.domain.reading.year import YearInReview

URL_VARIABLE = "BOOKORBIT_HARDCOVER_URL"
TOKEN_VARIABLE = "BOOKORBIT_HARDCOVER_TOKEN"
CLIENT_ID_VARIABLE = "BOOKORBIT_HARDCOVER_CLIENT_ID"
OAUTH_VARIABLE = "BOOKORBIT_HARDCOVER_OAUTH"
SITE_VARIABLE = "BOOKORBIT_SITE"
RELAY_VARIABLE = "BOOKORBIT_RELAY_PASSWORD"
SWITCH_INTERVAL = 0.001
"""Seconds after which a Python thread lets others run: server and window do not wait for a sync."""
_OWN_FILES = (
    "library*.sqlite3*",
    "bookorbit.lock",
    "control-socket",
    "hardcover-sign-in.*",
    "backup-folder.json",
    "covers",
    "covers/*.jpg",
    "file-backups",
    "backups",
    "backups/*.sqlite3",
)


def hardcover_from_environment() -> HardcoverEndpoint:
    """Hardcover's address and token as overridden by the environment."""
    return HardcoverEndpoint(
        os.environ.get(URL_VARIABLE) or HARDCOVER_URL,
        os.environ.get(TOKEN_VARIABLE) or None,
        os.environ.get(CLIENT_ID_VARIABLE) or bookorbit_desktop.HARDCOVER_CLIENT_ID,
        (os.environ.get(OAUTH_VARIABLE) or ISSUER).rstrip("/"),
    )


def open_services(
    data_dir: Path,
    *,
    secret_store: SecretStore | None = None,
    hardcover: HardcoverEndpoint | None = None,
    clock: Clock | None = None,
    connect: Connect = over_network,
    autostart: Autostart | None = None,
) -> Services:
    """Open a data folder; use cases are created on first use. Blocks. Raises DatabaseTooNew.

    The Hardcover token is not fetched yet: the password store may be slow (`hardcover_account.load`).
    """
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    secrets = secret_store or SecretStore(str(data_dir))
    endpoint = hardcover or hardcover_from_environment()
    make_private(data_dir, *_OWN_FILES)  # before anything is written into them
    services = Services(
        data_dir,
        secrets,
        endpoint,
        clock or Clock(),
        connect,
        autostart or _autostart(data_dir),
        os.environ.get(RELAY_VARIABLE),
        _paint_year,
        os.environ.get(SITE_VARIABLE) or bookorbit_desktop.SITE,
    )
    make_private(data_dir, *_OWN_FILES)
    return services


def _paint_year(review: "YearInReview", covers: Mapping[int, str], kind: str) -> bytes:
    from bookorbit_desktop.app.year_files import paint_year

    return paint_year(review, covers, kind)


def _autostart(data_dir: Path) -> Autostart:
    """The autostart with this library; the default one need not be named."""
    try:
        is_usual = data_dir == usual_data_dir(None)
    except DataFolderUnusable:  # no home folder: this one was named
        is_usual = False
    return system_autostart(None if is_usual else data_dir)


def load_token(services: Services, then: Callable[[], None] = lambda: None) -> threading.Thread:
    """Fetch the Hardcover token and the relay's key without waiting for the password store."""

    def load() -> None:
        services.hardcover_account.load()
        services.relay.load()
        then()

    thread = threading.Thread(target=load, name="password-store", daemon=True)
    thread.start()
    return thread

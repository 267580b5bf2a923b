"""The command for the server: its addresses, whether it accepts progress, and its names."""

import argparse
import asyncio
from pathlib import Path

from bookorbit_desktop.cli.arguments import port
from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.subjects import Parsers, Subject
from bookorbit_desktop.domain.base.errors import NotFound
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.koreader.server import (
    READEST_ORIGIN,
    Certificate,
    ServerAddress,
    checked_host_name,
    checked_origin,
)
from bookorbit_desktop.domain.overview.events import ServerChanged
from bookorbit_desktop.services.container import Services

REFUSES = (
    "Progress is refused. Accept it with “server --accept”; a device sends a book's "
    "position again when you next read it."
)


def add_arguments(parsers: Parsers) -> None:
    """Add the arguments of this command."""
    serve = parsers["serve"]
    serve.add_argument("--host", metavar="H", help="address to listen on (default: all)")
    serve.add_argument(
        "--port", type=port, metavar="N", help="port to listen on; exits with code 1 if it's in use"
    )
    server = parsers["server"]
    _add_switch(
        server,
        "accept",
        ("--accept", "accept progress from devices"),
        ("--no-accept", "refuse progress until --accept"),
    )
    server.add_argument(
        "--add-name",
        action="append",
        default=[],
        metavar="NAME",
        help="also answer to this name, such as a reverse proxy's; can be repeated",
    )
    server.add_argument(
        "--remove-name", action="append", default=[], metavar="NAME", help="stop answering to this name"
    )
    server.add_argument(
        "--add-origin",
        action="append",
        default=[],
        metavar="URL",
        help=f"let a reader in a browser call the server, such as {READEST_ORIGIN}; can be repeated",
    )
    server.add_argument(
        "--remove-origin", action="append", default=[], metavar="URL", help="no longer let it"
    )
    _add_switch(
        server,
        "public",
        ("--allow-public", "answer devices with public addresses too, such as from the internet"),
        ("--no-public", "refuse public addresses (default)"),
    )
    _add_switch(
        server,
        "announce",
        ("--announce", "announce the server on the home network as bookorbit.local"),
        ("--no-announce", "announce nothing (default)"),
    )
    _add_switch(
        server,
        "https",
        ("--https", "serve https too, on a port of its own"),
        ("--no-https", "serve http only (default)"),
    )
    _add_https(server)
    server.add_argument("--json", action="store_true")


def _add_switch(
    server: argparse.ArgumentParser, setting: str, on: tuple[str, str], off: tuple[str, str]
) -> None:
    """Two flags with their help, of which one may be given; None where the setting stays as it is."""
    either = server.add_mutually_exclusive_group()
    either.add_argument(on[0], dest=setting, action="store_true", default=None, help=on[1])
    either.add_argument(off[0], dest=setting, action="store_false", help=off[1])


def _add_https(server: argparse.ArgumentParser) -> None:
    server.add_argument("--https-port", type=port, metavar="N", help="port for https (default: 7443)")
    server.add_argument(
        "--certificate",
        nargs=2,
        type=Path,
        metavar=("CHAIN", "KEY"),
        help="use your own certificate and its private key for https: two PEM files, which are copied",
    )
    server.add_argument(
        "--new-certificate", action="store_true", help="replace the certificate and its key with new ones"
    )


async def server(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Change the server's settings as requested, and show them."""
    await asyncio.to_thread(_change, services, arguments)
    settings, address = services.preferences.current, services.pairing.server
    certificate = await asyncio.to_thread(services.certificates.current)
    urls = address.urls if address else ()
    if arguments.json:
        names = list(settings.host_names)
        console.dump(
            {
                "urls": urls,
                "accepts_progress": settings.accept_progress,
                "allows_public": settings.allow_public,
                "names": names,
                "browser_origins": list(settings.browser_origins),
                "announces": settings.announce,
                "announced_name": address.name if address else "",
                "serves_https": settings.https,
                "https_port": settings.https_port,
                "https_urls": address.encrypted_urls if address else (),
                "https_problem": str(address.encryption_problem) if address else "",
                "certificate": None if certificate is None else _described(certificate),
                "certificate_notice": str(services.certificates.notice),
            }
        )
        return 0
    console.say(f"Serving KOReader at {' or '.join(urls)}" if urls else "The server is stopped.")
    console.say("Progress is accepted." if settings.accept_progress else REFUSES)
    if settings.allow_public:
        console.say("Devices with public addresses may connect.")
    if settings.announce:
        console.say(_announced(address))
    if settings.https:
        for line in _encrypted(address, certificate):
            console.say(line)
        if services.certificates.notice:
            console.say(f"This certificate works until BookOrbit quits. {services.certificates.notice}")
    if settings.browser_origins:
        console.say(f"Readers in a browser: {', '.join(settings.browser_origins)}")
    if settings.host_names:
        console.say(f"Also answers to: {', '.join(settings.host_names)}")
    return 0


def _announced(address: ServerAddress | None) -> str:
    if address is not None and address.name:
        return f"Announced as {address.name}"
    if address is not None and address.name_problem:
        return str(address.name_problem)
    return "Announced as bookorbit.local once devices can reach the server."


def _encrypted(address: ServerAddress | None, certificate: Certificate | None) -> list[str]:
    """Where https is served and what is shown there, or why it is not."""
    if address is not None and address.encryption_problem:
        return [str(address.encryption_problem)]
    if address is None or not address.encrypted_urls or certificate is None:
        return ["Serves https too once the server runs."]
    until = certificate.valid_until.date().isoformat()
    return [
        f"Encrypted: {' or '.join(address.encrypted_urls)}",
        f"Certificate, valid until {until}: {certificate.fingerprint}",
    ]


def _described(certificate: Certificate) -> dict[str, object]:
    return {
        "sha256": certificate.fingerprint,
        "hosts": certificate.hosts,
        "valid_until": certificate.valid_until.isoformat(),
        "made_here": certificate.is_own,
    }


def _change_certificate(services: Services, arguments: argparse.Namespace) -> None:
    if arguments.certificate:
        services.certificates.use(*arguments.certificate)
    elif arguments.new_certificate:
        services.certificates.make_new()
    elif arguments.https and (address := services.pairing.server) and address.encryption_problem:
        services.certificates.load_again()


def _change(services: Services, arguments: argparse.Namespace) -> None:
    added = [checked_host_name(name) for name in arguments.add_name]
    removed = [checked_host_name(name) for name in arguments.remove_name]
    _change_certificate(services, arguments)
    before = services.preferences.current
    unknown = next((name for name in removed if name not in before.host_names), None)
    if unknown is not None:
        raise NotFound(Message("“{0}” isn't one of the added names. “server” lists them.", unknown))
    names = dict.fromkeys((*before.host_names, *added))
    origins = dict.fromkeys((*before.browser_origins, *map(checked_origin, arguments.add_origin)))
    barred = {checked_origin(origin) for origin in arguments.remove_origin}
    unknown = next((origin for origin in barred if origin not in before.browser_origins), None)
    if unknown is not None:
        raise NotFound(Message("“{0}” isn't one of the web pages. “server” lists them.", unknown))
    after = services.preferences.change(
        host_names=tuple(name for name in names if name not in removed),
        browser_origins=tuple(origin for origin in origins if origin not in barred),
        accept_progress=before.accept_progress if arguments.accept is None else arguments.accept,
        allow_public=before.allow_public if arguments.public is None else arguments.public,
        announce=before.announce if arguments.announce is None else arguments.announce,
        https=before.https if arguments.https is None else arguments.https,
        https_port=before.https_port if arguments.https_port is None else arguments.https_port,
    )
    if after.accept_progress != before.accept_progress:
        services.events.emit(ServerChanged())


SUBJECT = Subject(add_arguments, {"server": server})

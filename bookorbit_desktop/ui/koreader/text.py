"""Text for the KOReader page."""

import sys
from datetime import datetime

from bookorbit_desktop.domain.koreader.progress import Document, LoginAttempt
from bookorbit_desktop.domain.koreader.server import AddressCheck, ServerAddress
from bookorbit_desktop.domain.usb.plugin import PLUGIN_NAME
from bookorbit_desktop.system.firewall import Firewall
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.wording import SHORT_DIGEST, ago, joined, names, percent


def koreader_steps() -> list[str]:
    """The steps on the device, with KOReader's own menu labels (screens.md section 1)."""
    return [
        tr("On your device, open a book, then Tools ▸ Progress sync."),
        tr("Custom sync server: replace https:// with the address above."),
        tr("Register / Login ▸ Login: enter the user name and passphrase."),
        tr("Document matching method ▸ Binary."),
        tr("Tick “Automatically keep documents in sync”."),
        tr("Sync to a newer state ▸ Silently."),
    ]


def pairing_steps() -> list[str]:
    """The steps that register a device without the account's passphrase."""
    return [
        tr("Start pairing here. It stays on for two minutes."),
        tr("On your device, open a book, then Tools ▸ Progress sync."),
        tr("Custom sync server: replace https:// with the address above."),
        tr("Register / Login ▸ Register: enter any name and password, then allow it here."),
        tr("Tick “Automatically keep documents in sync”."),
    ]


def catalogue_steps() -> list[str]:
    """The steps that add the catalogue, with KOReader's own menu labels."""
    return [
        tr("In the file list: the magnifying glass ▸ OPDS catalog."),
        tr(
            "The plus sign at the top left ▸ Add catalog: enter any catalogue name, the address "
            "above, your user name and passphrase."
        ),
        tr("Tap the catalogue, a book and a format to download it. Its progress syncs automatically."),
        tr(
            "To download new books in bulk: in the catalogue, open “For catalog sync” ▸ the icon at "
            "the top left ▸ Add catalog. Long-press it in the list ▸ Edit ▸ “Sync catalog”."
        ),
    ]


def cloud_steps() -> list[str]:
    """The taps that have KOReader keep its statistics here, with KOReader's own menu labels."""
    return [
        tr(
            "Tools ▸ Cloud storage ▸ the plus sign ▸ WebDAV: enter any name, the address above, your user "
            "name and passphrase."
        ),
        tr(
            "Tools ▸ Reading statistics ▸ Settings ▸ Cloud sync: choose that server, long-press the folder "
            "“koreader” and confirm it."
        ),
        tr(
            "Tap “Synchronize now” there. To sync without tapping, put “Reading statistics: synchronize” on "
            "a gesture or in a profile."
        ),
    ]


def folder_steps() -> list[str]:
    """The taps that use the folders, with KOReader's own menu labels."""
    return [
        tr(
            "Tools ▸ Cloud storage ▸ the plus sign ▸ WebDAV: enter any name, the address above, your user "
            "name and passphrase."
        ),
        tr("Tap a book in “Library” to download it."),
        tr(
            "To take a shelf along, use the server's “Sync folder”: choose the folder “To read” and one on the "
            "device. Books that the device lacks are downloaded."
        ),
        tr("To send a book here, open “Upload” and upload the file there."),
    ]


def plugin_steps() -> list[str]:
    """How the plugin gets onto a device by hand."""
    return [
        tr("Unpack the download and copy the folder “{0}” into “koreader/plugins” on the device.").format(
            PLUGIN_NAME
        ),
        tr("Restart KOReader. It needs v2025.04 or later."),
        tr(
            "Tools ▸ BookOrbit Desktop: “Sync now” sends everything once. It uses the login of progress sync."
        ),
        tr("To remove it, delete that folder. Connected by cable, BookOrbit can do both for you."),
    ]


def login_text(attempt: LoginAttempt | None, now: datetime) -> str:
    """The result of the last login attempt."""
    if attempt is None:
        return tr("No device has tried to log in since BookOrbit started.")
    when = ago(attempt.at, now)
    if attempt.accepted:
        return tr("Last login: {0}, “{1}”, accepted.").format(when, attempt.username)
    if not attempt.username:
        return tr("Last login: {0}, refused. {1}").format(when, localize(attempt.reason))
    return tr("Last login: {0}, “{1}”, refused. {2}").format(when, attempt.username, localize(attempt.reason))


def push_text(documents: list[Document], now: datetime) -> str:
    """When progress last arrived."""
    if not documents:
        return tr("No progress received yet.")
    newest = max(documents, key=lambda document: document.updated_at)
    position = percent(newest.percentage) if newest.percentage is not None else ""
    name = newest.title or newest.filename
    return tr("Last progress: {0}.").format(
        joined(ago(newest.updated_at, now), newest.device_name, position, name, newest.digest[:SHORT_DIGEST])
    )


def method_text(documents: list[Document]) -> str:
    """The KOReader matching method by which the newest document found its book."""
    newest = max(documents, key=lambda document: document.updated_at, default=None)
    if newest is None:
        return ""
    if newest.matched_by in ("filename", "served"):
        return tr("Matching method on the device: filename. Binary also finds renamed files.")
    if newest.matched_by:
        return tr("Matching method on the device: binary.")
    return tr("This file isn't in your library. Add it, or link the document to a book.")


def name_text(address: ServerAddress | None) -> str:
    """What the announced name is good for; empty if none is wanted."""
    if address is None:
        return ""
    if not address.name:
        return localize(address.name_problem)
    text = tr("Phones and computers also find it as {0}. Most e-readers can't: they need the address.")
    return text.format(f"http://{address.name}:{address.port}")


def encryption_text(address: ServerAddress | None) -> str:
    """Where https is served, or why it is not; empty if it is not wanted."""
    if address is None:
        return ""
    if address.encryption_problem:
        return localize(address.encryption_problem)
    if not address.encrypted_urls:
        return ""
    return tr("Encrypted: {0}").format(address.encrypted_urls[0])


def firewall_text(firewall: Firewall | None) -> str:
    """What to do about this computer's firewall; None where none is known to be on."""
    check = tr("No login attempts? Check the Wi-Fi and the address.")
    if firewall is None:
        return check
    if firewall.lets_in:
        return f"{check} " + tr("{0} is on, and lets devices in.").format(firewall.name)
    if firewall.command:
        return f"{check} " + tr("{0} is on. To let devices in, run:").format(firewall.name)
    where = (
        tr("Allow BookOrbit on private networks in Windows Security ▸ Firewall.")
        if sys.platform == "win32"
        else tr("Allow BookOrbit in System Settings ▸ Network ▸ Firewall.")
    )
    return f"{check} {where}"


def check_text(check: AddressCheck) -> str:
    """The result of testing one of the server's addresses."""
    return (
        f"{check.url}: {localize(check.problem)}"
        if check.problem
        else tr("{0} is reachable.").format(check.url)
    )


def document_text(document: Document, now: datetime) -> str:
    """A document's position, and where it came from."""
    return joined(
        names(document.authors.splitlines()),
        percent(document.percentage) if document.percentage is not None else "",
        document.device_name,
        ago(document.updated_at, now),
        document.filename if document.title else "",
    )

"""The command for devices."""

import argparse
import asyncio

from bookorbit_desktop.cli.arguments import printable_text
from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.subjects import Parsers, Subject
from bookorbit_desktop.domain.base.errors import NotFound
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.base.moments import iso_time
from bookorbit_desktop.domain.koreader.devices import Certainty, Device, SharedId, names_shown
from bookorbit_desktop.services.container import Services

_HEADER = ("ID", "NAME", "LAST SEEN", "LAST BOOK", "BOOKS", "PUSHES", "IN 7 DAYS", "DEVICE_ID")
_UNNAMED = "(no name sent)"


def add_arguments(parsers: Parsers) -> None:
    """Add the arguments of this command."""
    devices = parsers["devices"]
    devices.add_argument("--json", action="store_true", help="print JSON")
    acts = devices.add_subparsers(dest="act", metavar="ACT", title="acts")
    rename = acts.add_parser("rename", help="rename a device in BookOrbit; an empty name restores its own")
    rename.add_argument("device", type=int, metavar="ID")
    rename.add_argument("name", type=printable_text, metavar="NAME")
    forget = acts.add_parser("forget", help="remove a device from the list until it syncs again")
    forget.add_argument("device", type=int, metavar="ID")
    forget.add_argument("--stop", action="store_true", help="put it back on the list")
    fixed = acts.add_parser("fixed", help="confirm that no other device reports this device's ID")
    fixed.add_argument("device", type=int, metavar="ID")


async def devices(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """List the devices, or rename or forget one."""
    if arguments.act is None:
        found = await asyncio.to_thread(services.devices.all)
        _list(found, arguments, console)
        return 0
    acts = {"rename": _rename, "forget": _forget, "fixed": _mark_fixed}
    console.say(await asyncio.to_thread(acts[arguments.act], services, arguments))
    return 0


def _list(found: list[Device], arguments: argparse.Namespace, console: Console) -> None:
    if arguments.json:
        console.dump([_document(device) for device in found])
        return
    console.table(_HEADER, [_cells(device) for device in found])
    numbers = {device.shared: device.id for device in found}
    for shared, number in numbers.items():
        if shared is not None:
            console.complain(_shared_text(shared, names_shown(shared, found), number))


def _rename(services: Services, arguments: argparse.Namespace) -> str:
    services.devices.rename(arguments.device, arguments.name)
    return f"Your devices still see its own name. {_name_text(services, arguments.device)}"


def _forget(services: Services, arguments: argparse.Namespace) -> str:
    if arguments.stop:
        services.devices.remember(arguments.device)
        return "Listed again."
    services.devices.forget(arguments.device)
    return (
        "Forgotten. What it sent is kept. It is listed again when it next syncs; "
        f"“devices forget --stop {arguments.device}” restores it now."
    )


def _mark_fixed(services: Services, arguments: argparse.Namespace) -> str:
    device = _device(services, arguments.device)
    services.devices.mark_fixed(device.device_id or "")
    return "BookOrbit will warn you if two devices report this ID again."


def _name_text(services: Services, row_id: int) -> str:
    return f"In BookOrbit it's called “{_device(services, row_id).shown_name or _UNNAMED}”."


def _device(services: Services, row_id: int) -> Device:
    for device in services.devices.all():
        if device.id == row_id:
            return device
    raise NotFound(Message("There is no device {0}. “devices” lists them.", str(row_id)))


def _cells(device: Device) -> tuple[str, ...]:
    return (
        str(device.id),
        device.shown_name or _UNNAMED,
        iso_time(device.last_seen),
        device.last_title,
        str(device.books),
        str(device.pushes),
        str(device.recent_pushes),
        device.device_id or "",
    )


def _document(device: Device) -> dict[str, object]:
    return {
        "id": device.id,
        "name": device.shown_name,
        "given_name": device.given_name or None,
        "sent_name": device.name,
        "sent_names": list(device.names),
        "device_id": device.device_id,
        "first_seen": iso_time(device.first_seen),
        "last_seen": iso_time(device.last_seen),
        "last_book_id": device.last_book_id,
        "last_title": device.last_title or None,
        "books": device.books,
        "documents": device.documents,
        "pushes": device.pushes,
        "pushes_in_7_days": device.recent_pushes,
        "page_views_of_wrong_clock": device.views_of_wrong_clock,
        "syncs": [
            {
                "what": sync.kind.value,
                "at": iso_time(sync.at),
                "bytes": sync.size,
                "version": sync.version or None,
            }
            for sync in device.syncs
        ],
        "shared_id": device.shared
        and {
            "certainty": device.shared.certainty.value,
            "names": list(device.shared.names),
        },
    }


def _shared_text(shared: SharedId, shown: list[str], number: int) -> str:
    names = " and ".join(f"“{name or _UNNAMED}”" for name in shown)
    if not shown:
        what = f"Two readers with the ID {shared.device_id} were connected by cable."
    elif shared.certainty is Certainty.CERTAIN:
        what = f"Two devices report the ID {shared.device_id}: {names}."
    else:
        what = f"Two devices may report the ID {shared.device_id}: {names}."
    if shared.is_built_in:
        return (
            f"Two Xteinks may look like one device: their firmware gives each the ID {shared.device_id}, and it can't "
            f"be changed. Both sync, and no progress is lost. “devices fixed {number}” hides this."
        )
    return (
        f"{what} KOReader may confuse the progress of one with the other's. Close KOReader on one of them, "
        "delete the line with “device_id” from its settings.reader.lua, and start it again: it creates a new ID. "
        f"Then run “devices fixed {number}”."
    )


SUBJECT = Subject(add_arguments, {"devices": devices})

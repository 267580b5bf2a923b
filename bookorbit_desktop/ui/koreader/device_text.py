"""Text for devices."""

from collections.abc import Sequence
from datetime import datetime

from bookorbit_desktop.domain.base.shown_text import shown
from bookorbit_desktop.domain.koreader.devices import (
    Certainty,
    Device,
    DeviceSync,
    SharedId,
    SyncKind,
    names_shown,
    shown_device,
)
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.wording import ago, day_and_time, file_size, joined, number, quoted

_LONGEST_VERSION = 20


def device_name(device: Device) -> str:
    """The display name of a device."""
    return device.shown_name or tr("Unnamed device")


def seen_text(device: Device, now: datetime) -> str:
    """When a device was last seen, and with what."""
    return joined(tr("seen {0}").format(ago(device.last_seen, now)), device.last_title)


def detail_text(device: Device) -> list[str]:
    """More facts about a device, one per line."""
    sent = [shown_device(name) or tr("Unnamed device") for name in device.names]
    pushes = tr("%n update(s)", device.pushes)
    wrong = device.views_of_wrong_clock
    return [
        tr("Name reported: {0}").format(sent[0]),
        *([tr("Previously: {0}").format(", ".join(sent[1:]))] if sent[1:] else []),
        joined(tr("%n book(s)", device.books), tr("%n document(s)", device.documents)),
        joined(pushes, tr("{0} in the last 7 days").format(number(device.recent_pushes))),
        tr("First seen: {0}").format(day_and_time(device.first_seen)),
        *map(_sync_text, device.syncs),
        *([tr("Its clock was wrong: %n page view(s) not counted", wrong)] if wrong else []),
    ]


def _sync_text(sync: DeviceSync) -> str:
    """When something else than progress came last, and how large it was."""
    when = joined(day_and_time(sync.at), file_size(sync.size) if sync.size is not None else "")
    if sync.kind is SyncKind.PLUGIN:
        return tr("Plugin {0}: {1}").format(shown(sync.version, _LONGEST_VERSION), when)
    if sync.kind is SyncKind.VOCABULARY:
        return tr("Vocabulary over Wi-Fi: {0}").format(when)
    return tr("Statistics over Wi-Fi: {0}").format(when)


def shared_title(shared: SharedId) -> str:
    """The problem with an id, in one sentence (screens.md section 7)."""
    if shared.certainty is Certainty.CERTAIN:
        return tr("Two devices have the same ID, so KOReader may not show progress from the other one.")
    return tr("Two devices may have the same ID. KOReader may not show progress from the other one.")


def shared_reason(shared: SharedId, devices: Sequence[Device]) -> str:
    """The evidence, and what it means for the person."""
    shown = [quoted(name or tr("Unnamed device")) for name in names_shown(shared, devices)]
    if not shown:
        return tr(
            "Two readers with this ID were connected by cable. If you moved KOReader from one to "
            "the other, ignore this."
        )
    if len(shown) == 1:
        return tr(
            "{0} syncs from two addresses, and its position in a document jumps back and forth. If "
            "you have only one such device, ignore this."
        ).format(shown[0])
    names = ", ".join(shown)
    if shared.certainty is Certainty.CERTAIN:
        return tr(
            "These share one ID: {0}. BookOrbit keeps their positions separate, so no progress is lost."
        ).format(names)
    return tr("Seen with these names: {0}. If you renamed the device, ignore this.").format(names)


def fix_steps() -> list[str]:
    """How to give one of two devices an id of its own (kosync.md sections 1 and 3)."""
    return [
        tr("Close KOReader on one device and connect it to this computer."),
        tr(
            "In its “koreader” folder, open settings.reader.lua, delete the line with “device_id”, "
            "and save the file."
        ),
        tr("Restart KOReader. It creates a new ID."),
    ]


def other_fix() -> str:
    """The solution without a cable."""
    return tr(
        "Or give each device its own name in KOReader's progress sync settings (KOReader 2026.03 or newer)."
    )

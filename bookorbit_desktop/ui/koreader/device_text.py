"""The texts about devices."""

import re
from collections.abc import Sequence
from datetime import datetime

from bookorbit_desktop.domain.koreader.devices import Certainty, Device, SharedId, names_shown, shown_device
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.wording import ago, day_and_time, joined, number, quoted

_LONG_WORD = re.compile(r"\S{20,}")
_BREAK = re.compile(r"[_.\-/\\]|[^\W_]{12}")
"""After what a long word may go on below: KOReader's names of devices have underscores for blanks, folders slashes."""


def device_name(device: Device) -> str:
    """A device as the person sees it."""
    return device.shown_name or tr("Unnamed device")


def breakable(text: str) -> str:
    """A text whose long words may go over several lines, as names of devices do."""
    return _LONG_WORD.sub(lambda found: _BREAK.sub("\\g<0>\u200b", found[0]), text)


def seen_text(device: Device, now: datetime) -> str:
    """When a device was last seen, and with what."""
    return joined(tr("seen {0}").format(ago(device.last_seen, now)), device.last_title)


def detail_text(device: Device) -> list[str]:
    """What else is known of a device, a line each."""
    sent = [shown_device(name) or tr("Unnamed device") for name in device.names]
    pushes = tr("%n update(s)", device.pushes)
    return [
        tr("Name it sends: {0}").format(sent[0]),
        *([tr("Before that: {0}").format(", ".join(sent[1:]))] if sent[1:] else []),
        joined(tr("%n book(s)", device.books), tr("%n document(s)", device.documents)),
        joined(pushes, tr("{0} in the last 7 days").format(number(device.recent_pushes))),
        tr("First seen: {0}").format(day_and_time(device.first_seen)),
    ]


def shared_title(shared: SharedId) -> str:
    """What is wrong with an id, in one sentence (UX.md section 7)."""
    if shared.certainty is Certainty.CERTAIN:
        return tr("Two devices report the same id — KOReader will think progress is its own.")
    return tr("Perhaps two devices report the same id — KOReader would then think progress is its own.")


def shared_reason(shared: SharedId, devices: Sequence[Device]) -> str:
    """What speaks for it, and what that means for the person."""
    shown = [quoted(name or tr("Unnamed device")) for name in names_shown(shared, devices)]
    if len(shown) == 1:
        return tr(
            "{0} sends from two addresses in turn, and its place in a document jumps back and forth. "
            "With one such device only, all is well."
        ).format(shown[0])
    names = ", ".join(shown)
    if shared.certainty is Certainty.CERTAIN:
        return tr(
            "These take turns under one id: {0}. BookOrbit keeps their places apart; no progress is lost."
        ).format(names)
    return tr("It was seen under these names: {0}. If you renamed one device, all is well.").format(names)


def fix_steps() -> list[str]:
    """How to give one of two devices an id of its own (PROTOCOL.md sections 1 and 3)."""
    return [
        tr("On one of them close KOReader, and connect it to this computer."),
        tr(
            "In its folder “koreader” open settings.reader.lua, delete the line with “device_id”, and save it."
        ),
        tr("Start KOReader again: it makes an id of its own."),
    ]


def other_fix() -> str:
    """The way without a cable."""
    return tr(
        "Or give each of them a device name of its own in KOReader's progress sync settings "
        "(KOReader 2026.03 or newer)."
    )

"""Translates a device's paths to this computer's."""

import os
from collections.abc import Sequence
from dataclasses import dataclass

from bookorbit_desktop.domain.usb.files import DeviceKind, FoundDevice


def forward(path: bytes) -> bytes:
    """A local path with the slashes that devices use."""
    return path if os.sep == "/" else path.replace(os.sep.encode(), b"/")


def as_folder(path: bytes) -> bytes:
    """A local folder with such slashes and no trailing one, except for a root or drive."""
    folder = forward(path).rstrip(b"/")
    return folder + b"/" if folder == b"" or folder.endswith(b":") else folder


def below(folder: bytes, name: bytes) -> bytes:
    """A path below such a folder."""
    return folder.rstrip(b"/") + b"/" + name


@dataclass(frozen=True, slots=True)
class DevicePaths:
    """Pairs of a root on the device and its mount folder, longest roots first."""

    roots: tuple[tuple[bytes, bytes], ...]

    def here(self, device_path: bytes) -> bytes | None:
        """The path on this computer; None if it is out of reach or contains `..`."""
        if b".." in device_path.split(b"/"):
            return None
        for root, folder in self.roots:
            start = root.rstrip(b"/") + b"/"
            if device_path.startswith(start):
                return folder.rstrip(b"/") + b"/" + device_path[len(start) :].lstrip(b"/")
        return None

    def on_device(self, here: bytes) -> bytes:
        """The path on the device; unchanged if no root fits."""
        here = forward(here)
        for root, folder in self.roots:
            start = folder.rstrip(b"/") + b"/"
            if here.startswith(start):
                return root.rstrip(b"/") + b"/" + here[len(start) :]
        return here


def device_paths(device: FoundDevice, cards: Sequence[bytes] = ()) -> DevicePaths:
    """The roots of a device, and of its mounted memory cards."""
    if device.kind is DeviceKind.COMPUTER:
        return DevicePaths(((b"/", b"/"),))
    pairs = [(root, device.root) for root in device.device_roots]
    pairs += [(root, card) for root in device.card_roots for card in cards]
    return DevicePaths(tuple(pairs))

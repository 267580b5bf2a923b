"""Copies annotations to a device: which it lacks, and which it must not get (device-variants.md 4.9)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.highlights.annotations import KeptAnnotation, position_of
from bookorbit_desktop.domain.usb.files import Annotation, FoundDevice, Sidecar

TAKES_IN_SINCE: Final = (2025, 4)
"""Year and month of the first release that imports other devices' annotations (device-variants.md 4.9)."""
_MIGRATED_SINCE: Final = 20250302
"""The newest migration of settings in that release, and in none before it."""
_RELEASE: Final = re.compile(r"v?(\d{4})\.(\d{2})")


@dataclass(frozen=True, slots=True)
class CarrySelection:
    """The annotations of one book that a device would get."""

    annotations: tuple[Annotation, ...] = ()
    deleted_there: int = 0
    """Deleted on the device, where they stay deleted."""
    unfit: int = 0
    """These have no position in the book as that device shows it."""


@dataclass(frozen=True, slots=True)
class CarryStep:
    """One book of a device: the file to write, or why there is none."""

    title: str
    path: bytes = b""
    before: bytes | None = None
    """The file's current content; None if there is none."""
    after: bytes = b""
    selection: CarrySelection = CarrySelection()
    reason: Message = NOTHING
    """Why nothing is written; empty if something is."""


@dataclass(frozen=True, slots=True)
class CarryPlan:
    """What would be written to a device."""

    device: FoundDevice
    steps: tuple[CarryStep, ...] = ()

    @property
    def to_write(self) -> tuple[CarryStep, ...]:
        """The steps that write a file."""
        return tuple(step for step in self.steps if not step.reason)

    @property
    def count(self) -> int:
        """How many annotations would be copied."""
        return sum(len(step.selection.annotations) for step in self.to_write)

    @property
    def deleted_there(self) -> int:
        """How many more annotations would be copied if those deleted on the device were restored."""
        return sum(step.selection.deleted_there for step in self.steps)


def takes_nothing_in(device: FoundDevice) -> bool:
    """Whether its KOReader is certainly too old to import annotations from other devices."""
    release = _RELEASE.match(device.version)
    if release is not None:
        return (int(release[1]), int(release[2])) < TAKES_IN_SINCE
    return device.migrated is not None and device.migrated < _MIGRATED_SINCE


def selection_for(
    sidecar: Sidecar, kept: Iterable[KeptAnnotation], device: str, *, put_back: bool = False
) -> CarrySelection:
    """Return the annotations of the same file that a device lacks or has an older version of.

    `put_back`: include those it once had, such as after a reset or copied settings.
    """
    there = {
        position_of(annotation): annotation
        for annotation in sidecar.annotations
        if not annotation.other_engine
    }
    is_paging = has_pages(sidecar)
    wanted, deleted, unfit = [], 0, 0
    for item in kept:
        annotation = item.annotation
        present = there.get(position_of(annotation))
        if present is not None and _stamp(present) >= _stamp(annotation):
            continue
        if annotation.page is None or isinstance(annotation.page, int) is not is_paging:
            unfit += 1
        elif present is None and not put_back and any(carrier.key == device for carrier in item.carriers):
            deleted += 1
        else:
            wanted.append(annotation)
    return CarrySelection(tuple(wanted), deleted, unfit)


def wait_there(wanted: Iterable[Annotation], waiting: Iterable[Annotation]) -> bool:
    """Whether the file that the device will import already contains all of these."""
    known = {position_of(annotation): _stamp(annotation) for annotation in waiting}
    return all(
        known.get(position_of(annotation), datetime.min) >= _stamp(annotation) for annotation in wanted
    )


def has_pages(sidecar: Sidecar) -> bool:
    """Whether the device shows the book as fixed pages, like a PDF, rather than as flowing text."""
    if sidecar.xpointer:
        return False
    pages: Sequence[object] = [
        annotation.page for annotation in sidecar.annotations if not annotation.other_engine
    ]
    return sidecar.page is not None or any(isinstance(page, int) for page in pages)


def _stamp(annotation: Annotation) -> datetime:
    return annotation.updated or annotation.created or datetime.min

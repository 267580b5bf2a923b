"""Copies highlights and notes to another device, through the file that KOReader imports.

No sidecar is edited: KOReader merges the file when the book is next opened, and deletes it.
"""

import io
import os
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from bookorbit_desktop.devices.annotation_files import (
    annotation_file_path,
    annotation_item,
    is_paging_file,
    with_annotations,
)
from bookorbit_desktop.devices.files import Unread, read_bytes
from bookorbit_desktop.devices.paths import DevicePaths, device_paths
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.highlights.carry import (
    CarryPlan,
    CarrySelection,
    CarryStep,
    has_pages,
    selection_for,
    takes_nothing_in,
    wait_there,
)
from bookorbit_desktop.domain.library.scan import is_under
from bookorbit_desktop.domain.usb.files import DeviceScan, FoundDevice, Sidecar, SidecarLocation
from bookorbit_desktop.services.highlights.annotations import AnnotationService, digest_of
from bookorbit_desktop.system.exact_files import failure, settle_folder, write_new

_PART = b".bookorbit-new"
_TOO_OLD = Message("Importing highlights needs KOReader v2025.04 or later. Update KOReader on the device.")
_OPEN_ONCE = Message(
    "This book was last opened with an older KOReader, which can't import highlights. Open "
    "the book once on the device, close it, and try again."
)
_ELSEWHERE = Message("The folder for it is a link that leads away from the device, so nothing is written.")
_DELETED = Message("Deleted on this device; they stay deleted there.")


class AnnotationCarryService:
    """Plans what a device would get, and writes it. Every method blocks."""

    def __init__(self, annotations: AnnotationService) -> None:
        self._annotations = annotations

    def plan(
        self,
        scan: DeviceScan,
        cards: Sequence[bytes] = (),
        book_id: BookId | None = None,
        *,
        put_back: bool = False,
    ) -> CarryPlan:
        """Plan what the scanned device would get, from every book with annotations or from one.

        Only the very same file counts, by its digest. `put_back`: include annotations deleted on the reader.
        """
        paths = device_paths(scan.device, cards)
        counts = Counter(digest_of(book) for book in scan.books)
        steps = []
        for book in scan.books:
            digest = digest_of(book)
            kept = self._annotations.of_digest(digest, book_id) if digest and counts[digest] == 1 else []
            if kept:
                selection = selection_for(book.newest, kept, scan.device.key, put_back=put_back)
                steps.append(_step(scan, book.newest, selection, kept[0].title, paths))
        return CarryPlan(scan.device, tuple(step for step in steps if step is not None))

    def carry_out(self, plan: CarryPlan) -> CarryPlan:
        """Write the files of a plan, each completely or not at all. Returns the plan with any failures."""
        return replace(plan, steps=tuple(step if step.reason else _write(step) for step in plan.steps))


def _step(
    scan: DeviceScan, sidecar: Sidecar, selection: CarrySelection, title: str, paths: DevicePaths
) -> CarryStep | None:
    """What would be written for a book; None if the device lacks nothing."""
    fit = tuple(annotation for annotation in selection.annotations if annotation_item(annotation) is not None)
    selection = CarrySelection(
        fit, selection.deleted_there, selection.unfit + len(selection.annotations) - len(fit)
    )
    if not fit:
        if selection.unfit:
            reason = Message("They have no position in this book, or were made in another view of it.")
            return CarryStep(title, selection=selection, reason=reason)
        return CarryStep(title, selection=selection, reason=_DELETED) if selection.deleted_there else None
    if takes_nothing_in(scan.device):
        return CarryStep(title, selection=selection, reason=_TOO_OLD)
    if not sidecar.can_take_in:
        return CarryStep(title, selection=selection, reason=_OPEN_ONCE)
    folder = _folder(scan, sidecar, paths)
    if folder is None:
        reason = Message("KOReader hasn't opened this book yet. Open it once on the device.")
        return CarryStep(title, selection=selection, reason=reason)
    if not _is_on_device(folder, scan.device, paths):
        return CarryStep(title, selection=selection, reason=_ELSEWHERE)
    path = annotation_file_path(folder, sidecar.device_path)
    try:
        before = _content(path)
        return _merged(scan, sidecar, CarryStep(title, path, before, b"", selection), paths)
    except Unread as error:
        reason = Message("An export file there can't be read, so it's left alone. {0}", error.message)
        return CarryStep(title, path, selection=selection, reason=reason)


def _merged(scan: DeviceScan, sidecar: Sidecar, step: CarryStep, paths: DevicePaths) -> CarryStep:
    there = sidecar.handed_over
    if step.before is not None and there is not None and there.device_id == scan.device.device_id:
        reason = Message(
            "This device has exported its own highlights for other devices. Open the book "
            "on one of them first, or delete that file."
        )
        return replace(step, reason=reason)
    if step.before is not None and is_paging_file(step.before) is not has_pages(sidecar):
        reason = Message(
            "Highlights from another view of this book are waiting there. Open the book on the device first."
        )
        return replace(step, reason=reason)
    wanted = step.selection.annotations
    if step.before is not None and there is not None and wait_there(wanted, there.annotations):
        return replace(
            step,
            reason=Message("Already waiting on the device. Open the book there to import them."),
        )
    return replace(step, after=with_annotations(step.before, wanted, paths.on_device(step.path)))


def _folder(scan: DeviceScan, sidecar: Sidecar, paths: DevicePaths) -> bytes | None:
    """The folder that the device searches: its setting, otherwise where its sidecars are."""
    device = scan.device
    if not sidecar.device_path or not sidecar.has_file:
        return None
    if device.annotations_folder:
        folder = paths.here(device.annotations_folder)
    elif sidecar.location is device.sidecars:
        folder = os.path.dirname(sidecar.path)  # noqa: PTH120 - paths are bytes
    elif device.sidecars is SidecarLocation.BESIDE and sidecar.here is not None:
        folder = os.path.splitext(sidecar.here)[0] + b".sdr"  # noqa: PTH122
    else:
        return None
    return folder if folder is not None and os.path.isdir(folder) else None  # noqa: PTH112


def _is_on_device(folder: bytes, device: FoundDevice, paths: DevicePaths) -> bool:
    """Whether a folder is on the device after following links, so that nothing is written elsewhere."""
    roots = (device.root, *(here for _, here in paths.roots))
    return is_under(os.path.realpath(folder), map(os.path.realpath, roots))


def _content(path: bytes) -> bytes | None:
    """The file's content. Raises Unread."""
    return read_bytes(path)[0] if os.path.lexists(path) else None


def _write(step: CarryStep) -> CarryStep:
    try:
        if _content(step.path) != step.before:
            return replace(step, reason=Message("The file has changed. Check the preview again."))
        _put(step.path, step.after)
        if _content(step.path) != step.after:
            return replace(
                step, reason=Message("The device didn't save what was written. Check its storage.")
            )
    except Unread as error:
        return replace(step, reason=error.message)
    except OSError as error:
        return replace(step, reason=failure(error).message)
    return step


def _put(path: bytes, content: bytes) -> None:
    """Replace a file's content atomically. Raises OSError, leaving the file unchanged."""
    part = path + _PART
    with suppress(FileNotFoundError):
        os.unlink(part)  # noqa: PTH108
    write_new(part, io.BytesIO(content))
    try:
        os.replace(part, path)  # noqa: PTH105
    except OSError:
        os.unlink(part)  # noqa: PTH108
        raise
    settle_folder(os.path.dirname(path))  # noqa: PTH120

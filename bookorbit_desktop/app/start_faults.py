"""Why the program cannot start on a data folder, in two sentences: what is wrong, and what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bookorbit_desktop.domain.base.errors import BookOrbitError, DataFolderUnusable, LibraryUseless
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.storage.db.opening import CannotOpen, OpeningFault, fault_of


@contextmanager
def telling_start_faults(folder: Path) -> Iterator[None]:
    """Raise whatever makes a data folder unusable as DataFolderUnusable."""
    try:
        yield
    except BookOrbitError:
        raise
    except CannotOpen as error:
        raise _file_fault(error) from error
    except OSError as error:
        fault = fault_of(error)
        if fault is None:
            raise
        raise DataFolderUnusable(_folder_message(fault, folder)) from error


def _file_fault(error: CannotOpen) -> DataFolderUnusable:
    message = _file_message(error)
    if error.fault in (OpeningFault.DAMAGED, OpeningFault.EMPTY):
        return LibraryUseless(message, str(error.path), is_empty=error.fault is OpeningFault.EMPTY)
    return DataFolderUnusable(message)


def _file_message(error: CannotOpen) -> Message:
    path = str(error.path)
    match error.fault:
        case OpeningFault.EMPTY:
            return Message(
                (
                    "Your library's database, {0}, is empty. Restore a backup, or start with "
                    "--set-aside to move it away and begin a new library."
                ),
                path,
            )
        case OpeningFault.DAMAGED:
            return Message(
                (
                    "Your library's database, {0}, is damaged; BookOrbit has left it as it is. "
                    "Restore a backup, or start with --set-aside to move it away and begin a "
                    "new library."
                ),
                path,
            )
        case OpeningFault.NOT_UPGRADED:
            return Message(
                (
                    "BookOrbit couldn't upgrade {0} and left it unchanged. Install the version you used "
                    "before, and report this with the log file."
                ),
                path,
            )
        case OpeningFault.LOCKED:
            return Message("Another program is using {0}. Close that program and start again.", path)
        case OpeningFault.NOT_READABLE:
            return Message(
                (
                    "BookOrbit isn't allowed to read {0}. Allow it in the file’s properties, "
                    "or choose another folder with --data-dir."
                ),
                path,
            )
        case _:
            return _folder_message(error.fault, error.path.parent)


def _folder_message(fault: OpeningFault, folder: Path) -> Message:
    if fault is OpeningFault.FULL:
        return Message(
            "The disk with {0} is full. "
            "Free some space and start again, or choose another folder with --data-dir.",
            str(folder),
        )
    if fault is OpeningFault.FAILING:
        return Message(
            "The disk with {0} has read or write errors. Check that it's connected and healthy.", str(folder)
        )
    if _is_a_file(folder):
        return Message(
            "{0} is not a folder. Move it away, or choose another folder with --data-dir.", str(folder)
        )
    return Message(
        (
            "BookOrbit isn't allowed to write to {0}. Allow it in the folder’s properties, or "
            "choose another folder with --data-dir."
        ),
        str(folder),
    )


def _is_a_file(folder: Path) -> bool:
    try:
        return folder.is_file()
    except OSError:
        return False

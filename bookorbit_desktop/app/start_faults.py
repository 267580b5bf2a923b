"""Why the program cannot start on a data folder, in two sentences: what is wrong, and what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bookorbit_desktop.domain.base.errors import BookOrbitError, DataFolderUnusable
from bookorbit_desktop.domain.base.messages import as_message
from bookorbit_desktop.storage.db.opening import CannotOpen, OpeningFault, fault_of

ELSEWHERE = "or choose another folder with --data-dir"


@contextmanager
def telling_start_faults(folder: Path) -> Iterator[None]:
    """Let what keeps a data folder from being used come out as DataFolderUnusable."""
    try:
        yield
    except BookOrbitError:
        raise
    except CannotOpen as error:
        raise DataFolderUnusable(as_message(_file_text(error))) from error
    except OSError as error:
        fault = fault_of(error)
        if fault is None:
            raise
        raise DataFolderUnusable(as_message(_folder_text(fault, folder))) from error


def _file_text(error: CannotOpen) -> str:
    path = error.path
    match error.fault:
        case OpeningFault.EMPTY:
            return (
                f"The database of your library, {path}, is empty. Put a copy of it back; "
                "only if you have never used BookOrbit, delete the file and start again."
            )
        case OpeningFault.DAMAGED:
            return (
                f"The database of your library, {path}, is damaged, and BookOrbit has left it as it is. "
                f"Put a copy of it back, or move it aside to begin a new library."
            )
        case OpeningFault.LOCKED:
            return f"Another program holds {path}. Close that program and start again."
        case OpeningFault.NOT_READABLE:
            return f"BookOrbit may not read {path}. Allow it in the file’s properties, {ELSEWHERE}."
        case _:
            return _folder_text(error.fault, path.parent)


def _folder_text(fault: OpeningFault, folder: Path) -> str:
    if fault is OpeningFault.FULL:
        return f"The disk with {folder} is full. Free some space and start again, {ELSEWHERE}."
    if fault is OpeningFault.FAILING:
        return f"The disk with {folder} fails to read or write. Check that it is connected and sound."
    if _is_a_file(folder):
        return f"{folder} is not a folder. Move it away, {ELSEWHERE}."
    return f"BookOrbit may not write to {folder}. Allow it in the folder’s properties, {ELSEWHERE}."


def _is_a_file(folder: Path) -> bool:
    try:
        return folder.is_file()
    except OSError:
        return False

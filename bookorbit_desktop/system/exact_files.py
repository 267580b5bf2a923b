"""Moves and copies a person's files: never over another one or partially, and with a reason on failure."""

import ctypes
import errno
import hashlib
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO, Final

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.messages import Message

_PIECE: Final = 1 << 20
_AT_FDCWD: Final = -100
_RENAME_NOREPLACE: Final = 1
"""renameat2(2); both from linux/fcntl.h and linux/fs.h."""
_RENAME_EXCL: Final = 4
"""renamex_np(2) of macOS, sys/stdio.h."""
_NO_EXCLUSIVE_RENAME: Final = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})
"""Errors of systems and file systems without such a rename."""
_NO_LINKS: Final = frozenset(
    {errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EINVAL}
)
"""Errors of file systems without hard links, such as on memory cards."""
_NOT_KNOWN_THERE: Final = frozenset(
    {errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL}
)
"""Errors of file systems without permissions, times or flushing, such as on phones."""
_REASONS: Final = {
    errno.ENOSPC: Message("The disk is full. Free some space and try again."),
    errno.EDQUOT: Message("Disk quota exceeded. Free some space and try again."),
    errno.EFBIG: Message("The file is too large for this disk."),
    errno.EROFS: Message("This drive is read-only."),
    errno.EACCES: Message(
        "BookOrbit isn't allowed to change this file or its folder. Check their permissions."
    ),
    errno.EPERM: Message(
        "BookOrbit isn't allowed to change this file or its folder. Check their permissions."
    ),
    errno.ENOENT: Message("The file is no longer there."),
    errno.EEXIST: Message("Another file is there now. Check the preview again."),
    errno.ENOTDIR: Message("There is a file where the folder should be."),
    errno.EBUSY: Message("Another program has the file open. Close it there and try again."),
    errno.ETXTBSY: Message("Another program has the file open. Close it there and try again."),
    errno.ENAMETOOLONG: Message("The path is too long for this drive. Shorten the template."),
}
_WINDOWS_IN_USE: Final = frozenset({32, 33})
"""ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION."""


class FileFailure(BookOrbitError):
    """A file couldn't be moved, copied or written. The text says why and what to do."""


def failure(error: OSError) -> FileFailure:
    """The reason of a system error, as text for a person."""
    if getattr(error, "winerror", None) in _WINDOWS_IN_USE:
        return FileFailure(_REASONS[errno.EBUSY])
    known = _REASONS.get(error.errno or 0)
    return FileFailure(known or Message("The system refused: {0}.", error.strerror or str(error)))


def move_within_drive(source: bytes, target: bytes) -> None:
    """Rename a file on its drive, completely or not at all, and never over another file.

    Raises OSError; FileExistsError if the name exists, EXDEV if it is another drive.
    """
    try:
        _rename_exclusively(source, target)
    except OSError as error:
        if error.errno not in _NO_EXCLUSIVE_RENAME:
            raise
        _rename_in_steps(source, target)


def _rename_exclusively(source: bytes, target: bytes) -> None:
    """Rename in one system call that refuses an existing name, so that a kill leaves exactly one name."""
    call = _system_call_for_exclusive_rename()
    if call is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if call(source, target) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), source, None, target)


def _system_call_for_exclusive_rename() -> Callable[[bytes, bytes], int] | None:
    """The system call that renames without overwriting; None on Windows and if the C library has none."""
    if sys.platform == "win32":
        return None
    library = ctypes.CDLL(None, use_errno=True)
    if hasattr(library, "renamex_np"):
        return lambda source, target: int(library.renamex_np(source, target, _RENAME_EXCL))
    if hasattr(library, "renameat2"):
        return lambda source, target: int(
            library.renameat2(_AT_FDCWD, source, _AT_FDCWD, target, _RENAME_NOREPLACE)
        )
    return None


def _rename_in_steps(source: bytes, target: bytes) -> None:
    """Rename without such a call; a kill between link and unlink leaves both names of one file."""
    if sys.platform == "win32" or stat.S_ISDIR(os.lstat(source).st_mode):
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), target)
        os.rename(source, target)  # noqa: PTH104 - paths are bytes here
        return
    try:
        os.link(source, target, follow_symlinks=False)  # refuses a name that is taken, as rename does not
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _claim_and_rename(source, target)
    else:
        os.unlink(source)  # noqa: PTH108


def _claim_and_rename(source: bytes, target: bytes) -> None:
    """Rename without hard links: an empty file keeps others from taking the name."""
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        os.replace(source, target)  # noqa: PTH105
    except OSError:
        with suppress(OSError):
            os.unlink(target)  # noqa: PTH108
        raise


def copy_to_new(source: bytes, target: bytes) -> str:
    """Copy a file to an unused name, with its time and permissions; returns the MD5 of both.

    The copy is read back. Raises FileFailure or OSError after removing the new file.
    """
    with open(source, "rb") as reading:  # noqa: PTH123 - paths are bytes here
        before = os.fstat(reading.fileno())
        digest = write_new(target, reading)
        after = os.fstat(reading.fileno())
    try:
        _check_copy(target, digest, before, after)
        keep_looks(target, before)
    except (OSError, FileFailure):
        with suppress(OSError):
            os.unlink(target)  # noqa: PTH108
        raise
    return digest


def _check_copy(copy: bytes, digest: str, before: os.stat_result, after: os.stat_result) -> None:
    if digest != md5_of(copy):
        raise FileFailure(Message("The copy differs from the file: the drive didn't save what was written."))
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise FileFailure(Message("The file changed while it was copied. Try again."))


def keep_looks(path: bytes, status: os.stat_result) -> None:
    """Give a file the time and permissions of another, or of its earlier version."""
    keep_permissions(path, status)
    with _where_it_is_known():
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def keep_permissions(path: bytes, status: os.stat_result) -> None:
    """Give a file the permissions of another, or of its earlier version, on drives that have any."""
    with _where_it_is_known():
        os.chmod(path, stat.S_IMODE(status.st_mode))  # noqa: PTH101


@contextmanager
def _where_it_is_known() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in _NOT_KNOWN_THERE:
            raise


def write_new(path: bytes, content: BinaryIO) -> str:
    """Write a new file durably; returns the MD5 of its content.

    Raises OSError after removing the new file.
    """
    digest = hashlib.md5(usedforsecurity=False)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            while piece := content.read(_PIECE):
                digest.update(piece)
                file.write(piece)
            file.flush()
            with _where_it_is_known():
                os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            os.unlink(path)  # noqa: PTH108
        raise
    return digest.hexdigest()


def md5_of(path: bytes) -> str:
    """The MD5 of a whole file. Raises OSError."""
    digest = hashlib.md5(usedforsecurity=False)
    with open(path, "rb") as file:  # noqa: PTH123
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def is_same_file(first: bytes, other: bytes) -> bool:
    """Whether two names refer to the same file."""
    try:
        return os.path.samestat(os.lstat(first), os.lstat(other))
    except OSError:
        return False


def settle_folder(path: bytes) -> None:
    """Make the names in a folder survive a power cut, where the system supports that."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

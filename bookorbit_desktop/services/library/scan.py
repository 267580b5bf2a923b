"""A scan: finds new, changed, moved and missing files, and reads only what changed."""

import logging
import os
import stat
import time
from collections.abc import Callable, Container, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import islice

from bookorbit_desktop.domain.base.shown_text import path_text
from bookorbit_desktop.domain.library.metadata import Extraction
from bookorbit_desktop.domain.library.scan import (
    FileStamp,
    FoundFile,
    KnownFile,
    ReadFile,
    ScanSummary,
    is_under,
)
from bookorbit_desktop.formats.contents import Unreadable
from bookorbit_desktop.formats.detect_format import format_of, is_skipped_folder
from bookorbit_desktop.formats.files import filename_md5, same_bytes
from bookorbit_desktop.formats.workers import TIME_LIMIT, PoolClosed

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Walk:
    """The results of a folder walk so far."""

    files: list[FoundFile] = field(default_factory=list)
    unreachable: list[bytes] = field(default_factory=list)
    """Folders that could not be listed: their files are neither present nor missing."""


def walk(root: bytes) -> Walk:
    """Find every book file under `root`, which may be a single file. Stops at link loops; opens nothing."""
    result = Walk()
    try:
        status = os.stat(root)  # noqa: PTH116 - paths are bytes here
    except OSError:
        result.unreachable.append(root)
        return result
    if stat.S_ISREG(status.st_mode):
        name = os.path.basename(root)  # noqa: PTH119
        result.files.extend(_found(root, name, status))
    else:
        _walk_folders(root, status, result)
    return result


def is_no_book(path: bytes) -> bool:
    """Whether this is a single file without a book's extension."""
    return os.path.isfile(path) and format_of(os.path.basename(path)) is None  # noqa: PTH113, PTH119


def _walk_folders(root: bytes, status: os.stat_result, result: Walk) -> None:
    seen = {(status.st_dev, status.st_ino)}
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            result.unreachable.append(folder)
            continue
        for entry, found in _statted(entries):
            if stat.S_ISDIR(found.st_mode):
                if not is_skipped_folder(entry.name) and (found.st_dev, found.st_ino) not in seen:
                    seen.add((found.st_dev, found.st_ino))
                    waiting.append(entry.path)
            elif stat.S_ISREG(found.st_mode):
                result.files.extend(_found(entry.path, entry.name, found))


def _statted(entries: list[os.DirEntry[bytes]]) -> Iterator[tuple[os.DirEntry[bytes], os.stat_result]]:
    for entry in entries:
        try:
            yield entry, entry.stat()
        except OSError:
            continue


def _found(path: bytes, name: bytes, status: os.stat_result) -> Iterator[FoundFile]:
    file_format = format_of(name)
    if file_format is not None:
        stamp = FileStamp(status.st_size, status.st_mtime_ns, f"{status.st_dev}:{status.st_ino}")
        yield FoundFile(path, file_format, stamp)


COVERS_LATER = 64
"""With more new files than this, every book is listed before the first cover is made, which takes longest."""
BATCH = 64
"""Files per transaction: few enough that a push does not wait."""


@dataclass(slots=True)
class ScanDiff:
    """The differences between disk and library."""

    to_read: list[FoundFile] = field(default_factory=list)
    moved: list[tuple[KnownFile, FoundFile]] = field(default_factory=list)
    returned: list[KnownFile] = field(default_factory=list)
    gone: list[KnownFile] = field(default_factory=list)
    unchanged: int = 0
    unreachable: list[bytes] = field(default_factory=list)
    growing: int = 0


def compare_with_disk(
    roots: Sequence[bytes], known: dict[bytes, KnownFile], settled_for: float = 0.0
) -> ScanDiff:
    """Walk `roots` and compare the files with the library. Reads no file.

    Files changed less than `settled_for` seconds ago may still be growing, and are left to a later scan.
    """
    diff = ScanDiff()
    found: dict[bytes, FoundFile] = {}
    for root in roots:
        walked = walk(root)
        diff.unreachable.extend(walked.unreachable)
        if not walked.files and _is_other_drive(root, known):
            diff.unreachable.append(root)
        found.update((file.path, file) for file in walked.files)
    absent = [
        file
        for path, file in known.items()
        if path not in found and is_under(path, roots) and not is_under(path, diff.unreachable)
    ]
    by_stamp = {file.stamp: file for file in absent}
    for path, file in found.items():
        _sort_in(diff, file, known.get(path), by_stamp)
    moved = {file.id for file, _ in diff.moved}
    diff.gone = [file for file in absent if file.id not in moved and not file.missing]
    whole = [file for file in diff.to_read if _is_settled(file, settled_for)]
    diff.growing = len(diff.to_read) - len(whole)
    diff.to_read = whole
    return diff


def _is_settled(file: FoundFile, settled_for: float) -> bool:
    """Whether a file hasn't changed lately. A time in the future is another computer's clock and is ignored."""
    return not 0 <= time.time() - file.stamp.mtime_ns / 1e9 < settled_for


def _is_other_drive(root: bytes, known: dict[bytes, KnownFile]) -> bool:
    """Whether the drive with the books is missing, and this is only its empty mount point."""
    devices = {
        file.stamp.device for path, file in known.items() if not file.missing and is_under(path, [root])
    }
    try:
        here = str(os.stat(root).st_dev)  # noqa: PTH116 - paths are bytes here
    except OSError:
        return False
    return bool(devices) and here not in devices


def _sort_in(
    diff: ScanDiff, file: FoundFile, known: KnownFile | None, by_stamp: dict[FileStamp, KnownFile]
) -> None:
    if known is not None and known.stamp.is_same_file(file.stamp):
        diff.unchanged += 1
        if known.missing:
            diff.returned.append(known)
    elif known is None and file.stamp in by_stamp:
        diff.moved.append((by_stamp.pop(file.stamp), file))
    else:
        diff.to_read.append(file)


class FileReader:
    """Reads files in parallel and finds byte-for-byte copies."""

    def __init__(
        self, extract: Callable[[bytes], Extraction], workers: int, known: dict[bytes, KnownFile]
    ) -> None:
        self._extract = extract
        self._workers = workers
        self._known = known
        self._same_digest: dict[tuple[str, int], list[bytes]] = {}
        self._too_long: set[tuple[str, int]] = set()
        """Digest and size of files whose comparison took too long; each stays a book of its own."""
        for file in known.values():
            self._same_digest.setdefault((file.partial_md5, file.stamp.size), []).append(file.path)

    def read(self, files: Sequence[FoundFile]) -> Iterator[list[ReadFile]]:
        """The files in batches, in the order they were read. Ends early when the pool is closed."""
        threads = ThreadPoolExecutor(self._workers, thread_name_prefix="scan")
        try:
            pairs = zip(files, _extractions(threads, self._extract, files), strict=False)
            while batch := list(islice(pairs, BATCH)):
                yield [self._compared(file, extraction) for file, extraction in batch]
        finally:
            threads.shutdown(cancel_futures=True)

    def _compared(self, file: FoundFile, extraction: Extraction) -> ReadFile:
        """Compare a file with others of its digest, to find a copy or the path it has moved from."""
        if not extraction.partial_md5:
            return ReadFile(file, extraction)
        key = (extraction.partial_md5, file.stamp.size)
        others = self._same_digest.setdefault(key, [])
        moved_from = None if file.path in self._known else next(filter(_is_gone, others), None)
        if moved_from is not None:
            others.remove(moved_from)
        twin = next(
            (other for other in others if other != file.path and self._is_twin(key, other, file)), None
        )
        if file.path not in others:
            others.append(file.path)
        return ReadFile(file, extraction, twin, moved_from)

    def _is_twin(self, key: tuple[str, int], other: bytes, file: FoundFile) -> bool:
        if key in self._too_long:
            return False
        try:
            is_same = same_bytes(other, file.path, TIME_LIMIT)
        except (Unreadable, OSError):
            return False
        if is_same is None:
            self._too_long.add(key)
        return bool(is_same)


def read_late_covers(
    extract: Callable[[bytes], Extraction], workers: int, files: Sequence[ReadFile]
) -> Iterator[list[ReadFile]]:
    """Read files with an unread cover and yield their thumbnails, as `FileReader.read` does."""
    threads = ThreadPoolExecutor(workers, thread_name_prefix="covers")
    try:
        found = [file.found for file in files]
        pairs = zip(files, _extractions(threads, extract, found), strict=False)
        while batch := list(islice(pairs, BATCH)):
            yield [_with_cover(file, late) for file, late in batch]
    finally:
        threads.shutdown(cancel_futures=True)


def _with_cover(file: ReadFile, late: Extraction) -> ReadFile:
    whole = replace(file.extraction, thumbnail=late.thumbnail, cover_waits=False)
    if not whole.problem:
        whole = replace(whole, problem=late.problem, blames_cover=late.blames_cover)
    return replace(file, extraction=whole)


def _extractions(
    threads: ThreadPoolExecutor, extract: Callable[[bytes], Extraction], files: Sequence[FoundFile]
) -> Iterator[Extraction]:
    try:
        yield from threads.map(lambda file: extract(file.path), files)
    except PoolClosed:
        return


def _is_gone(path: bytes) -> bool:
    return not os.path.lexists(path)


def new_filename_md5(file: FoundFile) -> str:
    """KOReader's file-name digest of a file at its current path."""
    return filename_md5(file.path)


def summarise(
    diff: ScanDiff, read: Sequence[ReadFile], known: Container[bytes], new_books: int
) -> ScanSummary:
    """The result in numbers. `read` are the files that were read, `known` the paths known before."""
    moved_from = {file.moved_from for file in read if file.moved_from}
    changed = sum(file.found.path in known for file in read)
    moved = len(diff.moved) + len(moved_from)
    added = len(read) - changed - len(moved_from)
    problems = tuple(
        (path_text(file.found.path), file.extraction.problem) for file in read if file.extraction.problem
    )
    return ScanSummary(
        files=diff.unchanged + moved + added + changed,
        added=added,
        new_books=new_books,
        changed=changed,
        moved=moved,
        missing=sum(file.path not in moved_from for file in diff.gone),
        unchanged=diff.unchanged,
        problems=len(problems),
        unreachable=tuple(path_text(path) for path in diff.unreachable),
        growing=diff.growing,
        problem_files=problems,
    )

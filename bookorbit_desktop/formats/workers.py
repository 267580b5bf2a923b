"""Reads book files in separate processes, so that a hostile file harms only its own.

Spawned, never forked: a fork would copy the locks of Qt and of other threads (behaviour.md, "workers").
"""

import logging
import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Generic, Self, TypeVar

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.metadata import Extraction
from bookorbit_desktop.formats.reader import read_file, read_only_digests

TIME_LIMIT: Final = 5.0
"""Seconds of a worker's own processor time for one file (behaviour.md, "limits")."""
PATIENCE: Final = 4
"""A factor on the limit: for so long a worker may wait without getting any work done, as for a drive."""
MEMORY_LIMIT: Final = 1 << 30
"""Bytes of address space of one worker."""

NICENESS: Final = 10
"""A scan may take longer; the window, and the server that a device waits for, may not."""

_START_LIMIT: Final = 60.0
"""Seconds for a worker to start; a busy machine can be slow."""
_END_LIMIT: Final = 2.0
"""Seconds for a killed worker to end."""
_EXIT_LIMIT: Final = 30.0
"""Seconds for a worker with a closed pipe to exit: until then its exit code is unknown."""
_LONGEST: Final = 600.0
"""Seconds after which a worker ends itself, if no parent is left: beside a load of 20 it gets a hundredth of a
processor at this niceness."""
_TIMES_WORK: Final = hasattr(signal, "setitimer")
"""Windows processes cannot limit their CPU time: there the limit is wall-clock time."""

_log = logging.getLogger(__name__)

T = TypeVar("T")


class PoolClosed(BookOrbitError):
    """The pool was closed while the file was waiting or being read."""


class ReaderUnavailable(BookOrbitError):
    """The worker processes do not start."""


class _Outcome(Enum):
    """The reason why a worker returned nothing."""

    TOO_SLOW = auto()
    """It worked for longer than it may."""
    WAITED = auto()
    """It got no work done, as it waited: for a drive, for example."""
    TOO_LARGE = auto()
    CRASHED = auto()
    ENDED = auto()
    """By a SIGTERM from outside, as at the end of a session: says nothing about the file."""


@dataclass(frozen=True, slots=True)
class _Bug:
    """An unexpected error in a reader."""

    trace: str


_Failure = _Outcome | _Bug


class WorkerPool(Generic[T]):
    """Worker processes that read book files. Use it in a `with` block, or close it.

    Workers start with the first files. All methods may be called from any thread.

    Args:
        workers: how many files are read at the same time.
        read: what a worker does with a path; a function that can be imported by its name.
        give_up: what is said, in this process, of a path that a worker could not cope with, and why.
        time_limit: seconds of processor time for one file.
        memory_limit: bytes of address space of one worker, where the system can limit it.
    """

    def __init__(
        self,
        workers: int,
        *,
        read: Callable[[bytes], T],
        give_up: Callable[[bytes, Message], T],
        time_limit: float = TIME_LIMIT,
        memory_limit: int = MEMORY_LIMIT,
    ) -> None:
        self._read = read
        self._give_up = give_up
        self._time_limit = time_limit
        self._memory_limit = memory_limit
        self._changed = threading.Condition()
        # None is a place whose worker has not started yet, or was ended.
        self._free: list[_Worker[T] | None] = [None] * workers
        self._running: set[_Worker[T]] = set()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, path: bytes) -> T:
        """Read one file, after waiting for a free worker.

        For a file that takes too long, needs too much memory or crashes its worker, the result is that of
        `give_up`.

        Raises PoolClosed if the pool is closed meanwhile, and ReaderUnavailable if the workers do not start.
        """
        reply = self._ask_a_worker(path)
        if reply is _Outcome.ENDED:
            reply = self._ask_a_worker(path)
        if not isinstance(reply, _Failure):
            return reply
        if isinstance(reply, _Bug):
            _log.error("Reading %r failed:\n%s", path, reply.trace)
        return self._give_up(path, self._problem(reply))

    def close(self) -> None:
        """Kill the workers. A read in progress raises PoolClosed."""
        with self._changed:
            self._closed = True
            idle = [worker for worker in self._free if worker]
            self._free.clear()
            for worker in self._running:
                worker.kill()
            self._changed.notify_all()
        for worker in idle:
            self._discard(worker)

    def _problem(self, reply: _Failure) -> Message:
        match reply:
            case _Outcome.TOO_SLOW:
                return _took_longer_than(self._time_limit)
            case _Outcome.WAITED:
                return _took_longer_than(_patience(self._time_limit))
            case _Outcome.TOO_LARGE:
                return Message("Reading this file needed too much memory.")
            case _:
                return Message("Reading this file crashed the reader.")

    def _ask_a_worker(self, path: bytes) -> T | _Failure:
        worker = self._take()
        reply: T | _Failure = _Outcome.CRASHED
        try:
            reply = worker.read(path)
        finally:
            # Without a result, a worker may still be busy or short of memory.
            self._give_back(worker, usable=not isinstance(reply, _Failure))
        if self._closed and isinstance(reply, _Failure):
            raise PoolClosed(Message("Reading was stopped."))
        return reply

    def _take(self) -> "_Worker[T]":
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._free)
            if self._closed:
                raise PoolClosed(Message("Reading was stopped."))
            worker = self._free.pop()
        if worker and worker.is_alive():
            return worker
        if worker:
            self._discard(worker)
        try:
            return self._start()
        except BaseException:
            self._free_slot(None)
            raise

    def _start(self) -> "_Worker[T]":
        worker = _Worker(self._read, self._time_limit, self._memory_limit)
        with self._changed:
            self._running.add(worker)
            closed = self._closed
        if not closed and worker.is_ready():
            return worker
        self._discard(worker)
        if self._closed:
            raise PoolClosed(Message("Reading was stopped."))
        raise ReaderUnavailable(
            Message(
                "BookOrbit's book reader didn't start. Restart BookOrbit; if that doesn't help, reinstall it."
            )
        )

    def _give_back(self, worker: "_Worker[T]", *, usable: bool) -> None:
        if not usable:
            self._discard(worker)
        self._free_slot(worker if usable else None)

    def _free_slot(self, worker: "_Worker[T] | None") -> None:
        with self._changed:
            if not self._closed:
                # Started workers are taken first, so that a small scan needs only one.
                self._free.insert(len(self._free) if worker else 0, worker)
                self._changed.notify()
                return
        if worker:
            self._discard(worker)

    def _discard(self, worker: "_Worker[T]") -> None:
        worker.end()
        with self._changed:
            self._running.discard(worker)


class ExtractionPool(WorkerPool[Extraction]):
    """Reads digests, metadata and thumbnails. Digests are read even if a worker fails on the file."""

    def __init__(
        self,
        workers: int = 2,
        *,
        read: Callable[[bytes], Extraction] = read_file,
        time_limit: float = TIME_LIMIT,
        memory_limit: int = MEMORY_LIMIT,
    ) -> None:
        super().__init__(
            workers, read=read, give_up=read_only_digests, time_limit=time_limit, memory_limit=memory_limit
        )

    def extract(self, path: bytes) -> Extraction:
        """Same as `read`."""
        return self.read(path)


class _Worker(Generic[T]):
    """A worker process with its pipe; used by one thread at a time."""

    def __init__(self, read: Callable[[bytes], T], time_limit: float, memory_limit: int) -> None:
        self._patience = _patience(time_limit)
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_serve,
            args=(theirs, read, time_limit, _LONGEST, memory_limit),
            name="book reader",
            daemon=True,
        )
        self._process.start()
        # The worker's end stays open in the worker alone: its death is then the end of the pipe.
        theirs.close()

    def is_ready(self) -> bool:
        """Wait until the process has started; False if it does not."""
        try:
            return self._pipe.poll(_START_LIMIT) and self._pipe.recv_bytes() == b""
        except (EOFError, OSError):
            return False

    def is_alive(self) -> bool:
        return self._process.is_alive()

    def read(self, path: bytes) -> T | _Failure:
        try:
            worked = _work_of(self._process.pid)
            self._pipe.send_bytes(path)
            while not self._pipe.poll(self._patience):
                before, worked = worked, _work_of(self._process.pid)
                if worked <= before:
                    return _Outcome.WAITED
            reply: T | _Failure = self._pipe.recv()
        except (EOFError, OSError):
            self._process.join(_EXIT_LIMIT)
            return _verdict(self._process.exitcode)
        return reply

    def kill(self) -> None:
        """Kill the process; safe while another thread waits for its reply."""
        self._process.kill()

    def end(self) -> None:
        """End the process and close the pipe."""
        self._process.kill()
        self._process.join(_END_LIMIT)
        self._pipe.close()


def _serve(
    pipe: Connection, read: Callable[[bytes], Any], time_limit: float, longest: float, memory_limit: int
) -> None:
    """Read the paths received until the other end is closed. Runs in the worker process.

    A file may take `time_limit` seconds of CPU time; if nobody else has ended this process after `longest`
    seconds of wall-clock time, it ends itself.
    """
    _become_quiet()
    _limit_memory(memory_limit)
    pipe.send_bytes(b"")
    while True:
        try:
            path = pipe.recv_bytes()
            _end_after(work=time_limit, wait=longest)
            pipe.send(_reply(read, path))
            _end_after(work=0, wait=0)
        except (EOFError, OSError):
            return


def _reply(read: Callable[[bytes], T], path: bytes) -> T | _Failure:
    try:
        return read(path)
    except MemoryError:
        return _Outcome.TOO_LARGE
    except Exception:  # noqa: BLE001 (the parent logs the trace: this process prints nothing)
        return _Bug(traceback.format_exc())


def _become_quiet() -> None:
    """Ignore Ctrl-C, which the parent handles, run at low priority, and print nothing."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    os.close(null)


def _limit_memory(limit: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    for kind, value in ((resource.RLIMIT_AS, limit), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(kind)
        try:
            resource.setrlimit(kind, (value, hard))
        except (OSError, ValueError):  # macOS refuses RLIMIT_AS
            continue


def _work_of(process: int | None) -> float:
    """Seconds of processor time that a process has used; 0 where the system does not tell."""
    try:
        facts = Path(f"/proc/{process}/stat").read_text()
    except OSError:  # only Linux has it
        return 0.0
    user, system = facts.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _patience(time_limit: float) -> float:
    """Seconds that a worker may wait."""
    return time_limit * PATIENCE if _TIMES_WORK else time_limit


def _took_longer_than(seconds: float) -> Message:
    return Message("Reading this file took longer than %n second(s).", count=max(1, round(seconds)))


def _verdict(exit_code: int | None) -> _Outcome:
    """What the worker's exit code means for its file."""
    if _TIMES_WORK and exit_code in (-signal.SIGPROF, -signal.SIGALRM):  # of its own timers, `_end_after`
        return _Outcome.TOO_SLOW if exit_code == -signal.SIGPROF else _Outcome.WAITED
    return _Outcome.ENDED if exit_code == -signal.SIGTERM else _Outcome.CRASHED


def _end_after(*, work: float, wait: float) -> None:
    """Have the system end this process, even inside C code, after seconds of CPU time (`work`) or
    wall-clock time (`wait`); 0 cancels."""
    if _TIMES_WORK:
        signal.setitimer(signal.ITIMER_PROF, work)
        signal.setitimer(signal.ITIMER_REAL, wait)

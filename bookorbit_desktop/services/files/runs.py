"""Work on a person's files: recorded first, one file at a time, resumed after a crash, and undoable."""

import logging
import os
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Final, Protocol, TypeVar

from bookorbit_desktop.domain.base.errors import BookOrbitError, InvalidInput
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.base.shown_text import path_text
from bookorbit_desktop.domain.files.runs import (
    FileOutcome,
    FileProblem,
    FileRun,
    FileStep,
    FileWork,
    NewStep,
    StepState,
    WrittenPart,
)
from bookorbit_desktop.domain.overview.activity import JobKind
from bookorbit_desktop.domain.overview.events import FileWorkFinished, FileWorkProgressed
from bookorbit_desktop.services.library.library import LibraryService
from bookorbit_desktop.services.runtime.clock import Clock
from bookorbit_desktop.services.runtime.event_bus import EventBus, job
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.files.runs import FileRunRepository
from bookorbit_desktop.system.exact_files import FileFailure, failure

logger = logging.getLogger(__name__)

T = TypeVar("T")

CANCELLED: Final = Message("Cancelled before it started.")
LEFT_BEHIND: Final = Message("Its book file stayed, so this stayed too.")
BUSY: Final = Message("BookOrbit is already working on files. Wait until it has finished, or cancel it.")
NOTHING: Final = Message("Nothing to undo.")


class StepWorker(Protocol):
    """Does one kind of work on one file. Both methods can be called again after a crash halfway through.

    They store that the step is done. If they raise FileFailure or OSError, the file is unchanged.
    """

    def do(self, step: FileStep) -> None:
        """Carry out a step, or the rest of it."""

    def undo(self, step: FileStep) -> None:
        """Undo a step, or the rest of it."""


class FileRuns:
    """Does one run at a time. Every method blocks and can be called from any thread."""

    def __init__(
        self,
        database: Database,
        runs: FileRunRepository,
        library: LibraryService,
        clock: Clock,
        events: EventBus,
    ) -> None:
        self._database = database
        self.stored = runs
        """The stored earlier runs."""
        self._library = library
        self._clock = clock
        self._events = events
        self._workers: dict[FileWork, StepWorker] = {}
        self._turn = threading.Lock()
        self._cancelled = threading.Event()
        self._stopped = threading.Event()

    def use(self, works: Iterable[FileWork], worker: StepWorker) -> None:
        """Register a worker for these kinds of work."""
        self._workers.update(dict.fromkeys(works, worker))

    def cancel(self) -> None:
        """Stop the current run after its current file. What is done stays done, and can be undone."""
        self._cancelled.set()

    def stop(self) -> None:
        """Stop permanently after the current file. The next start resumes."""
        self._stopped.set()

    def carry_out(
        self,
        work: FileWork,
        steps: Sequence[tuple[NewStep, Sequence[NewStep]]],
        checked: Callable[[], None],
        parts: Iterable[WrittenPart] = (),
    ) -> FileOutcome:
        """Carry out these steps. Raises InvalidInput while another run is in progress.

        `checked` is called when the run's turn comes; if it raises, the run ends before its first step.
        """
        if not steps:
            return FileOutcome(work, None, 0)

        def begin() -> FileRun:
            checked()
            now = self._clock.now().timestamp()
            return self._known(self._database.write(lambda: self.stored.begin(work, steps, now, parts)))

        return self._in_turn(begin)

    def undo(self, run_id: int) -> FileOutcome:
        """Undo a run. Raises InvalidInput while another run is in progress."""

        def begin() -> FileRun:
            self._database.write(lambda: self.stored.begin_undo(run_id))
            return self._known(run_id)

        return self._in_turn(begin)

    def while_idle(self, work: Callable[[], T]) -> T:
        """Call a function while no run is in progress. Raises InvalidInput otherwise."""
        if not self._turn.acquire(blocking=False):
            raise InvalidInput(BUSY)
        try:
            return work()
        finally:
            self._turn.release()

    def resume(self) -> list[FileOutcome]:
        """Resume what a quit or a crash interrupted. Raises InvalidInput while a run is in progress."""
        return [self._in_turn(lambda run=run: run) for run in self.stored.interrupted()]  # type: ignore[misc]

    def carry_on(self) -> None:
        """As `resume`, but errors are logged. For the program's start."""
        try:
            self.resume()
        except BookOrbitError as problem:
            logger.warning("Interrupted file operations are waiting: %s", problem)

    def _known(self, run_id: int) -> FileRun:
        run = self.stored.run(run_id)
        if run is None:
            raise InvalidInput(NOTHING)
        return run

    def _in_turn(self, begin: Callable[[], FileRun]) -> FileOutcome:
        if not self._turn.acquire(blocking=False):
            raise InvalidInput(BUSY)
        try:
            self._cancelled.clear()
            with job(self._events, JobKind.FILES), self._library.scans_held():
                outcome = self._go_through(run := begin())
                self._events.emit(FileWorkFinished(outcome))
            if changed := self._changed(run):
                self._library.look_at(changed)
            return outcome
        finally:
            self._turn.release()

    def _go_through(self, run: FileRun) -> FileOutcome:
        worker = self._workers[run.work]
        steps = self._undo_order(run.id) if run.undoing else self.stored.steps(run.id, [StepState.PLANNED])
        files = sum(not step.is_sidecar for step in steps)
        done, problems = 0, list[FileProblem]()
        for step in steps:
            if self._stopped.is_set():
                return FileOutcome(run.work, run.id, done, tuple(problems), cancelled=True)
            if self._cancelled.is_set():
                self._give_up(run, steps)
                break
            self._events.emit(FileWorkProgressed(done, files, path_text(step.source)))
            problem = self._attempt(run, step, worker)
            if problem is not None:
                problems.append(FileProblem(step.target if run.undoing else step.source, problem))
            elif not step.is_sidecar:
                done += 1
        self._database.write(lambda: self.stored.end(run.id, self._clock.now().timestamp()))
        return FileOutcome(run.work, run.id, done, tuple(problems), self._cancelled.is_set())

    def _changed(self, run: FileRun) -> list[bytes]:
        """Files that the library has to read because they are new or changed."""
        if run.work is FileWork.MOVE or (run.undoing and run.work is FileWork.COPY):
            return []
        return [step.target for step in self.stored.steps(run.id, [StepState.DONE, StepState.UNDONE])]

    def _undo_order(self, run_id: int) -> list[FileStep]:
        """Return the steps in undo order: last file first, its companions after it. A started step may be half done."""
        steps = self.stored.steps(run_id, [StepState.DONE, StepState.PLANNED])
        return sorted(steps, key=lambda step: (-(step.beside or step.id), step.id))

    def _attempt(self, run: FileRun, step: FileStep, worker: StepWorker) -> Message | None:
        """Why the file is left unchanged; None if it was changed."""
        wanted = StepState.UNDONE if run.undoing else StepState.DONE
        if step.beside is not None and self.stored.step(step.beside).state is not wanted:
            return self._note(run, step, LEFT_BEHIND)
        try:
            if run.undoing:
                worker.undo(step)
            else:
                worker.do(step)
        except FileFailure as problem:
            return self._note(run, step, problem.message)
        except OSError as error:
            logger.info("%r: %s", step.source, error)
            return self._note(run, step, failure(error).message)
        return None

    def _note(self, run: FileRun, step: FileStep, reason: Message) -> Message:
        state = step.state if run.undoing and step.state is StepState.DONE else StepState.FAILED
        self._database.write(lambda: self.stored.put(step.id, state, reason))
        return reason

    def _give_up(self, run: FileRun, steps: Iterable[FileStep]) -> None:
        """End a cancelled run: its remaining steps aren't carried out later."""
        planned = [step.id for step in steps if self.stored.step(step.id).state is StepState.PLANNED]

        def store() -> None:
            for step_id in planned:
                self.stored.put(step_id, StepState.FAILED, CANCELLED)

        self._database.write(store)


def lies_in_calibre_library(path: bytes) -> bool:
    """Whether a file is in a Calibre library, where only Calibre may move and change files."""
    folder = os.path.dirname(path)  # noqa: PTH120 - paths are bytes here
    while True:
        if os.path.lexists(os.path.join(folder, b"metadata.db")):  # noqa: PTH118
            return True
        parent = os.path.dirname(folder)  # noqa: PTH120
        if parent == folder:
            return False
        folder = parent

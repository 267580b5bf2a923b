"""The progress of long work in the window, with a Cancel button."""

import threading
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.wording import joined

T = TypeVar("T")

BOOKS_AT_ONCE = 100
"""Books per step, so that a reader's push waits for one step only."""


class Work:
    """A piece of work under way."""

    def __init__(self, text: str, total: int, changed: Callable[[], object]) -> None:
        self.text = text
        self.total = total
        self.done = 0
        self.cancelled = threading.Event()
        """Set once the person cancels the rest."""
        self._changed = changed

    def move(self, done: int) -> None:
        """Set how much is done. Callable from any thread."""
        self.done = done
        self._changed()


@dataclass(frozen=True, slots=True)
class Steps(Generic[T]):
    """The results of the completed steps."""

    book_ids: list[BookId]
    """The books of these steps; all of them unless it ended early."""
    results: list[T]
    is_cancelled: bool = False
    problem: BookOrbitError | None = None
    """Why it ended early."""

    def raise_problem(self) -> None:
        """Raise the problem that stopped it, if any."""
        if self.problem is not None:
            raise self.problem


class LongWork(QObject):
    """The work under way in the window; its viewer decides when it takes long enough to show."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._under_way: list[Work] = []

    @property
    def current(self) -> Work | None:
        """The work that started first; None if there is none."""
        return self._under_way[0] if self._under_way else None

    @contextmanager
    def show(self, text: str, total: int) -> Iterator[Work]:
        """Register work, described by `words`, until the block is left."""
        work = Work(text, total, self.changed.emit)
        self._under_way.append(work)
        self.changed.emit()
        try:
            yield work
        finally:
            self._under_way.remove(work)
            self.changed.emit()

    async def in_steps(
        self,
        text: str,
        book_ids: Sequence[BookId],
        step: Callable[[list[BookId]], Awaitable[T]],
        *,
        at_once: int = BOOKS_AT_ONCE,
    ) -> Steps[T]:
        """Run `step` for the books in chunks; cancelling or a problem skips the rest.

        An error in the first chunk is raised, as nothing was done.
        """
        results: list[T] = []
        with self.show(text, len(book_ids)) as work:
            for start in range(0, len(book_ids), at_once):
                if work.cancelled.is_set():
                    return Steps(list(book_ids[:start]), results, is_cancelled=True)
                some = list(book_ids[start : start + at_once])
                try:
                    results.append(await step(some))
                except BookOrbitError as error:
                    if not start:
                        raise
                    return Steps(list(book_ids[:start]), results, problem=error)
                work.move(start + len(some))
        return Steps(list(book_ids), results)


def ended_text(text: str, steps: Steps[T]) -> str:
    """What was done, with a note that the person cancelled the rest."""
    return joined(text, tr("cancelled; the others weren't changed")) if steps.is_cancelled else text

"""Undo, in the same form for every change that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from bookorbit_desktop.domain.base.messages import Message

C = TypeVar("C")


@dataclass(frozen=True, slots=True)
class Undone:
    """The outcome of an undo."""

    count: int = 0
    """The number of restored books, if counted."""
    kept: tuple[str, ...] = ()
    """Titles of the books that were kept because they changed since."""
    reasons: tuple[Message, ...] = ()
    """Why something could not be restored, one sentence each."""

    def __add__(self, other: Undone) -> Undone:
        """The combined outcome of two steps."""
        return Undone(self.count + other.count, self.kept + other.kept, self.reasons + other.reasons)


@dataclass(frozen=True, slots=True)
class UndoStep:
    """Undoes one change."""

    run: Callable[[], Undone | None]
    """Blocks. Raises BookOrbitError; None if there is nothing to report."""
    books: int = 1
    """The number of books affected."""


@dataclass(frozen=True, slots=True)
class Undo:
    """The changes that one Undo reverts, in the order they were made.

    Run each step once, from last to first. What was changed by others since is kept.
    """

    steps: tuple[UndoStep, ...] = ()

    @classmethod
    def of(cls, undo: Callable[[C], Undone | None], change: C, books: int = 1) -> Undo:
        """An undo of one step: a service's `undo` with its `change`, which affects this many `books`."""
        return cls((UndoStep(partial(undo, change), books),))

    @classmethod
    def of_each(
        cls, undo: Callable[[C], Undone | None], changes: Iterable[C], books: Callable[[C], int]
    ) -> Undo:
        """As `of`, for several changes in order, without those that affect no book."""
        return cls(
            tuple(UndoStep(partial(undo, change), books(change)) for change in changes if books(change))
        )

    def __add__(self, later: Undo) -> Undo:
        """This undo together with that of a later change."""
        return Undo(self.steps + later.steps)

    def __bool__(self) -> bool:
        """Whether there is anything to undo."""
        return bool(self.steps)

    @property
    def books(self) -> int:
        """The number of books in all steps."""
        return sum(step.books for step in self.steps)

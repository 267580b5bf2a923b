"""Offers to undo what was just done, carries it out, and reports the result."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.services.runtime.undo import Undo, Undone
from bookorbit_desktop.ui.localizing import localize
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.widgets.message_bar import Offer, undo_offer
from bookorbit_desktop.ui.wording import joined, quoted

if TYPE_CHECKING:
    from bookorbit_desktop.ui.context import UiContext

Tell = Callable[[str, Tone], object]
"""Shows a message."""


def offer_of(
    context: UiContext, undo: Undo, tell: Tell, text: Callable[[Undone], str] | None = None
) -> Offer:
    """The offer to undo this; `tell` gets the result, worded by `text`."""
    words = text or (lambda _undone: tr("Undone."))
    return undo_offer(lambda: context.tasks.start(_run(context, undo, tell, words)))


def import_undone_text(undone: Undone) -> str:
    """The result of undoing an import."""
    text = tr("Import undone for %n book(s).", undone.count)
    if undone.kept:
        kept = ", ".join(map(quoted, undone.kept))
        text += " " + tr("Kept because you changed them since: {0}.").format(kept)
    return text


async def _run(context: UiContext, undo: Undo, tell: Tell, text: Callable[[Undone], str]) -> None:
    """Undo in steps. Cancelling or a problem skips the rest; an error in the first step is raised."""
    undone = Undone()
    problem: BookOrbitError | None = None
    early = ""
    with context.work.show(tr("Undoing…"), undo.books) as work:
        for step in reversed(undo.steps):
            if work.cancelled.is_set():
                early = tr("cancelled; the others weren't changed")
                break
            try:
                answer = await context.tasks.blocking(step.run)
            except BookOrbitError as error:
                if not work.done:
                    raise
                problem = error
                break
            undone += answer or Undone()
            work.move(work.done + step.books)
    words = joined(text(undone), early, *map(localize, undone.reasons))
    tell(words, Tone.ATTENTION if undone.kept or undone.reasons else Tone.OK)
    if problem is not None:
        raise problem

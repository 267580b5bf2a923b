"""One Undo for everything: the steps run from the last to the first, and what came of them is said once."""

from collections.abc import Callable

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.services.runtime.undo import Undo, Undone
from bookorbit_desktop.ui.theme import Tone
from bookorbit_desktop.ui.undoing import offer_of
from tests.ui.harness import Ui


class DeviceAnnotation:
    """Takes one Undo, and keeps what is said of it."""

    def __init__(self, ui: Ui, undo: Undo, text: Callable[[Undone], str] | None = None) -> None:
        self.ui = ui
        self.messages: list[tuple[str, Tone]] = []
        self.problems: list[str] = []
        ui.tasks.problem.connect(self.problems.append)
        self._offer = offer_of(
            ui.context, undo, lambda words, tone: self.messages.append((words, tone)), text
        )

    def take(self) -> None:
        self._offer.act()
        self.ui.until(lambda: not self.ui.tasks.is_busy)


def test_steps_are_undone_from_the_last_to_the_first(ui: Ui) -> None:
    undone: list[str] = []
    told = DeviceAnnotation(ui, Undo.of(undone.append, "fields") + Undo.of(undone.append, "cover"))
    told.take()
    assert undone == ["cover", "fields"]
    assert told.messages == [("Undone.", Tone.OK)]


def test_entries_that_could_not_be_restored_are_listed_after_the_restored_ones(ui: Ui) -> None:
    answers = [Undone(1), Undone(0, reasons=(Message("“{0}” is still in the Trash.", "Emma"),))]
    told = DeviceAnnotation(ui, Undo.of_each(lambda one: one, answers, lambda _one: 1))
    told.take()
    assert told.messages == [("Undone. · “Emma” is still in the Trash.", Tone.ATTENTION)]


def test_counts_and_titles_of_all_steps_are_told_together(ui: Ui) -> None:
    answers = [Undone(2), Undone(1, kept=("Emma",))]
    told = DeviceAnnotation(
        ui,
        Undo.of_each(lambda one: one, answers, lambda one: one.count),
        lambda undone: f"{undone.count} {undone.kept}",
    )
    told.take()
    assert told.messages == [("3 ('Emma',)", Tone.ATTENTION)]


def refuse(_change: object) -> None:
    raise InvalidInput(Message("A device has sent a newer place."))


def test_a_problem_of_the_first_step_is_all_that_is_said(ui: Ui) -> None:
    undone: list[str] = []
    told = DeviceAnnotation(ui, Undo.of(undone.append, "fields") + Undo.of(refuse, "place"))
    told.take()
    assert (undone, told.messages) == ([], [])
    assert told.problems == ["A device has sent a newer place."]


def test_a_later_problem_leaves_what_was_undone_and_is_said_too(ui: Ui) -> None:
    undone: list[str] = []
    told = DeviceAnnotation(ui, Undo.of(refuse, "place") + Undo.of(undone.append, "cover"))
    told.take()
    assert undone == ["cover"]
    assert told.messages == [("Undone.", Tone.OK)]
    assert told.problems == ["A device has sent a newer place."]


def test_cancel_ends_before_the_next_step(ui: Ui) -> None:
    undone: list[str] = []

    def cancelling(change: str) -> None:
        undone.append(change)
        work = ui.context.work.current
        assert work is not None
        assert work.total == 30
        work.cancelled.set()

    told = DeviceAnnotation(ui, Undo.of(undone.append, "first", 10) + Undo.of(cancelling, "last", 20))
    told.take()
    assert undone == ["last"]
    assert told.messages == [("Undone. · cancelled; the others weren't changed", Tone.OK)]


def test_changes_to_no_book_are_no_step() -> None:
    assert not Undo.of_each(lambda _one: None, [[], []], len)
    assert Undo.of_each(lambda _one: None, [[1, 2], [], [3]], len).books == 3

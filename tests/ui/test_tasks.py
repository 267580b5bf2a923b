"""Services started from slots: on which thread they run, and what becomes of their errors."""

import ast
import asyncio
import gc
import logging
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from shiboken6 import delete

import bookorbit_desktop.ui
from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.services.runtime.network_loop import NetworkLoop
from bookorbit_desktop.ui.context import UiContext
from bookorbit_desktop.ui.tasks import WaitingThreads, async_slot, owned_slot
from tests.ui.harness import Ui


class Asker(QObject):
    asked = Signal(str, bool)


class Answerer(QObject):
    """Writes down what its slots were started with."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self.answers: list[tuple[object, ...]] = []
        self.ended = asyncio.Event()

    @async_slot
    async def answer(self) -> None:
        self.answers.append(())

    @async_slot
    async def answer_to(self, name: str, *, aloud: bool = False) -> None:
        self.answers.append((name, aloud))

    @async_slot
    async def refuse(self, *names: object) -> None:
        raise InvalidInput(Message("Not today."))

    @owned_slot
    async def wait(self) -> None:
        self.answers.append(("waits",))
        try:
            await asyncio.Event().wait()
        finally:
            self.ended.set()


def test_a_slot_takes_of_a_signal_what_it_has_parameters_for(ui: Ui) -> None:
    asker, answerer = Asker(), Answerer(ui.context)
    asker.asked.connect(answerer.answer)
    asker.asked.connect(answerer.answer_to)

    asker.asked.emit("Mara", True)
    answerer.answer_to("Leo", aloud=True)
    ui.run(ui.tasks.settled())

    assert answerer.answers == [(), ("Mara", False), ("Leo", True)]


def test_an_error_in_a_slot_is_said(ui: Ui) -> None:
    asker, answerer = Asker(), Answerer(ui.context)
    asker.asked.connect(answerer.refuse)

    asker.asked.emit("Mara", True)
    ui.until(lambda: ui.problems)

    assert ui.problems == ["Not today."]


def test_a_signal_does_not_reach_the_slot_of_what_is_gone(ui: Ui) -> None:
    asker, answerer = Asker(), Answerer(ui.context)
    asker.asked.connect(answerer.answer)

    delete(answerer)
    asker.asked.emit("Mara", True)
    ui.run(ui.tasks.settled())

    assert answerer.answers == []


def test_the_work_of_an_owned_slot_ends_with_its_object(ui: Ui) -> None:
    answerer = Answerer(ui.context)
    answerer.wait()
    ui.until(lambda: answerer.answers)

    delete(answerer)

    ui.run(asyncio.wait_for(answerer.ended.wait(), 120))


def test_network_work_runs_on_the_network_thread_and_comes_back(ui: Ui) -> None:
    async def work() -> str:
        await asyncio.sleep(0)
        return threading.current_thread().name

    assert ui.run(ui.tasks.network(work())) == "network"


def test_blocking_calls_run_beside_the_window(ui: Ui) -> None:
    name = ui.run(ui.tasks.blocking(lambda: threading.current_thread().name))

    assert name.startswith("window")


def test_an_error_for_the_person_is_said_as_it_is(ui: Ui) -> None:
    async def fail() -> None:
        raise InvalidInput(Message("The date can't be in the future."))

    ui.tasks.start(fail())
    ui.until(lambda: ui.problems)

    assert ui.problems == ["The date can't be in the future."]


def test_a_bug_keeps_its_traceback_and_is_said_plainly(ui: Ui, caplog: pytest.LogCaptureFixture) -> None:
    async def fail() -> None:
        raise ZeroDivisionError("a bug")

    with caplog.at_level(logging.ERROR):
        ui.tasks.start(fail())
        ui.until(lambda: ui.problems)

    assert ui.problems == ["Something went wrong. The log file has the details."]
    assert "ZeroDivisionError: a bug" in caplog.text


def test_cancelling_a_task_cancels_its_work_on_the_network(ui: Ui) -> None:
    began, ended = threading.Event(), threading.Event()

    async def work() -> None:
        began.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    task = ui.tasks.start(ui.tasks.network(work()))
    ui.until(began.is_set)
    task.cancel()
    ui.until(ended.is_set)

    assert task.cancelled()
    assert ui.problems == []


def test_the_network_loop_ends_what_runs_when_it_stops() -> None:
    network = NetworkLoop()
    network.start()
    began, ended = threading.Event(), threading.Event()

    async def work() -> None:
        began.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    future = network.submit(work())
    assert began.wait(120)
    network.stop()

    assert ended.is_set()
    assert future.cancelled()


def test_a_stopped_network_loop_takes_nothing_more() -> None:
    network = NetworkLoop()
    network.start()
    network.stop()

    with pytest.raises(RuntimeError, match="stopped"):
        network.submit(asyncio.sleep(0))


def test_a_call_that_waits_for_ever_does_not_keep_the_program_from_ending(ui: Ui) -> None:
    began, for_ever = threading.Event(), threading.Event()

    def wait() -> None:
        began.set()
        for_ever.wait()

    ui.tasks.start(ui.tasks.blocking(wait))
    ui.until(began.is_set)
    waiting = next(thread for thread in threading.enumerate() if thread.name.startswith("window"))

    assert waiting.daemon
    for_ever.set()


def test_a_write_that_has_begun_is_waited_for(ui: Ui) -> None:
    threads = WaitingThreads(1, "test")
    began, done = threading.Event(), threading.Event()

    def write() -> None:
        began.set()
        asyncio.run(asyncio.sleep(0.05))
        done.set()

    first, second = threads.submit(write), threads.submit(write)
    assert began.wait(120)
    threads.close(120)

    assert done.is_set()
    assert first.done()
    assert second.cancelled()


def test_work_started_after_closing_does_not_begin(ui: Ui) -> None:
    begun: list[bool] = []

    async def work() -> None:
        begun.append(True)

    ui.run(ui.tasks.close())
    late = ui.tasks.start(work())

    assert (late.cancelled(), begun) == (True, [])


def test_the_end_leaves_no_task_behind_and_nothing_unawaited(
    ui: Ui, recwarn: pytest.WarningsRecorder
) -> None:
    """What comes while the end waits would never end itself: the loop has no turn left for it."""
    release, began = threading.Event(), threading.Event()

    async def hold() -> None:
        try:
            began.set()
            await asyncio.sleep(120)
        finally:
            ui.tasks.start(ui.tasks.network(asyncio.sleep(0)))  # while the end waits
            release.set()

    async def end() -> int:
        before = asyncio.all_tasks()
        ui.tasks.start(ui.tasks.network(asyncio.sleep(0)))  # has not begun
        await ui.tasks.close()
        ui.tasks.start(ui.tasks.network(asyncio.sleep(0)))
        return len(asyncio.all_tasks() - before)

    ui.tasks.start(hold())
    ui.until(began.is_set)
    left = ui.run(end())
    gc.collect()

    assert (left, release.is_set(), [str(warning.message) for warning in recwarn]) == (0, True, [])


def test_worker_threads_are_done_only_when_their_callbacks_are_done() -> None:
    """What a call sets off wakes Qt's loop: it must not run on while Qt is taken down."""
    threads = WaitingThreads(1, "test")
    release, called, done = threading.Event(), threading.Event(), threading.Event()
    future = threads.submit(lambda: release.wait(120))

    def set_off(_future: object) -> None:
        called.set()
        release_callback.wait(120)
        done.set()

    release_callback = threading.Event()
    future.add_done_callback(set_off)
    release.set()
    assert called.wait(120)
    threads.close(0)
    assert not done.is_set()
    release_callback.set()
    threads.close(120)

    assert done.is_set()


def test_no_method_of_a_widget_is_handed_to_a_thread() -> None:
    """It would read widgets there, and a thread that lets go of the last one would end it there."""
    handed = [
        f"{path.name}:{call.lineno}: {ast.unparse(call)}"
        for path in Path(bookorbit_desktop.ui.__file__).parent.rglob("*.py")
        for owner in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(owner, ast.ClassDef)
        for call in ast.walk(owner)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "blocking"
        if any(_is_own_method(argument, owner) for argument in call.args)
    ]

    assert handed == []


def _is_own_method(argument: ast.expr, owner: ast.ClassDef) -> bool:
    """Whether it is `self.method`, or a lambda that reaches for `self`."""
    if isinstance(argument, ast.Lambda):
        return any(isinstance(part, ast.Name) and part.id == "self" for part in ast.walk(argument))
    methods = {
        part.name for part in owner.body if isinstance(part, ast.FunctionDef) and not part.decorator_list
    }
    return (
        isinstance(argument, ast.Attribute)
        and ast.unparse(argument.value) == "self"
        and argument.attr in methods
    )

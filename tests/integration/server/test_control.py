"""A second start hands its command to the program that runs."""

import asyncio
import socket
import stat
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web

from bookorbit_desktop.server import control
from bookorbit_desktop.server.control import (
    Ask,
    CommandRequest,
    ControlServer,
    Write,
    ask_to_show,
    hand_over,
)
from tests.conftest import AT_LEISURE


@pytest.fixture(autouse=True)
def _at_leisure(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that stands still for a while is no program that hangs."""
    monkeypatch.setattr(control, "_ANSWER_WITHIN", AT_LEISURE)


class Program:
    """A running program with a command of each kind."""

    def __init__(self) -> None:
        self.requests: list[CommandRequest] = []
        self.shown = 0
        self.begun = asyncio.Event()
        self.cancelled = asyncio.Event()
        self.second_asked = threading.Event()

    def show(self) -> None:
        self.shown += 1

    async def run(self, request: CommandRequest, out: Write, err: Write, ask: Ask) -> int:
        self.requests.append(request)
        match request.argv[0]:
            case "list":
                out("one\n")
                err("careful\n")
                await asyncio.to_thread(out, "two\n")
                return 3
            case "ask":
                answer = await ask("Allow? ")
                out(f"{answer!r}\n")
                return 0
            case "ask-and-end":
                asking = asyncio.ensure_future(ask("Allow? "))
                await self.begun.wait()
                asking.cancel()
                return 4
            case "ask-twice":
                first = asyncio.ensure_future(ask("First? "))
                await self.begun.wait()
                first.cancel()
                await asyncio.wait([first])
                second = asyncio.ensure_future(ask("Second? "))
                self.second_asked.set()
                out(f"{await second!r}\n")
                return 0
            case "export":
                out("書" * 300_000)
                return 0
            case "wait":
                out("begun\n")
                self.begun.set()
                try:
                    await asyncio.Event().wait()
                finally:
                    self.cancelled.set()
        raise ZeroDivisionError


class Terminal:
    """What a person sees."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.err: list[str] = []
        self.answer: Callable[[str], str | None] = lambda question: None

    async def run(self, path: Path, *argv: str, stdin: str | None = None) -> int | None:
        request = CommandRequest(argv, stdin, "/somewhere")
        return await asyncio.to_thread(
            hand_over, path, request, self.out.append, self.err.append, self.answer
        )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "control"


@pytest_asyncio.fixture
async def program() -> Program:
    return Program()


@pytest_asyncio.fixture
async def server(path: Path, program: Program) -> AsyncIterator[ControlServer]:
    running = ControlServer(path, program.run, program.show)
    await running.start()
    yield running
    await running.stop()


@pytest.fixture
def terminal() -> Terminal:
    return Terminal()


@pytest.mark.usefixtures("server")
async def test_a_command_runs_in_the_running_program_and_writes_to_its_own_terminal(
    path: Path, program: Program, terminal: Terminal
) -> None:
    arguments = ("list", "--query", "Zoë", "/books/\udcff.epub")
    assert await terminal.run(path, *arguments, stdin="line\n") == 3
    assert (terminal.out, terminal.err) == (["one\n", "two\n"], ["careful\n"])
    assert program.requests == [CommandRequest(arguments, "line\n", "/somewhere")]


async def test_a_program_that_is_busy_is_not_sent_the_command_again(
    path: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent, limit = 0, 0.1

    async def carry_out_late(request: web.Request) -> web.Response:
        nonlocal sent
        sent += 1
        await asyncio.sleep(3 * limit)
        return web.Response(text='{"exit": 5}\n')

    async def be_ready(request: web.Request) -> web.Response:
        return web.Response(status=204)

    monkeypatch.setattr(control, "_ANSWER_WITHIN", limit)
    application = web.Application()
    application.add_routes([web.get("/ready", be_ready), web.post("/command", carry_out_late)])
    runner = web.AppRunner(application)
    await runner.setup()
    await web.UnixSite(runner, path).start()
    while (code := await terminal.run(path, "sync")) is None:  # as a start does, until it may not wait longer
        continue
    await runner.cleanup()
    assert (code, sent) == (5, 1)


@pytest.mark.usefixtures("server")
async def test_long_output_arrives_whole(path: Path, terminal: Terminal) -> None:
    assert await terminal.run(path, "export") == 0
    assert "".join(terminal.out) == "書" * 300_000


@pytest.mark.usefixtures("server")
async def test_much_input_arrives_whole(path: Path, program: Program, terminal: Terminal) -> None:
    lines = "12 read rating=4.5\n" * 200_000
    await terminal.run(path, "list", stdin=lines)
    assert program.requests[0].stdin == lines


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize("answer", ["y\n", "", None])
async def test_a_question_is_answered_where_the_command_was_given(
    path: Path, terminal: Terminal, answer: str | None
) -> None:
    questions: list[str] = []

    def type_it(question: str) -> str | None:
        questions.append(question)
        return answer

    terminal.answer = type_it
    assert await terminal.run(path, "ask") == 0
    assert (questions, terminal.out) == (["Allow? "], [f"{answer!r}\n"])


@pytest.mark.usefixtures("server")
async def test_an_answer_to_a_question_that_is_over_does_not_answer_the_next(
    path: Path, program: Program, terminal: Terminal
) -> None:
    loop = asyncio.get_running_loop()

    def type_it(question: str) -> str:
        if question == "First? ":
            loop.call_soon_threadsafe(program.begun.set)
            program.second_asked.wait()
            return "for the first"
        return "for the second"

    terminal.answer = type_it
    assert await terminal.run(path, "ask-twice") == 0
    assert (terminal.out, terminal.err) == (["'for the second'\n"], ["This question has expired.\n"])


@pytest.mark.usefixtures("server")
async def test_a_command_ends_though_nobody_answers(path: Path, program: Program, terminal: Terminal) -> None:
    never = threading.Event()

    def type_nothing(question: str) -> str | None:
        never.wait()
        return None

    terminal.answer = type_nothing
    program.begun.set()
    assert await terminal.run(path, "ask-and-end") == 4
    never.set()


@pytest.mark.usefixtures("server")
async def test_a_bug_ends_the_command_with_1(
    path: Path, terminal: Terminal, caplog: pytest.LogCaptureFixture
) -> None:
    assert await terminal.run(path, "bug") == 1
    assert "log" in terminal.err[0]
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.usefixtures("server")
async def test_a_command_whose_terminal_has_gone_is_cancelled(path: Path, program: Program) -> None:
    def gone(text: str) -> None:
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        await asyncio.to_thread(hand_over, path, CommandRequest(("wait",)), gone, gone)
    await program.cancelled.wait()


async def test_a_program_that_quits_cancels_the_command_and_says_so(
    path: Path, program: Program, server: ControlServer, terminal: Terminal
) -> None:
    running = asyncio.create_task(terminal.run(path, "wait"))
    await program.begun.wait()
    await server.stop()
    assert await running == 1
    assert terminal.out == ["begun\n"]
    assert "quit" in terminal.err[0]
    await program.cancelled.wait()


@pytest.mark.usefixtures("server")
async def test_a_second_start_raises_the_window(path: Path, program: Program) -> None:
    assert await asyncio.to_thread(ask_to_show, path)
    assert program.shown == 1


async def test_nobody_answers(path: Path, terminal: Terminal) -> None:
    assert await terminal.run(path, "list") is None
    assert not await asyncio.to_thread(ask_to_show, path)
    assert (terminal.out, terminal.err) == ([], [])


async def test_the_socket_a_killed_program_left_behind_is_replaced(
    path: Path, program: Program, terminal: Terminal
) -> None:
    with socket.socket(socket.AF_UNIX) as killed:
        killed.bind(str(path))
    assert await terminal.run(path, "list") is None
    server = ControlServer(path, program.run, program.show)
    await server.start()
    assert await terminal.run(path, "list") == 3
    await server.stop()
    assert await terminal.run(path, "list") is None


async def test_a_program_that_hangs_is_not_waited_for(
    path: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(control, "_ANSWER_WITHIN", 0.05)
    with socket.socket(socket.AF_UNIX) as hanging:
        hanging.bind(str(path))
        hanging.listen()
        assert await terminal.run(path, "list") is None
        assert not await asyncio.to_thread(ask_to_show, path)


@pytest.mark.usefixtures("server")
async def test_only_this_person_can_open_the_door(path: Path) -> None:
    mode = await asyncio.to_thread(lambda: path.stat().st_mode)
    assert stat.S_IMODE(mode) == 0o600


async def test_show_runs_on_the_loop_of_the_program(path: Path, program: Program) -> None:
    threads: list[int] = []
    server = ControlServer(path, program.run, lambda: threads.append(threading.get_ident()))
    await server.start()
    await asyncio.to_thread(ask_to_show, path)
    await server.stop()
    assert threads == [threading.get_ident()]

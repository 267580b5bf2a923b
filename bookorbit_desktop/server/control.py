"""Control socket for a second instance: it passes its command to the running program, or raises its window.

HTTP over a Unix socket that only this person can open (a named pipe on Windows). The reply to `POST /command`
is lines of JSON: `{"stdout": text}`, `{"stderr": text}` and finally `{"exit": code}`. `{"ask": text,
"number": n}` is a question, answered by `POST /answer` with `{"number": n, "text": line}`. `POST /show`
raises the window, which adds the books of a body `{"paths": […]}`. `GET /ready` does nothing.
"""

import asyncio
import io
import itertools
import json
import logging
import socket
import sys
import threading
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import aiohttp
from aiohttp import web

logger = logging.getLogger(__name__)

MAX_REQUEST = 64 * 1024 * 1024
_ANSWER_WITHIN = 5.0
_STOP_WITHIN = 0.2
_LONGEST_LINE = 16 * 1024  # characters of text in one line of JSON
_LINES = {"Content-Type": "application/x-ndjson"}

Write = Callable[[str], object]
Line = dict[str, str | int]


@dataclass(frozen=True, slots=True)
class CommandRequest:
    """A command line passed on by another start of the program."""

    argv: tuple[str, ...]
    stdin: str | None = None
    """Piped input; None if nothing was read."""
    cwd: str = "."
    """The folder for relative paths."""


Ask = Callable[[str], Awaitable[str | None]]
"""Asks the person who gave the command; None if nobody can answer."""

RunCommand = Callable[[CommandRequest, Write, Write, Ask], Awaitable[int]]
"""Runs a command, writes to its two outputs from any thread, and returns its exit code."""

ReadAnswer = Callable[[str], str | None]
"""Shows a question and waits for a line; None if nobody can answer."""


class ControlServer:
    """Listens for other starts of the program on this data folder."""

    def __init__(
        self,
        path: Path,
        run_command: RunCommand,
        show: Callable[[], None],
        add: Callable[[tuple[str, ...]], None] = lambda paths: None,
    ) -> None:
        """`show`, and `add` with paths of books, are called on the loop where the server was started."""
        self._path = path
        self._run_command = run_command
        self._show = show
        self._add = add
        self._runner: web.AppRunner | None = None
        self._numbers = itertools.count(1)
        self._asked: dict[int, asyncio.Future[str | None]] = {}

    async def start(self) -> None:
        """Listen, replacing the socket file of a program that was killed. Raises OSError."""
        application = web.Application(client_max_size=MAX_REQUEST)
        application.add_routes(
            [
                web.post("/command", self._answer_command),
                web.post("/answer", self._take_answer),
                web.post("/show", self._answer_show),
                web.get("/ready", self._answer_ready),
            ]
        )
        runner = web.AppRunner(
            application, access_log=None, handler_cancellation=True, shutdown_timeout=_STOP_WITHIN
        )
        await runner.setup()
        try:
            await self._site(runner).start()
        except BaseException:
            await runner.cleanup()
            raise
        self._runner = runner

    async def stop(self) -> None:
        """Stop listening; running commands are cancelled."""
        if self._runner is None:
            return
        await self._runner.cleanup()
        self._runner = None
        if sys.platform != "win32":
            self._path.unlink(missing_ok=True)

    def _site(self, runner: web.AppRunner) -> web.BaseSite:
        if sys.platform == "win32":
            return web.NamedPipeSite(runner, str(self._path))
        return web.SockSite(runner, _private_socket(self._path))

    async def _answer_show(self, request: web.Request) -> web.Response:
        paths = (await request.json())["paths"] if request.can_read_body else []
        self._show()
        if paths:
            self._add(tuple(paths))
        return web.Response(status=204)

    async def _answer_ready(self, request: web.Request) -> web.Response:
        return web.Response(status=204)

    async def _answer_command(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        command = CommandRequest(tuple(body["argv"]), body["stdin"], body["cwd"])
        response = web.StreamResponse(headers=_LINES)
        await response.prepare(request)
        lines: asyncio.Queue[Line] = asyncio.Queue()
        running = asyncio.create_task(self._run(command, lines))
        try:
            while True:
                line = await lines.get()
                await response.write(json.dumps(line).encode() + b"\n")
                if "exit" in line:
                    return response
        finally:
            # Reached while the command still runs when its client has gone, or the program quits.
            running.cancel()

    async def _take_answer(self, request: web.Request) -> web.Response:
        """Accept an answer: 204, or 410 if the question is closed."""
        body = await request.json()
        question = self._asked.get(body["number"])
        if question is None or question.done():
            return web.Response(status=410)
        question.set_result(body["text"])
        return web.Response(status=204)

    async def _ask(self, put: Callable[[Line], None], question: str) -> str | None:
        number = next(self._numbers)
        answer: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
        self._asked[number] = answer
        put({"ask": question, "number": number})
        try:
            return await answer
        finally:
            del self._asked[number]

    async def _run(self, command: CommandRequest, lines: "asyncio.Queue[Line]") -> None:
        loop = asyncio.get_running_loop()

        def put(line: Line) -> None:
            loop.call_soon_threadsafe(lines.put_nowait, line)

        def write(output: str, text: str) -> None:
            for start in range(0, len(text), _LONGEST_LINE):
                put({output: text[start : start + _LONGEST_LINE]})

        try:
            code = await self._run_command(
                command, partial(write, "stdout"), partial(write, "stderr"), partial(self._ask, put)
            )
        except Exception:
            logger.exception("The command %s failed", command.argv)
            write("stderr", "Something went wrong in BookOrbit. See its log file for details.\n")
            code = 1
        put({"exit": code})


def hand_over(
    path: Path,
    request: CommandRequest,
    out: Write,
    err: Write,
    read_answer: ReadAnswer = lambda question: None,
) -> int | None:
    """Let the running program carry out a command; its output goes to `out` and `err`.

    `read_answer` is called in a thread that is abandoned if the command ends before the person answers.
    Returns the exit code, or None if no program answers. Not for event loops.
    """
    return asyncio.run(_hand_over(path, request, out, err, read_answer))


def ask_to_show(path: Path, books: Sequence[str] = ()) -> bool:
    """Ask the running program to raise its window and to add books; False if none answers. Not for event loops."""
    return asyncio.run(_ask_to_show(path, books))


async def _hand_over(
    path: Path, request: CommandRequest, out: Write, err: Write, read_answer: ReadAnswer
) -> int | None:
    try:
        async with _session(path) as session:
            async with asyncio.timeout(_ANSWER_WITHIN):
                await session.get("/ready")
            # From here on without a limit: a busy program carries out late what it was sent, and whoever
            # gave up waiting would send it again.
            body = io.BytesIO(json.dumps(asdict(request)).encode())
            async with session.post("/command", data=body, raise_for_status=True) as response:
                return await _copy_output(session, response, out, err, read_answer)
    except (aiohttp.ClientError, TimeoutError):
        return None


async def _copy_output(
    session: aiohttp.ClientSession,
    response: aiohttp.ClientResponse,
    out: Write,
    err: Write,
    read_answer: ReadAnswer,
) -> int:
    questions: asyncio.Queue[tuple[int, str]] = asyncio.Queue()
    answering = asyncio.create_task(_answer_all(session, questions, read_answer, err))
    try:
        async for line in response.content:
            message = json.loads(line)
            if "exit" in message:
                return int(message["exit"])
            if "ask" in message:
                questions.put_nowait((message["number"], message["ask"]))
            elif "stdout" in message:
                out(message["stdout"])
            else:
                err(message["stderr"])
    except aiohttp.ClientError:
        logger.debug("The running program went away", exc_info=True)
    finally:
        answering.cancel()
    err("BookOrbit quit before the command finished. Start it and try again.\n")
    return 1


async def _answer_all(
    session: aiohttp.ClientSession,
    questions: "asyncio.Queue[tuple[int, str]]",
    read_answer: ReadAnswer,
    err: Write,
) -> None:
    """Ask one question after another, so that a line typed for one never answers the next."""
    while True:
        number, question = await questions.get()
        text = await _in_thread_of_its_own(partial(read_answer, question))
        async with session.post("/answer", json={"number": number, "text": text}) as reply:
            if reply.status == 410 and text is not None:
                err("This question has expired.\n")


async def _in_thread_of_its_own(read: Callable[[], str | None]) -> str | None:
    """Run it outside the loop's thread pool: those threads are joined at the end, and a person may never
    answer."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[str | None] = loop.create_future()

    def deliver(text: str | None) -> None:
        if not answer.done():
            answer.set_result(text)

    def wait() -> None:
        text = read()
        with suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(deliver, text)

    threading.Thread(target=wait, name="question", daemon=True).start()
    return await answer


async def _ask_to_show(path: Path, books: Sequence[str]) -> bool:
    try:
        async with (
            _session(path) as session,
            asyncio.timeout(_ANSWER_WITHIN),
            session.post("/show", json={"paths": list(books)}) as response,
        ):
            return response.ok
    except (aiohttp.ClientError, TimeoutError):
        return False


def _session(path: Path) -> aiohttp.ClientSession:
    connector: aiohttp.BaseConnector
    if sys.platform == "win32":
        connector = aiohttp.NamedPipeConnector(str(path))
    else:
        connector = aiohttp.UnixConnector(str(path))
    return aiohttp.ClientSession(
        "http://bookorbit", connector=connector, timeout=aiohttp.ClientTimeout(total=None), read_bufsize=2**20
    )


def _private_socket(path: Path) -> socket.socket:
    """A socket at `path` with private permissions, which starts listening only later."""
    path.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        listener.bind(str(path))
        path.chmod(0o600)
    except BaseException:
        listener.close()
        raise
    return listener

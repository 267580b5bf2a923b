"""The door for a second start: it hands its command to the program that runs, or asks it to show itself.

HTTP over a Unix socket that only this person can open (a named pipe on Windows). `POST /command` is answered
with lines of JSON, `{"stdout": text}`, `{"stderr": text}` and at last `{"exit": code}`; `POST /show` raises
the window.
"""

import asyncio
import io
import json
import logging
import socket
import sys
from collections.abc import Awaitable, Callable
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
    """A command line that another start of the program was given."""

    argv: tuple[str, ...]
    stdin: str | None = None
    """What was piped in; None when nothing was read."""
    cwd: str = "."
    """The folder that relative paths are meant from."""


RunCommand = Callable[[CommandRequest, Write, Write], Awaitable[int]]
"""Runs a command, writes to its two outputs from any thread, and returns its exit code."""


class ControlServer:
    """Listens for other starts of the program on this data folder."""

    def __init__(self, path: Path, run_command: RunCommand, show: Callable[[], None]) -> None:
        """`show` is called on the loop that this was started on."""
        self._path = path
        self._run_command = run_command
        self._show = show
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen; what a killed program left at the path is replaced. Raises OSError."""
        application = web.Application(client_max_size=MAX_REQUEST)
        application.add_routes(
            [web.post("/command", self._answer_command), web.post("/show", self._answer_show)]
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
        """Stop listening; commands under way are cancelled."""
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
        self._show()
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

    async def _run(self, command: CommandRequest, lines: "asyncio.Queue[Line]") -> None:
        loop = asyncio.get_running_loop()

        def put(line: Line) -> None:
            loop.call_soon_threadsafe(lines.put_nowait, line)

        def write(output: str, text: str) -> None:
            for start in range(0, len(text), _LONGEST_LINE):
                put({output: text[start : start + _LONGEST_LINE]})

        try:
            code = await self._run_command(command, partial(write, "stdout"), partial(write, "stderr"))
        except Exception:
            logger.exception("The command %s failed", command.argv)
            write("stderr", "Something went wrong in BookOrbit. Its log says more.\n")
            code = 1
        put({"exit": code})


def hand_over(path: Path, request: CommandRequest, out: Write, err: Write) -> int | None:
    """Let the running program carry out a command; what it writes goes to `out` and `err`.

    Returns its exit code, or None when nobody answers. Not for event loops.
    """
    return asyncio.run(_hand_over(path, request, out, err))


def ask_to_show(path: Path) -> bool:
    """Ask the running program to raise its window; False when nobody answers. Not for event loops."""
    return asyncio.run(_ask_to_show(path))


async def _hand_over(path: Path, request: CommandRequest, out: Write, err: Write) -> int | None:
    try:
        async with _session(path) as session:
            async with asyncio.timeout(_ANSWER_WITHIN):
                body = io.BytesIO(json.dumps(asdict(request)).encode())
                response = await session.post("/command", data=body, raise_for_status=True)
            async with response:
                return await _copy_output(response, out, err)
    except (aiohttp.ClientError, TimeoutError):
        return None


async def _copy_output(response: aiohttp.ClientResponse, out: Write, err: Write) -> int:
    try:
        async for line in response.content:
            message = json.loads(line)
            if "exit" in message:
                return int(message["exit"])
            if "stdout" in message:
                out(message["stdout"])
            else:
                err(message["stderr"])
    except aiohttp.ClientError:
        logger.debug("The running program went away", exc_info=True)
    err("BookOrbit was closed before the command came to its end. Start it and try again.\n")
    return 1


async def _ask_to_show(path: Path) -> bool:
    try:
        async with (
            _session(path) as session,
            asyncio.timeout(_ANSWER_WITHIN),
            session.post("/show") as response,
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
    """A socket at `path` that is nobody else's before anyone can connect: it listens only later."""
    path.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        listener.bind(str(path))
        path.chmod(0o600)
    except BaseException:
        listener.close()
        raise
    return listener

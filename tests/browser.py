"""A person's browser: it opens a page, presses one of its buttons, and goes where it is sent.

`BOOKORBIT_BROWSER=chromium` has `Person` press in that program, without a window of its own, by its DevTools protocol.
"""

import asyncio
import os
import re
import tempfile
import threading
import urllib.error
import urllib.request
from http.client import HTTPMessage
from typing import IO
from urllib.parse import urlencode
from urllib.request import Request

import aiohttp

PATIENCE = 60.0


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """Do not follow."""


def fetch(address: str) -> tuple[int, str]:
    """Status and text of a page, without following a redirect."""
    return _opened(Request(address))


def redirect_of(address: str, decision: str = "allow", **fields: str) -> str:
    """Open a page, press Allow or Deny on it, and return where the browser is sent."""
    assert fetch(address)[0] == 200
    form = urlencode({"decision": decision, **fields}).encode()
    try:
        urllib.request.build_opener(_Stay).open(Request(address, form), timeout=PATIENCE)
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.headers["Location"]
    raise AssertionError("the page sent the browser nowhere")


def press(address: str, decision: str = "allow") -> str:
    """Open a page, press Allow or Deny on it, go on, and return the text of the last page."""
    status, text = fetch(redirect_of(address, decision))
    assert status == 200, text
    return text


class Person:
    """Presses Allow or Deny in a browser on a thread of its own, as soon as the program opens one."""

    def __init__(self, decision: str = "allow") -> None:
        self.decision = decision
        self.addresses: list[str] = []
        self.last_page = ""
        self._threads: list[threading.Thread] = []

    def open(self, address: str) -> None:
        """What the program calls to open the browser."""
        self.addresses.append(address)
        thread = threading.Thread(target=self._press, args=(address,))
        self._threads.append(thread)
        thread.start()

    def join(self) -> None:
        for thread in self._threads:
            thread.join(PATIENCE)

    def _press(self, address: str) -> None:
        program = os.environ.get("BOOKORBIT_BROWSER")
        if program:
            self.last_page = asyncio.run(_press_in(program, address, self.decision))
        else:
            self.last_page = press(address, self.decision)


async def _press_in(program: str, address: str, decision: str) -> str:
    """Let a Chromium open a page and click on one of its buttons. Returns the text of the page it comes to."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        words = ["--headless", "--no-sandbox", "--remote-debugging-port=0", f"--user-data-dir={profile}"]
        browser = await asyncio.create_subprocess_exec(
            program, *words, address, stderr=asyncio.subprocess.PIPE
        )
        assert browser.stderr is not None
        try:
            async with asyncio.timeout(PATIENCE):
                while not (door := re.search(rb"ws://(\S+?)/", await browser.stderr.readline())):
                    pass
                return await _click(f"http://{door[1].decode()}", decision)
        finally:
            browser.terminate()
            await browser.wait()


async def _click(door: str, decision: str) -> str:
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{door}/json") as listed:
            (page,) = [target for target in await listed.json() if target["type"] == "page"]
        async with session.ws_connect(page["webSocketDebuggerUrl"]) as socket:
            button = f"document.querySelector('button[value={decision}]')"
            await _true(socket, f"!!{button} && !{button}.click()")
            return await _true(socket, "location.pathname == '/callback' && document.body.innerText")


async def _true(socket: aiohttp.ClientWebSocketResponse, expression: str) -> str:
    """Wait until an expression in the page is true. Returns its value."""
    question = {"id": 1, "method": "Runtime.evaluate", "params": {"expression": expression}}
    while True:
        await socket.send_json(question)
        answer = await socket.receive_json()
        if value := answer.get("result", {}).get("result", {}).get("value"):
            return str(value)
        await asyncio.sleep(0.05)


def _opened(request: Request) -> tuple[int, str]:
    try:
        with urllib.request.build_opener(_Stay).open(request, timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, answer.read().decode()

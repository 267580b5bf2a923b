"""A person's browser: it opens a page, presses one of its buttons, and goes where it is sent."""

import threading
import urllib.error
import urllib.request
from http.client import HTTPMessage
from typing import IO
from urllib.parse import urlencode
from urllib.request import Request

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
        self.last_page = press(address, self.decision)


def _opened(request: Request) -> tuple[int, str]:
    try:
        with urllib.request.build_opener(_Stay).open(request, timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, answer.read().decode()

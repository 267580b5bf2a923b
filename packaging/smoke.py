#!/usr/bin/env python3
"""Tries an installed program as a person and a device would: `smoke.py PROGRAM [--screenshot FILE] [--no-window]`.

Needs nothing but Python; for the window on Linux also Xvfb, openbox, trayer, xdotool, dbus-run-session and
gnome-keyring. Says what it saw, one line each, and ends with 1 at the first thing that is not as it should be.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")

WITHIN = 60.0
"""Seconds for anything to happen; a busy machine can be slow."""
PASSPHRASE = "baga deka mufa tuna"
KOSYNC = "application/vnd.koreader.v1+json"
CONTAINER = """<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
BOOK = """<?xml version="1.0"?><package version="3.0" xmlns="http://www.idpf.org/2007/opf" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:isbn:9789990000012</dc:identifier>
<dc:title>Salt and Lanterns</dc:title><dc:creator>Mara Velden</dc:creator><dc:language>en</dc:language></metadata>
<manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="c"/></spine></package>"""


class NotAsItShould(Exception):
    """What was seen instead."""


@dataclass(frozen=True)
class Tried:
    """The program under trial, with a home of its own."""

    program: str
    home: Path
    environment: dict[str, str]

    def run(self, *words: str, stdin: str = "") -> str:
        """One command to its end; raises NotAsItShould if it fails."""
        done = subprocess.run(
            [self.program, *words],
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=self.environment,
            timeout=WITHIN,
        )
        if done.returncode != 0:
            raise NotAsItShould(f"{' '.join(words)} ended with {done.returncode}: {done.stderr}")
        return done.stdout


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Tries an installed BookOrbit Desktop.")
    parser.add_argument("program")
    parser.add_argument("--screenshot", type=Path)
    parser.add_argument("--no-window", action="store_true")
    parser.add_argument("--home", type=Path, help="a home to use, and to leave as it is at the end")
    parser.add_argument(
        "--in-session", action="store_true", help="on a screen and a bus that are there already"
    )
    given = parser.parse_args(arguments)
    program = shutil.which(given.program)
    if program is None:
        say(f"there is no program {given.program}")
        return 1
    with contextlib.ExitStack() as stack:
        home = given.home or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        home.mkdir(parents=True, exist_ok=True)
        tried = Tried(program, home, own_environment(home))
        try:
            if given.in_session:
                try_in_session(tried, given.screenshot)
                return 0
            try_commands(tried)
            try_server(tried)
            if not given.no_window:
                try_window(tried, given.screenshot)
        except (NotAsItShould, subprocess.TimeoutExpired, OSError) as problem:
            say(f"NOT AS IT SHOULD BE: {problem}")
            return 1
    say("all is as it should be")
    return 0


def say(text: str) -> None:
    print(f"smoke: {text}", flush=True)


def own_environment(home: Path) -> dict[str, str]:
    """The variables of a person who has just logged in, and nothing of this machine's Python or library."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "BOOKORBIT", "XDG_", "LD_", "QT_"))
    }
    runtime = home / "run"
    runtime.mkdir(mode=0o700, exist_ok=True)
    own = {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(runtime),
        "BOOKORBIT_HARDCOVER_URL": "http://127.0.0.1:9/",
    }
    if sys.platform == "win32":
        own |= {
            "USERPROFILE": str(home),
            "LOCALAPPDATA": str(home / "local"),
            "APPDATA": str(home / "roaming"),
        }
    return kept | own


# -- without a window


def try_commands(tried: Tried) -> None:
    started = time.monotonic()
    shown = tried.run("--version").strip()
    say(f"{shown}, after {time.monotonic() - started:.2f} s")
    books = tried.home / "books"
    books.mkdir(exist_ok=True)
    with zipfile.ZipFile(books / "salt.epub", "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", CONTAINER)
        book.writestr("book.opf", BOOK)
        book.writestr(
            "c.xhtml", "<html xmlns='http://www.w3.org/1999/xhtml'><body><p>Salt.</p></body></html>"
        )
    tried.run("scan", str(books))
    listed = json.loads(tried.run("list", "--json"))
    expect([row["title"] for row in listed] == ["Salt and Lanterns"], f"the scan found {listed}")
    say("a book was scanned")
    tried.run("credentials", "--username", "reader", "--password-stdin", stdin=PASSPHRASE)


def try_server(tried: Tried) -> None:
    with served(tried, "serve", "--host", "127.0.0.1", "--port", "0") as port:
        push_and_pull(tried, port, 0.25)
    say("a device logged in, pushed and pulled, without a window")


@contextlib.contextmanager
def served(tried: Tried, *words: str) -> Iterator[int]:
    """The port of a server that is stopped again as a system's end would stop it."""
    process = subprocess.Popen(
        [tried.program, *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=tried.environment,
    )
    assert process.stdout is not None
    try:
        found = None
        for line in process.stdout:
            if found := re.search(r"http://[^ ]+:(\d+)", line):
                break
        expect(found is not None, "the server ended without an address")
        assert found is not None
        yield int(found[1])
        process.terminate()
        code = process.wait(WITHIN)
        expect(sys.platform == "win32" or code == 0, f"it ended with {code}")
    finally:
        process.kill()
        process.wait()


def push_and_pull(tried: Tried, port: int, percentage: float) -> None:
    """What KOReader's "Progress sync" sends: a login, a push, a pull."""
    key = hashlib.md5(PASSPHRASE.encode(), usedforsecurity=False).hexdigest()
    digest = json.loads(tried.run("export"))["books"][0]["files"][0]["partial_md5"]
    headers = {
        "x-auth-user": "reader",
        "x-auth-key": key,
        "accept": KOSYNC,
        "content-type": "application/json",
    }
    body = {
        "document": digest,
        "progress": "/body/DocFragment[1]/body/p[1]/text().0",
        "percentage": percentage,
        "device": "Smoke",
        "device_id": "0123456789ABCDEF",
    }
    expect(ask(port, "GET", "/users/auth", headers)[0] == 200, "the login was refused")
    expect(
        ask(port, "GET", "/users/auth", headers | {"x-auth-key": "0" * 32})[0] == 401,
        "a wrong key was let in",
    )
    expect(ask(port, "PUT", "/syncs/progress", headers, body)[0] == 200, "the push was refused")
    status, answer = ask(port, "GET", f"/syncs/progress/{digest}", headers)
    expect(status == 200 and answer["percentage"] == percentage, f"the pull brought {status} {answer}")


def ask(
    port: int, method: str, path: str, headers: dict[str, str], body: object = None
) -> tuple[int, dict[str, object]]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=WITHIN)
    connection.request(method, path, None if body is None else json.dumps(body), headers)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, json.loads(content) if content else {}


# -- the window, on Linux


def try_window(tried: Tried, screenshot: Path | None) -> None:
    """In a session of its own: this script once more, on a bus and a screen."""
    words = [
        "dbus-run-session",
        "--",
        "xvfb-run",
        "-a",
        "-s",
        "-screen 0 1280x800x24",
        sys.executable,
        __file__,
    ]
    words += [tried.program, "--in-session", "--home", str(tried.home)]
    words += ["--screenshot", str(screenshot)] if screenshot else []
    expect(subprocess.run(words, env=tried.environment, check=False).returncode == 0, "the session failed")


def try_in_session(tried: Tried, screenshot: Path | None) -> None:
    with contextlib.ExitStack() as stack:
        for command in (
            ["openbox"],
            ["trayer", "--edge", "bottom", "--align", "right", "--widthtype", "request"],
        ):
            stack.enter_context(running(command, tried.environment))
        unlock = ["gnome-keyring-daemon", "--unlock", "--components=secrets"]
        subprocess.run(
            unlock, input="login", text=True, env=tried.environment, check=True, capture_output=True
        )
        started = time.monotonic()
        process = stack.enter_context(running([tried.program], tried.environment))
        wait_for(lambda: windows(tried), "the window")
        say(f"the window was there after {time.monotonic() - started:.2f} s")
        port = wait_for(lambda: server_port(tried), "the server of the window")
        push_and_pull(tried, port, 0.5)
        say(f"a device logged in, pushed and pulled on port {port}, beside the window")
        store = next(line for line in tried.run("doctor").splitlines() if "Password store" in line)
        expect(store.startswith("ok"), f"the keyring was not found: {store}")
        say("the keyring is there")
        wait_for(lambda: len(parts(tried)) > len(windows(tried)), "the icon in the tray")
        say(f"the icon is in the tray; memory of the program: {resident(process.pid):.0f} MB")
        second = subprocess.run([tried.program], env=tried.environment, timeout=WITHIN, check=False)
        expect(second.returncode == 0, f"a second start ended with {second.returncode}")
        expect(len(windows(tried)) == 1, "a second start opened a window of its own")
        say("a second start raised the first")
        if screenshot is not None:
            subprocess.run(["scrot", "--overwrite", str(screenshot)], env=tried.environment, check=True)
            say(f"a picture of the screen is in {screenshot}")
        process.send_signal(signal.SIGTERM)
        expect(process.wait(WITHIN) == 0, "it did not end well")
        say("it ended when asked to")


@contextlib.contextmanager
def running(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A program that goes on until the block ends."""
    process = subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def windows(tried: Tried) -> list[str]:
    """The program's main windows that can be seen."""
    return xdotool(tried, "--name", "^BookOrbit$")


def parts(tried: Tried) -> list[str]:
    """Its windows of every kind: the main one, and its icon in the tray."""
    return xdotool(tried, "--classname", "^bookorbit-desktop$")


def xdotool(tried: Tried, *wanted: str) -> list[str]:
    words = ["xdotool", "search", "--onlyvisible", *wanted]
    done = subprocess.run(words, env=tried.environment, capture_output=True, text=True, check=False)
    return done.stdout.split()


def server_port(tried: Tried) -> int | None:
    """The port on which the running program listens; None as long as it does not."""
    urls = json.loads(tried.run("server", "--json"))["urls"]
    return int(urls[0].rpartition(":")[2]) if urls else None


def resident(pid: int) -> float:
    """Memory of a process that is its own or shared, in MB (proc(5))."""
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1000


def wait_for(ask: Callable[[], T | None], what: str) -> T:
    """The first answer that is true."""
    give_up = time.monotonic() + WITHIN
    while not (answer := ask()):
        expect(time.monotonic() < give_up, f"not within {WITHIN:g} s: {what}")
        time.sleep(0.05)
    return answer


def expect(seen: bool, otherwise: str) -> None:
    """Raises NotAsItShould with what was seen instead."""
    if not seen:
        raise NotAsItShould(otherwise)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

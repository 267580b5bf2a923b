"""Pairing, over real sockets and the command line (the window: tests/ui/test_pairing.py)."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bookorbit_desktop.domain.koreader.account import koreader_key
from bookorbit_desktop.domain.koreader.pairing import ALLOW_FIRST
from bookorbit_desktop.services.koreader.pairing import ANSWER_WITHIN
from tests.acceptance.koreader import Reader
from tests.acceptance.program import Program, Running, Server, until
from tests.acceptance.screen import wait_for_door
from tests.integration.server.koreader import Answer

DOCUMENT = "59d481d1a2a3b4c5d6e7f80912345678"
READERS_PATIENCE = 5.0
"""Seconds of silence after which KOReader gives up Register (kosync.md, "Time limits")."""
UX_TEXT = (
    "Accounts are created on your computer. Tap Login and use the name and passphrase shown in BookOrbit."
)


def register(reader: Reader) -> Answer:
    """Tap Register, and again as often as the machine took longer to allow it than the reader waits."""

    def tap() -> Answer | None:
        answer = reader.register()
        return None if answer.json.get("message") == ALLOW_FIRST.text else answer

    answer = until(tap, "the device is allowed or refused")
    assert answer is not None
    return answer


class Tap:
    """Somebody taps Register, and waits for what the reader says."""

    def __init__(self, reader: Reader) -> None:
        self._answers: list[Answer] = []
        self._thread = threading.Thread(target=lambda: self._answers.append(register(reader)))
        self._thread.start()

    @property
    def is_waiting(self) -> bool:
        return self._thread.is_alive()

    @property
    def answer(self) -> Answer:
        self._thread.join()
        return self._answers[0]


@pytest.fixture
def server(program: Program) -> Server:
    return program.serve()


@pytest.fixture
def reader(program: Program, server: Server) -> Reader:
    """A reader that logged in the usual way."""
    return Reader(server.port, "reader", program.passphrase())


@pytest.fixture
def anna(server: Server) -> Reader:
    return Reader(server.port, "anna", "her own words")


class Terminal:
    """`pair` in a terminal: what it says, and what somebody types."""

    def __init__(self, program: Program, *words: str) -> None:
        keyboard, self._typed = os.pipe()
        program_stdin = os.fdopen(keyboard, "rb")
        with program_stdin:
            self.running: Running = program.start("pair", *words, stdin=program_stdin)
        self.running.line("Register", self.running.err if "--json" in words else None)

    def type(self, line: str) -> None:
        os.write(self._typed, f"{line}\n".encode())

    def asked(self, name: str) -> None:
        self.running.line(f"A device at 127.0.0.1 wants to log in as “{name}”", self.running.err)

    def deny(self, tap: Tap) -> None:
        """Say no each time that it asks: a device that heard of it too late asks again."""
        denied = 0

        def is_told() -> bool:
            nonlocal denied
            if denied < sum("wants to log in as" in line for line in self.running.err):
                self.type("n")
                denied += 1
            return not tap.is_waiting

        until(is_told, "the device is told")

    def close(self) -> None:
        os.close(self._typed)


@pytest.fixture
def terminal(program: Program, server: Server) -> Iterator[Terminal]:
    opened = Terminal(program)
    yield opened
    opened.close()


def pair(program: Program, reader: Reader) -> None:
    """From the command to the device's success."""
    running = program.start("pair", "--yes")
    running.line("Register")
    answer = register(reader)
    assert answer.status == 201, answer
    assert running.wait() == 0


def test_register_without_open_pairing_gets_402_and_the_words_that_help(anna: Reader) -> None:
    answer = anna.register()
    assert (answer.status, answer.json) == (402, {"code": 2005, "message": UX_TEXT})


def test_a_device_is_paired_when_the_person_opens_pairing_and_allows_it(
    terminal: Terminal, anna: Reader, reader: Reader
) -> None:
    assert reader.push(DOCUMENT, 0.25).status == 200
    tap = Tap(anna)
    terminal.asked("anna")
    terminal.type("y")
    assert (tap.answer.status, tap.answer.json) == (201, {"username": "anna"})
    terminal.running.line("“anna” is paired. Pairing is closed.")
    assert terminal.running.wait() == 0
    assert anna.log_in().status == 200
    assert anna.pull(DOCUMENT).json["percentage"] == 0.25
    assert reader.log_in().status == 200, "nobody else is logged out"


def test_pairing_closes_after_the_first_success(program: Program, anna: Reader, server: Server) -> None:
    pair(program, anna)
    assert Reader(server.port, "ben", "x").register().json["message"] == UX_TEXT


def test_a_device_that_is_refused_is_told_and_pairing_stays_open(terminal: Terminal, anna: Reader) -> None:
    tap = Tap(anna)
    terminal.asked("anna")
    terminal.deny(tap)
    assert tap.answer.status == 402
    assert "not allowed on your computer" in tap.answer.json["message"]
    assert anna.log_in().status == 401
    terminal.running.line("stays open", terminal.running.err)
    second = Tap(anna)
    terminal.running.line("Allow", terminal.running.err)
    terminal.type("yes")
    assert second.answer.status == 201


def test_a_device_allowed_late_registers_again(terminal: Terminal, anna: Reader) -> None:
    assert ANSWER_WITHIN < READERS_PATIENCE
    answer = anna.register()
    assert answer.status == 402
    assert answer.json["message"] == "Allow it on your computer, then tap Register again."
    terminal.type("y")
    assert terminal.running.wait() == 0
    assert anna.register().status == 201


def test_without_a_terminal_the_question_is_left_to_the_window(program: Program, anna: Reader) -> None:
    running = program.start("pair")
    running.line("Register")
    assert anna.register().status == 402
    running.line("Can't ask here", running.err)
    running.process.send_signal(signal.SIGINT)
    assert running.wait() == 1
    until(lambda: anna.register().json["message"] == UX_TEXT, "who gives up the command closes the window")


def test_names_in_use_need_their_own_key(
    program: Program, server: Server, reader: Reader, anna: Reader
) -> None:
    pair(program, anna)
    running = program.start("pair", "--yes")
    running.line("Register")
    for name in ("reader", "anna"):
        answer = Reader(server.port, name, "guessed").register()
        assert (answer.status, answer.json["code"]) == (402, 2002)
        assert "already registered" in answer.json["message"]
    assert reader.register().status == 201
    assert running.wait() == 0


def test_register_from_outside_of_the_home_network_gets_402(program: Program, server: Server) -> None:
    running = program.start("pair", "--yes")
    running.line("Register")
    outside = Reader(server.port, "anna", "x", headers={"X-Forwarded-For": "203.0.113.9"})
    answer = outside.register()
    assert answer.status == 402
    assert "same Wi-Fi" in answer.json["message"]
    running.stop()


@pytest.mark.parametrize("body", [b"{}", b'{"username": "anna"}', b'{"username": 7, "password": "x"}'])
def test_a_wrong_body_is_answered_as_the_reference_server_does(
    program: Program, anna: Reader, body: bytes
) -> None:
    running = program.start("pair", "--yes")
    running.line("Register")
    answer = anna.send("POST", "/users/create", body, guarded=False)
    assert (answer.status, answer.json["code"]) == (403, 2003)
    running.stop()


def test_the_key_is_kept_as_a_scrypt_hash(program: Program, anna: Reader) -> None:
    pair(program, anna)
    with closing(sqlite3.connect(program.data_dir / "library.sqlite3")) as database:
        ((name, key_hash),) = database.execute("SELECT username, key_hash FROM paired_login").fetchall()
    assert (name, len(key_hash)) == ("anna", 64)
    key = koreader_key("her own words").encode()
    for path in program.data_dir.rglob("*"):
        assert path.is_dir() or path.is_socket() or key not in path.read_bytes(), path


def test_credentials_lists_and_revokes_paired_devices(program: Program, reader: Reader, anna: Reader) -> None:
    pair(program, anna)
    assert anna.push(DOCUMENT, 0.5).status == 200
    assert re.search(r"^anna .*127\.0\.0\.1", program.run("credentials").stdout, re.MULTILINE)
    document = program.json("credentials", "--json")
    (paired,) = document["paired"]
    assert (document["username"], paired["username"], paired["address"]) == ("reader", "anna", "127.0.0.1")
    assert paired["paired_at"]
    assert paired["last_used_at"]

    assert "carl" in program.run("credentials", "--revoke", "carl", code=1).stderr
    assert program.json("credentials", "--revoke", "anna", "--json") == {"revoked": ["anna"]}
    assert anna.push(DOCUMENT, 0.6).status == 401
    assert reader.pull(DOCUMENT).json["percentage"] == 0.5
    assert program.json("credentials", "--json")["paired"] == []


def test_a_new_passphrase_says_that_paired_devices_stay(
    program: Program, reader: Reader, anna: Reader
) -> None:
    pair(program, anna)
    done = program.run("credentials", "--generate")
    assert "Devices paired with their own password stay logged in" in done.stderr
    assert reader.log_in().status == 401
    assert anna.log_in().status == 200
    program.run("credentials", "--revoke-all")
    assert anna.log_in().status == 401
    assert "stay logged in" not in program.run("credentials", "--generate").stderr


def test_a_restart_keeps_what_was_paired(program: Program, server: Server, anna: Reader) -> None:
    pair(program, anna)
    server.stop()
    again = Reader(program.serve().port, "anna", "her own words")
    assert again.log_in().status == 200
    assert again.register().json["username"] == "anna"


def test_the_outcome_comes_as_json(program: Program, server: Server, anna: Reader) -> None:
    running = program.start("pair", "--yes", "--json")
    running.line("Register", running.err)
    assert register(anna).status == 201
    assert running.wait() == 0
    assert json.loads("".join(running.out)) == {"end": "paired", "username": "anna"}


def test_pairing_without_a_running_server_says_so(program: Program) -> None:
    done = program.run("pair", code=1)
    assert "Start it, then pair" in done.stderr


def test_the_question_shows_on_a_real_screen_and_allow_lets_the_device_in(
    program: Program, screen: dict[str, str]
) -> None:
    program.start(env=screen)
    wait_for_door(program)
    running = program.start("pair")
    port = int(running.line(r"Custom sync server: http://.*:(\d+)")[1])
    tap = Tap(Reader(port, "anna", "her own words"))
    question = until(lambda: find_window(screen, "wants to log in as"), "the question")
    # The answer that changes nothing has the focus; Allow stands before it.
    press(screen, question, "shift+Tab", "space")
    assert running.wait() == 0
    assert tap.answer.status in (201, 402), "402 where the machine took longer than the reader waits"
    assert Reader(port, "anna", "her own words").register().status == 201


def find_window(screen: dict[str, str], title: str) -> str:
    """The X window whose title holds some words; empty while there is none."""
    words = ["xdotool", "search", "--onlyvisible", "--name", title]
    found = subprocess.run(words, capture_output=True, text=True, env=os.environ | screen, check=False)
    return found.stdout.strip()


def press(screen: dict[str, str], window: str, *keys: str) -> None:
    """Keys, as somebody at the keyboard presses them in a window."""
    words = ["xdotool", "windowfocus", "--sync", window, "key", *keys]
    subprocess.run(words, env=os.environ | screen, check=True)


def test_wrong_words_end_with_2(newcomer: Program) -> None:
    assert newcomer.run("credentials", "--revoke", "a", "--username", "b", code=2).stdout == ""
    assert newcomer.run("credentials", "--revoke", "a", "--revoke-all", code=2).stdout == ""
    assert not Path(newcomer.data_dir / "library.sqlite3").exists()

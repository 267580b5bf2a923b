"""Sends changed requests to a running `serve` and counts what becomes of them."""

import asyncio
import json
import re
import sqlite3
import time
from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.acceptance.program import PASSPHRASE, Program, Server
from tests.bench._fuzz_requests import USERNAME, Case, case
from tests.integration.server.koreader import KOReader

HANG: Final = 2.0
"""Seconds after which a whole request counts as hung; KOReader gives up then."""
_GIVE_UP: Final = 30.0
_QUIET: Final = 0.08
"""Seconds without a byte after which nothing more is waited for, where nobody knows how much must come."""
_WARM_UP: Final = 2000
_STATUS: Final = re.compile(rb"HTTP/1\.[01] (\d{3}) ")
_LENGTH: Final = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.IGNORECASE)


@dataclass
class Outcome:
    """What was counted."""

    requests: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    reasons_of_5xx: Counter[str] = field(default_factory=Counter)
    no_answer: int = 0
    """Of what has no known end, as the person who sent it left."""
    resets: Counter[str] = field(default_factory=Counter)
    unanswered: list[int] = field(default_factory=list)
    """Numbers of whole requests without an answer."""
    cut: list[int] = field(default_factory=list)
    """Numbers of those that the server refused and hung up on before it had read them to their end.

    The system then drops an answer that is on its way (RFC 9112, section 9.6).
    """
    hangs: list[tuple[int, float]] = field(default_factory=list)
    """Numbers and seconds of whole requests."""
    slowest: float = 0.0
    bad: list[tuple[int, int]] = field(default_factory=list)
    """Numbers and statuses of 5xx but 503."""
    stored: list[str] = field(default_factory=list)
    """The documents of pushes that were answered 200."""
    kinds: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Weight:
    """What the process takes."""

    megabytes: float
    files: int

    @classmethod
    def of(cls, pid: int) -> "Weight":
        status = Path(f"/proc/{pid}/status").read_text()
        resident = re.search(r"VmRSS:\s+(\d+) kB", status)
        assert resident
        return cls(int(resident[1]) / 1024, len(list(Path(f"/proc/{pid}/fd").iterdir())))


async def _one(port: int, sent: Case, number: int, outcome: Outcome) -> None:
    began = time.monotonic()
    received, is_cut = b"", False
    try:
        address = (sent.source, 0)
        stream, out = await asyncio.open_connection("127.0.0.1", port, local_addr=address, limit=2**24)
    except OSError as error:
        outcome.resets[f"connect: {type(error).__name__}"] += 1
        return
    try:
        size = max(1, -(-len(sent.data) // sent.pieces))
        for begin in range(0, len(sent.data), size):
            out.write(sent.data[begin : begin + size])
            await asyncio.sleep(0)
        received = await _answers(stream, sent.answers)
    except ConnectionError as error:
        outcome.resets[type(error).__name__] += 1
        is_cut = True
    finally:
        out.close()
        with suppress(ConnectionError):
            await out.wait_closed()
    _count(sent, number, received, time.monotonic() - began, outcome, is_cut=is_cut)


async def _answers(stream: asyncio.StreamReader, wanted: int) -> bytes:
    """What comes back: so many answers, or whatever comes before it is quiet."""
    received = b""
    give_up = time.monotonic() + _GIVE_UP
    while time.monotonic() < give_up:
        if wanted and len(_split(received)) >= wanted:
            break
        try:
            part = await asyncio.wait_for(stream.read(2**20), _GIVE_UP if wanted else _QUIET)
        except TimeoutError:
            break
        if not part:
            break
        received += part
    return received


def _split(received: bytes) -> list[tuple[int, bytes]]:
    """Whole answers: status and body."""
    found = []
    while received.startswith(b"HTTP/"):
        head, end, rest = received.partition(b"\r\n\r\n")
        status = _STATUS.match(head)
        if not end or not status:
            break
        code, length = int(status[1]), _LENGTH.search(head + b"\r\n")
        has_none = code in (204, 304) or 100 <= code < 200
        size = 0 if has_none or not length else int(length[1])
        if len(rest) < size:
            break
        if code >= 200:
            found.append((code, rest[:size]))
        received = rest[size:]
    return found


def _count(sent: Case, number: int, received: bytes, took: float, outcome: Outcome, *, is_cut: bool) -> None:
    answers = _split(received)
    if not answers and (head := _STATUS.match(received)):  # an answer to HEAD has no body
        answers = [(int(head[1]), b"")]
    outcome.requests += 1
    outcome.kinds.update(set(sent.kinds) or {"unchanged"})
    if not answers:
        outcome.no_answer += 1
        if sent.answers:
            (outcome.cut if is_cut else outcome.unanswered).append(number)
    if sent.answers:
        outcome.slowest = max(outcome.slowest, took)
        if took > HANG:
            outcome.hangs.append((number, took))
    for status, body in answers:
        outcome.statuses[status] += 1
        if status >= 500:
            outcome.reasons_of_5xx[f"{status} {_said(body)}"] += 1
            if status != 503:
                outcome.bad.append((number, status))
        if status == 200 and sent.pushes and b'"document"' in body and b'"progress"' not in body:
            with suppress(ValueError, KeyError, TypeError):
                outcome.stored.append(json.loads(body)["document"])


def _said(body: bytes) -> str:
    try:
        return str(json.loads(body)["message"])
    except (ValueError, KeyError, TypeError):
        return body[:80].decode("utf-8", "replace")


async def _send(port: int, seed: int, numbers: range, outcome: Outcome, connections: int) -> None:
    waiting = iter(numbers)

    async def work() -> None:
        for number in waiting:
            await _one(port, case(seed, number), number, outcome)

    await asyncio.gather(*(work() for _ in range(connections)))


def _missing(data_dir: Path, outcome: Outcome) -> list[str]:
    """Documents of answered pushes of which fewer pushes are stored than were answered."""
    with closing(
        sqlite3.connect(f"{(data_dir / 'library.sqlite3').as_uri()}?mode=ro", uri=True)
    ) as connection:
        kept = dict(connection.execute("SELECT document, COUNT(*) FROM push GROUP BY document"))
    return [document for document, count in Counter(outcome.stored).items() if kept.get(document, 0) < count]


async def _owner(port: int) -> list[str]:
    """What the owner does afterwards, and what came of it."""
    device, told = KOReader(port, USERNAME, PASSPHRASE), []
    for name, call in (("login", device.log_in()), ("push", device.push()), ("pull", device.pull())):
        began = time.monotonic()
        answer = await call
        told.append(f"{name} {answer.status} in {time.monotonic() - began:.2f} s")
    return told


def run(program: Program, books: Path, seed: int, first: int, count: int, connections: int) -> bool:
    """Send so many requests, print a table, and tell whether all held."""
    program.run("scan", books)
    program.make_account(USERNAME)
    server = program.serve()
    outcome = Outcome()
    warm_up = range(10**9, 10**9 + min(_WARM_UP, count))
    asyncio.run(_send(server.port, seed, warm_up, Outcome(), connections))
    before = _settled(server)
    began = time.monotonic()
    asyncio.run(_send(server.port, seed, range(first, first + count), outcome, connections))
    took = time.monotonic() - began
    after = _settled(server)
    owner = asyncio.run(_owner(server.port))
    code, errors = server.stop(), _errors(server, program.data_dir)
    missing = _missing(program.data_dir, outcome)
    _tell(outcome, before, after, owner, missing, errors, took, code)
    is_sound = not (outcome.bad or outcome.unanswered or missing or errors or code)
    return is_sound and all(" 200 " in line for line in owner)


def _settled(server: Server) -> Weight:
    """What the process takes once connections that were left are closed."""
    lowest = Weight.of(server.pid)
    for _ in range(30):
        time.sleep(0.1)
        now = Weight.of(server.pid)
        lowest = Weight(now.megabytes, min(now.files, lowest.files))
    return lowest


def _errors(server: Server, data_dir: Path) -> list[str]:
    logs = [
        line for path in data_dir.rglob("*.log*") for line in path.read_text(errors="replace").splitlines()
    ]
    return [line for line in [*server.err, *logs] if "ERROR" in line or "Traceback" in line]


def _tell(
    outcome: Outcome,
    before: Weight,
    after: Weight,
    owner: list[str],
    missing: list[str],
    errors: list[str],
    took: float,
    code: int,
) -> None:
    answered = sum(outcome.statuses.values())
    rows = [
        ("connections with changed requests", f"{outcome.requests} in {took:.0f} s"),
        ("answers", str(answered)),
        *((f"{kind}xx", _class(outcome, kind)) for kind in range(2, 6)),
        ("5xx but 503", f"{len(outcome.bad)} {outcome.bad[:5] or ''}"),
        (
            "503, with their reasons",
            "; ".join(f"{n} × {why}" for why, n in outcome.reasons_of_5xx.items()) or "0",
        ),
        (f"whole requests that took over {HANG:g} s", f"{len(outcome.hangs)} {outcome.hangs[:5] or ''}"),
        ("slowest answer to a whole request", f"{outcome.slowest:.2f} s"),
        ("whole requests without an answer", f"{len(outcome.unanswered)} {outcome.unanswered[:5] or ''}"),
        (
            "whole requests refused while they were being sent: cut off",
            f"{len(outcome.cut)} {outcome.cut[:5] or ''}",
        ),
        (
            "left without an answer: no end was sent",
            str(outcome.no_answer - len(outcome.unanswered) - len(outcome.cut)),
        ),
        ("connections reset", "; ".join(f"{why} {n}" for why, n in outcome.resets.items()) or "0"),
        (
            "pushes answered 200, of them not stored",
            f"{len(outcome.stored)}, {len(missing)} {missing[:3] or ''}",
        ),
        ("the owner afterwards", ", ".join(owner)),
        ("memory before and after", f"{before.megabytes:.0f} MB, {after.megabytes:.0f} MB"),
        ("open files before and after", f"{before.files}, {after.files}"),
        ("errors in the log", f"{len(errors)} {errors[:3] or ''}"),
        ("exit code", str(code)),
    ]
    print("| requests | |\n|---|---|")
    for name, value in rows:
        print(f"| {name} | {value.strip()} |")
    print("\n| change | connections |\n|---|---|")
    for kind, number in outcome.kinds.most_common():
        print(f"| {kind} | {number} |")


def _class(outcome: Outcome, kind: int) -> str:
    own = {status: n for status, n in sorted(outcome.statuses.items()) if status // 100 == kind}
    return f"{sum(own.values())}" + (f" ({', '.join(f'{s}: {n}' for s, n in own.items())})" if own else "")

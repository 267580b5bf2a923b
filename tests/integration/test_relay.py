"""The relay against servers on sockets that deviate as kosync.md section 5 says."""

import asyncio
import hashlib
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bookorbit_desktop.domain.base.errors import (
    InvalidInput,
    RelayBusy,
    RelayLoginRefused,
    RelayMalformed,
    RelayMisaddressed,
    RelayUnreachable,
)
from bookorbit_desktop.domain.hardcover.sync_log import Direction, LogLine, LogOutcome, LogQuery
from bookorbit_desktop.domain.koreader.progress import Position, Push
from bookorbit_desktop.domain.koreader.server import ServerAddress
from bookorbit_desktop.domain.overview.events import (
    Event,
    JobEnded,
    JobStarted,
    NetworkReturned,
    RelayChanged,
)
from bookorbit_desktop.domain.relay.relay import RelayRound
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.relay.exchange import RelayExchange, RelayStore
from bookorbit_desktop.services.relay.schedule import RelaySchedule, RelayWaits
from bookorbit_desktop.storage.hardcover.sync_log import SyncLogRepository
from bookorbit_desktop.storage.koreader.digests import DigestRepository
from bookorbit_desktop.storage.koreader.progress import ProgressRepository
from bookorbit_desktop.storage.relay.relay import RelayRepository
from tests.integration.upstream import PASSWORD, USER, Upstream, open_upstream
from tests.ports import free_port
from tests.services import TestClock, add_book

BOOK = "0" * 31 + "1"
OTHER = "0" * 31 + "2"
XPOINTER = "/body/DocFragment[11]/body/div/p[7]/text().123"
SELF_SIGNED = Path(__file__).with_name("self_signed.pem")
AT_ONCE = RelayWaits(after_push=0.0, between_pushes=0.0, tick=0.01, after_return=0.0)


@pytest.fixture
async def upstream() -> AsyncIterator[Upstream]:
    async with open_upstream() as upstream:
        yield upstream


@pytest.fixture
def exchange(services: Services) -> RelayExchange:
    return exchange_of(services, lambda seconds: asyncio.sleep(0))


def exchange_of(services: Services, sleep: Callable[[float], Awaitable[object]]) -> RelayExchange:
    """The relay of the program, at another pace."""
    database = services.database
    repositories = RelayRepository(database), ProgressRepository(database), DigestRepository(database)
    store = RelayStore(database, *repositories, SyncLogRepository(database))
    return RelayExchange(services.relay, store, services.progress, services.clock, services.events, sleep)


@pytest.fixture
async def relaying(services: Services, upstream: Upstream) -> Upstream:
    """The other server, with the relay switched on."""
    await asyncio.to_thread(services.relay.save, upstream.url, USER, PASSWORD)
    await asyncio.to_thread(lambda: services.relay.switch(on=True))
    return upstream


async def read(services: Services, document: str = BOOK, percentage: float = 0.5, **fields: str) -> None:
    """Somebody reads on, on a device of this program."""
    progress = fields.get("progress", f"/body/p[{round(percentage * 1000)}]")
    await services.progress.receive(Push(document, progress, percentage, "Kobo", "kobo-1"))


def put_there(upstream: Upstream, percentage: float, document: str = BOOK, **fields: object) -> None:
    """Somebody reads on, on a device of the other server."""
    position = {"document": document, "progress": XPOINTER, "percentage": percentage, "device": "Phone"}
    upstream.positions[document] = position | {"device_id": "phone-1"} | fields


def lines(services: Services, direction: Direction) -> tuple[LogLine, ...]:
    return services.sync_log.page(LogQuery(direction=direction)).lines


async def test_the_newest_position_is_relayed_with_its_device_and_id(
    services: Services, relaying: Upstream, exchange: RelayExchange
) -> None:
    book_id = add_book(services, "Orchard", digest=BOOK)
    await read(services, percentage=0.25)
    await read(services, percentage=0.5)
    assert await exchange.run() == RelayRound(checked=1, sent=1)
    assert relaying.pushed == [
        {
            "document": BOOK,
            "progress": "/body/p[500]",
            "percentage": 0.5,
            "device": "Kobo",
            "device_id": "kobo-1",
        }
    ]
    (line,) = lines(services, Direction.TO_RELAY)
    assert (line.title, line.book_id, line.outcome) == ("Orchard", book_id, LogOutcome.SENT)
    assert line.changes == ("started at 50%",)
    assert relaying.keys == {hashlib.md5(PASSWORD.encode()).hexdigest()}


async def test_a_newer_position_there_is_given_to_readers_and_counts_for_the_book(
    services: Services, relaying: Upstream, exchange: RelayExchange, clock: TestClock
) -> None:
    book_id = add_book(services, "Orchard", digest=BOOK)
    await read(services, percentage=0.25)
    clock.move(seconds=100)
    then = int(clock.now().timestamp()) - 10
    put_there(relaying, 0.99, timestamp=then)
    assert await exchange.run() == RelayRound(checked=1, taken=1)
    assert services.progress.position(BOOK) == Position(BOOK, XPOINTER, 0.99, "Phone", "phone-1", then)
    assert services.library.book(book_id).reading.status == "read"
    (line,) = lines(services, Direction.FROM_RELAY)
    assert (line.changes, line.message) == (("read from 25% to 99%",), "Last read on Phone.")
    assert [found.device for found in lines(services, Direction.FROM_KOREADER)] == ["Kobo"]
    rows = services.database.connection().execute("SELECT percentage, relayed FROM push ORDER BY id")
    assert rows.fetchall() == [(0.25, 0), (0.99, 1)]


async def test_nothing_goes_round_in_circles(
    services: Services, relaying: Upstream, exchange: RelayExchange, clock: TestClock
) -> None:
    await read(services, percentage=0.25)
    await read(services, OTHER, 0.1)
    clock.move(seconds=10)
    put_there(relaying, 0.75, timestamp=int(clock.now().timestamp()))
    assert await exchange.run() == RelayRound(checked=2, taken=1, sent=1)
    for _ in range(3):
        clock.move(seconds=600)
        assert await exchange.run() == RelayRound(checked=2)
    assert len(relaying.pushed) == 1


async def test_equal_progress_is_no_news(
    services: Services, relaying: Upstream, exchange: RelayExchange
) -> None:
    await read(services, percentage=0.5, progress=XPOINTER)
    put_there(relaying, 0.6, timestamp=4_000_000_000)
    assert await exchange.run() == RelayRound(checked=1)


async def test_the_relay_first_pulls_and_then_pushes(
    services: Services, relaying: Upstream, exchange: RelayExchange
) -> None:
    for number in range(3):
        await read(services, f"{number:032x}", 0.5)
    await exchange.run(thorough=True)
    methods = [method for method, path in relaying.requests if path != "/users/auth"]
    assert methods == ["GET"] * 3 + ["PUT"] * 3


async def test_recent_documents_are_asked_for_every_few_minutes_and_old_ones_once_a_day(
    services: Services, relaying: Upstream, exchange: RelayExchange, clock: TestClock
) -> None:
    await read(services, OTHER, 0.5)
    clock.move(days=22)
    await read(services, BOOK, 0.5)
    await exchange.run()
    assert relaying.asked("GET") == [f"/syncs/progress/{BOOK}", f"/syncs/progress/{OTHER}"]
    relaying.requests.clear()
    clock.move(seconds=60)
    assert await exchange.run() == RelayRound()
    assert relaying.requests == []
    clock.move(seconds=300)
    await exchange.run()
    assert relaying.asked("GET") == [f"/syncs/progress/{BOOK}"]
    clock.move(days=1)
    relaying.requests.clear()
    await exchange.run()
    assert len(relaying.asked("GET")) == 2


async def test_a_book_that_was_begun_elsewhere_is_found_by_its_file(
    services: Services, relaying: Upstream, exchange: RelayExchange, clock: TestClock
) -> None:
    book_id = add_book(services, "Orchard", digest=BOOK)
    put_there(relaying, 0.25)
    assert await exchange.run() == RelayRound(checked=1, taken=1)
    assert services.library.book(book_id).reading.status == "reading"
    add_book(services, "Unknown there", digest=OTHER)
    assert await exchange.run() == RelayRound(checked=1)
    clock.move(seconds=600)
    await exchange.run()
    assert relaying.asked("GET").count(f"/syncs/progress/{OTHER}") == 1


async def test_requests_keep_a_polite_pace(services: Services, relaying: Upstream) -> None:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    for number in range(30):
        await read(services, f"{number:032x}", 0.5)
    assert await exchange_of(services, sleep).run() == RelayRound(checked=20, sent=20)
    assert waits == [1.0] * 40


@pytest.mark.parametrize(
    "unknown",
    [
        lambda: web.json_response({}),
        lambda: web.json_response({"detail": "Not found"}, status=404),
        lambda: web.Response(status=204),
        lambda: web.Response(text="Bad gateway", status=502),
        lambda: web.json_response({"percentage": None, "progress": None}),
    ],
    ids=["empty", "404", "204", "502", "nulls"],
)
async def test_every_way_of_saying_unknown_is_understood(
    services: Services, relaying: Upstream, exchange: RelayExchange, unknown: Callable[[], web.Response]
) -> None:
    relaying.unknown = unknown
    await read(services)
    assert await exchange.run() == RelayRound(checked=1, sent=1)


@pytest.mark.parametrize("timestamp", ["2026-09-21T15:59:08Z", "1790006348", 1_790_006_348_000, None])
async def test_every_way_of_telling_the_time_is_understood(
    services: Services, relaying: Upstream, exchange: RelayExchange, clock: TestClock, timestamp: object
) -> None:
    clock.virtual.now = 1_790_100_000.0
    put_there(relaying, 0.75, timestamp=timestamp)
    await exchange.run([BOOK])
    position = services.progress.position(BOOK)
    assert position is not None
    assert position.timestamp == (1_790_100_000 if timestamp is None else 1_790_006_348)


async def test_the_position_of_a_web_reader_never_reaches_koreader(
    services: Services, relaying: Upstream, exchange: RelayExchange
) -> None:
    put_there(relaying, 0.75, progress="epubcfi(/6/4!/4/2)", timestamp=4_000_000_000)
    assert await exchange.run([BOOK]) == RelayRound(checked=1)
    assert services.progress.position(BOOK) is None


async def test_a_document_that_is_not_taken_there_waits_until_somebody_reads_on(
    services: Services, relaying: Upstream, exchange: RelayExchange, clock: TestClock
) -> None:
    relaying.put = lambda: web.json_response({"detail": "No such file"}, status=404)
    await read(services, percentage=0.25)
    assert await exchange.run() == RelayRound(checked=1, refused=1)
    clock.move(seconds=600)
    assert await exchange.run() == RelayRound(checked=1)
    (line,) = lines(services, Direction.TO_RELAY)
    assert (line.outcome, "(404)" in line.message) == (LogOutcome.FAILED, True)
    relaying.put = None
    await read(services, percentage=0.5)
    assert await exchange.run([BOOK]) == RelayRound(checked=1, sent=1)
    assert services.relay.status().problem == ""


REFUSALS = {
    "401": (lambda: web.json_response({"detail": "no"}, status=401), RelayLoginRefused, "password"),
    "403": (lambda: web.json_response({}, status=403), RelayLoginRefused, "settings"),
    "404": (lambda: web.Response(status=404), RelayMisaddressed, "/kosync"),
    "500": (lambda: web.Response(status=500), RelayBusy, "(500)"),
    "503": (lambda: web.Response(status=503, headers={"Retry-After": "90"}), RelayBusy, "later"),
    "429": (lambda: web.Response(status=429, headers={"Retry-After": "120"}), RelayBusy, "slow down"),
    "redirect": (
        lambda: web.Response(status=301, headers={"Location": "https://elsewhere.example/"}),
        RelayMisaddressed,
        "https://elsewhere.example/",
    ),
    "page": (lambda: web.Response(text="<html>Log in</html>"), RelayMalformed, "not a KOReader sync server"),
    "list": (lambda: web.json_response([1]), RelayMalformed, "not a KOReader sync server"),
}


@pytest.mark.parametrize("case", REFUSALS)
async def test_each_refusal_has_its_words_and_nothing_is_lost(
    services: Services, relaying: Upstream, exchange: RelayExchange, case: str
) -> None:
    relaying.everything, kind, words = REFUSALS[case]
    await read(services)
    with pytest.raises(kind) as told:
        await exchange.run()
    status = services.relay.status()
    assert status.problem == str(told.value)
    assert words in status.problem
    assert status.waits_for_person is kind.waits_for_person
    assert PASSWORD not in status.problem
    if isinstance(told.value, RelayBusy) and case != "500":
        assert told.value.retry_after in (90, 120)
    relaying.everything = None
    assert (await exchange.run()).sent == 1
    assert services.relay.status().problem == ""


async def test_a_server_that_is_away_is_said_and_tried_again(
    services: Services, exchange: RelayExchange
) -> None:
    await asyncio.to_thread(services.relay.save, f"http://127.0.0.1:{free_port()}", USER, PASSWORD)
    await asyncio.to_thread(lambda: services.relay.switch(on=True))
    await read(services)
    with pytest.raises(RelayUnreachable, match="Can't reach"):
        await exchange.run()
    assert not services.relay.status().waits_for_person


async def test_a_certificate_that_nobody_vouches_for_gets_no_password(
    services: Services, exchange: RelayExchange
) -> None:
    certificate = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    certificate.load_cert_chain(SELF_SIGNED)
    async with open_upstream(certificate) as upstream:
        with pytest.raises(RelayMisaddressed, match="certificate"):
            await services.relay.test(upstream.url, USER, PASSWORD)
        assert upstream.requests == []


async def test_our_own_address_is_refused(
    services: Services, upstream: Upstream, exchange: RelayExchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(upstream.url.rpartition(":")[2])
    services.relay.follow_server(lambda: ServerAddress("0.0.0.0", port, port, (upstream.url,)))
    ask = socket.getaddrinfo

    def know_one_name(host: Any, *more: Any, **options: Any) -> Any:
        return ask("127.0.0.1" if host == "desk.test" else host, *more, **options)

    monkeypatch.setattr(socket, "getaddrinfo", know_one_name)  # a bare root knows no name at all
    for host in ("127.0.0.1", "desk.test"):
        with pytest.raises(RelayMisaddressed, match="BookOrbit's own address"):
            await services.relay.test(f"http://{host}:{port}", USER, PASSWORD)
    assert upstream.requests == []


def test_the_key_is_kept_in_the_password_store_alone(services: Services, tmp_path: Path) -> None:
    services.relay.save("https://sync.example.org", USER, PASSWORD)
    services.relay.switch(on=True)
    key = hashlib.md5(PASSWORD.encode()).hexdigest().encode()
    for path in (tmp_path / "data").iterdir():
        if path.is_file():
            content = path.read_bytes()
            assert key not in content
            assert PASSWORD.encode() not in content


async def test_the_relay_is_off_until_it_is_set_up_and_switched_on(
    services: Services, exchange: RelayExchange
) -> None:
    assert not services.relay.is_on
    with pytest.raises(InvalidInput, match="Enter the other server's address"):
        await asyncio.to_thread(lambda: services.relay.switch(on=True))
    with pytest.raises(InvalidInput):
        await exchange.run()


async def test_a_new_relay_server_is_sent_all_positions_again(
    services: Services, relaying: Upstream, exchange: RelayExchange
) -> None:
    await read(services)
    assert (await exchange.run()).sent == 1
    async with open_upstream() as second:
        await asyncio.to_thread(services.relay.save, second.url, USER, PASSWORD)
        assert (await exchange.run()).sent == 1


class DeviceAnnotation:
    """Waits for events, from any thread."""

    def __init__(self, services: Services) -> None:
        self._loop = asyncio.get_running_loop()
        self._events: asyncio.Queue[Event] = asyncio.Queue()
        services.events.subscribe(
            lambda event: self._loop.call_soon_threadsafe(self._events.put_nowait, event)
        )

    async def until(self, kind: type[Event], question: Callable[[], bool] = lambda: True) -> None:
        """Wait for an event of a kind after which the answer is yes."""
        async with asyncio.timeout(120):
            while not (isinstance(await self._events.get(), kind) and question()):
                pass


@pytest.fixture
async def schedule(services: Services, exchange: RelayExchange) -> AsyncIterator[RelaySchedule]:
    schedule = RelaySchedule(services.relay, exchange, services.events, AT_ONCE)
    schedule.start()
    yield schedule
    await schedule.stop()


async def test_by_itself_a_push_is_relayed_soon(
    services: Services, relaying: Upstream, schedule: RelaySchedule
) -> None:
    told = DeviceAnnotation(services)
    await read(services)
    await told.until(RelayChanged, lambda: len(relaying.pushed) == 1)
    assert relaying.pushed[0]["percentage"] == 0.5


async def test_a_wake_asks_about_every_recent_document_as_a_job(
    services: Services, relaying: Upstream, schedule: RelaySchedule
) -> None:
    told = DeviceAnnotation(services)
    await read(services)
    await told.until(RelayChanged, lambda: len(relaying.pushed) == 1)
    put_there(relaying, 0.75, timestamp=int(services.clock.now().timestamp()) + 1)
    services.events.emit(NetworkReturned(("192.168.1.2",), after_sleep=True))
    await told.until(JobStarted)
    await told.until(JobEnded)
    position = services.progress.position(BOOK)
    assert position is not None
    assert (position.percentage, position.device) == (0.75, "Phone")


async def test_a_wake_during_a_round_of_every_recent_document_asks_for_another(
    services: Services, relaying: Upstream
) -> None:
    reached, go_on = asyncio.Event(), asyncio.Event()

    async def sleep(_seconds: float) -> None:
        reached.set()
        await go_on.wait()

    await read(services)
    told = DeviceAnnotation(services)
    schedule = RelaySchedule(services.relay, exchange_of(services, sleep), services.events, AT_ONCE)
    schedule.start()
    await reached.wait()
    services.events.emit(NetworkReturned(("192.168.1.2",), after_sleep=True))
    go_on.set()
    for kind in (JobStarted, JobEnded, JobStarted, JobEnded):
        await told.until(kind)
    await schedule.stop()


async def test_pushes_do_not_wait_for_the_next_attempt_once_the_relay_works_again(
    services: Services, relaying: Upstream, exchange: RelayExchange, schedule: RelaySchedule
) -> None:
    told = DeviceAnnotation(services)
    relaying.everything = lambda: web.Response(status=500)
    await read(services)
    await told.until(RelayChanged, lambda: services.relay.has_problem)
    relaying.everything = None
    assert (await exchange.run(thorough=True)).sent == 1
    await read(services, percentage=0.75)
    await told.until(RelayChanged, lambda: len(relaying.pushed) == 2)
    assert not services.relay.has_problem


async def test_the_history_says_what_came_through_the_relay(
    services: Services, relaying: Upstream, exchange: RelayExchange
) -> None:
    book_id = add_book(services, "Orchard", digest=BOOK)
    await read(services, percentage=0.25)
    put_there(relaying, 0.75, timestamp=4_000_000_000)
    await exchange.run()
    history = services.positions.history(book_id, None, None)
    assert [(place.push.device, place.push.relayed) for place in history.positions] == [
        ("Phone", True),
        ("Kobo", False),
    ]


async def test_the_relay_asks_no_more_after_401_until_the_login_is_changed(
    services: Services, relaying: Upstream, schedule: RelaySchedule
) -> None:
    told = DeviceAnnotation(services)
    relaying.everything = lambda: web.Response(status=401)
    await read(services)
    await told.until(RelayChanged, lambda: services.relay.status().waits_for_person)
    asked = len(relaying.requests)
    await read(services, percentage=0.6)
    relaying.everything = None
    await asyncio.to_thread(services.relay.save, relaying.url, USER, "another password")
    await told.until(RelayChanged, lambda: len(relaying.pushed) == 1)
    assert ("GET", "/users/auth") in relaying.requests[asked:]
    assert all(method == "GET" for method, _ in relaying.requests[:asked])


def test_moments_of_the_status_are_those_of_the_log(services: Services) -> None:
    status = services.relay.status()
    assert (status.sent_at, status.taken_at, status.checked_at) == (None, None, None)
    line = LogLine(datetime(2026, 5, 1, tzinfo=UTC), Direction.TO_RELAY, "Orchard", LogOutcome.SENT)
    services.database.write(lambda: SyncLogRepository(services.database).add([line]))
    assert services.relay.status().sent_at == line.at

"""Writes that cannot wait go before those that can, and keep none of them from being done."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from functools import partial
from pathlib import Path

import pytest

from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.models import Setting


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "library.sqlite3")
    yield opened
    opened.close()


class Order:
    """Jobs that note when they ran, and some that wait to be let go."""

    def __init__(self) -> None:
        self.ran: list[str] = []

    def job(self, name: str, wait_for: threading.Event | None = None) -> Callable[[], None]:
        def run() -> None:
            if wait_for is not None:
                assert wait_for.wait(30)
            self.ran.append(name)
            Setting.create(key=name, value="1")

        return run


def held(database: Database, order: Order, name: str) -> tuple[threading.Event, "Future[None]"]:
    """A job that the writer has begun and cannot end."""
    begun, go = threading.Event(), threading.Event()
    work = order.job(name, go)

    def run() -> None:
        begun.set()
        work()

    future = database.submit(run)
    assert begun.wait(30)
    return go, future


def test_an_urgent_write_goes_before_those_that_queued_earlier(database: Database) -> None:
    order = Order()
    go, _ = held(database, order, "under way")
    later = [database.submit(order.job(f"later {number}")) for number in range(3)]
    urgent = database.submit(order.job("urgent"), urgent=True)
    go.set()
    urgent.result(30)
    for one in later:
        one.result(30)
    assert order.ran == ["under way", "urgent", "later 0", "later 1", "later 2"]


def test_a_batch_ends_for_an_urgent_write_and_goes_on_in_its_order(database: Database) -> None:
    order = Order()
    go, _ = held(database, order, "first")
    begun, release = threading.Event(), threading.Event()
    work = order.job("one", release)

    def run() -> None:
        begun.set()
        work()

    batch = [database.submit(run), *(database.submit(order.job(name)) for name in ("two", "three"))]
    go.set()
    assert begun.wait(30)  # all three are in one transaction
    told: list[str] = []

    def tell(name: str, _future: object) -> None:
        told.append(name)

    for name, future in zip(("one", "two", "three"), batch, strict=True):
        future.add_done_callback(partial(tell, name))
    urgent = database.submit(order.job("urgent"), urgent=True)
    urgent.add_done_callback(lambda _: told.append("urgent"))
    release.set()
    batch[2].result(30)
    assert order.ran == ["first", "one", "urgent", "two", "three"]
    assert told[:2] == ["one", "urgent"]  # what was done before is durable before
    assert {row.key for row in Setting.select()} == set(order.ran)


def test_a_failure_in_an_ended_batch_costs_nobody_else(database: Database) -> None:
    order = Order()
    go, _ = held(database, order, "first")
    release = threading.Event()

    def fail() -> None:
        assert release.wait(30)
        Setting.create(key="lost", value="1")
        raise ValueError("no")

    failing, later = database.submit(fail), database.submit(order.job("later"))
    go.set()
    urgent = database.submit(order.job("urgent"), urgent=True)
    release.set()
    with pytest.raises(ValueError, match="no"):
        failing.result(30)
    later.result(30)
    urgent.result(30)
    assert {row.key for row in Setting.select()} == {"first", "urgent", "later"}


def test_urgent_writes_without_end_keep_nothing_else_from_being_done(database: Database) -> None:
    order, rounds = Order(), 0
    go, _ = held(database, order, "first")
    patient = [database.submit(order.job(f"patient {number}")) for number in range(5)]
    ended = threading.Event()

    def again() -> None:
        nonlocal rounds
        rounds += 1
        if rounds < 1000 and not all(write.done() for write in patient):
            database.submit(again, urgent=True)
        else:
            ended.set()

    database.submit(again, urgent=True)
    go.set()
    assert ended.wait(60)
    assert [write.result(30) for write in patient] == [None] * 5
    assert rounds <= 7  # in turn with the five


def test_a_database_that_closes_writes_what_is_urgent_and_what_is_not(tmp_path: Path) -> None:
    database, order = Database(tmp_path / "library.sqlite3"), Order()
    go, _ = held(database, order, "first")
    for number in range(20):
        database.submit(order.job(f"patient {number}"))
        database.submit(order.job(f"urgent {number}"), urgent=True)
    threading.Timer(0, go.set).start()
    database.close()
    again = Database(tmp_path / "library.sqlite3")
    assert Setting.select().count() == 41
    again.close()

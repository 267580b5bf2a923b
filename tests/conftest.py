"""What every test has: its own home, and no way to the person's own secrets or settings."""

import gc
import itertools
import signal
from collections.abc import Generator, Iterator
from pathlib import Path

import hypothesis
import pytest

from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.koreader import authenticator
from tests import memory
from tests.services import TestClock, make_services

AT_LEISURE = 600.0
"""Seconds; where a test is not about how long it takes, a machine or a disk may stand still for a while."""

_homes = itertools.count()

PRICE_OF_A_LOGIN = authenticator._SCRYPT["n"]

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # As in a shell's background jobs. The programs that tests start would inherit that, and never hear Ctrl+C.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--live",
        action="store_true",
        help="run only the tests that write to Hardcover itself, privately, with your token (tests/live)",
    )


def pytest_configure(config: pytest.Config) -> None:
    slow = [hypothesis.HealthCheck.too_slow]
    hypothesis.settings.register_profile(
        "steady", deadline=None, suppress_health_check=slow, derandomize=True
    )
    hypothesis.settings.register_profile("exploring", deadline=None, suppress_health_check=slow)
    hypothesis.settings.load_profile(config.getoption("--hypothesis-profile") or "steady")
    config.addinivalue_line("markers", "live: asks Hardcover itself; runs with --live, and nothing else then")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Live tests with --live, all others without it."""
    wanted = {True: list[pytest.Item](), False: list[pytest.Item]()}
    for item in items:
        wanted[is_live(item) == config.getoption("--live")].append(item)
    items[:] = wanted[True]
    config.hook.pytest_deselected(items=wanted[False])


def is_live(item: pytest.Item) -> bool:
    return item.get_closest_marker("live") is not None


def pytest_collection_finish() -> None:
    """From here on garbage is collected between tests of windows and on this thread alone.

    A window that the collector finds on a thread which happens to allocate would be destroyed there.
    """
    gc.collect()
    gc.freeze()
    gc.disable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, object, object]:
    """Collects when the test and all that it was given are gone; where there was a window, the old ones, too.

    Where there is none, the collector runs meanwhile: what a property makes hundreds of times goes away.
    """
    has_window = "qapp" in getattr(item, "fixturenames", ()) or "ui" in item.path.parts
    if not has_window:
        gc.enable()
    done = yield
    gc.disable()
    gc.collect(2 if has_window else 1)
    if nextitem is None or nextitem.path != item.path:
        if has_window:
            gc.freeze()  # what outlives a file of tests outlives them all, and is not looked at each time
        memory.give_back()
    return done


@pytest.fixture(scope="session", autouse=True)
def _bounded_memory() -> Iterator[None]:
    """Fails with the last test where a process of tests needed more memory than one may."""
    yield
    taken = memory.most_taken()
    assert taken is None or taken <= memory.MOST, f"these tests took {taken} MB at once, not {memory.MOST}"


@pytest.fixture(scope="session", autouse=True)
def _pushes_are_waited_for() -> Iterator[None]:
    """A disk that takes 1.2 seconds is answered with 503; tests of that set it anew."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("bookorbit_desktop.storage.db.grouped_writes.GIVE_UP", AT_LEISURE)
        yield


@pytest.fixture(scope="session", autouse=True)
def _logins_cost_little() -> Iterator[None]:
    """In this process; programs that tests start make and check them at the price that people pay."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(authenticator._SCRYPT, "n", 16)
        yield


@pytest.fixture
def dear_logins(monkeypatch: pytest.MonkeyPatch) -> None:
    """For a login that another program made, or checks."""
    monkeypatch.setitem(authenticator._SCRYPT, "n", PRICE_OF_A_LOGIN)


@pytest.fixture(autouse=True)
def _own_home(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    # Not numbered by the factory, which reads the whole folder each time: thousands are in it by the end.
    home = tmp_path_factory.getbasetemp() / "homes" / str(next(_homes))
    home.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "BOOKORBIT_DATA_DIR"):
        monkeypatch.delenv(name, raising=False)
    if not is_live(request.node):
        monkeypatch.delenv("BOOKORBIT_HARDCOVER_TOKEN", raising=False)
        monkeypatch.delenv("BOOKORBIT_HARDCOVER_URL", raising=False)
    return home


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def services(tmp_path: Path, clock: TestClock) -> Iterator[Services]:
    """Of a new library, without Hardcover."""
    services = make_services(tmp_path / "data", clock=clock)
    yield services
    services.stop()
    services.database.close()

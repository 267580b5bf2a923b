"""New versions of the program: when the web site is asked, what it is told, and what it may answer."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bookorbit_desktop
from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.overview.events import Event, NewVersionSeen
from bookorbit_desktop.domain.overview.new_version import is_newer, version_in
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.overview import new_version
from bookorbit_desktop.services.overview.new_version import NewVersionService
from bookorbit_desktop.system.web import USER_AGENT
from tests.ports import free_port
from tests.services import TestClock, make_services
from tests.web_site import WebSite, open_web_site

OURS = bookorbit_desktop.__version__
NUMBERS = st.tuples(*[st.integers(0, 9999)] * 3)


@pytest.fixture
def site() -> Iterator[WebSite]:
    with open_web_site() as site:
        yield site


@pytest.fixture
def services(
    tmp_path: Path, site: WebSite, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Services]:
    monkeypatch.setenv("BOOKORBIT_SITE", site.url)
    services = make_services(tmp_path / "data", clock=clock)
    yield services
    services.database.close()


@pytest.fixture
def versions(services: Services) -> NewVersionService:
    return services.new_version


async def test_the_version_request_carries_nothing_about_the_person(
    versions: NewVersionService, site: WebSite
) -> None:
    assert await versions.look() == "99.0.0"
    [(path, headers)] = site.asked
    assert path == "/bookorbit/latest.json"
    assert headers.pop("host") == site.url.split("/")[2]
    assert headers == {"user-agent": USER_AGENT, "accept-encoding": "identity", "connection": "close"}
    assert OURS not in USER_AGENT


async def test_a_version_is_told_of_once_and_known_after_a_restart(
    versions: NewVersionService, services: Services, site: WebSite, clock: TestClock
) -> None:
    told: list[str] = []

    def hear(event: Event) -> None:
        if isinstance(event, NewVersionSeen):
            told.append(event.news)

    services.events.subscribe(hear)
    await versions.look()
    await versions.look()
    assert told == ["99.0.0", ""]
    assert versions.looked_at == clock.now()
    site.content = f'{{"version": "{OURS}"}}'.encode()
    assert await versions.look() == ""
    assert (versions.newer, told[2:]) == ("", [""])


@pytest.mark.parametrize(
    ("status", "content"),
    [
        *(
            (200, content)
            for content in (b"", b"<html>", b"[]", b'{"version": 2}', b'{"version": "2"}', b"[" * 4000)
        ),
        (200, b'{"version": "2.0.0\\u0660"}'),
        (200, '{"version": "٢.٠.٠"}'.encode()),
        (200, b'{"version": "2.0.0<b>"}'),
        (200, b'{"version": "2.0.0"}' + b" " * 5000 + b"x"),
        (302, b'{"version": "2.0.0"}'),
        (404, b'{"version": "2.0.0"}'),
        (500, b""),
    ],
)
async def test_nonsense_is_said_and_changes_nothing(
    versions: NewVersionService, site: WebSite, status: int, content: bytes
) -> None:
    site.status, site.content = status, content
    if content.endswith(b"x"):
        assert await versions.look() == "2.0.0"  # what follows the first 4 kB is not read
        return
    with pytest.raises(InvalidInput, match="Try again later"):
        await versions.look()
    assert (versions.newer, versions.looked_at) == ("", None)
    assert len(site.asked) == 1


async def test_a_site_that_is_not_there_or_says_nothing_is_named(
    versions: NewVersionService, site: WebSite, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = NewVersionService(
        f"http://127.0.0.1:{free_port()}",
        services.window_memory,
        services.preferences,
        services.clock,
        services.events,
    )
    with pytest.raises(InvalidInput, match=r"127\.0\.0\.1:\d+ can't be reached"):
        await gone.look()
    monkeypatch.setattr(new_version, "PATIENCE", 0.05)
    site.goes_on.clear()
    with pytest.raises(InvalidInput, match="can't be reached"):
        await versions.look()
    site.goes_on.set()


class Answers:
    """A site in this process, for a clock that is moved by weeks."""

    def __init__(self) -> None:
        self.asked = 0
        self.fault: InvalidInput | None = None

    def fetch(self, url: str, most: int) -> Future[bytes]:
        self.asked += 1
        answer: Future[bytes] = Future()
        if self.fault:
            answer.set_exception(self.fault)
        else:
            answer.set_result(b'{"version": "99.0.0"}')
        return answer


async def follow_for_a_while(versions: NewVersionService) -> None:
    """Let it see many times whether a look is due."""
    following = asyncio.create_task(versions.follow(0, 0))
    for _ in range(50):
        await asyncio.sleep(0)
    following.cancel()
    await asyncio.gather(following, return_exceptions=True)


async def test_nothing_is_asked_until_the_person_wants_it_and_then_once_a_week(
    services: Services, clock: TestClock
) -> None:
    site = Answers()
    versions = made(services, site)
    await follow_for_a_while(versions)
    assert site.asked == 0
    services.preferences.change(tell_of_new_versions=True)
    await follow_for_a_while(versions)
    assert (site.asked, versions.newer) == (1, "99.0.0")
    clock.move(days=6.9)
    await follow_for_a_while(versions)
    assert site.asked == 1
    clock.move(days=0.1)
    await follow_for_a_while(made(services, site))
    assert site.asked == 2
    clock.move(days=-400)
    await follow_for_a_while(versions)
    assert site.asked == 3
    services.preferences.change(tell_of_new_versions=False)
    clock.move(days=30)
    await follow_for_a_while(versions)
    assert site.asked == 3


async def test_a_failed_version_check_does_not_end_the_weekly_ones(services: Services) -> None:
    services.preferences.change(tell_of_new_versions=True)
    site = Answers()
    site.fault = InvalidInput(Message("Nobody is there."))
    versions = made(services, site)
    await follow_for_a_while(versions)
    assert site.asked > 1
    site.fault = None
    await follow_for_a_while(versions)
    assert versions.newer == "99.0.0"


def made(services: Services, site: Answers) -> NewVersionService:
    return NewVersionService(
        "https://books.example.org",
        services.window_memory,
        services.preferences,
        services.clock,
        services.events,
        site.fetch,
    )


def test_the_question_comes_once_ever_after_the_first_steps(
    versions: NewVersionService, services: Services
) -> None:
    assert not versions.take_question()
    services.preferences.change(first_run_done=True)
    assert versions.take_question()
    assert not versions.take_question()


async def test_without_a_web_site_nothing_is_asked_of_anybody(tmp_path: Path) -> None:
    services = make_services(tmp_path / "data")
    services.preferences.change(first_run_done=True, tell_of_new_versions=True)
    versions = services.new_version
    assert not versions.take_question()
    with pytest.raises(InvalidInput, match="no web site yet"):
        await versions.look()
    services.database.close()


@given(NUMBERS, NUMBERS)
def test_versions_are_compared_as_numbers(one: tuple[int, ...], other: tuple[int, ...]) -> None:
    first, second = (".".join(map(str, numbers)) for numbers in (one, other))
    assert is_newer(first, second) == (one > other)
    assert version_in(f'{{"version": "{first}"}}'.encode()) == first


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_no_answer_is_more_than_refused(content: bytes) -> None:
    with pytest.raises(InvalidInput):
        version_in(content)

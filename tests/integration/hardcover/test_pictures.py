"""Covers from Hardcover: which addresses are asked at all, and what is taken from them."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from bookorbit_desktop.demo.local_hardcover import LocalHardcover, NewEdition, World
from bookorbit_desktop.hardcover.pictures import KEPT, LARGEST, Pictures
from bookorbit_desktop.hardcover.transport import HARDCOVER_URL

JPEG = b"\xff\xd8\xff"


@pytest.mark.parametrize(
    "url",
    ["https://assets.hardcover.app/editions/1/cover.jpg", "https://hardcover.app/a.png"],
)
def test_hardcovers_own_hosts_are_asked(url: str) -> None:
    assert Pictures(HARDCOVER_URL).may_fetch(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://assets.hardcover.app/cover.jpg",
        "https://example.org/cover.jpg",
        "https://hardcover.app.example.org/cover.jpg",
        "https://nothardcover.app/cover.jpg",
        "https://assets.hardcover.app:8443/cover.jpg",
        "https://someone@assets.hardcover.app/cover.jpg",
        "https://assets.hardcover.app:port/cover.jpg",
        "http://127.0.0.1:80/cover.jpg",
        "file:///etc/passwd",
        "",
    ],
)
def test_covers_are_fetched_from_no_other_address(url: str) -> None:
    assert not Pictures(HARDCOVER_URL).may_fetch(url)


class Host:
    """Serves whatever a test wants, and counts who asks."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answers: dict[str, web.Response] = {}
        self.url = ""

    async def handle(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        assert "Authorization" not in request.headers
        return self.answers[request.path]


@pytest.fixture
async def host() -> AsyncIterator[Host]:
    host = Host()
    app = web.Application()
    app.router.add_get("/{name}", host.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield host
    await runner.cleanup()


@pytest.fixture
async def pictures(host: Host) -> AsyncIterator[Pictures]:
    pictures = Pictures(f"{host.url}/v1/graphql")
    yield pictures
    await pictures.close()


async def test_a_picture_is_fetched_once(host: Host, pictures: Pictures) -> None:
    host.answers["/a"] = web.Response(body=JPEG, content_type="image/jpeg")
    assert await pictures.get(f"{host.url}/a") == JPEG
    assert await pictures.get(f"{host.url}/a") == JPEG
    assert host.asked == ["/a"]


async def test_a_large_wrong_missing_or_redirected_cover_is_not_taken(host: Host, pictures: Pictures) -> None:
    host.answers = {
        "/huge": web.Response(body=b"x" * (LARGEST + 1), content_type="image/jpeg"),
        "/page": web.Response(text="<html>", content_type="text/html"),
        "/gone": web.Response(status=404, body=JPEG, content_type="image/jpeg"),
        "/away": web.Response(status=302, headers={"Location": f"{host.url}/a"}),
    }
    assert [await pictures.get(f"{host.url}{path}") for path in host.answers] == [None] * 4
    assert host.asked == list(host.answers)


async def test_memory_has_a_limit(host: Host, pictures: Pictures) -> None:
    names = [f"/{number}" for number in range(KEPT // LARGEST + 2)]
    for name in names:
        host.answers[name] = web.Response(body=b"x" * LARGEST, content_type="image/png")
        await pictures.get(f"{host.url}{name}")
    host.answers[names[0]] = web.Response(body=JPEG, content_type="image/png")
    assert await pictures.get(f"{host.url}{names[0]}") == JPEG
    assert host.asked == [*names, names[0]]


async def test_a_cover_from_an_unreachable_host_is_no_picture(host: Host) -> None:
    pictures = Pictures("http://127.0.0.1:1/v1/graphql")
    assert await pictures.get("http://127.0.0.1:1/cover.jpg") is None
    await pictures.close()


async def test_the_local_hardcover_shows_covers_of_books_and_editions() -> None:
    world = World()
    world.add_user("demo")
    early = world.add_book("Early", ["Ada Example"], editions=[NewEdition(100)])
    local = LocalHardcover(world)
    url = await local.start()
    late = world.add_book("Late", ["Ada Example"])
    pictures = Pictures(url)
    edition = next(iter(world.tables["editions"].values()))
    rows = [world.tables["books"][early], world.tables["books"][late], edition]
    found = [await pictures.get(row["cached_image"]["url"]) for row in rows]
    await pictures.close()
    await local.stop()
    assert all(picture is not None and picture.startswith(JPEG) for picture in found)

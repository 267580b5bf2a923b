"""The catalogue with 100,000 books: every kind of page has to be there within 50 ms.

Each page is asked for over a socket, beside a bare aiohttp server that answers with the same bytes, in interleaved
rounds: the ceiling of what any server could reach here.
"""

import argparse
import asyncio
import os
import random
import tempfile
import time
from pathlib import Path

import aiohttp
from aiohttp import web

from bookorbit_desktop.app.background import application_of
from bookorbit_desktop.server.runner import KosyncServer
from bookorbit_desktop.services.container import Services
from tests.bench.library import Figures, fill
from tests.services import make_services

USERNAME, PASSPHRASE = "reader", "baga deka mufa tuna"
MUST = 50.0
LANGUAGES = ("en", "de", "fr", "ja")
STATUSES = ("read", "read", "read", "reading", "on_hold", "want_to_read")
DEEP = 40
"""So many pages are followed in the long lists."""


def furnish(services: Services, books: int) -> None:
    """Give every book a file, and some of them a language, genres and a reading status."""
    chance = random.Random(11)
    connection = services.database.connection
    genres = [f"Genre {number}" for number in range(400)]

    def work() -> None:
        execute = connection().executemany
        execute(
            "INSERT INTO book_file (book_id, path, format, size, mtime_ns, inode, partial_md5, filename_md5,"
            " work_key, missing) VALUES (?, ?, 'epub', 1000, 1, ?, ?, ?, '', 0)",
            [
                (number, b"/books/%d.epub" % number, str(number), f"{number:032x}", f"{-number}")
                for number in range(1, books + 1)
            ],
        )
        execute(
            "UPDATE book SET language = ?, subjects = ? WHERE id = ?",
            [
                (
                    chance.choice(LANGUAGES),
                    f'["Fiction", "{chance.choice(genres)}", "{chance.choice(genres)}"]',
                    number,
                )
                for number in range(1, books + 1)
            ],
        )
        execute(
            "INSERT INTO reading (book_id, status, set_by_hand, device_moved_on, last_read_at, last_device,"
            " again_sessions, again_declined)"
            " VALUES (?, ?, 0, 0, ?, '', 0, 0)",
            [(number, chance.choice(STATUSES), float(number)) for number in range(1, books + 1, 3)],
        )

    services.database.write(work)


def pages(services: Services) -> dict[str, str]:
    """A path for each kind of page."""
    row = services.database.connection().execute

    def value(grouping: str, name: str = "%") -> int:
        sql = "SELECT id FROM grouped_value WHERE grouping = ? AND name LIKE ? ORDER BY id LIMIT 1"
        return int(row(sql, (grouping, name)).fetchone()[0])

    return {
        "root": "",
        "all": "/all",
        "all by author": "/all?sort=author",
        "all, newest": "/all?sort=newest",
        "new": "/new",
        "sync": "/sync",
        "reading now": "/reading",
        "authors": "/authors",
        "authors, a letter": "/authors?begins=j",
        "series": "/series",
        "series, a letter": "/series?begins=a",
        "genres": "/genres",
        "languages": "/languages",
        "statuses": "/statuses",
        "an author": f"/authors/{value('author', 'Jane Austen')}",
        "a series": f"/series/{value('series')}",
        "a rare genre": f"/genres/{value('genre', 'Genre 7')}",
        "the commonest genre": f"/genres/{value('genre', 'Fiction')}",
        "the same, newest": f"/genres/{value('genre', 'Fiction')}?sort=newest",
        "a language": f"/languages/{value('language', 'de')}",
        "unread": "/statuses/unread",
        "read": "/statuses/read",
        "on hold": "/statuses/on_hold",
        "search, one word": "/search?q=pride",
        "search, two words": "/search?q=jane%20austen",
        "search, a letter": "/search?q=p",
        "search, mistyped": "/search?q=jane%20asuten",
        "a book": "/books/777",
        "2.0: all": "/v2/all",
    }


def echo(bodies: dict[str, bytes]) -> web.Application:
    """Answers with the same bytes and does nothing else."""

    async def answer(request: web.Request) -> web.Response:
        return web.Response(body=bodies[request.path_qs], content_type="application/atom+xml")

    application = web.Application()
    application.router.add_get("/{rest:.*}", answer)
    return application


async def timed(session: aiohttp.ClientSession, url: str) -> tuple[float, bytes]:
    """Milliseconds until the whole answer was there, and the answer."""
    begin = time.perf_counter()
    async with session.get(url) as answer:
        body = await answer.read()
        assert answer.status == 200, (url, answer.status)
    return (time.perf_counter() - begin) * 1000, body


async def follow(session: aiohttp.ClientSession, origin: str, path: str) -> list[float]:
    """Milliseconds of the pages that follow one another."""
    figures: list[float] = []
    for _ in range(DEEP):
        took, body = await timed(session, origin + path)
        figures.append(took)
        _, found, rest = body.partition(b'<link rel="next" href="')
        if not found:
            break
        path = rest.partition(b'"')[0].decode().replace("&amp;", "&")
    return figures


async def compare(services: Services, rounds: int) -> None:
    """Print each kind of page beside the ceiling."""
    services.koreader_login.change(USERNAME, PASSPHRASE)
    server = KosyncServer(lambda: application_of(services), services.events)
    address = await server.start("127.0.0.1", 0, exact=True)
    origin = f"http://127.0.0.1:{address.port}"
    login = {"Authorization": aiohttp.encode_basic_auth(USERNAME, PASSPHRASE), "User-Agent": "KOReader/bench"}
    async with aiohttp.ClientSession(headers=login) as session:
        kinds = pages(services)
        bodies = {
            f"/opds{path}": (await timed(session, f"{origin}/opds{path}"))[1] for path in kinds.values()
        }
        runner = web.AppRunner(echo(bodies))
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        ceiling = f"http://127.0.0.1:{runner.addresses[0][1]}"
        slowest: dict[str, float] = {}
        for kind, path in kinds.items():
            ours, bare = [], []
            for _ in range(rounds):
                ours.append((await timed(session, f"{origin}/opds{path}"))[0])
                bare.append((await timed(session, f"{ceiling}/opds{path}"))[0])
            figures = Figures(ours)
            slowest[kind] = figures.p95
            print(f"{kind:22} {figures}   over bare answer {figures.p50 / Figures(bare).p50:6.1f}")
        for path in (
            "/opds/all",
            "/opds/new",
            "/opds/statuses/unread",
            "/opds/authors?begins=j",
            "/opds/sync",
        ):
            figures = Figures(await follow(session, origin, path))
            slowest[path] = figures.p95
            print(f"{path + ' on':22} {figures}   {len(figures.values)} pages")
        await runner.cleanup()
    await server.stop()
    page, worst = max(slowest.items(), key=lambda one: one[1])
    verdict = "reached" if worst <= MUST else "too slow"
    print(f"must {MUST:.0f} ms: {verdict} (worst p95 {worst:.1f} ms, {page})")
    print(f"load of this computer (1, 5, 15 min): {os.getloadavg()}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench opds", description=__doc__)
    parser.add_argument("--books", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        services = make_services(Path(folder))
        seconds = fill(services, options.books)
        print(f"{options.books:,} books indexed in {seconds:.1f} s")
        furnish(services, options.books)
        asyncio.run(compare(services, options.rounds))
        services.database.close()


if __name__ == "__main__":
    main()

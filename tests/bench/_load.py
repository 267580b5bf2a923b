"""What works on the program from outside while it is measured, each in a process of its own.

`python -m tests.bench._load hardcover BOOKS`, `python -m tests.bench._load push PORT PER_SECOND < DIGESTS`.
"""

import asyncio
import itertools
import json
import os
import sys

from bookorbit_desktop.demo.local_hardcover import (
    DEMO_TOKEN,
    UNLIMITED,
    LocalHardcover,
    NewEdition,
    Options,
    World,
)
from tests.bench.library import generated
from tests.integration.server.koreader import KOReader

USERNAME, PASSPHRASE = "reader", "baga deka mufa tuna"


async def serve_hardcover(books: int) -> None:
    """A Hardcover that knows the first made-up books of the library; its address is the first line."""
    world = World()
    world.add_user("demo")
    for title, authors, *_ in itertools.islice(generated(books), books):
        world.add_book(str(title), json.loads(str(authors)), editions=[NewEdition(300, users=100)])
    hardcover = LocalHardcover(world, options=Options(tier=UNLIMITED))
    print(await hardcover.start(), flush=True)
    await asyncio.Event().wait()


async def push(port: int, per_second: float) -> None:
    """Devices that send their place again and again, each push on a connection of its own."""
    device = KOReader(port, USERNAME, PASSPHRASE)
    digests = sys.stdin.read().split()
    loop = asyncio.get_running_loop()
    began = loop.time()
    under_way: set[asyncio.Task[object]] = set()
    for number in itertools.count():
        await asyncio.sleep(began + number / per_second - loop.time())
        place = number / len(digests) / 1000 % 1
        task = asyncio.ensure_future(device.push(document=digests[number % len(digests)], percentage=place))
        under_way.add(task)
        task.add_done_callback(under_way.discard)


def main() -> None:
    """Do what the words say until ended. As these stand for other computers, they wait for the program."""
    os.nice(19)
    if sys.argv[1] == "hardcover":
        asyncio.run(serve_hardcover(int(sys.argv[2])))
    else:
        asyncio.run(push(int(sys.argv[2]), float(sys.argv[3])))


TOKEN = DEMO_TOKEN

if __name__ == "__main__":
    main()

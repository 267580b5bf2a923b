"""`python -m bookorbit_desktop.demo.local_hardcover`: a local Hardcover for trying the program by hand."""

import argparse
import asyncio
import sys

from bookorbit_desktop.demo.local_hardcover import (
    DEMO_CLIENT_ID,
    DEMO_TOKEN,
    FREE,
    UNLIMITED,
    LocalHardcover,
    Options,
)
from bookorbit_desktop.demo.local_hardcover.fixtures import fixture_world


async def serve(port: int, *, unlimited: bool) -> None:
    """Serve the fixture world on loopback until interrupted."""
    options = Options(tier=UNLIMITED if unlimited else FREE)
    hardcover = LocalHardcover(fixture_world(), options=options)
    url = await hardcover.start(port=port)
    sys.stdout.write(f"BOOKORBIT_HARDCOVER_URL={url}\nBOOKORBIT_HARDCOVER_TOKEN={DEMO_TOKEN}\n")
    sys.stdout.write("Or, to sign in:\n")
    sys.stdout.write(f"BOOKORBIT_HARDCOVER_OAUTH={hardcover.oauth.issuer}\n")
    sys.stdout.write(f"BOOKORBIT_HARDCOVER_CLIENT_ID={DEMO_CLIENT_ID}\n")
    sys.stdout.flush()
    try:
        await asyncio.Event().wait()
    finally:
        await hardcover.stop()


def main() -> None:
    """Read the arguments and serve."""
    parser = argparse.ArgumentParser(prog="local_hardcover")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--unlimited", action="store_true", help="no rate limits worth mentioning")
    arguments = parser.parse_args()
    try:
        asyncio.run(serve(arguments.port, unlimited=arguments.unlimited))
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()

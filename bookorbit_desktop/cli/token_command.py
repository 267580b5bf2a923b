"""`token`: the Hardcover token."""

import argparse
import asyncio

from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.domain.base.errors import KeyringUnavailable
from bookorbit_desktop.domain.base.messages import Message, as_message
from bookorbit_desktop.services.container import Services


async def token(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """`token`."""
    account = services.hardcover_account
    try:
        if arguments.stdin:
            await asyncio.to_thread(account.save, await asyncio.to_thread(console.read))
            console.say("Token saved in your password store. Test it with “token --check”.")
        elif arguments.remove:
            await asyncio.to_thread(account.remove)
            console.say("Token removed. Matches and sent data are kept.")
        else:
            if not account.has_token and account.problem:
                raise KeyringUnavailable(as_message(account.problem))  # noqa: TRY301 - told apart from "no token" below
            console.say(f"Valid ({(await account.check()).username})")
    except KeyringUnavailable as error:
        raise KeyringUnavailable(
            Message("{0} Set BOOKORBIT_HARDCOVER_TOKEN instead.", error.message)
        ) from error
    return 0

"""Runs a command: a use case, whose result is printed as text or JSON."""

from __future__ import annotations

import argparse

from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.subjects import Command, load_subject, subject_of
from bookorbit_desktop.domain.base.errors import BookOrbitError
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.runtime.event_bus import plain_failure


async def run_command(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Run a command. Returns its exit code: 0 done, 1 failed (with the reason on standard error)."""
    try:
        return await command_of(arguments.command)(services, arguments, console)
    except BookOrbitError as error:
        console.complain(f"bookorbit-desktop: {error}")
        return 1
    except Exception as error:
        plain = plain_failure(error)
        if plain is error:
            raise
        console.complain(f"bookorbit-desktop: {plain}")
        return 1


def command_of(name: str) -> Command:
    """The function of a command. Raises LookupError for an unknown one."""
    return load_subject(subject_of(name)).commands[name]

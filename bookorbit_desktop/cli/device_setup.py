"""The command that sets up a USB device, and undoes that."""

import argparse
import asyncio
import os
from collections.abc import Callable
from functools import partial
from typing import Any

from bookorbit_desktop.cli.arguments import folder
from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.base.moments import iso_time
from bookorbit_desktop.domain.base.shown_text import path_text
from bookorbit_desktop.domain.usb.setup import (
    ChangedSince,
    KoreaderMayRun,
    PassphraseNeeded,
    SetupPlan,
    UndoPlan,
    next_steps,
)
from bookorbit_desktop.domain.usb.setup_parts import PluginAct, PluginFound, SetupChoices, Standing
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.koreader.account import Credentials


def add_setup_arguments(acts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the arguments of `device setup`."""
    setup = acts.add_parser(
        "setup",
        help="write address, login and catalogue to a device, and more if asked; reversible with --undo",
    )
    setup.add_argument("path", type=folder, metavar="PATH", help="the device's drive or KOReader's folder")
    setup.add_argument("--dry-run", action="store_true", help="only show what would change")
    setup.add_argument("--undo", action="store_true", help="restore the previous settings")
    setup.add_argument(
        "--keep-changes",
        action="store_true",
        help="with --undo: restore only BookOrbit's settings, keeping what KOReader changed since",
    )
    setup.add_argument(
        "--address", default="", metavar="URL", help="address for devices to use (default: the likeliest)"
    )
    setup.add_argument(
        "--statistics",
        action="store_true",
        help="also sync KOReader's reading statistics with this computer, in place of another server",
    )
    setup.add_argument(
        "--sync-on-close",
        action="store_true",
        help="sync them whenever a book is closed (with --statistics)",
    )
    setup.add_argument(
        "--plugin",
        choices=("install", "remove"),
        default="leave",
        help="install or update the BookOrbit Desktop plugin, or remove it with all its files",
    )
    setup.add_argument(
        "--password-stdin",
        action="store_true",
        help="read your current passphrase from standard input if no password store keeps it",
    )
    setup.add_argument(
        "--koreader-closed",
        action="store_true",
        help="confirm that KOReader is closed on the device, where BookOrbit can't tell",
    )
    setup.add_argument("--json", action="store_true", help="print the changes as JSON")


async def setup(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """Show what changes on a device and write it, or undo it."""
    folder = os.fsencode(console.cwd / arguments.path)
    try:
        if arguments.undo:
            return await _undo(services, arguments, console, folder)
        return await _set_up(services, arguments, console, folder)
    except PassphraseNeeded as error:
        raise PassphraseNeeded(Message("{0} “--password-stdin” reads it.", error.message)) from error
    except ChangedSince as error:
        raise ChangedSince(Message("{0} “--keep-changes” does that.", error.message)) from error
    except KoreaderMayRun as error:
        hint = "" if arguments.koreader_closed else " Confirm with “--koreader-closed”."
        raise KoreaderMayRun(Message("{0}{1}", error.message, hint)) from error


async def _set_up(services: Services, arguments: argparse.Namespace, console: Console, folder: bytes) -> int:
    typed = await asyncio.to_thread(console.read) if arguments.password_stdin else ""
    plan = await asyncio.to_thread(
        services.device_setup.plan,
        folder,
        address=arguments.address,
        passphrase=typed.rstrip("\r\n"),
        choices=SetupChoices(
            statistics=arguments.statistics or arguments.sync_on_close,
            on_close=arguments.sync_on_close,
            plugin=PluginAct(arguments.plugin),
        ),
    )
    if not arguments.json:
        _say_what_cannot_be(plan, arguments, console)
    if not arguments.json:
        _say_plan(plan, console)
    if not arguments.dry_run:
        await asyncio.to_thread(
            services.device_setup.carry_out,
            plan,
            closed=arguments.koreader_closed,
            tell_account=partial(_say_account, console.complain if arguments.json else console.say),
        )
    if arguments.json:
        console.dump(_plan_document(plan, written=not arguments.dry_run and not plan.is_done))
    elif not plan.is_done:
        _say_end(plan, console, written=not arguments.dry_run)
    return 0


async def _undo(services: Services, arguments: argparse.Namespace, console: Console, folder: bytes) -> int:
    plan = await asyncio.to_thread(services.device_setup.plan_undo, folder)
    if not arguments.dry_run:
        await asyncio.to_thread(
            services.device_setup.undo,
            plan,
            closed=arguments.koreader_closed,
            keep_changes=arguments.keep_changes,
        )
    if arguments.json:
        console.dump(_undo_document(plan, written=not arguments.dry_run))
    else:
        _say_undo(plan, console, written=not arguments.dry_run)
    return 0


def _say_plan(plan: SetupPlan, console: Console) -> None:
    if plan.notice:
        console.complain(plan.notice)
    if plan.written_over:
        console.complain(
            f"This was written on {iso_time(plan.written_over)} and has changed since. Unless you changed it "
            "yourself, KOReader was running then: close it first."
        )
    if plan.is_done:
        console.say("This device is already set up. Nothing was written.")
        return
    for difference in plan.differences:
        before = f"{difference.before} → " if difference.before else ""
        console.say(f"{difference.field.text}: {before}{difference.after}")
        console.say(f"    {difference.reason}")
    console.say(f"Files: {', '.join(plan.names)}")


def _say_what_cannot_be(plan: SetupPlan, arguments: argparse.Namespace, console: Console) -> None:
    """What was asked for and can't be done with this version of KOReader, or with this program."""
    wants_statistics = arguments.statistics or arguments.sync_on_close
    if wants_statistics and plan.statistics is Standing.TOO_OLD:
        console.complain("Statistics over Wi-Fi need KOReader v2023.10 or newer on the device.")
    elif arguments.sync_on_close and plan.on_close is Standing.TOO_OLD:
        console.complain("To sync when a book is closed, KOReader v2024.11 or newer is needed on the device.")
    if arguments.plugin == "install" and not plan.placements:
        console.complain(_why_no_plugin(plan.plugin))
    if arguments.plugin == "remove" and not plan.plugin.there:
        console.complain("There is no BookOrbit Desktop plugin on the device.")


def _why_no_plugin(found: PluginFound) -> str:
    if not found.here:
        return "This program comes without a plugin for KOReader. Install BookOrbit Desktop again."
    if found.is_too_old:
        return "The plugin needs KOReader v2025.04 or newer on the device."
    return f"Version {found.there} of the plugin is on the device; {found.here} comes with this program."


def _say_account(say: Callable[[str], None], made: Credentials) -> None:
    """Print the login created for this device, which other devices need too."""
    say(f"User name: {made.username}")
    say(f"Passphrase: {made.passphrase}")
    if made.notice:
        say(made.notice)


def _say_end(plan: SetupPlan, console: Console, *, written: bool) -> None:
    if not written:
        console.say("Nothing was written.")
        return
    console.say(
        "Done. The previous files are kept beside the new ones; “device setup PATH --undo” restores them."
    )
    for number, step in enumerate(next_steps(plan), 1):
        console.say(f"{number}. {step}")


def _say_undo(plan: UndoPlan, console: Console, *, written: bool) -> None:
    changed = ", ".join(plan.changed)
    if not written:
        items = [item.name for item in plan.placed if not item.stays]
        names = ", ".join([*(change.name for change in plan.files), *items]) or "no file"
        console.say(f"Would restore, as of {iso_time(plan.set_up_at)}: {names}.")
        if changed:
            console.complain(
                f"KOReader has written {changed} since: “--keep-changes” restores only BookOrbit's settings."
            )
    elif changed:
        console.say(f"BookOrbit's settings are undone; what KOReader has changed since in {changed} is kept.")
    else:
        console.say("Everything is restored.")


def _plan_document(plan: SetupPlan, *, written: bool) -> dict[str, Any]:
    return {
        "folder": _shown(plan.device.data_folder),
        "version": plan.device.version or None,
        "address": plan.wish.address,
        "username": plan.wish.username,
        "differences": [
            {
                "field": difference.field,
                "before": difference.before or None,
                "after": difference.after,
                "reason": difference.reason,
            }
            for difference in plan.differences
        ],
        "files": plan.names,
        "statistics": plan.statistics,
        "statistics_server": plan.statistics_server or None,
        "sync_on_close": plan.on_close,
        "plugin": {"device": plan.plugin.there or None, "program": plan.plugin.here or None},
        "koreader_may_run": plan.doubt,
        "written_over": plan.written_over and iso_time(plan.written_over),
        "notice": plan.notice or None,
        "written": written,
        "next": next_steps(plan),
    }


def _undo_document(plan: UndoPlan, *, written: bool) -> dict[str, Any]:
    return {
        "folder": _shown(plan.device.data_folder),
        "set_up_at": iso_time(plan.set_up_at),
        "files": [*(change.name for change in plan.files), *(item.name for item in plan.placed)],
        "changed_since": plan.changed,
        "koreader_may_run": plan.doubt,
        "written": written,
    }


def _shown(path: bytes | None) -> str:
    return path_text(path or b"")

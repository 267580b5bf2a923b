"""The use cases are made when they are wanted: in any order, once, and in time for what they must hear."""

import argparse
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bookorbit_desktop.cli.arguments import EVERY_COMMAND, build_parser, wanted_command
from bookorbit_desktop.cli.commands import command_of
from bookorbit_desktop.domain.overview.activity import JobKind
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.runtime.event_bus import job
from bookorbit_desktop.services.runtime.on_demand import on_demand
from tests.services import make_services


def names_of(kind: type) -> list[str]:
    return sorted(
        name for part in kind.__mro__ for name, value in vars(part).items() if isinstance(value, on_demand)
    )


def test_use_cases_can_be_made_in_any_order(tmp_path: Path) -> None:
    names = names_of(Services)
    assert len(names) > 50
    for _ in range(4):
        random.shuffle(names)
        services = make_services(tmp_path)
        for name in names:
            assert getattr(services, name) is getattr(services, name), names
        services.database.close()


def test_a_service_made_after_the_stop_is_stopped_already(tmp_path: Path) -> None:
    services = make_services(tmp_path)
    services.stop()
    assert services.library.is_stopped
    services.database.close()


class Slow:
    def __init__(self) -> None:
        self.made = 0
        self.may_go_on = threading.Event()

    @on_demand
    def part(self) -> object:
        self.made += 1
        self.may_go_on.wait(120)
        return object()


def test_threads_that_ask_at_once_get_the_same_service() -> None:
    slow = Slow()
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(slow.part)) for _ in range(8)]
    for thread in threads:
        thread.start()
    slow.may_go_on.set()
    for thread in threads:
        thread.join()
    assert slow.made == 1
    assert len(found) == 8
    assert len(set(found)) == 1


def test_a_service_that_could_not_be_made_is_tried_again() -> None:
    class Fragile:
        tries = 0

        @on_demand
        def part(self) -> str:
            self.tries += 1
            if self.tries == 1:
                raise OSError("the disk was away")
            return "made"

    fragile = Fragile()
    for expected in ("", "made"):
        try:
            assert fragile.part == expected
        except OSError:
            assert fragile.tries == 1
    assert fragile.tries == 2


def test_a_job_before_anybody_asked_is_in_the_activity(tmp_path: Path) -> None:
    services = make_services(tmp_path)
    with job(services.events, JobKind.SCAN):
        assert [running.kind for running in services.activity.running()] == [JobKind.SCAN]
    assert not services.activity.running()
    services.database.close()


def test_a_file_run_knows_its_workers_whoever_asks_first(tmp_path: Path) -> None:
    services = make_services(tmp_path)
    assert services.file_runs.resume() == []
    services.database.close()


def loaded(statement: str) -> set[str]:
    """The modules that a fresh Python has after a statement."""
    code = f"{statement}\nimport sys\nprint(*sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(ended.stdout.split())


OPEN = """
from pathlib import Path
from bookorbit_desktop.app.composition import open_services
open_services(Path({!r}))
"""
HEAVY = ("aiohttp", "PySide6", "keyring", "PIL", "watchdog", "rapidfuzz", "lxml")


def test_opening_a_data_folder_imports_no_heavy_library(tmp_path: Path) -> None:
    modules = loaded(OPEN.format(str(tmp_path)))
    assert not [name for name in modules if name.startswith(HEAVY)]
    assert len([name for name in modules if name.startswith("bookorbit_desktop.services.")]) < 20


def words_of(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    (commands,) = (action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return dict(commands.choices)


def test_the_parser_of_one_command_knows_it_as_the_whole_one_does() -> None:
    whole = words_of(build_parser())
    for name, parser in whole.items():
        assert words_of(build_parser(wanted_command([name])))[name].format_help() == parser.format_help()
        if name != "serve":
            assert callable(command_of(name))


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ([], ""),
        (["--minimized"], ""),
        (["--data-dir", "status"], ""),
        (["--data-dir", "list", "status"], "status"),
        (["--data-dir=list", "--demo", "sync"], "sync"),
        (["--help"], ""),
        (["--version"], ""),
        (["--data", "x", "status"], EVERY_COMMAND),
        (["nonsense"], "nonsense"),
        (["nonsense", "status"], "nonsense"),
    ],
)
def test_the_wanted_command_is_found_or_left_to_the_whole_parser(words: list[str], command: str) -> None:
    assert wanted_command(words) == command


def test_a_short_command_brings_no_network_library_along(tmp_path: Path) -> None:
    words = ["--data-dir", str(tmp_path), "status"]
    modules = loaded(f"from bookorbit_desktop.app import main; main({words!r})")
    assert not [name for name in modules if name.startswith(("aiohttp", "PySide6", "watchdog", "PIL"))]
    assert "bookorbit_desktop.services.hardcover.sync_engine" not in modules

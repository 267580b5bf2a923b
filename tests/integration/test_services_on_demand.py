"""The use cases are made when they are wanted: in any order, once, and in time for what they must hear."""

import random
import subprocess
import sys
import threading
from pathlib import Path

from bookorbit_desktop.domain.activity import JobKind
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.core import Core
from bookorbit_desktop.services.jobs import job
from bookorbit_desktop.services.on_demand import on_demand
from tests.services import make_services


def names_of(kind: type) -> list[str]:
    return sorted(
        name for part in kind.__mro__ for name, value in vars(part).items() if isinstance(value, on_demand)
    )


def test_every_use_case_can_be_made_first(tmp_path: Path) -> None:
    for number, name in enumerate(names_of(Services)):
        services = make_services(tmp_path / str(number))
        assert getattr(services, name) is getattr(services, name)
        services.database.close()


def test_use_cases_can_be_made_in_any_order(tmp_path: Path) -> None:
    names = names_of(Services)
    assert len(names) > 50
    for number in range(5):
        random.shuffle(names)
        services = make_services(tmp_path / str(number))
        for name in names:
            getattr(services, name)
        assert services.device_import is services.device_import
        services.database.close()


def test_what_is_shared_is_the_same_for_all(tmp_path: Path) -> None:
    services = make_services(tmp_path)
    for name in names_of(Core):
        assert getattr(services.core, name) is getattr(services.core, name)
    assert services.account is services.core.login
    assert services.hardcover_account is services.core.account
    assert services.progress is services.core.progress
    services.database.close()


class Slow:
    def __init__(self) -> None:
        self.made = 0
        self.may_go_on = threading.Event()

    @on_demand
    def part(self) -> object:
        self.made += 1
        self.may_go_on.wait(10)
        return object()


def test_threads_that_ask_at_once_get_the_same_one() -> None:
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


def test_one_that_cannot_be_made_is_tried_again() -> None:
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
    assert services.core.database is services.database
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

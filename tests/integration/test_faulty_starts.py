"""Starts that cannot work: two sentences, exit code 1, no traceback, and every file as it was."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from bookorbit_desktop.app import main
from bookorbit_desktop.domain.base.errors import KeyringUnavailable
from bookorbit_desktop.system import secrets as secrets_module
from tests.faulty_starts import FAULTS, STARTS, Case, content_of, open_case


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch) -> Iterator[Case]:
    with open_case(monkeypatch) as case:
        yield case


@pytest.mark.parametrize(("spoil", "reason"), FAULTS.items(), ids=[fault.__name__ for fault in FAULTS])
def test_a_start_that_cannot_work_says_why_and_changes_nothing(
    case: Case, spoil: Callable[[Case], None], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(case)
    fails_plainly(case, reason, capsys)


@pytest.mark.parametrize(("spoil", "reason"), STARTS.items(), ids=[fault.__name__ for fault in STARTS])
def test_a_server_that_cannot_start_says_why_and_changes_nothing(
    case: Case, spoil: Callable[[Case], None], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(case)
    case.words = ["serve", "--port", "0"]
    fails_plainly(case, reason, capsys)


def fails_plainly(case: Case, reason: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1 and two sentences, as the program ends."""
    before = content_of(case)
    code = main([*case.data_dir, *case.words])
    said = capsys.readouterr()
    assert code == 1
    assert said.out == ""
    (line,) = said.err.splitlines()
    assert line.startswith("bookorbit-desktop: ")
    assert reason in line
    assert line.endswith(".")
    assert line.count(". ") == 1, "two sentences: what is wrong, what to do"
    assert content_of(case) == before


def test_a_password_store_that_hangs_is_given_up(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring

    never = threading.Event()
    monkeypatch.setattr(secrets_module, "PATIENCE", 0.05)
    monkeypatch.setattr(keyring, "get_password", lambda *words: never.wait())
    with pytest.raises(KeyringUnavailable, match="doesn't answer"):
        secrets_module.SecretStore("test").get("token")
    never.set()


def test_a_damaged_page_that_is_met_later_is_said_too(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(case.library)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'document'").fetchone()
    whole = bytearray(case.library.read_bytes())
    whole[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    case.library.write_bytes(whole)
    assert main(["--data-dir", str(case.folder), "documents"]) == 1
    said = capsys.readouterr()
    assert "is damaged" in said.err
    assert "Traceback" not in said.err

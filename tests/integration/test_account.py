"""The one account: made once whoever asks, and shown as it was stored."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bookorbit_desktop.domain.base.errors import KeyringUnavailable
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.services.koreader.account import (
    NOT_KEPT,
    OUTDATED,
    PASSPHRASE,
    Credentials,
    KoreaderLogin,
)
from bookorbit_desktop.services.koreader.authenticator import Authenticator
from bookorbit_desktop.storage.db.database import Database
from bookorbit_desktop.storage.db.settings import SettingsRepository
from bookorbit_desktop.system.secrets import MemorySecretStore
from tests.new_library import new_library

CALLERS = 8


class SlowStore(MemorySecretStore):
    """A password store that keeps its callers waiting, as one that asks the person does."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = threading.Event()
        self.may_answer = threading.Event()

    def put(self, name: str, value: str) -> None:
        self.asked.set()
        assert self.may_answer.wait(120)
        super().put(name, value)


class NoStore(MemorySecretStore):
    """No password store, until the person unlocks one."""

    is_there = False

    def get(self, name: str) -> str | None:
        self._check()
        return super().get(name)

    def put(self, name: str, value: str) -> None:
        self._check()
        super().put(name, value)

    def _check(self) -> None:
        if not self.is_there:
            raise KeyringUnavailable(Message("Your system's password store is locked."))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(new_library(tmp_path))
    yield opened
    opened.close()


def account_on(database: Database, store: MemorySecretStore) -> KoreaderLogin:
    return KoreaderLogin(database, SettingsRepository(database), store, Authenticator())


def ask_at_once(ask: Callable[[], Credentials], meanwhile: Callable[[], None]) -> list[Credentials]:
    """What several callers are shown that ask at the same moment."""
    barrier = threading.Barrier(CALLERS + 1)

    def caller() -> Credentials:
        barrier.wait()
        return ask()

    with ThreadPoolExecutor(CALLERS) as pool:
        asked = [pool.submit(caller) for _ in range(CALLERS)]
        barrier.wait()
        meanwhile()
        return [future.result() for future in asked]


async def test_concurrent_first_callers_with_a_slow_store_are_shown_the_one_passphrase_that_works(
    database: Database,
) -> None:
    store = SlowStore()
    koreader_login = account_on(database, store)

    def let_the_store_answer() -> None:
        assert store.asked.wait(120)
        store.may_answer.set()

    shown = ask_at_once(koreader_login.ensure, let_the_store_answer)
    assert len(set(shown)) == 1
    passphrase = shown[0].passphrase
    assert passphrase
    assert store.get(PASSPHRASE) == passphrase
    assert await koreader_login.accepts_password("reader", passphrase)
    assert account_on(database, store).show() == shown[0]


async def test_without_a_store_concurrent_first_callers_are_shown_the_one_that_works(
    database: Database,
) -> None:
    koreader_login = account_on(database, NoStore())
    shown = ask_at_once(koreader_login.ensure, lambda: None)
    assert len(set(shown)) == 1
    assert shown[0].passphrase
    assert "Write down the passphrase now" in shown[0].notice
    assert await koreader_login.accepts_password("reader", shown[0].passphrase)


def test_concurrent_changes_of_the_passphrase_leave_store_and_database_in_step(database: Database) -> None:
    store = MemorySecretStore()
    koreader_login = account_on(database, store)
    ask_at_once(koreader_login.generate, lambda: None)
    kept = store.get(PASSPHRASE)
    assert kept
    assert koreader_login.has_passphrase(kept)
    assert account_on(database, store).has_passphrase(kept)


def test_a_passphrase_waits_in_memory_for_a_store_to_be_unlocked(database: Database) -> None:
    store = NoStore()
    koreader_login = account_on(database, store)
    made = koreader_login.ensure()
    assert koreader_login.show() == made
    store.is_there = True
    assert koreader_login.show() == Credentials(made.username, made.passphrase)
    assert store.get(PASSPHRASE) == made.passphrase


def test_an_older_passphrase_in_the_store_is_never_shown(database: Database) -> None:
    store = NoStore()
    store.is_there = True
    koreader_login = account_on(database, store)
    koreader_login.ensure()
    store.is_there = False
    koreader_login.change(passphrase="the new one")
    store.is_there = True
    later = account_on(database, store)
    assert later.show() == Credentials("reader", None, OUTDATED)
    store.remove(PASSPHRASE)
    assert later.show() == Credentials("reader", None, NOT_KEPT)
    store.is_there = False
    assert "can't be shown" in later.show().notice


def test_a_proposal_is_stored_only_when_it_is_taken(database: Database) -> None:
    store = MemorySecretStore()
    koreader_login = account_on(database, store)
    proposed = koreader_login.propose()
    assert koreader_login.username == ""
    assert store.get(PASSPHRASE) is None
    assert SettingsRepository(database).account() is None
    assert proposed.passphrase
    assert koreader_login.ensure(proposed.passphrase) == proposed
    assert koreader_login.propose() == proposed

"""Token and passphrase live in the system's password store, a real one here."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from bookorbit_desktop.demo.local_hardcover import DEMO_TOKEN
from bookorbit_desktop.system.secrets import PATIENCE
from tests.acceptance.conftest import title_of
from tests.acceptance.hardcover import Hardcover
from tests.acceptance.keyring import SECRET_SERVICE, Keyring
from tests.acceptance.koreader import Reader
from tests.acceptance.program import PASSPHRASE, Program, until


@pytest.fixture
def at_home(library: Program, keyring: Keyring, hardcover: Hardcover) -> Program:
    """The program as on a person's own desktop: with a password store, without variables of its own."""
    library.environment |= keyring.environment | {
        "HOME": library.environment["HOME"],
        "PYTHON_KEYRING_BACKEND": SECRET_SERVICE,
        "BOOKORBIT_HARDCOVER_URL": hardcover.url,
    }
    return library


def test_the_passphrase_is_in_the_keyring_so_that_it_can_be_shown_again(
    at_home: Program, keyring: Keyring
) -> None:
    first = at_home.run("credentials")
    assert first.stderr == ""
    assert at_home.run("credentials").stdout == first.stdout
    passphrase = at_home.passphrase("somebody")
    assert f"Passphrase: {passphrase}\n" in at_home.run("credentials").stdout
    assert passphrase in keyring.entries()
    server = at_home.serve()
    assert Reader(server.port, "somebody", passphrase).log_in().status == 200
    assert f"Passphrase: {passphrase}\n" in at_home.run("credentials").stdout


def test_the_token_is_in_the_keyring_and_nowhere_else(at_home: Program, keyring: Keyring) -> None:
    kept = at_home.run("token", "--stdin", stdin=f"Bearer {DEMO_TOKEN}\n")
    assert DEMO_TOKEN not in kept.stdout + kept.stderr
    assert DEMO_TOKEN in keyring.entries()
    assert "demo" in at_home.run("token", "--check").stdout
    for path in at_home.data_dir.rglob("*"):
        assert not path.is_file() or DEMO_TOKEN.encode() not in path.read_bytes()


def test_a_sync_uses_the_token_of_the_keyring(at_home: Program, hardcover: Hardcover) -> None:
    at_home.run("token", "--stdin", stdin=DEMO_TOKEN)
    at_home.run("status", "1", "read")
    assert at_home.json("sync", "--json")["sent"] == 1
    assert title_of(0) in hardcover.shelf()


def test_the_environment_overrides_the_token_of_the_keyring(at_home: Program) -> None:
    at_home.run("token", "--stdin", stdin="hc_pat_of_somebody_else")
    assert "token" in at_home.run("token", "--check", code=1).stderr
    overridden = at_home.run("token", "--check", env={"BOOKORBIT_HARDCOVER_TOKEN": DEMO_TOKEN})
    assert "demo" in overridden.stdout


def test_a_removed_token_is_gone_and_what_was_sent_stays_known(at_home: Program, keyring: Keyring) -> None:
    at_home.run("token", "--stdin", stdin=DEMO_TOKEN)
    at_home.run("status", "1", "read")
    at_home.run("sync")
    at_home.run("token", "--remove")
    assert str(at_home.data_dir) not in keyring.entries()
    assert "No Hardcover token" in at_home.run("sync", code=1).stderr
    assert at_home.books()[title_of(0)]["hardcover"]["state"] == "synced"
    at_home.run("token", "--remove")


def test_two_data_folders_have_secrets_of_their_own(at_home: Program, runtime: Path, tmp_path: Path) -> None:
    at_home.run("token", "--stdin", stdin=DEMO_TOKEN)
    other = Program(tmp_path / "other", runtime)
    other.environment = at_home.environment
    assert "No Hardcover token" in other.run("token", "--check", code=1).stderr


def test_a_running_server_takes_the_token_at_once(at_home: Program, hardcover: Hardcover) -> None:
    at_home.serve()
    at_home.run("status", "1", "read")
    at_home.run("sync", code=1)
    at_home.run("token", "--stdin", stdin=DEMO_TOKEN)
    assert at_home.json("sync", "--json")["sent"] == 1


def test_without_consent_nothing_is_sent_by_itself(at_home: Program, hardcover: Hardcover) -> None:
    """Automatic sync begins after the first sync that the person confirmed (behaviour.md, "consent")."""
    at_home.run("token", "--stdin", stdin=DEMO_TOKEN)
    at_home.run("status", "1", "read")
    at_home.serve()
    with closing(sqlite3.connect(at_home.data_dir / "library.sqlite3")) as database:
        stored = dict(database.execute("SELECT key, value FROM setting").fetchall())
    assert stored.get("hardcover_confirmed", "false") == "false"
    assert hardcover.shelf() == {}


class TestWithoutAKeyring:
    """Nothing secret is ever written anywhere else."""

    @pytest.mark.parametrize("words", [("--stdin",), ("--remove",)])
    def test_token_ends_with_1_and_names_the_variable(self, program: Program, words: tuple[str, ...]) -> None:
        refused = program.run("token", *words, stdin=DEMO_TOKEN, code=1)
        assert "BOOKORBIT_HARDCOVER_TOKEN" in refused.stderr
        assert "password store" in refused.stderr
        assert DEMO_TOKEN not in refused.stderr

    def test_the_variable_works(self, program: Program, hardcover: Hardcover) -> None:
        assert "demo" in program.run("token", "--check", env=hardcover.environment).stdout

    def test_a_locked_keyring_is_said_to_be_locked(self, program: Program) -> None:
        locked = {"PYTHON_KEYRING_BACKEND": "tests.acceptance.locked_keyring.LockedKeyring"}
        refused = program.run("token", "--stdin", stdin=DEMO_TOKEN, code=1, env=locked)
        assert "locked" in refused.stderr
        assert "BOOKORBIT_HARDCOVER_TOKEN" in refused.stderr
        assert program.run("credentials", env=locked).returncode == 0

    def test_a_keyring_that_never_answers_does_not_keep_readers_waiting(self, program: Program) -> None:
        """Some ask the person for a password in a window that nobody sees."""
        program.run("credentials", "--password-stdin", stdin="baga deka")
        silent = {"PYTHON_KEYRING_BACKEND": "tests.acceptance.locked_keyring.SilentKeyring"}
        server = program.serve(env=silent)
        began = time.monotonic()
        assert Reader(server.port, "reader", "baga deka").push("d", 0.5).status == 200
        assert time.monotonic() - began < PATIENCE  # then the store is given up
        assert server.stop() == 0

    def test_a_keyring_that_never_answers_does_not_keep_the_program_from_ending(
        self, program: Program
    ) -> None:
        program.run("credentials", "--password-stdin", stdin="baga deka")
        asked = program.home / "asked"
        silent = {"PYTHON_KEYRING_BACKEND": "tests.acceptance.locked_keyring.SilentKeyring"}
        server = program.serve(env=silent | {"TELL_THAT_I_WAS_ASKED": str(asked)})
        waiting = program.start("credentials")
        until(lambda: asked.exists() and "koreader-passphrase" in asked.read_text(), "it is asked")
        assert server.stop() == 0
        assert waiting.wait() == 1


@pytest.mark.parametrize("store", ["Hanging", "Broken"])
def test_a_stuck_password_store_keeps_no_reader_waiting(library: Program, store: str) -> None:
    library.make_account()
    library.environment["PYTHON_KEYRING_BACKEND"] = f"tests.acceptance.stuck_keyring.{store}"

    server = library.serve()

    reader = Reader(server.port, "reader", PASSPHRASE)
    assert reader.log_in().status == 200
    assert reader.push(library.digest(title_of(0)), 0.5).status == 200
    assert server.stop() == 0
    assert not [line for line in server.err if "Traceback" in line]

"""After everything, no file and no output holds the token, a passphrase, the relay's password or KOReader's key.

The log is at its most talkative, the other server refuses the password, and backups are in two folders.
"""

import base64
import os
import sqlite3
import stat
from collections.abc import Iterable
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from bookorbit_desktop.domain.koreader.account import koreader_key
from tests.acceptance.conftest import title_of
from tests.acceptance.hardcover import Hardcover
from tests.acceptance.koreader import Reader
from tests.acceptance.program import Program, Server

PASSPHRASE = "correct horse battery staple"
TYPED_WRONG = "correct horse battery stable"
TOKEN = "hc_pat_0123456789_of_this_test"
OLD_TOKEN = "hc_pat_9876543210_revoked"
RELAY_PASSWORD = "tulip lantern gravel mirror"
BASIC = base64.b64encode(f"reader:{PASSPHRASE}".encode()).decode()
SECRETS = (
    RELAY_PASSWORD,
    koreader_key(RELAY_PASSWORD),
    BASIC,
    PASSPHRASE,
    TYPED_WRONG,
    koreader_key(PASSPHRASE),
    koreader_key(TYPED_WRONG),
    TOKEN,
    OLD_TOKEN,
)

TALKATIVE = (
    ("export",),
    ("doctor",),
    ("doctor", "--json"),
    ("status",),
    ("log",),
    ("relay", "--json"),
    ("server", "--json"),
    ("devices",),
    ("backup", "--list"),
    ("token", "--check"),
    ("sync",),
)


@pytest.fixture
def used(library: Program, hardcover: Hardcover) -> Program:
    """A data folder in which everything has happened, the awkward things too; its server still runs."""
    hardcover.ask(lambda: hardcover.local.add_token(TOKEN, hardcover.local.user_id))
    library.environment |= hardcover.environment | {"BOOKORBIT_HARDCOVER_TOKEN": TOKEN}
    library.run("credentials", "--password-stdin", stdin=PASSPHRASE)
    library.run("token", "--stdin", stdin=TOKEN, code=1)
    library.run("token", "--check", env={"BOOKORBIT_HARDCOVER_TOKEN": OLD_TOKEN}, code=1)
    library.run("sync", env={"BOOKORBIT_HARDCOVER_TOKEN": OLD_TOKEN}, code=1)
    with closing(sqlite3.connect(library.data_dir / "library.sqlite3")) as connection, connection:
        connection.execute("INSERT OR REPLACE INTO setting VALUES ('log_level', '\"DEBUG\"')")
    server = library.serve()
    digest = library.books()[title_of(0)]["files"][0]["partial_md5"]
    good, bad = (Reader(server.port, "reader", one) for one in (PASSPHRASE, TYPED_WRONG))
    for reader in (bad, good):
        reader.register()
        reader.log_in()
        reader.push(digest, 0.5)
        reader.pull(digest)
    good.send("PUT", "/syncs/progress", b"{ no json")
    browse(server, BASIC)
    library.run("sync")
    library.run("token", "--stdin", stdin=TOKEN, code=1)
    library.run("token", "--stdin", stdin=f"Authorization: Bearer {OLD_TOKEN}", code=1)
    other = ("relay", "on", "--url", "http://127.0.0.1:9", "--username", "anna", "--password-stdin")
    library.run(*other, stdin=RELAY_PASSWORD, code=None)
    library.run("relay", "now", code=None)
    elsewhere = library.home / "backups"
    elsewhere.mkdir()
    library.run("backup")
    library.run("backup", "--folder", elsewhere)
    library.run("credentials", "--username", "other", "--password-stdin", stdin=PASSPHRASE)
    return library


def test_no_secret_is_in_any_file_of_the_data_folder(used: Program) -> None:
    while_it_runs = files_of(used)
    assert any(path.name == "bookorbit.log" for path in while_it_runs)
    assert any(path.name.endswith("-wal") for path in while_it_runs)
    assert found_in(while_it_runs) == []
    used.end()
    assert found_in(files_of(used)) == []
    assert found_in(path for path in used.home.rglob("*") if path.is_file()) == []


def test_no_secret_is_in_what_the_program_says(used: Program) -> None:
    said = {" ".join(words): used.run(*words, code=None) for words in TALKATIVE}
    used.end()
    said |= {f"{' '.join(words)}, alone": used.run(*words, code=None) for words in TALKATIVE}
    for words, done in said.items():
        text = done.stdout + done.stderr
        assert [secret for secret in SECRETS if secret in text] == [], words
        assert done.stdout or done.stderr, words


@pytest.mark.skipif(os.name != "posix", reason="permissions are a matter of POSIX systems")
def test_every_file_is_for_this_person_alone(used: Program) -> None:
    while_it_runs = shared_entries(used)
    used.end()
    assert while_it_runs + shared_entries(used) == []


def shared_entries(program: Program) -> list[str]:
    """What others may read: nothing but what the person's own folder was like before."""
    entries = [program.data_dir, *program.data_dir.rglob("*"), *(program.home / "backups").iterdir()]
    return [str(path) for path in entries if stat.S_IMODE(path.lstat().st_mode) & 0o077]


def browse(server: Server, basic: str) -> None:
    """As a reader of the catalogue: with the passphrase itself, once in a way that is refused."""
    for scheme in ("Basic", "Bearer"):
        connection = HTTPConnection("127.0.0.1", server.port)
        connection.request("GET", "/opds", headers={"Authorization": f"{scheme} {basic}"})
        connection.getresponse().read()
        connection.close()


def files_of(program: Program) -> list[Path]:
    return [path for path in program.data_dir.rglob("*") if path.is_file()]


def found_in(files: Iterable[Path]) -> list[tuple[str, str]]:
    """Each secret with the file it was found in, as text or as the bytes of a digest."""
    found = []
    for path in files:
        data = path.read_bytes()
        for secret in SECRETS:
            spellings = [secret.encode(), secret.encode("utf-16-le"), secret.upper().encode()]
            if len(secret) == 32:
                spellings.append(bytes.fromhex(secret))
            found += [(secret, path.name) for spelling in spellings if spelling in data]
    return found

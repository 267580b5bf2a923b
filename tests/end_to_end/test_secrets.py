"""After everything, the data folder holds neither the token nor the passphrase nor KOReader's key."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from bookorbit_desktop.domain.koreader.passphrase import koreader_key
from tests.acceptance.conftest import title_of
from tests.acceptance.hardcover import Hardcover
from tests.acceptance.koreader import Reader
from tests.acceptance.program import Program

PASSPHRASE = "correct horse battery staple"
TYPED_WRONG = "correct horse battery stable"
TOKEN = "hc_pat_0123456789_of_this_test"
OLD_TOKEN = "hc_pat_9876543210_revoked"
SECRETS = (PASSPHRASE, TYPED_WRONG, koreader_key(PASSPHRASE), koreader_key(TYPED_WRONG), TOKEN, OLD_TOKEN)


@pytest.fixture
def used(library: Program, hardcover: Hardcover) -> Program:
    """A data folder in which everything has happened, the awkward things too; its server still runs."""
    hardcover.ask(lambda: hardcover.local.add_token(TOKEN, hardcover.local.user_id))
    library.environment |= hardcover.environment | {"BOOKORBIT_HARDCOVER_TOKEN": TOKEN}
    library.run("credentials", "--password-stdin", stdin=PASSPHRASE)
    library.run("token", "--stdin", stdin=TOKEN, code=1)
    library.run("token", "--check", env={"BOOKORBIT_HARDCOVER_TOKEN": OLD_TOKEN}, code=1)
    library.run("sync", env={"BOOKORBIT_HARDCOVER_TOKEN": OLD_TOKEN}, code=1)
    server = library.serve()
    digest = library.books()[title_of(0)]["files"][0]["partial_md5"]
    good, bad = (Reader(server.port, "reader", one) for one in (PASSPHRASE, TYPED_WRONG))
    for reader in (bad, good):
        reader.register()
        reader.log_in()
        reader.push(digest, 0.5)
        reader.pull(digest)
    good.send("PUT", "/syncs/progress", b"{ no json")
    library.run("sync")
    library.run("token", "--stdin", stdin=TOKEN, code=1)
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

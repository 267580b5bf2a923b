"""TLS as an option, with a certificate made here or one's own: KOReader accepts it, and the key stays private."""

import ssl
from pathlib import Path

import pytest

from tests.acceptance.koreader import Reader
from tests.acceptance.program import Program, Server, until
from tests.books import write_epub
from tests.integration.server.koreader import DIGEST

SELF_SIGNED = Path(__file__).parents[1] / "integration" / "self_signed.pem"


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Path:
    books = tmp_path_factory.mktemp("books")
    write_epub(books / "one.epub", "One")
    return books


def like_koreader() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


@pytest.fixture
def encrypted(home: Program, server: Server) -> int:
    """The port for https of the module's program, where it is switched on."""
    home.run("server", "--https", "--https-port", "0")
    urls = until(lambda: home.json("server", "--json")["https_urls"], "https")
    return int(urls[0].rpartition(":")[2])


def test_encryption_is_off_until_asked_for(newcomer: Program) -> None:
    told = newcomer.json("server", "--json")
    assert (told["serves_https"], told["https_urls"], told["certificate"]) == (False, [], None)
    assert not (newcomer.data_dir / "https.pem").exists()


def test_koreader_syncs_over_https_and_http_goes_on(
    encrypted: int, reader: Reader, passphrase: str, home: Program
) -> None:
    kobo = Reader(encrypted, "reader", passphrase, tls=like_koreader())
    assert kobo.log_in().status == 200
    kobo.read(DIGEST, [0.25])
    assert reader.pull(DIGEST).json["percentage"] == 0.25
    said = home.run("server").stdout
    assert f"Encrypted: https://127.0.0.1:{encrypted}" in said
    assert home.json("server", "--json")["certificate"]["sha256"] in said


def test_the_private_key_is_encrypted_in_one_private_file_and_in_nothing_that_leaves(
    encrypted: int, home: Program, tmp_path: Path
) -> None:
    home.run("backup", "--folder", tmp_path)
    home.run("backup")
    (tmp_path / "everything.json").write_text(home.run("export", "--format", "complete").stdout)
    (tmp_path / "doctor.txt").write_text(home.run("doctor", code=None).stdout)
    pem = home.data_dir / "https.pem"
    key, end, _ = pem.read_text().partition("-----END ENCRYPTED PRIVATE KEY-----")
    lines = key.splitlines()[1:]
    assert end
    assert pem.stat().st_mode & 0o077 == 0
    for folder in (home.data_dir, tmp_path):
        for path in folder.rglob("*"):
            if path.is_file() and path != pem:
                content = path.read_bytes()
                assert not any(line.encode() in content for line in lines), path
    assert len(list(tmp_path.rglob("*"))) >= 3


def test_ones_own_certificate_is_checked_and_a_wrong_one_changes_nothing(
    encrypted: int, home: Program, tmp_path: Path
) -> None:
    (tmp_path / "wrong.pem").write_text("no certificate")
    before = home.json("server", "--json")["certificate"]
    refused = home.run("server", "--certificate", tmp_path / "wrong.pem", SELF_SIGNED, code=1)
    assert refused.stderr == (
        "bookorbit-desktop: This file has no certificate. Choose a PEM file, which begins with "
        "“-----BEGIN CERTIFICATE-----”.\n"
    )
    assert home.json("server", "--json")["certificate"] == before
    home.run("server", "--certificate", SELF_SIGNED, SELF_SIGNED)
    own = home.json("server", "--json")["certificate"]
    assert (own["made_here"], own["sha256"] != before["sha256"]) == (False, True)
    home.run("server", "--new-certificate")
    assert home.json("server", "--json")["certificate"]["made_here"]

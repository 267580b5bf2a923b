"""The server over https: real sockets, real certificates, with and without a client that checks them."""

import asyncio
import os
import ssl
import stat
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.app.background import Background
from bookorbit_desktop.demo.local_hardcover import VirtualClock
from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.koreader.server import ServerAddress
from bookorbit_desktop.domain.overview.events import ServerChanged
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.koreader.certificates import FILE_NAME
from bookorbit_desktop.system.certificates import VALID_FOR, joined, read_certificate
from tests.integration.server.koreader import DIGEST, KOReader
from tests.services import TestClock, make_services

PASSPHRASE = "baga deka mufa tuna"


@dataclass
class Home:
    """The program's background on this computer, and what its address says."""

    services: Services
    clock: TestClock
    background: Background
    data_dir: Path

    @property
    def address(self) -> ServerAddress:
        assert self.background.address is not None
        return self.background.address

    async def encrypt(self, **settings: object) -> int:
        """Tick the box; the port once it is served, 0 if there is a problem."""
        self.services.preferences.change(https=True, **{"https_port": 0, **settings})
        return await self.until(lambda told: bool(told.encrypted_port or told.encryption_problem))

    async def until(self, shown: Callable[[ServerAddress], bool]) -> int:
        """Wait for an address that shows it; its port for https."""
        loop, told = asyncio.get_running_loop(), asyncio.Event()
        end = self.services.events.subscribe(lambda event: loop.call_soon_threadsafe(told.set), ServerChanged)
        try:
            while self.background.address is None or not shown(self.address):
                await told.wait()
                told.clear()
        finally:
            end()
        return self.address.encrypted_port

    async def until_port_changes(self, before: int) -> int:
        """The next port: a certificate was changed, or the server was started again."""
        return await self.until(lambda told: told.encrypted_port not in (0, before))


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[Home]:
    clock = TestClock(VirtualClock(time.time()))  # clients compare with the real one
    services = make_services(tmp_path / "data", clock=clock)
    services.account.change("reader", PASSPHRASE)
    background = Background(services, show=lambda: None, host="127.0.0.1", port=0)
    await background.open()
    yield Home(services, clock, background, tmp_path / "data")
    await background.close()
    services.database.close()


def like_koreader() -> ssl.SSLContext:
    """LuaSec with verify "none" (kosync.md section 2)."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def that_trusts(pem: bytes) -> ssl.SSLContext:
    return ssl.create_default_context(cadata=pem[pem.index(b"-----BEGIN CERTIFICATE") :].decode())


def key_of(home: Home) -> bytes:
    return (home.data_dir / FILE_NAME).read_bytes()


async def test_a_device_logs_in_pushes_and_pulls_over_https_beside_http(home: Home) -> None:
    port = await home.encrypt()
    kobo = KOReader(port, password=PASSPHRASE, tls=like_koreader())
    assert (await kobo.log_in()).status == 200
    assert (await kobo.push(percentage=0.25)).status == 200
    plain = KOReader(home.address.port, password=PASSPHRASE)
    assert (await plain.pull()).json["percentage"] == 0.25
    assert (await plain.push(percentage=0.5)).status == 200
    assert (await kobo.pull(DIGEST)).json["percentage"] == 0.5
    assert (await KOReader(port, password="wrong", tls=like_koreader()).log_in()).status == 401
    assert home.address.encrypted_urls == (f"https://127.0.0.1:{port}",)


async def test_the_certificate_made_here_is_for_this_computer_and_checks(home: Home) -> None:
    port = await home.encrypt()
    checking = KOReader(port, password=PASSPHRASE, tls=that_trusts(key_of(home)))
    assert (await checking.log_in()).status == 200
    made = home.services.certificates.current()
    assert made is not None
    assert {"localhost", "127.0.0.1", "bookorbit.local"} <= set(made.hosts)
    assert (made.is_own, made.valid_until.date()) == (True, (home.clock.now() + VALID_FOR).date())
    stranger = KOReader(port, password=PASSPHRASE, tls=ssl.create_default_context())
    with pytest.raises(ssl.SSLCertVerificationError):
        await stranger.log_in()


async def test_its_private_file_is_kept_over_a_restart_and_renewed_when_it_has_expired(home: Home) -> None:
    port = await home.encrypt()
    before = key_of(home)
    if os.name == "posix":
        assert stat.S_IMODE((home.data_dir / FILE_NAME).stat().st_mode) == 0o600
    await home.background.stop()
    await home.background.start()
    port = await home.until_port_changes(port)
    assert key_of(home) == before
    home.clock.move(days=VALID_FOR.days + 1)
    await home.background.stop()
    await home.background.start()
    await home.until_port_changes(port)
    assert key_of(home) != before


async def test_a_new_certificate_is_served_at_once(home: Home) -> None:
    port = await home.encrypt()
    await asyncio.to_thread(home.services.certificates.make_new)
    port = await home.until_port_changes(port)
    assert (await KOReader(port, password=PASSPHRASE, tls=that_trusts(key_of(home))).log_in()).status == 200


async def test_switched_off_nothing_listens_and_http_goes_on(home: Home) -> None:
    port = await home.encrypt()
    home.services.preferences.change(https=False)
    await home.until(lambda told: not told.encrypted_port)
    with pytest.raises(OSError):  # noqa: PT011 - refused, or reset
        await KOReader(port, password=PASSPHRASE, tls=like_koreader()).log_in()
    assert (await KOReader(home.address.port, password=PASSPHRASE).log_in()).status == 200


@pytest.mark.filterwarnings("default")
async def test_a_port_that_another_program_has_is_said_and_http_goes_on(
    home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    other = await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", 0)
    taken = other.sockets[0].getsockname()[1]
    assert await home.encrypt(https_port=taken) == 0
    assert str(taken) in str(home.address.encryption_problem)
    assert "There is no https" in caplog.text
    caplog.clear()
    assert (await KOReader(home.address.port, password=PASSPHRASE).log_in()).status == 200
    other.close()
    await other.wait_closed()


async def test_who_sends_nothing_or_nonsense_harms_only_themselves(
    home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    port = await home.encrypt()
    silent = [await asyncio.open_connection("127.0.0.1", port) for _ in range(20)]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    assert b"HTTP" not in await reader.read()
    writer.close()
    kobo = KOReader(port, password=PASSPHRASE, tls=like_koreader())
    assert (await kobo.push(percentage=0.75)).status == 200
    await home.background.stop()
    for _, idle in silent:
        idle.close()
    assert "Traceback" not in caplog.text


async def test_a_device_that_tries_https_at_the_address_for_http_is_told_both(home: Home) -> None:
    port = await home.encrypt()
    with pytest.raises((ssl.SSLError, OSError)):
        await KOReader(home.address.port, password=PASSPHRASE, tls=like_koreader()).log_in()
    seen = home.services.logins.latest_https
    assert seen is not None
    assert f"https://127.0.0.1:{port}" in str(seen.reason)


# -- a person's own certificate


@dataclass(frozen=True)
class Issued:
    """A certificate of an authority with its chain, and its key."""

    chain: bytes
    key: bytes
    authority: bytes


def issue(clock: TestClock, *, days: int = 30, password: bytes = b"") -> Issued:
    now = clock.now()
    authority_key, key = ec.generate_private_key(ec.SECP256R1()), rsa.generate_private_key(65537, 2048)
    root = _signed(
        "An authority", authority_key.public_key(), "An authority", authority_key, now, 365, ca=True
    )
    leaf = _signed("books.example.org", key.public_key(), "An authority", authority_key, now, days, ca=False)
    form = BestAvailableEncryption(password) if password else NoEncryption()
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, form)
    return Issued(leaf + root, secret, root)


def _signed(name, public, issuer, signer, now, days, *, ca) -> bytes:  # type: ignore[no-untyped-def]
    def named(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    built = x509.CertificateBuilder(named(issuer), named(name), public, x509.random_serial_number())
    built = built.not_valid_before(now - timedelta(days=400)).not_valid_after(now + timedelta(days=days))
    built = built.add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    built = built.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    return bytes(built.sign(signer, hashes.SHA256()).public_bytes(Encoding.PEM))


def given_files(folder: Path, chain: bytes, key: bytes) -> tuple[Path, Path]:
    (folder / "chain.pem").write_bytes(chain)
    (folder / "key.pem").write_bytes(key)
    return folder / "chain.pem", folder / "key.pem"


async def test_a_persons_own_certificate_is_copied_and_shown_with_its_chain(
    home: Home, tmp_path: Path
) -> None:
    issued = issue(home.clock)
    files = given_files(tmp_path, issued.chain, issued.key)
    port = await home.encrypt()
    used = home.services.certificates.use(*files)
    assert (used.is_own, used.hosts) == (False, ("localhost",))
    for file in files:
        file.unlink()
    port = await home.until_port_changes(port)
    context = that_trusts(issued.authority)
    _, writer = await asyncio.open_connection("127.0.0.1", port, ssl=context, server_hostname="localhost")
    shown = writer.get_extra_info("ssl_object").getpeercert(binary_form=True)
    writer.close()
    assert hashes_to(shown) == used.fingerprint


def hashes_to(der: bytes) -> str:
    return x509.load_der_x509_certificate(der).fingerprint(hashes.SHA256()).hex(":").upper()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda one, other: (b"", one.key), "has no certificate"),
        (lambda one, other: (one.key, one.key), "has no certificate"),
        (lambda one, other: (one.chain[:400], one.key), "has no certificate"),
        (lambda one, other: (one.chain, b"\x00\xff"), "has no private key"),
        (lambda one, other: (one.chain, one.chain), "has no private key"),
        (lambda one, other: (one.chain, other.key), "belongs to another certificate"),
    ],
)
def test_files_that_cannot_be_used_are_refused_in_words_and_the_old_stays(
    tmp_path: Path, spoil: object, said: str
) -> None:
    clock = TestClock()
    services = make_services(tmp_path / "data", clock=clock)
    services.certificates.make_new()
    before = (tmp_path / "data" / FILE_NAME).read_bytes()
    assert callable(spoil)
    with pytest.raises(InvalidInput, match=said):
        services.certificates.use(*given_files(tmp_path, *spoil(issue(clock), issue(clock))))
    assert (tmp_path / "data" / FILE_NAME).read_bytes() == before
    services.database.close()


def test_a_password_an_expired_one_a_missing_file_and_a_full_disk_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = TestClock()
    services = make_services(tmp_path / "data", clock=clock)
    use = services.certificates.use
    locked, old, good = issue(clock, password=b"secret"), issue(clock, days=-1), issue(clock)
    with pytest.raises(InvalidInput, match="has a password"):
        use(*given_files(tmp_path, locked.chain, locked.key))
    with pytest.raises(InvalidInput, match="expired on"):
        use(*given_files(tmp_path, old.chain, old.key))
    with pytest.raises(InvalidInput, match="can't be read"):
        use(tmp_path / "nothing.pem", tmp_path / "nothing.pem")
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(InvalidInput, match="No space left"):
        use(*given_files(tmp_path, good.chain, good.key))
    assert not list((tmp_path / "data").glob("https.*"))
    services.database.close()


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_no_bytes_are_more_than_refused(chain: bytes, key: bytes) -> None:
    wrapped = b"-----BEGIN CERTIFICATE-----\n" + chain + b"\n-----END CERTIFICATE-----\n"
    for pem in (chain, wrapped):
        with pytest.raises(InvalidInput):
            joined(pem, key)
        with pytest.raises(InvalidInput):
            read_certificate(pem)

"""The server over https: real sockets, real certificates, with and without a client that checks them."""

import asyncio
import gc
import os
import socket
import ssl
import stat
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import (
    load_pem_private_key,
)
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.app.background import Background
from bookorbit_desktop.demo.local_hardcover import VirtualClock
from bookorbit_desktop.domain.base.errors import InvalidInput, KeyringUnavailable
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.koreader.server import ServerAddress
from bookorbit_desktop.domain.overview.events import ServerChanged
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.koreader.certificates import FILE_NAME, PASSWORD, CertificateService
from bookorbit_desktop.system.certificates import VALID_FOR, joined, read_certificate
from bookorbit_desktop.system.secrets import MemorySecretStore, NoPasswordStore
from tests.certificates import given_files, issue
from tests.integration.server.koreader import DIGEST, KOReader
from tests.integration.server.world import World
from tests.ports import free_port
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


class FaultyStore(MemorySecretStore):
    """A password store that can be taken away."""

    def __init__(self) -> None:
        super().__init__()
        self.fault: KeyringUnavailable | None = None

    def get(self, name: str) -> str | None:
        self._check()
        return super().get(name)

    def put(self, name: str, value: str) -> None:
        self._check()
        super().put(name, value)

    def _check(self) -> None:
        if self.fault is not None:
            raise self.fault


@pytest.fixture
def store() -> FaultyStore:
    return FaultyStore()


@pytest.fixture
def clock() -> TestClock:
    return TestClock(VirtualClock(time.time()))  # clients compare with the real one


@pytest.fixture
def services(tmp_path: Path, store: FaultyStore, clock: TestClock) -> Iterator[Services]:
    services = make_services(tmp_path / "data", clock=clock, secret_store=store)
    yield services
    services.database.close()


@pytest.fixture
async def home(services: Services, clock: TestClock) -> AsyncIterator[Home]:
    services.koreader_login.change("reader", PASSPHRASE)
    background = Background(services, show=lambda: None, host="127.0.0.1", port=0)
    await background.open()
    yield Home(services, clock, background, services.data_dir)
    await background.close()


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


def test_its_private_key_is_encrypted_with_a_password_that_only_the_password_store_has(
    services: Services, store: FaultyStore
) -> None:
    services.certificates.context()
    file = services.data_dir / FILE_NAME
    password = store.get(PASSWORD)
    assert password
    for known in (None, b"", b"another"):
        with pytest.raises((TypeError, ValueError)):
            load_pem_private_key(file.read_bytes(), known)
    assert load_pem_private_key(file.read_bytes(), password.encode())
    services.certificates.make_new()
    assert store.get(PASSWORD) == password
    assert services.certificates.notice == NOTHING
    found = [path for path in services.data_dir.rglob("*") if path.is_file()]
    assert file in found
    assert not any(password.encode() in path.read_bytes() for path in found)


def test_without_a_password_store_a_certificate_is_for_one_run(
    services: Services, store: FaultyStore
) -> None:
    store.fault = NoPasswordStore(Message("There is none."))
    certificates = services.certificates
    certificates.context()
    first = certificates.current()
    certificates.context()
    assert certificates.current() == first
    assert certificates.notice == store.fault.message
    assert b"BEGIN ENCRYPTED PRIVATE KEY" in (services.data_dir / FILE_NAME).read_bytes()

    next_run = CertificateService(services.data_dir, store, services.clock, services.events)
    next_run.context()
    assert next_run.current() != first


def test_a_persons_own_is_not_replaced_where_its_password_is_gone(
    services: Services, store: FaultyStore, clock: TestClock, tmp_path: Path
) -> None:
    issued = issue(clock)
    used = services.certificates.use(*given_files(tmp_path, issued.chain, issued.key))
    store.remove(PASSWORD)
    before = (services.data_dir / FILE_NAME).read_bytes()
    with pytest.raises(InvalidInput, match="can't be opened any more"):
        services.certificates.context()
    assert (services.data_dir / FILE_NAME).read_bytes() == before
    assert services.certificates.use(*given_files(tmp_path, issued.chain, issued.key)) == used
    services.certificates.context()


def test_our_own_certificate_is_replaced_when_its_password_is_gone(
    services: Services, store: FaultyStore
) -> None:
    services.certificates.make_new()
    before = services.certificates.current()
    store.put(PASSWORD, "of another computer")
    services.certificates.context()
    assert services.certificates.current() != before


async def test_a_locked_password_store_is_said_nothing_is_replaced_and_it_can_be_tried_again(
    home: Home, store: FaultyStore, caplog: pytest.LogCaptureFixture
) -> None:
    port = await home.encrypt()
    before = key_of(home)
    store.fault = KeyringUnavailable(Message("It is locked."))
    await home.background.stop()
    await home.background.start()
    await home.until(lambda told: bool(told.encryption_problem))
    assert str(home.address.encryption_problem) == "It is locked."
    checks = {check.url: str(check.problem) for check in await home.background.check()}
    assert checks == {home.address.urls[0]: "", "https": "It is locked."}
    assert "There is no https: It is locked." in caplog.text
    caplog.clear()
    store.fault = None
    home.services.certificates.load_again()
    assert await home.until(lambda told: bool(told.encrypted_port)) != port
    assert key_of(home) == before


async def test_a_certificate_made_while_the_store_is_locked_is_kept_once_it_is_not(
    home: Home, store: FaultyStore
) -> None:
    store.fault = KeyringUnavailable(Message("It is locked."))
    assert await home.encrypt()
    certificates = home.services.certificates
    assert certificates.notice == store.fault.message
    store.fault = None
    await asyncio.to_thread(certificates.make_new)
    assert certificates.notice == NOTHING
    assert load_pem_private_key(key_of(home), (store.get(PASSWORD) or "").encode())


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


@pytest.mark.parametrize("steps", range(6))
async def test_an_encrypted_port_cancelled_while_it_opens_is_closed(world: World, steps: int) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    await world.server.start("127.0.0.1", 0, exact=True)
    port = free_port()
    begins = asyncio.create_task(world.server.open_encrypted(context, port))
    for _ in range(steps):
        await asyncio.sleep(0)
    begins.cancel()
    await asyncio.gather(begins, return_exceptions=True)
    await world.server.close_encrypted()
    gc.collect()  # what is left open is told as a warning, which is an error
    with socket.create_server(("127.0.0.1", port)):
        assert world.server.address is not None


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


async def test_silent_clients_and_plain_http_do_not_keep_a_reader_out(
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
            joined(pem, key, PASSPHRASE)
        with pytest.raises(InvalidInput):
            read_certificate(pem)

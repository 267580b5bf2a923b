"""Secrets planted in every text that may hold one, and looked for in everything that is written for others."""

import base64
import json
import logging
import os
import stat
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bookorbit_desktop.app.logs import log_to, warn_on_the_terminal
from bookorbit_desktop.demo.local_hardcover import LocalHardcover, World
from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.koreader.account import koreader_key
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.hardcover.account import HardcoverEndpoint
from bookorbit_desktop.services.koreader.account import PASSPHRASE
from bookorbit_desktop.services.overview.crash_report import crash_report
from bookorbit_desktop.services.overview.doctor import Doctor
from bookorbit_desktop.system.firewall import Firewall
from bookorbit_desktop.system.secrets import MemorySecretStore, remember_secret
from tests.services import TestClock, add_book, connect_to, make_services

TOKEN = "hc_pat_planted_everywhere"
OPAQUE = "0paque-token-without-a-form"
WORDS = "meadow ribbon copper winter"
RELAY = "orchid tunnel velvet anchor"
ACCESS, REFRESH = "hc_at_planted_as_well", "hc_rt_planted_as_well"
VERIFIER, DEVICE = "verifier-without-a-form", "device-code-without-a-form"
SIGN_IN = (ACCESS, REFRESH, VERIFIER, DEVICE)
SECRETS = (TOKEN, OPAQUE, WORDS, RELAY, koreader_key(WORDS), koreader_key(RELAY), *SIGN_IN)
HEADERS = {
    "Authorization": f"Bearer {TOKEN}",
    "authorization": "Basic " + base64.b64encode(f"reader:{WORDS}".encode()).decode(),
    "x-auth-user": "reader",
    "x-auth-key": koreader_key(WORDS),
}
BASIC = HEADERS["authorization"].removeprefix("Basic ")
TEXTS: dict[str, Callable[[], str]] = {
    "headers of Python": lambda: str(HEADERS),
    "headers of JSON": lambda: json.dumps(HEADERS),
    "headers of HTTP": lambda: "\r\n".join(f"{name}: {value}" for name, value in HEADERS.items()),
    "an address": lambda: f"http://reader:{koreader_key(WORDS)}@127.0.0.1/?token={OPAQUE}",
    "a title": lambda: f"{WORDS} by {RELAY} ({OPAQUE})",
    "a sign-in": lambda: json.dumps(dict(zip("abcd", SIGN_IN, strict=True))),
    "a form of a sign-in": lambda: "&".join(
        f"{name}={value}" for name, value in zip("abcd", SIGN_IN, strict=True)
    ),
    "key and token": lambda: f"{koreader_key(RELAY)}{OPAQUE}{TOKEN}",
}


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    clock = TestClock()
    hardcover = LocalHardcover(World(), clock=clock.virtual, sleep=clock.virtual.sleep)
    services = make_services(tmp_path / "data", hardcover, clock, token=OPAQUE)
    services.koreader_login.change("reader", WORDS)
    services.relay.save("http://127.0.0.1:9", "anna", RELAY)
    services.hardcover_account.save(TOKEN)
    for secret in SIGN_IN:
        remember_secret(secret)
    add_book(services, "Emma")
    yield services
    services.database.close()


def left_in(text: str) -> list[str]:
    return [secret for secret in (*SECRETS, BASIC) if secret in text]


@pytest.mark.parametrize("kind", TEXTS)
def test_no_secret_is_in_the_log_or_the_diagnostics(services: Services, tmp_path: Path, kind: str) -> None:
    text = TEXTS[kind]()
    stop = log_to(services.data_dir)
    logger = logging.getLogger("planted")
    logger.error("It failed: %s", text)
    logger.error("A title: %s", text, exc_info=InvalidInput(Message("{0} can't be used.", text)))
    sys.excepthook(ValueError, ValueError(text), None)
    stop()
    log = (services.diagnostics.log_folder / "bookorbit.log").read_text("utf-8")
    assert log.count("[hidden]") >= 3
    assert left_in(log) == []

    services.diagnostics.log_folder.joinpath("crash.log").write_text(text)  # the system writes that one
    path = tmp_path / "diagnostics.zip"
    services.diagnostics.write(path)
    with zipfile.ZipFile(path) as archive:
        written = "".join(archive.read(name).decode() for name in archive.namelist())
    assert left_in(written) == []
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("kind", TEXTS)
def test_no_secret_is_in_the_report_of_a_crash_or_what_doctor_says(services: Services, kind: str) -> None:
    text = TEXTS[kind]()
    error = RuntimeError(text)
    error.__cause__ = KeyError(text)
    error.add_note(text)
    assert left_in(crash_report(error, services.clock)) == []

    def fail(port: int) -> Firewall:
        raise OSError(5, text)

    secrets = MemorySecretStore()
    secrets.put(PASSPHRASE, WORDS)
    clock = TestClock()
    endpoint = HardcoverEndpoint("http://127.0.0.1:1/v1/graphql", OPAQUE)
    doctor = Doctor(services.data_dir, secrets, endpoint, connect_to(None, clock), clock, find=fail)
    results = doctor.check(lambda: None)
    assert left_in(repr(results)) == []
    assert any("[hidden]" in result.said for result in results)


def test_no_secret_is_in_the_traceback_of_a_command(
    services: Services, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    warn_on_the_terminal()
    for text in TEXTS.values():
        sys.excepthook(RuntimeError, RuntimeError(text()), None)
    said = capsys.readouterr().err
    assert said.count("RuntimeError: ") == len(TEXTS)
    assert left_in(said) == []


def test_no_secret_is_in_the_export_or_a_backup(services: Services) -> None:
    assert left_in("".join(services.export.text())) == []
    made = services.backups.back_up()
    content = (Path(made.folder) / made.name).read_bytes()
    assert [secret for secret in (*SECRETS, BASIC) if secret.encode() in content] == []

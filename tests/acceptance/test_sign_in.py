"""Signing in with Hardcover on the command line, with a real password store and a local issuer."""

import re
import signal
from collections.abc import Iterator

import pytest

from bookorbit_desktop.demo.local_hardcover import DEMO_CLIENT_ID, DEMO_TOKEN, FaultKind
from tests.acceptance.conftest import title_of
from tests.acceptance.hardcover import Hardcover
from tests.acceptance.keyring import SECRET_SERVICE, Keyring
from tests.acceptance.program import Program, Running, until


@pytest.fixture
def at_home(library: Program, keyring: Keyring, hardcover: Hardcover) -> Iterator[Program]:
    """The program with a password store, registered at a local Hardcover."""
    hardcover.local.oauth.interval = 0.1
    library.environment |= keyring.environment | {
        "HOME": library.environment["HOME"],
        "PYTHON_KEYRING_BACKEND": SECRET_SERVICE,
        "BOOKORBIT_HARDCOVER_URL": hardcover.url,
        "BOOKORBIT_HARDCOVER_OAUTH": hardcover.local.oauth.issuer,
        "BOOKORBIT_HARDCOVER_CLIENT_ID": DEMO_CLIENT_ID,
    }
    yield library
    library.end()


def begin(program: Program) -> tuple[Running, str]:
    """`token --sign-in` and the code that it shows."""
    running = program.start("token", "--sign-in")
    return running, running.line(r"enter the code ([A-Z]{4}-[A-Z]{4})\.", running.err)[1]


def sign_in(program: Program, hardcover: Hardcover, *, allow: bool = True) -> Running:
    running, code = begin(program)
    hardcover.ask(lambda: hardcover.local.oauth.decide(code, allow=allow))
    assert running.wait() == (0 if allow else 1), running.err
    return running


def test_a_code_is_shown_and_allowing_it_elsewhere_signs_in(at_home: Program, hardcover: Hardcover) -> None:
    running, code = begin(at_home)
    assert running.line(rf"Open {hardcover.local.oauth.issuer}/link in any browser", running.err)
    assert running.line(rf"/link\?code={code}", running.err)
    hardcover.ask(lambda: hardcover.local.oauth.decide(code))
    assert running.wait() == 0, running.err
    assert running.out[-1] == "Signed in as @demo."
    at_home.run("status", "1", "read")
    assert at_home.json("sync", "--json")["sent"] == 1
    assert title_of(0) in hardcover.shelf()


def test_a_denied_sign_in_changes_nothing_and_ends_with_1(at_home: Program, hardcover: Hardcover) -> None:
    running = sign_in(at_home, hardcover, allow=False)
    assert any("You didn't allow BookOrbit to use your account" in line for line in running.err)
    assert "Not signed in to Hardcover yet" in at_home.run("token", "--check", code=1).stderr


@pytest.mark.parametrize("beside", ["alone", "handed over to a server"])
def test_stopping_while_it_waits_changes_nothing(at_home: Program, keyring: Keyring, beside: str) -> None:
    if beside != "alone":
        at_home.serve()
    running, _ = begin(at_home)
    running.process.send_signal(signal.SIGINT)
    assert running.wait() == 1
    assert str(at_home.data_dir) not in keyring.entries()
    assert "Not signed in to Hardcover yet" in at_home.run("token", "--check", code=1).stderr


def test_a_running_server_shows_the_code_and_is_signed_in_at_once(
    at_home: Program, hardcover: Hardcover
) -> None:
    server = at_home.serve()
    assert server.line(r"To sign in, run “bookorbit-desktop token --sign-in”", server.err)
    at_home.run("status", "1", "read")
    sign_in(at_home, hardcover)
    assert at_home.json("sync", "--json")["sent"] == 1


def test_check_tells_a_sign_in_from_a_token_and_until_when_it_is_good(
    at_home: Program, hardcover: Hardcover
) -> None:
    at_home.run("token", "--stdin", stdin=DEMO_TOKEN)
    assert at_home.run("token", "--check").stdout == "Valid (demo)\n"
    sign_in(at_home, hardcover)
    told = at_home.run("token", "--check").stdout
    assert re.match(
        r"Signed in as @demo since \d{4}-\d\d-\d\d; renews by itself, and lasts until \d{4}-", told
    )
    assert "Allowed: read:me:content, read:catalog, read:library, write:library" in told


def test_sign_out_ends_it_here_and_on_hardcover(
    at_home: Program,
    keyring: Keyring,
    hardcover: Hardcover,
) -> None:
    sign_in(at_home, hardcover)
    assert at_home.run("token", "--sign-out").stdout == "Signed out. Matches and sent data are kept.\n"
    assert hardcover.local.oauth.connected_apps() == 0
    assert str(at_home.data_dir) not in keyring.entries()


def test_sign_out_offline_says_that_it_stays_listed_on_hardcover(
    at_home: Program,
    keyring: Keyring,
    hardcover: Hardcover,
) -> None:
    sign_in(at_home, hardcover)
    hardcover.stop()
    told = at_home.run("token", "--sign-out").stdout
    assert "remove BookOrbit from your connected apps there" in told
    assert str(at_home.data_dir) not in keyring.entries()


def test_revoked_on_hardcover_says_to_sign_in_again_and_keeps_what_waits(
    at_home: Program, hardcover: Hardcover
) -> None:
    sign_in(at_home, hardcover)
    at_home.run("status", "1", "read")
    hardcover.ask(hardcover.local.oauth.revoke_all)
    assert "Hardcover ended this sign-in" in at_home.run("sync", code=1).stderr
    sign_in(at_home, hardcover)
    assert at_home.json("sync", "--json")["sent"] == 1


def test_a_permission_that_was_not_given_is_named(at_home: Program, hardcover: Hardcover) -> None:
    hardcover.local.oauth.allowed_scopes = frozenset({"read:me:content", "read:catalog", "read:library"})
    running, code = begin(at_home)
    hardcover.ask(lambda: hardcover.local.oauth.decide(code))
    assert running.wait() == 1
    assert any("doesn't allow write:library. Sign in again" in line for line in running.err)
    assert "doesn't allow write:library" in at_home.run("doctor", code=None).stdout


def test_another_account_is_told_with_both_names_and_nothing_is_sent(
    at_home: Program, hardcover: Hardcover
) -> None:
    sign_in(at_home, hardcover)
    at_home.run("status", "1", "read")
    at_home.run("sync")
    at_home.run("status", "2", "read")
    hardcover.local.oauth.person_id = hardcover.stranger
    running = sign_in(at_home, hardcover)
    assert "signed in as @stranger, but this library is synced with @demo" in running.out[-1]
    assert "synced with @demo" in at_home.run("sync", code=1).stderr
    assert hardcover.shelf(hardcover.stranger) == {}
    assert at_home.run("log").stdout


def test_a_renewal_whose_answer_was_lost_is_told_and_not_repeated(
    at_home: Program, hardcover: Hardcover
) -> None:
    hardcover.local.oauth.access_lifetime = 0.5
    sign_in(at_home, hardcover)
    hardcover.local.faults.add(FaultKind.WRITE_THEN_RESET, operation="oauth-token")
    until(lambda: at_home.run("token", "--check", code=None).returncode == 1, "the access token has ended")
    assert "was interrupted, so it ended. Sign in again" in at_home.run("token", "--check", code=1).stderr
    assert "Sign in again in Settings ▸ Hardcover" in at_home.run("doctor", code=None).stdout
    assert hardcover.local.oauth.replays == 0
    hardcover.local.oauth.access_lifetime = 604_800
    sign_in(at_home, hardcover)
    assert "Signed in as @demo" in at_home.run("token", "--check").stdout


def test_doctor_knows_the_sign_in_and_until_when_it_is_good(at_home: Program, hardcover: Hardcover) -> None:
    assert "Not connected." in at_home.run("doctor", code=None).stdout
    sign_in(at_home, hardcover)
    assert "Signed in since" in at_home.run("doctor", code=None).stdout
    assert "Signed in as @demo. It renews by itself" in at_home.run("doctor", "--online", code=None).stdout


def test_without_a_client_id_a_token_is_the_way(at_home: Program) -> None:
    refused = at_home.run("token", "--sign-in", code=1, env={"BOOKORBIT_HARDCOVER_CLIENT_ID": ""})
    assert "can't sign in with Hardcover. Create a token at https://hardcover.app/" in refused.stderr
    assert (
        "No Hardcover token"
        in at_home.run("token", "--check", code=1, env={"BOOKORBIT_HARDCOVER_CLIENT_ID": ""}).stderr
    )


def test_the_variable_with_a_token_comes_first(at_home: Program) -> None:
    refused = at_home.run("token", "--sign-in", code=1, env={"BOOKORBIT_HARDCOVER_TOKEN": DEMO_TOKEN})
    assert "BOOKORBIT_HARDCOVER_TOKEN is set" in refused.stderr


def test_no_secret_of_a_sign_in_is_anywhere_but_in_the_password_store(
    at_home: Program,
    keyring: Keyring,
    hardcover: Hardcover,
) -> None:
    server = at_home.serve()
    running = sign_in(at_home, hardcover)
    outputs = [*running.out, *running.err]
    hardcover.local.oauth.access_lifetime = 0.5
    outputs += sign_in(at_home, hardcover).out
    for words in (("token", "--check"), ("sync",), ("doctor",), ("log",), ("status",)):
        done = at_home.run(*words, code=None)
        outputs += [done.stdout, done.stderr]
    server.stop()
    outputs += [*server.out, *server.err]
    given = hardcover.local.oauth.given
    assert len(given) >= 6
    assert any(secret in keyring.entries() for secret in given)
    written = [path.read_bytes() for path in at_home.data_dir.rglob("*") if path.is_file()]
    for secret in given:
        assert not any(secret in text for text in outputs)
        assert not any(secret.encode() in content for content in written)

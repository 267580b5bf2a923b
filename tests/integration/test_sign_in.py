"""Signing in, renewing and signing out against a local issuer, on real sockets and files."""

import asyncio
import hashlib
import threading
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest

from bookorbit_desktop.app.composition import open_services
from bookorbit_desktop.demo.local_hardcover import (
    DEMO_CLIENT_ID,
    UNLIMITED,
    FaultKind,
    LocalHardcover,
    Options,
)
from bookorbit_desktop.domain.base.errors import (
    KeyringUnavailable,
    MissingScope,
    NoToken,
    SignInEnded,
    SignInRefused,
    TokenRejected,
    Unreachable,
)
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.sign_in import SCOPES, DeviceCode, SignIn
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.hardcover import sign_in as sign_in_service
from bookorbit_desktop.services.hardcover import sign_in_store
from bookorbit_desktop.services.hardcover.account import TOKEN, HardcoverEndpoint, TokenSource
from bookorbit_desktop.services.hardcover.sign_in_store import SignInStore
from bookorbit_desktop.system.secrets import MemorySecretStore
from tests.browser import Person, fetch, redirect_of
from tests.new_library import new_library
from tests.services import TestClock

T = TypeVar("T")


class Lockable(MemorySecretStore):
    """A password store that refuses."""

    refuses_to_save = False
    is_locked = False

    def get(self, name: str) -> str | None:
        if self.is_locked:
            raise KeyringUnavailable(Message("It is locked."))
        return super().get(name)

    def put(self, name: str, value: str) -> None:
        if self.refuses_to_save or self.is_locked:
            raise KeyringUnavailable(Message("It is locked."))
        super().put(name, value)


class Issuer:
    """A local Hardcover on a thread of its own."""

    def __init__(self, clock: TestClock) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()
        self.local = LocalHardcover(options=Options(tier=UNLIMITED), clock=clock.virtual)
        self.url = self.do(self.local.start())
        self.oauth = self.local.oauth
        self.is_up = True

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(60)

    def stop(self) -> None:
        if self.is_up:
            self.do(self.local.stop())
            self.is_up = False

    def close(self) -> None:
        self.stop()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(60)
        self._loop.close()

    @property
    def endpoint(self) -> HardcoverEndpoint:
        return HardcoverEndpoint(self.url, None, DEMO_CLIENT_ID, self.oauth.issuer)

    def renewals(self) -> list[str]:
        """How each attempt to renew ended."""
        return [call.result for call in self.oauth.calls if call.grant == "refresh_token"]


@pytest.fixture
def issuer(clock: TestClock) -> Iterator[Issuer]:
    issuer = Issuer(clock)
    yield issuer
    issuer.close()


@pytest.fixture
def secrets(monkeypatch: pytest.MonkeyPatch) -> Lockable:
    monkeypatch.setattr(sign_in_store, "SECOND_TRY", 0.0)
    return Lockable()


@pytest.fixture
def services(tmp_path: Path, clock: TestClock, issuer: Issuer, secrets: Lockable) -> Iterator[Services]:
    services = opened(tmp_path, clock, issuer, secrets)
    yield services
    close(services)


def opened(folder: Path, clock: TestClock, issuer: Issuer, secrets: Lockable) -> Services:
    """A start of the program on a data folder."""
    if not (folder / "data").exists():
        new_library(folder / "data")
    services = open_services(folder / "data", secret_store=secrets, hardcover=issuer.endpoint, clock=clock)
    services.hardcover_account.load()
    return services


def close(services: Services) -> None:
    asyncio.run(services.hardcover_account.close())
    services.stop()
    services.database.close()


def sign_in(services: Services) -> SignIn:
    person = Person()
    asyncio.run(services.sign_in.in_browser(person.open))
    person.join()
    assert services.hardcover_account.sign_in is not None
    return services.hardcover_account.sign_in


def check(services: Services) -> str:
    """Ask Hardcover who this is: one read and one test of writing."""

    async def ask() -> str:
        try:
            return (await services.hardcover_account.check()).username
        finally:
            await services.hardcover_account.close()

    return asyncio.run(ask())


def mark(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def spent(services: Services) -> list[str]:
    place = services.data_dir / "hardcover-sign-in.spent"
    return place.read_text().split() if place.exists() else []


class TestInTheBrowser:
    def test_allow_signs_in_and_says_so_on_the_last_page(self, services: Services, secrets: Lockable) -> None:
        person = Person()
        asyncio.run(services.sign_in.in_browser(person.open, lambda message: f"«{message}»"))
        person.join()
        assert "«You&#x27;re signed in»" in person.last_page
        assert services.hardcover_account.source is TokenSource.SIGN_IN
        assert check(services) == "demo"
        assert secrets.get("hardcover-sign-in")

    def test_the_redirect_is_to_this_computer_and_the_proof_is_s256(self, services: Services) -> None:
        person = Person()
        asyncio.run(services.sign_in.in_browser(person.open))
        person.join()
        [address] = person.addresses
        assert "redirect_uri=http%3A%2F%2F127.0.0.1%3A" in address
        assert "code_challenge_method=S256" in address

    def test_deny_changes_nothing_and_says_so(self, services: Services, secrets: Lockable) -> None:
        person = Person("deny")
        with pytest.raises(SignInRefused, match="You didn't allow BookOrbit"):
            asyncio.run(services.sign_in.in_browser(person.open))
        person.join()
        assert "You&#x27;re not signed in" in person.last_page
        assert not services.hardcover_account.has_token
        assert secrets.get("hardcover-sign-in") is None

    def test_nobody_answers(self, services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sign_in_service, "PATIENCE", 0.05)
        with pytest.raises(SignInRefused, match="Nobody allowed it within five minutes"):
            asyncio.run(services.sign_in.in_browser(lambda address: None))

    def test_other_requests_get_404_and_change_nothing(self, services: Services) -> None:
        answers: list[int] = []

        def try_others_first(address: str) -> None:
            def browse() -> None:
                back = redirect_of(address)
                callback = back.partition("?")[0]
                for strange in (
                    f"{callback}?code=x&state=guessed&iss=x",
                    callback,
                    callback.replace("/callback", "/"),
                    callback.replace("/callback", "/callback/more"),
                ):
                    answers.append(fetch(strange)[0])
                answers.append(fetch(back)[0])

            thread.append(threading.Thread(target=browse))
            thread[0].start()

        thread: list[threading.Thread] = []
        asyncio.run(services.sign_in.in_browser(try_others_first))
        thread[0].join(60)
        assert answers == [404, 404, 404, 404, 200]
        assert check(services) == "demo"

    def test_an_answer_in_anothers_name_is_not_used(self, services: Services, issuer: Issuer) -> None:
        def answer_as_another(address: str) -> None:
            def browse() -> None:
                fetch(redirect_of(address).replace("&iss=", "&iss=https%3A%2F%2Fevil.example%2F"))

            threads.append(threading.Thread(target=browse))
            threads[0].start()

        threads: list[threading.Thread] = []
        with pytest.raises(SignInRefused, match="didn't come from Hardcover"):
            asyncio.run(services.sign_in.in_browser(answer_as_another))
        threads[0].join(60)
        assert issuer.oauth.calls == []

    def test_cancel_closes_the_port_and_changes_nothing(self, services: Services) -> None:
        async def cancel() -> str:
            shown: asyncio.Future[str] = asyncio.get_running_loop().create_future()
            waiting = asyncio.create_task(services.sign_in.in_browser(shown.set_result))
            address = await shown
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)
            return address

        address = asyncio.run(cancel())
        back = redirect_of(address)
        with pytest.raises(OSError, match="refused"):
            fetch(back)
        assert not services.hardcover_account.has_token

    def test_a_new_sign_in_ends_the_one_before_and_forgets_a_pasted_token(
        self, services: Services, issuer: Issuer, secrets: Lockable
    ) -> None:
        secrets.put(TOKEN, "hc_pat_pasted")
        sign_in(services)
        assert secrets.get(TOKEN) is None
        sign_in(services)
        assert issuer.oauth.connected_apps() == 1

    def test_what_was_not_allowed_is_named_with_what_to_do(self, services: Services, issuer: Issuer) -> None:
        issuer.oauth.allowed_scopes = frozenset({"read:me:content", "read:catalog", "read:library"})
        assert sign_in(services).missing == ("write:library",)
        with pytest.raises(MissingScope, match=r"doesn't allow write:library\. Sign in again and allow it"):
            check(services)

    def test_a_password_store_that_refuses_keeps_it_for_this_run_alone(
        self, tmp_path: Path, clock: TestClock, services: Services, issuer: Issuer, secrets: Lockable
    ) -> None:
        secrets.refuses_to_save = True
        sign_in(services)
        assert not services.hardcover_account.is_saved
        assert check(services) == "demo"
        again = opened(tmp_path, clock, issuer, secrets)
        assert not again.hardcover_account.has_token
        close(again)


class TestOnAnotherDevice:
    @pytest.fixture(autouse=True)
    def _at_once(self, monkeypatch: pytest.MonkeyPatch, clock: TestClock) -> None:
        """The pauses between two questions pass in the clock of both."""

        async def sleep(seconds: float) -> None:
            clock.move(seconds=seconds)

        monkeypatch.setattr(sign_in_service, "pause", sleep)

    def test_the_code_is_allowed_there(self, services: Services, issuer: Issuer) -> None:
        shown: list[DeviceCode] = []

        def show(device: DeviceCode) -> None:
            shown.append(device)
            issuer.oauth.decide(device.user_code)

        asyncio.run(services.sign_in.on_another_device(show))
        [device] = shown
        assert len(device.user_code) == 9
        assert device.user_code in device.whole_address
        assert check(services) == "demo"

    def test_denied_there(self, services: Services, issuer: Issuer) -> None:
        def show(device: DeviceCode) -> None:
            issuer.oauth.decide(device.user_code, allow=False)

        with pytest.raises(SignInRefused, match="You didn't allow BookOrbit"):
            asyncio.run(services.sign_in.on_another_device(show))

    def test_nobody_enters_it(self, services: Services, issuer: Issuer, clock: TestClock) -> None:
        with pytest.raises(SignInRefused, match="wasn't used in time"):
            asyncio.run(services.sign_in.on_another_device(lambda device: None))
        results = [call.result for call in issuer.oauth.calls if call.result != "ok"]
        assert set(results) == {"authorization_pending", "expired_token"}

    def test_a_hardcover_that_is_away_for_a_moment_does_not_end_it(
        self, services: Services, issuer: Issuer
    ) -> None:
        issuer.local.faults.add(FaultKind.UNAVAILABLE, 2, operation="oauth-token")
        asyncio.run(services.sign_in.on_another_device(lambda device: issuer.oauth.decide(device.user_code)))
        assert check(services) == "demo"


class TestRenewal:
    def test_on_its_last_day_it_is_renewed_with_the_next_request(
        self, services: Services, issuer: Issuer, clock: TestClock
    ) -> None:
        before = sign_in(services)
        clock.move(days=5)
        check(services)
        assert issuer.renewals() == []
        clock.move(days=1.5)
        check(services)
        after = services.hardcover_account.sign_in
        assert issuer.renewals() == ["ok"]
        assert after is not None
        assert (after.chain, after.signed_in_at) == (before.chain, before.signed_in_at)
        assert after.access != before.access

    def test_the_new_pair_is_there_after_the_next_start(
        self, tmp_path: Path, services: Services, issuer: Issuer, clock: TestClock, secrets: Lockable
    ) -> None:
        sign_in(services)
        clock.move(days=6.5)
        check(services)
        again = opened(tmp_path, clock, issuer, secrets)
        assert again.hardcover_account.sign_in == services.hardcover_account.sign_in
        close(again)

    def test_a_laptop_that_slept_eight_days(
        self, services: Services, issuer: Issuer, clock: TestClock
    ) -> None:
        sign_in(services)
        clock.move(days=8)
        assert check(services) == "demo"
        assert issuer.renewals() == ["ok"]

    @pytest.mark.parametrize("days", [-400, 400])
    def test_a_clock_that_is_wrong_costs_nothing(
        self, days: int, services: Services, issuer: Issuer, clock: TestClock
    ) -> None:
        sign_in(services)
        clock.wrong_by = timedelta(days=days)
        for _ in range(5):
            clock.move(days=5)
            assert check(services) == "demo"
        clock.wrong_by = timedelta()
        for _ in range(5):
            clock.move(days=5)
            assert check(services) == "demo"
        assert set(issuer.renewals()) == {"ok"}
        assert issuer.oauth.replays == 0

    @pytest.mark.parametrize(
        "kind",
        [FaultKind.WRITE_THEN_RESET, FaultKind.WRITE_THEN_ERROR, FaultKind.TRUNCATED, FaultKind.HTML_ERROR],
    )
    def test_a_lost_answer_is_never_asked_for_again(
        self, kind: FaultKind, services: Services, issuer: Issuer, clock: TestClock
    ) -> None:
        """The access token is used as long as it lives; then the person is asked, in plain words."""
        sign_in(services)
        clock.move(days=6.5)
        issuer.local.faults.add(kind, operation="oauth-token")
        assert check(services) == "demo"
        account = services.hardcover_account
        assert account.cannot_renew
        assert account.sign_in is not None
        assert account.ends_at == account.sign_in.access_ends_at
        for _ in range(3):
            clock.move(seconds=3600)
            assert check(services) == "demo"
        clock.move(days=1)
        with pytest.raises(SignInEnded, match=r"was interrupted, so it ended\. Sign in again"):
            check(services)
        assert account.is_refused
        assert len(issuer.renewals()) <= 1
        assert issuer.oauth.replays == 0

    @pytest.mark.parametrize("kind", [FaultKind.UNAVAILABLE, FaultKind.THROTTLE])
    def test_what_was_not_taken_up_is_tried_again_later(
        self, kind: FaultKind, services: Services, issuer: Issuer, clock: TestClock
    ) -> None:
        sign_in(services)
        clock.move(days=6.5)
        issuer.local.faults.add(kind, operation="oauth-token")
        check(services)
        check(services)
        assert issuer.renewals() == []
        clock.move(seconds=700)
        check(services)
        assert issuer.renewals() == ["ok"]
        assert not services.hardcover_account.cannot_renew

    def test_a_connection_that_breaks_before_an_answer_counts_as_lost(
        self, services: Services, issuer: Issuer, clock: TestClock
    ) -> None:
        sign_in(services)
        clock.move(days=6.5)
        issuer.local.faults.add(FaultKind.RESET, operation="oauth-token")
        assert check(services) == "demo"
        assert services.hardcover_account.cannot_renew

    def test_offline_it_waits(self, services: Services, issuer: Issuer, clock: TestClock) -> None:
        held = sign_in(services)
        clock.move(days=8)
        issuer.stop()
        with pytest.raises(Unreachable):
            services.sign_in_store.renewed(held)
        assert spent(services) == []

    def test_revoked_there_asks_to_sign_in_again(
        self, services: Services, issuer: Issuer, clock: TestClock
    ) -> None:
        sign_in(services)
        issuer.oauth.revoke_all()
        with pytest.raises(TokenRejected, match="ended this sign-in"):
            check(services)
        assert services.hardcover_account.is_refused
        sign_in(services)
        assert check(services) == "demo"

    def test_a_full_disk_spends_nothing(
        self, services: Services, issuer: Issuer, clock: TestClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        sign_in(services)
        clock.move(days=6.5)
        (services.data_dir / "hardcover-sign-in.spent-new").mkdir()
        assert check(services) == "demo"
        assert issuer.renewals() == []
        clock.move(days=1)
        with pytest.raises(TokenRejected, match="can't write to its data folder"):
            check(services)
        (services.data_dir / "hardcover-sign-in.spent-new").rmdir()
        assert check(services) == "demo"

    def test_a_password_store_that_refuses_the_new_pair_keeps_it_for_this_run(
        self, tmp_path: Path, services: Services, issuer: Issuer, clock: TestClock, secrets: Lockable
    ) -> None:
        before = sign_in(services)
        clock.move(days=6.5)
        secrets.refuses_to_save = True
        assert check(services) == "demo"
        assert not services.hardcover_account.is_saved
        clock.move(days=6.5)
        assert check(services) == "demo"
        again = opened(tmp_path, clock, issuer, secrets)
        assert again.hardcover_account.sign_in == before
        clock.move(days=2)
        with pytest.raises(SignInEnded):
            check(again)
        close(again)
        assert issuer.oauth.replays == 0
        secrets.refuses_to_save = False
        clock.move(days=6)
        assert check(services) == "demo"
        assert services.hardcover_account.is_saved

    def test_a_locked_store_is_not_guessed_at(
        self, services: Services, issuer: Issuer, clock: TestClock, secrets: Lockable
    ) -> None:
        sign_in(services)
        clock.move(days=6.5)
        secrets.is_locked = True
        assert check(services) == "demo"
        assert issuer.renewals() == []
        clock.move(days=1)
        with pytest.raises(TokenRejected, match="It is locked"):
            check(services)
        secrets.is_locked = False
        assert check(services) == "demo"

    def test_two_programs_renew_once(
        self, tmp_path: Path, services: Services, issuer: Issuer, clock: TestClock, secrets: Lockable
    ) -> None:
        held = sign_in(services)
        stores = [SignInStore(services.data_dir, secrets, clock) for _ in range(8)]
        with ThreadPoolExecutor(8) as threads:
            renewed = list(threads.map(lambda store: store.renewed(held), stores))
        assert len(set(renewed)) == 1
        assert issuer.renewals() == ["ok"]

    def test_the_others_sign_in_is_not_used_for_a_run_of_the_one_before(
        self, tmp_path: Path, services: Services, issuer: Issuer, clock: TestClock, secrets: Lockable
    ) -> None:
        sign_in(services)
        other = opened(tmp_path, clock, issuer, secrets)
        sign_in(other)
        with pytest.raises(NoToken, match="account was changed meanwhile"):
            check(services)
        close(other)


class TestSignOut:
    def test_it_ends_there_and_here(self, services: Services, issuer: Issuer, secrets: Lockable) -> None:
        sign_in(services)
        assert services.hardcover_account.remove()
        assert issuer.oauth.connected_apps() == 0
        assert secrets.get("hardcover-sign-in") is None
        assert not services.hardcover_account.has_token

    def test_offline_it_ends_here_and_says_that_it_stays_listed_there(
        self, services: Services, issuer: Issuer, secrets: Lockable
    ) -> None:
        sign_in(services)
        issuer.stop()
        assert not services.hardcover_account.remove()
        assert secrets.get("hardcover-sign-in") is None

    def test_a_pasted_token_ends_the_sign_in(self, services: Services, issuer: Issuer) -> None:
        sign_in(services)
        services.hardcover_account.save("hc_pat_demo_on_this_computer_only")
        assert issuer.oauth.connected_apps() == 0
        assert services.hardcover_account.source is TokenSource.KEYRING
        assert check(services) == "demo"


def test_an_issuer_that_names_a_strangers_endpoint_is_not_followed(
    services: Services, issuer: Issuer
) -> None:
    from bookorbit_desktop.hardcover.oauth import OAuth, known_endpoints
    from bookorbit_desktop.hardcover.transport import ISSUER

    hardcover = OAuth(ISSUER, "x")
    assert hardcover.is_theirs("https://hardcover.app/oauth2/authorize")
    assert hardcover.is_theirs("https://api.hardcover.app/oauth2/token")
    for strange in (
        "http://api.hardcover.app/oauth2/token",
        "https://api.hardcover.app.evil.example/oauth2/token",
        "https://evil.example/oauth2/token",
        "https://api.hardcover.app@evil.example/oauth2/token",
        "javascript:alert(1)",
    ):
        assert not hardcover.is_theirs(strange)
    assert known_endpoints(ISSUER).authorization == "https://hardcover.app/oauth2/authorize"
    assert known_endpoints(ISSUER).token == "https://api.hardcover.app/oauth2/token"


def test_marks_of_spent_tokens_are_not_tokens(services: Services, clock: TestClock) -> None:
    before = sign_in(services)
    clock.move(days=6.5)
    check(services)
    assert spent(services) == [mark(before.refresh)]
    assert set(before.scopes) == set(SCOPES)

"""Keeps a sign-in in the password store and renews it, so that no refresh token is ever sent twice.

Hardcover ends the whole chain of a refresh token that it sees a second time, so an answer that was lost must not be
asked for again: each token is written down as spent before it is sent, and stays so unless it surely wasn't taken up.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from filelock import FileLock, Timeout

from bookorbit_desktop.domain.base.errors import (
    CertificateNotTrusted,
    HardcoverBusy,
    HardcoverError,
    KeyringUnavailable,
    NoToken,
    RateLimited,
    SignInEnded,
    SignInRefused,
    StorageUnavailable,
    Unreachable,
)
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.sign_in import SignIn, Tokens
from bookorbit_desktop.system.folders import open_private
from bookorbit_desktop.system.secrets import SecretStore, remember_secret

if TYPE_CHECKING:
    from bookorbit_desktop.hardcover.oauth import Endpoints
    from bookorbit_desktop.services.runtime.clock import Clock

log = logging.getLogger(__name__)
T = TypeVar("T", SignIn, Tokens)

NAME = "hardcover-sign-in"
_LOCK = "hardcover-sign-in.lock"
_SPENT = "hardcover-sign-in.spent"
SECOND_TRY = 0.5
"""Seconds until a password store is asked once more to save what would be lost."""
_PATIENCE = 100.0
"""Seconds for another renewal to end: an answer and the password store may each take long."""
_CHANGED = Message("The Hardcover account was changed meanwhile, so nothing more was sent. Sync again.")
_ENDED = Message(
    "Hardcover ended this sign-in: it was removed there, or not used for half a year. Sign in again. "
    "Nothing is lost."
)
_INTERRUPTED = Message(
    "The renewal of your Hardcover sign-in was interrupted, so it ended. Sign in again. Nothing is lost."
)
_CANNOT_WRITE = Message(
    "BookOrbit can't write to its data folder, so your Hardcover sign-in wasn't renewed. Free some space and "
    "check the folder's permissions."
)


class SignInStore:
    """The one sign-in of a data folder. All programs on the folder share it. Calls block."""

    def __init__(self, folder: Path, secret_store: SecretStore, clock: Clock) -> None:
        self._folder = folder
        self._secrets = secret_store
        self._clock = clock
        self._unsaved: SignIn | None = None
        """What the password store refused to save; for this run."""

    @property
    def is_saved(self) -> bool:
        """Whether it will still be there after the program has ended."""
        return self._unsaved is None

    def load(self) -> SignIn | None:
        """The sign-in; None if there is none. Raises KeyringUnavailable."""
        if self._unsaved is not None:
            return self._unsaved
        text = self._secrets.get(NAME)
        sign_in = SignIn.from_text(text) if text else None
        if text and sign_in is None:
            log.warning("The sign-in in the password store can't be read, so there is none.")
        return _remembered(sign_in) if sign_in else None

    def begin(self, tokens: Tokens, endpoints: Endpoints, client_id: str) -> SignIn:
        """Keep a new sign-in, and revoke the one it replaces. In memory alone where the store refuses."""
        now = self._clock.now()
        fresh = SignIn(
            chain=secrets.token_hex(8),
            client_id=client_id,
            token_address=endpoints.token,
            revocation_address=endpoints.revocation,
            scopes=tokens.scopes,
            signed_in_at=now,
            renewed_at=now,
            access_ends_at=now + timedelta(seconds=tokens.lifetime),
            access=tokens.access,
            refresh=tokens.refresh,
        )
        with self._alone():
            before = self._loaded_or_none()
            self._put(fresh)
            if before is not None:
                self._revoke(before)
        return fresh

    def renewed(self, held: SignIn) -> SignIn:
        """The sign-in with its next tokens, or with those that another program got meanwhile.

        Raises SignInEnded if only signing in again helps, NoToken if `held` is no longer the person's, and
        otherwise what may be different next time: Unreachable, RateLimited, HardcoverBusy, KeyringUnavailable,
        StorageUnavailable.
        """
        with self._alone():
            kept = self.load()
            if kept is None or kept.chain != held.chain:
                raise NoToken(_CHANGED)
            if kept.access != held.access:
                return kept
            if self.is_spent(kept):
                raise SignInEnded(_INTERRUPTED)
            fresh = kept.renewed(self._ask(kept), self._clock.now())
            self._put(fresh)
            return fresh

    def is_spent(self, kept: SignIn) -> bool:
        """Whether its refresh token was sent, and so is not sent again. Raises StorageUnavailable."""
        return mark_of(kept) in self._spent()

    def end(self) -> bool:
        """Forget the sign-in, here and at Hardcover. Returns whether Hardcover knows. Raises KeyringUnavailable."""
        with self._alone():
            before = self.load()
            if before is None:
                return True
            self._unsaved = None
            self._secrets.remove(NAME)
            return self._revoke(before)

    def _ask(self, kept: SignIn) -> Tokens:
        from bookorbit_desktop.hardcover.oauth import renew

        before = self._spent()
        self._write_spent([*before, mark_of(kept)])
        try:
            return _remembered(asyncio.run(renew(kept.token_address, kept.client_id, kept.refresh)))
        except SignInRefused as error:
            if error.code == "invalid_grant":
                raise SignInEnded(_ENDED) from None
            self._write_spent(before)
            raise
        except (Unreachable, CertificateNotTrusted, RateLimited):
            self._write_spent(before)
            raise
        except HardcoverBusy as error:
            if error.may_have_landed:
                raise SignInEnded(_INTERRUPTED) from None
            self._write_spent(before)
            raise

    def _put(self, fresh: SignIn) -> None:
        try:
            self._save(fresh)
        except KeyringUnavailable as error:
            log.warning("The sign-in stays in memory until the program ends: %s", error)
            self._unsaved = fresh
            return
        self._unsaved = None
        # What is kept now was never sent, so only the last token before it could still be met.
        with_last = self._spent()[-1:]
        self._write_spent(with_last)

    def _save(self, fresh: SignIn) -> None:
        try:
            self._secrets.put(NAME, fresh.as_text())
        except KeyringUnavailable:
            time.sleep(SECOND_TRY)  # GNOME's has been seen to be away while it writes its own file
            self._secrets.put(NAME, fresh.as_text())

    def _revoke(self, before: SignIn) -> bool:
        from bookorbit_desktop.hardcover.oauth import revoke

        try:
            asyncio.run(revoke(before.revocation_address, before.client_id, before.refresh))
        except HardcoverError as error:
            log.info("The sign-in stays in the list of apps on Hardcover: %s", error)
            return False
        return True

    def _loaded_or_none(self) -> SignIn | None:
        try:
            return self.load()
        except KeyringUnavailable:
            return None

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One thread of one program at a time."""
        lock = FileLock(self._folder / _LOCK, mode=0o600, thread_local=False)
        try:
            lock.acquire(timeout=_PATIENCE)
        except Timeout:
            raise HardcoverBusy(
                Message("Another BookOrbit is renewing your Hardcover sign-in. Try again in a minute."),
                may_have_landed=False,
            ) from None
        except OSError:
            raise StorageUnavailable(_CANNOT_WRITE) from None
        try:
            yield
        finally:
            lock.release()

    def _spent(self) -> list[str]:
        """The marks of tokens that were sent, the latest last."""
        try:
            return (self._folder / _SPENT).read_text("ascii").split()
        except FileNotFoundError:
            return []
        except (OSError, ValueError):
            raise StorageUnavailable(_CANNOT_WRITE) from None

    def _write_spent(self, marks: list[str]) -> None:
        """All at once, and on the disk before anything is sent."""
        place = self._folder / _SPENT
        fresh = place.with_name(f"{_SPENT}-new")
        try:
            with open(fresh, "w", encoding="ascii", opener=open_private) as file:
                file.write("".join(f"{mark}\n" for mark in marks))
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(place)
        except OSError:
            raise StorageUnavailable(_CANNOT_WRITE) from None


def mark_of(sign_in: SignIn) -> str:
    """Tells a refresh token from others without being one."""
    return hashlib.sha256(sign_in.refresh.encode()).hexdigest()


def _remembered(owner: T) -> T:
    remember_secret(owner.access)
    remember_secret(owner.refresh)
    return owner

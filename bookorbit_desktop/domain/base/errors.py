"""Errors that a person can act on. Everything else is a bug and keeps its traceback.

Each message says what happened and what to do next.
"""

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import NOTHING, Message, MessageError


class BookOrbitError(MessageError):
    """An error the person can act on; `error.message` is what they see, `str(error)` the same in English."""


class InvalidInput(BookOrbitError):
    """A value given by a person or a script can't be used."""


class OutputLost(BookOrbitError):
    """The output of a command couldn't be written to standard output."""


class NotFound(BookOrbitError):
    """The named book, document or folder doesn't exist."""


def no_such_book(book_id: BookId) -> NotFound:
    """There is no book with this number."""
    return NotFound(Message("There is no book {0}. “list” shows the books and their numbers.", str(book_id)))


class KeyringUnavailable(BookOrbitError):
    """The system's password store is missing, locked or refused."""


class TooManyLogins(BookOrbitError):
    """More devices log in at once than can be checked in time."""


class PortInUse(BookOrbitError):
    """The port is used by another program."""


class AutostartUnavailable(BookOrbitError):
    """The system doesn't allow the program to start at login."""


class DataFolderInUse(BookOrbitError):
    """Another BookOrbit holds the data folder and does not answer."""


class DataFolderUnusable(BookOrbitError):
    """The data folder, or the library in it, cannot be used; nothing in it was changed."""


class LibraryUseless(DataFolderUnusable):
    """The library is damaged or empty. The person can move it aside and start a new one."""

    def __init__(self, message: Message, path: str, *, is_empty: bool) -> None:
        super().__init__(message)
        self.path = path
        self.is_empty = is_empty


class DatabaseTooNew(BookOrbitError):
    """The database was written by a newer version."""


class StorageUnavailable(BookOrbitError):
    """Nothing can be saved now: the disk is full or failing, or the database is locked, read-only or gone."""


class DatabaseGone(StorageUnavailable):
    """The database was deleted or replaced while it was open."""


class DatabaseDamaged(StorageUnavailable):
    """A part of the database is corrupt; the rest may be intact."""


class DiskFull(StorageUnavailable):
    """The disk with the library is full."""


class HardcoverError(BookOrbitError):
    """A request to Hardcover failed."""


class NoToken(HardcoverError):
    """There is no Hardcover token yet."""


class AnotherAccount(HardcoverError):
    """The token belongs to another account than this library was synced with: the person has to choose."""


class TokenRejected(HardcoverError):
    """401: the token expired, was revoked or mistyped."""


class SignInEnded(TokenRejected):
    """A sign-in that cannot be renewed: only signing in again helps."""


class SignInRefused(HardcoverError):
    """Hardcover refused to sign in. `code` is its word for the reason, such as "access_denied"."""

    def __init__(self, message: Message, code: str) -> None:
        super().__init__(message)
        self.code = code


class MissingScope(HardcoverError):
    """403 insufficient_scope: the token is valid but lacks a permission."""

    def __init__(self, message: Message, scope: str) -> None:
        super().__init__(message)
        self.scope = scope


class RateLimited(HardcoverError):
    """429, or the day's allowance is used up. `retry_after` is in seconds."""

    def __init__(self, message: Message, retry_after: float, *, daily: bool = False) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        self.daily = daily


class Unreachable(HardcoverError):
    """No answer: offline, DNS failure, refused, reset, or timed out before anything was sent."""


class CertificateNotTrusted(HardcoverError):
    """This computer doesn't trust who answered in Hardcover's place: a wrong clock, a virus scanner, a proxy."""


class HardcoverBusy(HardcoverError):
    """408, 500, 503 or an unreadable answer. `may_have_landed`: re-read before writing again."""

    def __init__(self, message: Message, *, may_have_landed: bool, why: Message = NOTHING) -> None:
        super().__init__(message)
        self.may_have_landed = may_have_landed
        self.why = why or message
        """What happened, without the consequences."""


class RequestRefused(HardcoverError):
    """Hardcover rejects the request itself (400, 403, validation): repeating it won't help."""


class RelayError(BookOrbitError):
    """A request to the relay's server failed."""

    waits_for_person = False
    """Only the person can help; retrying would not."""


class RelayUnreachable(RelayError):
    """No answer: offline, DNS failure, refused, reset, or timed out."""


class RelayBusy(RelayError):
    """429 or 5xx. `retry_after` is in seconds, None if the server does not say."""

    def __init__(self, message: Message, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class RelayMalformed(RelayError):
    """The answer isn't kosync."""


class RelayDocumentRefused(RelayError):
    """The other server rejects this document."""


class RelayLoginRefused(RelayError):
    """401: user name or password is wrong."""

    waits_for_person = True


class RelayMisaddressed(RelayError):
    """The address is wrong: a redirect, no kosync server, an untrusted certificate, or this program itself."""

    waits_for_person = True

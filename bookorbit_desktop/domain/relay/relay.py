"""The relay: what is sent to and received from another kosync server, and when."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import floor
from urllib.parse import urlsplit

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.base.moments import CLOCKS_DIFFER_BY
from bookorbit_desktop.domain.koreader.progress import Position

RECENT = timedelta(days=21)
"""Documents pushed within this time are checked every few minutes, others once a day."""
RECENT_EVERY = timedelta(minutes=5)
OTHERS_EVERY = timedelta(hours=24)
AT_ONCE = 20
"""Documents per round; the rest follow in the next ones, newest first."""
UNREAD_BOOKS = 200
"""The newest books are checked once a day even if unread here: another device may have begun."""
FIRST_RETRY = 30.0
LONGEST_RETRY = 3600.0
"""The longest wait in seconds before a server that did not answer is tried again."""


@dataclass(frozen=True, slots=True)
class RelayedPosition:
    """A document's position, from any source."""

    progress: str
    percentage: float


@dataclass(frozen=True, slots=True)
class UpstreamPosition:
    """The other server's answer for a document."""

    progress: str
    percentage: float
    device: str
    device_id: str | None
    timestamp: int | None
    """Seconds since 1970 by its clock; None if it does not say (kosync.md section 5)."""

    @property
    def position(self) -> RelayedPosition:
        """The position alone."""
        return RelayedPosition(self.progress, self.percentage)

    @property
    def is_for_koreader(self) -> bool:
        """Whether KOReader can open it: an xpointer or page, not a web reader's position."""
        return self.progress.startswith("/") or self.progress.isdecimal()


class RelayAction(StrEnum):
    """What to do about one document."""

    NOTHING = "nothing"
    TAKE = "take"
    SEND = "send"


def decide(
    local: Position | None,
    upstream: UpstreamPosition | None,
    agreed: RelayedPosition | None,
    now: float = float("inf"),
) -> RelayAction:
    """Compare the local, the remote and the last agreed position. `now` is in Unix seconds.

    A side that still has the agreed position has no news. A received position becomes the agreed one, so it
    is never sent back; one side does not restore what the other has reset.
    """
    if local is None:
        is_news = upstream is not None and (agreed is None or not is_same(upstream.position, agreed))
        return _take(upstream) if is_news else RelayAction.NOTHING
    here = RelayedPosition(local.progress, local.percentage)
    if upstream is None:
        return RelayAction.NOTHING if here == agreed else RelayAction.SEND
    if is_same(here, upstream.position):
        return RelayAction.NOTHING
    if here == agreed:
        return _take(upstream)
    if agreed is not None and is_same(upstream.position, agreed):
        return RelayAction.SEND
    return _take(upstream) if _is_newer(upstream, local, now) else RelayAction.SEND


def is_same(first: RelayedPosition, other: RelayedPosition) -> bool:
    """Whether KOReader treats two positions as the same (kosync.md section 3, rule 4)."""
    return first.progress == other.progress or _truncated(first.percentage) == _truncated(other.percentage)


def taken_at(upstream: UpstreamPosition, local: Position | None, now: float) -> float:
    """The time of a received position: the other server's, but never in the future."""
    moment = now if upstream.timestamp is None else min(float(upstream.timestamp), now)
    return moment if local is None else max(moment, float(local.timestamp))


def retry_after(failures: int) -> float:
    """Seconds to wait after a number of failures in a row."""
    return float(min(FIRST_RETRY * 2 ** (failures - 1), LONGEST_RETRY))


def checked_url(text: str) -> str:
    """The normalised address of a kosync server. Raises InvalidInput."""
    url = text.strip().rstrip("/")
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises for what is no port
    except ValueError:
        raise InvalidInput(
            Message("This isn't a web address. Enter one such as https://sync.example.org.")
        ) from None
    if parts.scheme not in ("http", "https") or not parts.hostname or not url.isprintable() or " " in url:
        raise InvalidInput(
            Message(
                "Enter an address that starts with https:// or http://, such as https://sync.example.org."
            )
        )
    if parts.username or parts.password or parts.query or parts.fragment:
        raise InvalidInput(
            Message(
                "Remove the name, password or question mark from the address. Enter name and password below."
            )
        )
    return url


@dataclass(frozen=True, slots=True)
class RelayStatus:
    """The relay's status."""

    is_on: bool
    url: str
    username: str
    has_password: bool
    problem: Message = NOTHING
    """Why it is paused, and what to do; empty if it works."""
    waits_for_person: bool = False
    """It is not retried automatically."""
    sent_at: datetime | None = None
    taken_at: datetime | None = None
    checked_at: datetime | None = None
    """When the other server last answered for a document."""

    @property
    def host(self) -> str:
        """The other server's host name."""
        return urlsplit(self.url).hostname or ""


@dataclass(frozen=True, slots=True)
class RelayRound:
    """The outcome of a round."""

    checked: int = 0
    taken: int = 0
    sent: int = 0
    refused: int = 0
    """Documents that the other server rejected individually."""


def _take(upstream: UpstreamPosition | None) -> RelayAction:
    usable = upstream is not None and upstream.is_for_koreader
    return RelayAction.TAKE if usable else RelayAction.NOTHING


def _is_newer(upstream: UpstreamPosition, local: Position, now: float) -> bool:
    """Compares by time; without one the farther position is newer, as for KOReader (kosync.md section 3, rule
    6).

    A time in the future comes from a wrong clock and is ignored, on either side.
    """
    latest = now + CLOCKS_DIFFER_BY.total_seconds()
    if upstream.timestamp is None or max(upstream.timestamp, local.timestamp) > latest:
        return upstream.percentage > local.percentage
    return upstream.timestamp > local.timestamp


def _truncated(percentage: float) -> int:
    return floor(percentage * 10_000 + 1e-9)

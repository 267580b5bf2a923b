"""Detects from pushes that a finished book is being read again. It is only ever suggested.

Source: behaviour.md, "re-read". Progress alone never opens a read; later pushes leave the finished one as it is.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

PROPOSED_AFTER_SESSIONS = 2
LOWEST, HIGHEST = 0.02, 0.90
"""Between these, a device has neither opened the book by chance nor stayed at its end."""
SESSION_GAP = timedelta(minutes=30)
"""Pushes this far apart belong to two sessions; KOReader pushes every few minutes during reading."""
DECLINED_FOR = timedelta(days=30)
"""After "Not a re-read", a book must be left alone this long before it is suggested again."""


@dataclass(frozen=True, slots=True)
class RereadingSessions:
    """Reading sessions in a finished book that stopped before its end."""

    since: datetime
    newest: datetime
    """The newest push of the book since then."""
    count: int = 1
    declined: bool = False
    """The person said that this is not a re-read."""

    @property
    def is_proposed(self) -> bool:
        """Whether to ask about a re-read."""
        return self.count >= PROPOSED_AFTER_SESSIONS and not self.declined


def notice_push(
    sessions: RereadingSessions | None, percentage: float, at: datetime
) -> RereadingSessions | None:
    """Return the sessions after one more push of a finished book. `percentage`: 0..1."""
    is_below_the_end = LOWEST < percentage < HIGHEST
    if sessions is None or (sessions.declined and at - sessions.newest >= DECLINED_FOR):
        return RereadingSessions(at, at) if is_below_the_end else sessions
    is_another = is_below_the_end and at - sessions.newest >= SESSION_GAP
    return replace(sessions, newest=max(at, sessions.newest), count=sessions.count + is_another)

"""What a person reads when a run cannot go on (screens.md sections 5 and 12)."""

import pytest

from bookorbit_desktop.domain.base.errors import HardcoverError, TokenRejected, Unreachable
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.sync_run import why_stopped
from bookorbit_desktop.hardcover.failures import ServerProblem

BUSY = ServerProblem(503, may_have_landed=False)


@pytest.mark.parametrize(
    ("error", "left", "online", "retry_in", "words"),
    [
        (
            Unreachable(Message("…")),
            12,
            False,
            60,
            "You're offline. The remaining 12 books will be sent when you're back.",
        ),
        (
            Unreachable(Message("…")),
            1,
            False,
            60,
            "You're offline. The remaining book will be sent when you're back.",
        ),
        (
            Unreachable(Message("…")),
            1200,
            True,
            60,
            "Can't reach Hardcover. 1,200 changes are waiting and will be sent later.",
        ),
        (
            Unreachable(Message("…")),
            1,
            True,
            60,
            "Can't reach Hardcover. 1 change is waiting and will be sent later.",
        ),
        (BUSY, 3, True, 60, "Hardcover had a problem (503). Will retry in 1 min."),
        (BUSY, 3, True, 24, "Hardcover had a problem (503). Will retry in 24 s."),
        (BUSY, 3, True, None, "Hardcover had a problem (503). Nothing is lost; sync again later."),
        (
            TokenRejected(Message("Hardcover rejected your token.")),
            3,
            True,
            60,
            "Hardcover rejected your token.",
        ),
    ],
)
def test_a_stopped_sync_says_why_and_when_it_goes_on(
    error: HardcoverError, left: int, online: bool, retry_in: float | None, words: str
) -> None:
    assert why_stopped(error, left, online=online, retry_in=retry_in) == words

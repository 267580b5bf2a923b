"""What a check of this computer found."""

from dataclasses import dataclass
from enum import StrEnum

from bookorbit_desktop.domain.base.messages import NOTHING, Message


class CheckState(StrEnum):
    """How a thing is."""

    OK = "ok"
    WARNING = "warn"
    """It works, but the person should know."""
    FAILURE = "fail"
    """Something doesn't work."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What was looked at, how it is, and what to do about it."""

    name: str
    """For scripts; the same in every language."""
    what: Message
    state: CheckState
    said: Message
    next_step: Message = NOTHING
    """Empty where there is nothing to do."""

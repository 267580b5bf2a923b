"""The first steps of a new user, and their progress."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """Books and a device are required; Hardcover is optional."""

    books: int = 0
    device: str | None = None
    """The name of the device seen last; None if none has synced."""
    has_hardcover: bool = False

    @property
    def is_done(self) -> bool:
        """Whether every required step is done."""
        return self.books > 0 and self.device is not None

"""What a newcomer does before the program is of use, and how far that is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """Books and a device make it whole; Hardcover is for who wants it."""

    books: int = 0
    device: str | None = None
    """The name of the device that was seen last; None while no device has synced."""
    has_hardcover: bool = False

    @property
    def is_done(self) -> bool:
        """Whether every required step is done."""
        return self.books > 0 and self.device is not None

"""Why a book is or isn't on Hardcover: the chain from device to Hardcover, with the broken link named."""

from collections.abc import Iterable
from dataclasses import dataclass

from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.hardcover.hardcover_row import NextAction


@dataclass(frozen=True, slots=True)
class Link:
    """One step of the chain. A broken link has a remedy."""

    name: Message
    text: Message
    remedy: Message = NOTHING
    """What to do; empty if the link holds."""
    action: NextAction | None = None
    """The button for it; None if it is done elsewhere."""

    @property
    def holds(self) -> bool:
        """Whether this condition is met."""
        return not self.remedy


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a book is or is not on Hardcover as it is here."""

    links: tuple[Link, ...]

    @property
    def broken(self) -> Link | None:
        """The first condition that is not met; None when all are."""
        return next((link for link in self.links if not link.holds), None)


def explanation(links: Iterable[Link]) -> Explanation:
    """The chain up to its first broken link: what follows never happened."""
    chain: list[Link] = []
    for link in links:
        chain.append(link)
        if not link.holds:
            break
    return Explanation(tuple(chain))

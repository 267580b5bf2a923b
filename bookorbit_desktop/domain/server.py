"""Where the kosync server can be reached."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """The address readers use."""

    host: str
    """The address it listens on, such as 0.0.0.0."""
    port: int
    wanted_port: int
    """Differs from `port` when that one was taken."""
    urls: tuple[str, ...]
    """What to type into KOReader, the best one first, such as http://192.168.1.20:7200."""

    @property
    def notice(self) -> str:
        """What the person must know about the port; empty when it is the one they wanted."""
        if self.wanted_port in (0, self.port):
            return ""
        return (
            f"Port {self.wanted_port} is used by another program. "
            f"Using {self.port} — update the address on your device."
        )


@dataclass(frozen=True, slots=True)
class AddressCheck:
    """Whether the server answers at one of its addresses, asked from this computer."""

    url: str
    problem: str = ""
    """Why it does not, and what to do; empty when it does."""

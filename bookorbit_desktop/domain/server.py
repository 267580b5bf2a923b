"""Where the kosync server can be reached."""

from dataclasses import dataclass

from bookorbit_desktop.domain.errors import InvalidInput

LAST_PORT = 65_535


def check_port(port: int) -> None:
    """Raises InvalidInput for what is no port. 0 means any that is free."""
    if not 0 <= port <= LAST_PORT:
        raise InvalidInput(f"A port is a number up to {LAST_PORT}. KOReader usually uses 7200.")


def parse_port(text: str) -> int:
    """A port as a person types it. Raises InvalidInput."""
    if not text.strip().isdecimal() or int(text) == 0:
        raise InvalidInput(f"A port is a number from 1 to {LAST_PORT}, such as 7200.")
    check_port(int(text))
    return int(text)


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

    wanted_host: str = ""
    """Differs from `host` when this computer has not got that address any more."""

    @property
    def notice(self) -> str:
        """What the person must know about address and port; empty when they are the ones they wanted."""
        if self.wanted_host not in ("", self.host):
            return (
                f"This computer no longer has the address {self.wanted_host}, so devices cannot reach it. "
                "Choose another one in Settings, KOReader."
            )
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

"""A file's identity from reading it completely: its full digest, and that of its text."""

from dataclasses import dataclass

from bookorbit_desktop.domain.base.messages import Message


@dataclass(frozen=True, slots=True)
class FileIdentity:
    """What shows that two files have the same bytes, or the same text."""

    full_md5: str
    """MD5 of the whole content, 32 lower-case hex characters; empty if it could not be read."""
    spine: str
    """Equal for files in whose texts a position has the same name (behaviour.md, "several copies of a book").

    Empty for what is no EPUB, and for texts that cannot be read: such a file shares its position with none.
    """
    size: int
    """Bytes read."""
    mtime_ns: int
    """When it was last changed, according to the file system."""
    problem: Message | None = None
    """Why the text could not be read, as one sentence; None if it could, or if there is none."""

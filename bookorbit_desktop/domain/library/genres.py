"""Genres as they are shown: catalogues write several into one, such as "England -- Fiction"."""

import re
from collections.abc import Iterable

_JOINT = re.compile(r"\s*--\s*")


def tidy_genres(subjects: Iterable[str]) -> tuple[str, ...]:
    """The parts of all subjects, each once, in order. The file keeps what it says.

    The subject headings of the Library of Congress join their parts with two hyphens.
    """
    parts: dict[str, str] = {}
    for subject in subjects:
        for part in _JOINT.split(subject):
            text = part.strip()
            if text:
                parts.setdefault(text.casefold(), text)
    return tuple(parts.values())

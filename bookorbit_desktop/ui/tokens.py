"""The colours of design.md. Every text pair has a contrast of at least 5.2."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """One palette, as #RRGGBB."""

    dark: bool
    window: str
    surface: str
    sunken: str
    border: str
    text: str
    muted: str
    accent: str
    on_accent: str
    ok: str
    pending: str
    attention: str
    error: str
    neutral: str
    star: str


LIGHT = Tokens(
    dark=False,
    window="#F6F5F2",
    surface="#FFFFFF",
    sunken="#EEECE7",
    border="#D9D5CC",
    text="#1F1D1A",
    muted="#625D55",
    accent="#4549B8",
    on_accent="#FFFFFF",
    ok="#226B43",
    pending="#2560A8",
    attention="#855800",
    error="#B3261E",
    neutral="#625D55",
    star="#C77700",
)
DARK = Tokens(
    dark=True,
    window="#15161A",
    surface="#1D1F25",
    sunken="#25282F",
    border="#383C46",
    text="#ECEAE6",
    muted="#A8A49B",
    accent="#A3A8FF",
    on_accent="#15161A",
    ok="#7BD09D",
    pending="#8DBBF5",
    attention="#E6B85C",
    error="#F6928A",
    neutral="#A8A49B",
    star="#F0B429",
)

MARKS = {
    "red": "#D64541",
    "orange": "#E08A1E",
    "yellow": "#D9B310",
    "green": "#3DA35D",
    "olive": "#8C8C2B",
    "cyan": "#1BA3B8",
    "blue": "#4A7FD6",
    "purple": "#9B59C9",
    "gray": "#8A867E",
}
"""The colours of KOReader's highlights, distinct on both palettes; their names are always shown too."""

"""Keeps the token out of all text (hardcover-api.md section 7, rule 4)."""

import re

_SECRET = re.compile(
    r"""(?ix)
    authorization["']?\s*[:=]\s*["']?(?:(?:bearer|basic|digest)\s+)?[^\s"',}\\]+   # a whole header
    | x-auth-key["']?\s*[:=]\s*["']?[^\s"',}\\]+   # KOReader's
    | \bbearer\s+[^\s"',}\\]+
    | \bhc_(?:pat|at|rt)_[^\s"',}\\]+                  # today's tokens
    | \beyJ[\w-]+(?:\.[\w-]*)*                       # legacy JWTs
    """
)

HIDDEN = "[hidden]"


def scrub(text: str, token: str | None = None) -> str:
    """The text without anything that looks like a token, and without `token` itself."""
    if token:
        text = text.replace(token, HIDDEN)
    return _SECRET.sub(HIDDEN, text)


def normalise_token(text: str) -> str:
    """A pasted token without `Authorization:`, `Bearer`, whitespace and line ends; may be empty."""
    bare = re.sub(r"^\s*(?:authorization\s*:)?\s*(?:bearer\b)?", "", text, flags=re.IGNORECASE)
    return re.sub(r"\s+", "", bare)

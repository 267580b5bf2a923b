"""BookOrbit Desktop: your place in every book, on every KOReader device and on Hardcover."""

__version__ = "0.1.0"
SITE = ""
"""The address of the program's web site; empty while it has none, and then nothing looks for new versions."""
HARDCOVER_CLIENT_ID = ""
"""The program's public id at Hardcover (packaging/README.md); without one, signing in is not offered."""

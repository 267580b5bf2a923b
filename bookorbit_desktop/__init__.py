"""BookOrbit Desktop: your place in every book, on every KOReader device and on Hardcover."""

__version__ = "0.1.0"

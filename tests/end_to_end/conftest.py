"""The fixtures of the acceptance tests serve here too."""

from tests.acceptance.conftest import hardcover, library, newcomer, program, runtime, scanned, screen

__all__ = ["hardcover", "library", "newcomer", "program", "runtime", "scanned", "screen"]

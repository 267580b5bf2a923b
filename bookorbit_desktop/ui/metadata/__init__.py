"""Editing what books are, by hand and beside what Hardcover says."""

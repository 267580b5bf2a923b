"""Importing your reading from Hardcover or from a file."""

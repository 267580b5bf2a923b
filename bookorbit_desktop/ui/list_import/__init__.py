"""Importing a reading list from a file."""

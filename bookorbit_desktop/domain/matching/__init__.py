"""Titles and authors: whether two names can be the same book's."""

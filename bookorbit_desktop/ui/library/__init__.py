"""The library page: every book, with status, progress and rating."""

"""Ctrl+K: everything by its name."""

"""Changing files: preview, run, undo."""

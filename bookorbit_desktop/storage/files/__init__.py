"""Runs that changed files on the disk."""

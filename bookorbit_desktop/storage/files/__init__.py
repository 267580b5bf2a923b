"""Runs that changed files."""

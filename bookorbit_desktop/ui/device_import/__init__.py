"""Importing from a KOReader device that is plugged in."""

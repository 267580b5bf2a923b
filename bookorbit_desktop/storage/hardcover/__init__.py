"""Matches, sync states, journal and log in the database."""

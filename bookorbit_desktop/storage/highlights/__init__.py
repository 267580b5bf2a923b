"""Highlights in the database."""

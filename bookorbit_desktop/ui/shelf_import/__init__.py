"""Importing your Hardcover shelf."""

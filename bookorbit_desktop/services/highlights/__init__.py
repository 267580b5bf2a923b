"""Highlights and notes: stored, copied to another device, exported."""

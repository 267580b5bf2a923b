"""Highlights and notes: kept, carried to another device, exported."""

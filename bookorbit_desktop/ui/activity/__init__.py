"""The program's background work."""

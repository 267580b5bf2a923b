"""Setting up a KOReader device that is plugged in."""

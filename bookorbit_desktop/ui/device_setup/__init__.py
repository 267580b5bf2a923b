"""Setting up a connected KOReader device."""

"""KOReader devices connected over USB: found, read, imported from, set up."""

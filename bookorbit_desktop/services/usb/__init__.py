"""KOReader devices plugged in over USB: found, read, imported, set up."""

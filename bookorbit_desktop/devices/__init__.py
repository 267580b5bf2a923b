"""KOReader's data on a device: found and read, without changing anything."""
